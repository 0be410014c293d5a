/**
 * Two sources and two reports, which are named as the sources are but both count both: while either source is broken
 * neither goes out. Each source has two contacts of the week of Monday 2026-11-09 and one of the Monday after, which
 * completes it. UTC throughout.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, put, type Said, said } from "./said.ts";

/** Monday after the week, an hour after both reports were due. */
export const now = "2026-11-16T09:00:00Z";

export const header = "id,opened,closed,channel";
/** Three good rows: lines 2 to 4 of a file that begins with them. */
export const good = `C1,2026-11-10 09:00,2026-11-10 10:00,phone
C2,2026-11-11 09:00,,phone
C3,2026-11-16 00:00,,phone
`;

export const mapping = `select
    row_id,
    key as contact_id,
    json_extract_scalar(body, '$.opened') as opened_at,
    json_extract_scalar(body, '$.closed') as resolved_at,
    json_extract_scalar(body, '$.channel') as channel
from raw
`;

const source = (id: string) => `  - id: ${id}
    type: files
    path: ${id}/*
    key: id
    mapping: ${id}.sql
`;

const report = (id: string) => `  - id: ${id}
    title: Weekly ${id}
    template: digest
    period: week
    at: monday 08:00
    to: [{ name: Mira Koski, address: mira.koski@example.org }]
`;

export const config = `organisation:
  name: Northwind
  zone: UTC
  sender: { name: Reports, address: reports@example.org }
sources:
${source("tickets")}${source("calls")}reports:
${report("tickets")}${report("calls")}`;

export interface Two {
  readonly folder: string;
  readonly config: string;
  readonly home: string;
  run(at?: string): Promise<Said>;
  check(): Promise<Said>;
  /** Puts other files in place. */
  put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** HTML of the emails sent so far, by report; empty before the first. */
  emails(): Readonly<Record<string, string>>;
}

/** A folder with both sources whole, changed by the files given; `null` leaves one out. */
export async function twoSources(
  files: Readonly<Record<string, string | Uint8Array | null>> = {},
): Promise<Two> {
  const whole = {
    "raport.yaml": config,
    "tickets.sql": mapping,
    "calls.sql": mapping,
    "tickets/t.csv": `${header}\n${good}`,
    "calls/c.csv": `${header}\n${good}`,
    ...files,
  };
  const kept = Object.entries(whole).flatMap(([name, body]) =>
    body === null ? [] : [[name, body] as const],
  );
  const folder = await folderOf(Object.fromEntries(kept));
  const [file, home] = [join(folder, "raport.yaml"), join(folder, "home")];
  return {
    folder,
    config: file,
    home,
    run: (at = now) => said("run", "--config", file, "--home", home, "--now", at),
    check: () => said("check", "--config", file, "--now", now),
    put: (more) => put(folder, more),
    emails: () => emailsIn(join(home, "outbox")),
  };
}

function emailsIn(outbox: string): Record<string, string> {
  if (!existsSync(outbox)) return {};
  const names = readdirSync(outbox).filter((name) => name.endsWith(".html"));
  return Object.fromEntries(
    names.map((name) => [name.split("-")[0] ?? name, readFileSync(join(outbox, name), "utf8")]),
  );
}
