/**
 * A support centre small enough to count by hand: two contacts a day for three weeks, one file per day, one report.
 *
 * On every day d from Monday 2026-10-26 to Sunday 2026-11-15 (Budapest, winter time throughout):
 *   A-d  phone, Billing, opened 09:00, resolved 10:00, so after 3,600 s;
 *   B-d  email, Delivery, opened 15:00; the next day's file says resolved 15:00, so after 86,400 s.
 * Except:
 *   B-10-28 is resolved on 11-12 at 15:00 only: 15 days, 1,296,000 s;
 *   A-11-09 turns from Billing to Delivery in the file of 11-10;
 *   A-11-10 is deleted in the file of 11-13;
 *   the file of 11-11 has one row more, whose opening is no time.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { loadConfig } from "../../config/index.ts";
import type { Config } from "../../functions/core/config.ts";
import { addDays } from "../../functions/core/period.ts";

export const firstDay = "2026-10-26";
export const lastDay = "2026-11-15";
/** Monday 2026-11-16, nine in the morning in Budapest: an hour after the weekly report was due. */
export const now = "2026-11-16T08:00:00Z";

const header = "id,updated,opened,resolved,channel,department,reason,status";

interface Contact {
  readonly id: string;
  readonly updated: string;
  readonly opened: string;
  readonly resolved?: string;
  readonly reason?: string;
  readonly status?: string;
}

/** The text of one day's file. */
export function exportOf(day: string): string {
  const before = addDays(day, -1);
  const rows = [phone(day), email(day)];
  if (day > firstDay && before !== "2026-10-28") rows.push(email(before, `${day} 15:00`));
  if (day === "2026-11-12") rows.push(email("2026-10-28", `${day} 15:00`));
  if (day === "2026-11-10") rows.push(phone("2026-11-09", { updated: `${day} 11:00`, reason: "Delivery" }));
  if (day === "2026-11-13") rows.push(phone("2026-11-10", { updated: `${day} 11:00`, status: "deleted" }));
  if (day === "2026-11-11") rows.push(lineOf({ id: "X", updated: `${day} 09:00`, opened: "yesterday" }));
  return `${[header, ...rows].join("\n")}\n`;
}

function phone(day: string, changed: Partial<Contact> = {}): string {
  const times = { updated: `${day} 10:00`, opened: `${day} 09:00`, resolved: `${day} 10:00` };
  return lineOf({ id: `A-${day}`, ...times, ...changed });
}

function email(day: string, resolved = ""): string {
  return lineOf({ id: `B-${day}`, updated: resolved || `${day} 15:00`, opened: `${day} 15:00`, resolved });
}

function lineOf({ id, updated, opened, resolved = "", reason, status = "" }: Contact): string {
  const [channel, department, usual] = id.startsWith("B")
    ? ["email", "Parcels", "Delivery"]
    : ["phone", "Accounts", "Billing"];
  return [id, updated, opened, resolved, channel, department, reason ?? usual, status].join(",");
}

const yaml = `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  url: https://reports.example.org
  sender: { name: Northwind reports, address: reports@example.org }
sources:
  - id: helpdesk
    type: files
    path: exports/contacts-{date}.csv
    key: id
    version: updated
    mapping: mapping.sql
    expects: daily, by 06:00
targets:
  resolved_within_day_share: { at_least: 85% }
reports:
  - id: weekly
    title: Weekly service digest
    template: digest
    period: week
    at: monday 08:00
    to:
      - { name: Ilona Varga, address: ilona.varga@example.org }
      - { name: Samuel Adeyemi, address: samuel.adeyemi@example.org }
`;

const mapping = `-- What does each row of the export say about a contact?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   none

select
    row_id,
    json_extract_scalar(body, '$.id') as contact_id,
    json_extract_scalar(body, '$.opened') as opened_at,
    json_extract_scalar(body, '$.resolved') as resolved_at,
    json_extract_scalar(body, '$.channel') as channel,
    json_extract_scalar(body, '$.department') as department,
    json_extract_scalar(body, '$.reason') as reason,
    case when json_extract_scalar(body, '$.status') = 'deleted' then 'true' else 'false' end as is_deleted
from raw
`;

export interface Centre {
  /** Folder that holds everything; `raport.yaml` and `home` are in it. */
  readonly folder: string;
  readonly home: string;
  readonly configFile: string;
  readonly config: Config;
  /** Puts the file of a day into the exports. */
  arrives(day: string): Promise<void>;
}

/**
 * A centre in a new folder whose exports of these days, both included, are there. Removed after the file's tests. What its
 * config says may be `changed`.
 */
export async function openCentre(
  from = firstDay,
  to = lastDay,
  changed = (text: string) => text,
): Promise<Centre> {
  const folder = mkdtempSync(join(tmpdir(), "raport-journey-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const configFile = join(folder, "raport.yaml");
  await mkdir(join(folder, "exports"));
  await writeFile(configFile, changed(yaml));
  await writeFile(join(folder, "mapping.sql"), mapping);
  const arrives = (day: string) => writeFile(join(folder, "exports", `contacts-${day}.csv`), exportOf(day));
  for (let day = from; day <= to; day = addDays(day, 1)) await arrives(day);
  return { folder, home: join(folder, "home"), configFile, config: await loadConfig(configFile), arrives };
}
