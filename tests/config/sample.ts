/** A config with every key in it, and a reader that knows it and its mapping. */

import { loadConfig } from "../../config/index.ts";
import type { Config } from "../../functions/core/config.ts";

/** Line numbers matter: the table of broken configs names them. */
export const sample = `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  url: http://localhost:4747/
  sender: { name: Northwind Reports, address: reports@example.org }
  reply_to: help@example.org
sources:
  - id: helpdesk
    type: files
    path: ../exports/contacts-{date}.csv.gz
    format: csv
    encoding: latin1
    key: ticket_id
    version: updated_at
    mapping: mappings/helpdesk.sql
    zone: Europe/Bucharest
    expects: daily, by 06:00
    settle: 2h
    personal: [customer_email]
    quiet_days: [2026-12-25]
  - id: phone
    type: files
    path: /data/calls/*.ndjson
    key: call_id
    mapping: mappings/phone.sql
targets:
  resolution_seconds_p50: { at_most: 8h }
  resolved_within_day_share: { at_least: 70% }
  open_backlog: { at_most: 400 }
reports:
  - id: weekly
    title: Weekly digest
    template: digest
    period: week
    at: monday 08:00
    zone: Europe/London
    kpis: [contacts_opened, resolution_seconds_p90]
    # every source
    owner: ops@example.org
    to:
      - { name: Ana Pop, address: ana.pop@example.org }
      - { name: Bo Ek, address: bo.ek@example.org }
  - id: monthly
    title: Month in numbers
    template: digest
    period: month
    at: day 2 08:30
    to: [{ name: Ana Pop, address: ana.pop@example.org }]
benchmarks:
  resolved_within_day_share: { value: 82.5%, source: Desk Survey 2025 }
parameters:
  service_level_seconds: 30s
  repeat_window_days: 5
  satisfaction_scale: 10
  satisfaction_from: 8
  service_level_formula: answered_only
  handle_include_outbound: true
  complaint_tags: [grievance, complaint]
  by_channel:
    phone: { service_level_seconds: 15s, abandon_short_seconds: 0 }
    chat: { service_level_clock: business }
  by_department:
    Technical: { service_level_seconds: 2m }
comparison:
  fewest: 50
  standard_error: binomial
  significance: 1%
  last_year: iso
business_hours:
  schedules:
    default:
      monday_to_friday: 08:00-18:00
      friday: [08:00-12:00, 12:30-16:00]
    night:
      zone: Europe/London
      saturday: 20:00-24:00
      sunday: closed
      holidays: [2026-12-26, 2026-12-25]
  departments: { Technical: night }
holidays: [2026-12-25, 2026-03-15]
events:
  - id: new-menu
    title: New phone menu
    on: 2026-09-01
    until: 2026-09-14
    channels: [phone, mail]
dimensions: [queue, location]
`;

const mappings: Readonly<Record<string, string>> = {
  "conf/mappings/helpdesk.sql": "select 1",
  "conf/mappings/phone.sql": "select 2",
};

/** Loads the text as if it stood in conf/raport.yaml; other files are the two mappings and those given. */
export function load(
  text: string | Uint8Array,
  files: Readonly<Record<string, string>> = {},
): Promise<Config> {
  const known: Record<string, string | Uint8Array> = { ...mappings, ...files, "conf/raport.yaml": text };
  return loadConfig("conf/raport.yaml", async (path) => {
    const found = known[path];
    if (found === undefined) throw Object.assign(new Error(`no ${path}`), { code: "ENOENT" });
    return typeof found === "string" ? new TextEncoder().encode(found) : found;
  });
}
