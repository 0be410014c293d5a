/** One right config that uses every part of the file, to be broken in every way. */

import { parse } from "yaml";
import { rich } from "./rich.ts";

const more = `
targets:
  resolution_seconds_p50:
    at_most: 8h
    from: 2026-07-01
    milestones: [{ by: 2026-09-30, at_most: 12h }, { by: 2026-12-31, at_most: 10h }]
  resolved_within_day_share: { at_least: 70%, at_most: 95% }
  open_backlog: { at_most: 400 }
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
    phone: { service_level_seconds: 15s }
    chat: { service_level_clock: business }
  by_department:
    Technical: { service_level_seconds: 2m }
comparison:
  fewest: 50
  standard_error: binomial
  significance: 1%
  smallest_points: 4
  last_year: iso
business_hours:
  schedules:
    default:
      monday_to_friday: 08:00-18:00
      friday: [08:00-12:00, 12:30-16:00]
    night:
      zone: Europe/London
      saturday: 20:00-24:00
      holidays: [2026-12-26, 2026-12-25]
  departments: { Technical: night }
holidays: [2026-12-25, 2026-03-15]
events:
  - { id: new-menu, title: New phone menu, on: 2026-09-01, until: 2026-09-14, channels: [phone, mail] }
dimensions: [queue, location]
`;

/** What YAML makes of it: freely changed by whoever asks. */
export function whole(): Record<string, unknown> {
  const config = { ...parse(rich), ...parse(more) };
  config.sources = [
    {
      id: "helpdesk",
      type: "files",
      path: "exports/contacts-{date}.csv",
      format: "csv",
      encoding: "latin1",
      key: "ticket_id",
      version: "updated_at",
      mapping: "mappings/helpdesk.sql",
      zone: "Europe/Bucharest",
      expects: "daily, by 06:00",
      settle: "2h",
      every: "15m",
      fewest_rows: 50,
      personal: ["customer_email"],
      hashed: ["customer_phone"],
      quiet_days: ["2026-12-25"],
    },
    {
      id: "surveys",
      type: "files",
      path: "exports/surveys.csv",
      key: "survey_id",
      mapping: { surveys: "mappings/phone.sql" },
      contacts_in: "helpdesk",
      continues: "helpdesk",
      keep_comments: true,
    },
  ];
  config.reports[0].kpis = ["contacts_opened", "resolution_seconds_p90"];
  return config;
}
