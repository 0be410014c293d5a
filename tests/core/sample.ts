/** A small configuration and its state, for the tests of what is due and what a report says. */

import { type Config, type ReportConfig, usualReport, usualSettings } from "../../functions/core/config.ts";
import type { State } from "../../functions/core/due.ts";
import type { KpiId } from "../../functions/core/kpi.ts";
import type { FileState, LandState } from "../../functions/core/landing.ts";
import { usualOrganisation } from "../../functions/core/organisation.ts";
import type { ReportState } from "../../functions/core/owed.ts";
import { addDays, type Period, periodOf } from "../../functions/core/period.ts";
import type { Value } from "../../functions/core/values.ts";
import { sourceOf } from "../memory.ts";

/** +01:00 from 25 October, so a local day begins at 23:00Z the day before. */
export const zone = "Europe/Budapest";

/** Weekly, Monday 08:00 in Budapest, to two people. */
export function reportOf(settings: Partial<ReportConfig> = {}): ReportConfig {
  return {
    id: "weekly",
    title: "Weekly digest",
    template: "digest",
    period: "week",
    at: { day: 1, time: "08:00" },
    zone,
    kpis: ["contacts_opened", "resolution_seconds_p90"],
    ...usualReport,
    sources: ["helpdesk"],
    to: [
      { name: "Ana Pop", address: "ana@example.org", locale: "en", scope: null },
      { name: "Bo Ek", address: "bo@example.org", locale: "en", scope: null },
    ],
    ...settings,
  };
}

/** One source of daily files and one weekly report. */
export function configOf(settings: Partial<Config> = {}): Config {
  return {
    ...usualSettings,
    organisation: {
      ...usualOrganisation,
      name: "Northwind",
      zone,
      sender: { name: "Reports", address: "reports@example.org" },
    },
    sources: [sourceOf({ path: "/in/contacts-{date}.csv", expects: { kind: "daily", by: "06:00" } })],
    targets: {},
    reports: [reportOf()],
    actions: [],
    mail: { kind: "home" },
    version: "v1",
    ...settings,
  };
}

/** A source of which these files have landed, in one batch. */
export function landedFiles(...files: readonly Partial<FileState>[]): LandState {
  const known = files.map((file, index): [string, FileState] => [
    `${index}.csv`,
    { etag: "e", modifiedAt: "2026-11-01T00:00:00Z", date: null, batch: 1, rows: 1, rejected: 0, ...file },
  ]);
  return {
    v: 1,
    run: "r",
    settings: "s",
    firstBatch: 1,
    batch: 1,
    polledAt: "2026-11-01T00:00:00Z",
    files: Object.fromEntries(known),
    last: null,
  };
}

/** Files of every day from the first of November up to and including `last`. */
export function filesUntil(last: string): LandState {
  const files: Partial<FileState>[] = [];
  for (let date = "2026-11-01"; date <= last; date = addDays(date, 1)) files.push({ date });
  return landedFiles(...files);
}

/** Everything landed, polled and computed; the report known since the Monday on which the week 9 to 15 November is due. */
export function stateOf(settings: Partial<State> = {}): State {
  return {
    sources: { helpdesk: filesUntil("2026-11-15") },
    held: null,
    polled: new Set(["helpdesk"]),
    warehouse: consumed("2026-11-15T22:00:00Z"),
    outdated: false,
    volumes: new Map(),
    reports: { weekly: known() },
    begun: new Set(),
    ...settings,
  };
}

export function consumed(latestEventAt: string | null, batch = 1): State["warehouse"] {
  const helpdesk = { batch, landed: 10, mapped: 10, quarantined: 0, latestEventAt };
  return { generation: 1, pending: [], consumed: { helpdesk }, facts: "f" };
}

export function known(settings: Partial<ReportState> = {}): ReportState {
  return { firstSeen: "2026-11-16T07:00:00Z", settled: [], ...settings };
}

/** The week that holds the date. */
export const week = (date: string): Period => periodOf("week", date, zone);

/** A value of the whole, or of one member. */
export function figure(kpi: KpiId, start: string, settings: Partial<Value> = {}): Value {
  const { value = 0 } = settings;
  return {
    kpi,
    start,
    by: "all",
    member: "all",
    numerator: value,
    denominator: null,
    value,
    fingerprint: "f",
    ...settings,
  };
}
