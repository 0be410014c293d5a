/** `check` on a config of 500 reports: right, with a mistake in each, and what changing all of them does. */

import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { loadConfig } from "../../config/index.ts";
import { effect } from "../../functions/core/effect.ts";
import { type Figure, inSeconds } from "./table.ts";

const reports = 500;
const readers = 20;
const floorSeconds = 5;
const now = "2026-11-16T12:00:00Z";
const raport = join(import.meta.dirname, "../../functions/raport.ts");
const execute = promisify(execFile);

export async function measureChecking(folder: string, rounds: number): Promise<readonly Figure[]> {
  const place = join(folder, "checking");
  mkdirSync(place);
  writeFileSync(
    join(place, "contacts.sql"),
    "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at from raw\n",
  );
  const written = (name: string, text: string) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  };
  const right = configOf("monday 08:00");
  const file = written("raport.yaml", right);
  const wrong = written("wrong.yaml", configOf("mnoday 08:00"));
  const [before, after] = [
    await loadConfig(file),
    await loadConfig(written("other.yaml", configOf("friday 09:00"))),
  ];
  const parsed = await seconds(rounds, () => parse(right));
  const loaded = await seconds(rounds, () => loadConfig(file));
  const refused = await seconds(rounds, () => loadConfig(wrong).catch(() => undefined));
  const told = await seconds(rounds, () => effect(before, after, now));
  const all = await seconds(rounds, () =>
    execute(process.execPath, [raport, "check", "--config", file, "--now", now]),
  );
  const start = await seconds(rounds, () => execute(process.execPath, [raport, "--help"]));
  const against = (what: string, measured: number): Figure => ({
    what: `  ${what}`,
    measured: inSeconds(measured),
    baseline: inSeconds(parsed),
    ratio: measured / parsed,
  });
  return [
    {
      what: `raport check on ${reports} reports of ${readers} readers, against raport --help`,
      measured: inSeconds(all),
      baseline: inSeconds(start),
      ratio: all / start,
      floor: inSeconds(floorSeconds),
      met: all < floorSeconds,
    },
    against("of it: reading and checking the file, against parsing the YAML alone", loaded),
    against(`  with a mistake in each report, all ${reports} told at once`, refused),
    against("  what it changes when every report goes out at another hour", told),
  ];
}

function configOf(at: string): string {
  const people = (report: number) =>
    Array.from(
      { length: readers },
      (_, reader) =>
        `      - { name: Reader ${reader}, address: reader-${reader}@team-${report}.example.org, locale: fi }`,
    );
  const each = Array.from({ length: reports }, (_, index) =>
    [
      `  - id: report-${index}`,
      `    title: Report ${index}`,
      "    template: digest",
      "    period: week",
      `    at: ${at}`,
      "    zone: Europe/Helsinki",
      `    kpis: [contacts_opened, contacts_resolved, resolution_seconds_p50]`,
      `    scope: { department: Team ${index} }`,
      "    incomplete: { wait: until 12:00, then: send }",
      `    owner: owner@team-${index}.example.org`,
      "    to:",
      ...people(index),
    ].join("\n"),
  );
  return `organisation:
  name: Northwind
  zone: Europe/Budapest
  sender: { name: Reports, address: reports@example.org }
sources:
  - { id: helpdesk, type: files, path: exports/*.csv, key: id, mapping: contacts.sql }
reports:
${each.join("\n")}
`;
}

/** The median of so many rounds, after one to warm up. */
async function seconds(rounds: number, work: () => unknown): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    taken.push((performance.now() - started) / 1000);
  }
  return taken.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
