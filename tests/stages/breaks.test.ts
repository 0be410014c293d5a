/** Which days each source tells of, from exports to the breaks of the KPIs: the catalog knows it, no query asks. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Config, Source } from "../../functions/core/config.ts";
import { kpis } from "../../functions/core/kpi.ts";
import { addDays } from "../../functions/core/period.ts";
import { readBreaks } from "../../functions/stages/breaks.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
let home: Home;
beforeEach(() => {
  home = temporaryHome("2026-11-24T00:00:00Z");
});
afterEach(() => home.remove());

const contacts = "select row_id, key as contact_id, json_extract_scalar(body, '$.at') as opened_at from raw";
const time = `select row_id, key as interval_id, json_extract_scalar(body, '$.agent') as agent, 'logged_in' as activity,
  json_extract_scalar(body, '$.at') as started_at, json_extract_scalar(body, '$.until') as ended_at from raw`;
const source = (id: string, text: string, more: Partial<Source> = {}): Source =>
  ({
    ...sourceOf({ id, path: `${home.inbox}/${id}-*.csv` }),
    mappings: { [id.endsWith("time") ? "agent_time" : "contacts"]: { file: "mapping.sql", text } },
    ...more,
  }) as Source;

/** A row of each day, up to and with the 23rd. */
function put(id: string, from: string, name = "1", to = "2026-11-23"): void {
  const lines: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    lines.push(`${id}-${day},${day} 09:00,${day} 10:00,Ana`);
  writeFileSync(join(home.inbox, `${id}-${name}.csv`), `id,at,until,agent\n${lines.join("\n")}\n`);
}

async function breaks(config: Config, dataUntil: string | null = "2026-11-23T23:00:00Z") {
  const { sources } = await loadState({ config, polled: new Set() }, home.ports);
  const found = await home.ports.warehouse.read((reader) => readBreaks(config, dataUntil, sources, reader));
  return found.map((one) => ({ ...one, kpis: one.kpis.length }));
}

const familyOf = (...families: readonly string[]) =>
  kpis.filter(({ family }) => families.includes(family)).length;

test("each source begins with its first day of each fact, and only what is made of that fact is broken", async () => {
  const config = configOf(zone, [
    source("desk", contacts),
    source("phone", contacts),
    source("desk-time", time),
    source("phone-time", time),
  ]);
  put("desk", "2026-09-01");
  put("phone", "2026-11-03");
  put("desk-time", "2026-09-01");
  put("phone-time", "2026-11-10");
  await home.run(config);
  // Costs are divided by contacts; what is made of messages, stays in queues and surveys is nothing to a list of contacts.
  const ofContacts = familyOf("volume", "demand", "resolution", "repeats", "costs");
  expect(await breaks(config)).toEqual([
    { source: "desk", kind: "begins", day: "2026-09-01", apart: "2026-08-31", kpis: ofContacts },
    { source: "desk-time", kind: "begins", day: "2026-09-01", apart: "2026-08-31", kpis: familyOf("agents") },
    { source: "phone", kind: "begins", day: "2026-11-03", apart: "2026-11-02", kpis: ofContacts },
    {
      source: "phone-time",
      kind: "begins",
      day: "2026-11-10",
      apart: "2026-11-09",
      kpis: familyOf("agents"),
    },
  ]);
});

test("a source that fell silent ends, once the data reach far enough beyond its last day", async () => {
  const config = configOf(zone, [source("desk", contacts), source("phone", contacts)]);
  put("desk", "2026-09-01");
  put("phone", "2026-09-01", "1", "2026-11-10");
  await home.run(config);
  const ends = (all: Awaited<ReturnType<typeof breaks>>) =>
    all.filter(({ kind }) => kind === "ends").map(({ source: id, day }) => [id, day]);
  expect(ends(await breaks(config))).toEqual([["phone", "2026-11-10"]]);
  // Up to midnight of the 13th in Budapest two days are silent: it may speak again.
  expect(ends(await breaks(config, "2026-11-12T23:00:00Z"))).toEqual([]);
  put("phone", "2026-11-20", "2");
  await home.run(config);
  expect(ends(await breaks(config))).toEqual([]);
});

test("of daily files the first one is the beginning, unless it brings the past with it", async () => {
  const daily = { path: `${home.inbox}/phone-{date}.csv`, expects: { kind: "daily", by: "06:00" } as const };
  const config = configOf(zone, [
    source("desk", contacts),
    source("phone", contacts, daily as Partial<Source>),
  ]);
  put("desk", "2026-09-01");
  for (let day = "2026-11-10"; day <= "2026-11-23"; day = addDays(day, 1)) put("phone", day, day, day);
  // A contact of the week before is a straggler.
  writeFileSync(
    join(home.inbox, "phone-2026-11-11.csv"),
    "id,at\nold,2026-11-06 09:00\nphone-b,2026-11-11 09:00\n",
  );
  await home.run(config);
  const begins = async () => (await breaks(config)).find(({ source: id }) => id === "phone")?.day;
  expect(await begins()).toBe("2026-11-10");
  put("phone", "2026-10-01", "2026-11-10", "2026-11-10");
  await home.run(config);
  expect(await begins()).toBe("2026-10-01");
});

test("a source that continues another begins only what the other never told", async () => {
  const config = configOf(zone, [source("desk", contacts), source("phone", contacts, { continues: "desk" })]);
  put("desk", "2026-09-01");
  put("phone", "2026-11-03");
  await home.run(config);
  const begun = async (one: Config) => (await breaks(one)).map(({ source: id, day }) => [id, day]);
  expect(await begun(config)).toEqual([["desk", "2026-09-01"]]);
  const alone = configOf(zone, [source("desk", contacts), source("phone", contacts)]);
  expect(await begun(alone)).toEqual([
    ["desk", "2026-09-01"],
    ["phone", "2026-11-03"],
  ]);
});
