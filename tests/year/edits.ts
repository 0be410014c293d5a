/** Five reports in four zones, and what an admin does to them in a year. */

import {
  type Config,
  type Incomplete,
  type ReportConfig,
  usualReport,
  usualSettings,
} from "../../functions/core/config.ts";
import { usualOrganisation } from "../../functions/core/organisation.ts";
import { sourceOf } from "../memory.ts";
import { later, oneOf, type Scenario, type SourceId, sourceIds, zone } from "./scenario.ts";

const zones = ["Europe/Budapest", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"] as const;
const hour = 3600;
const day = 24 * hour;

const policies: readonly (Incomplete | null)[] = [
  null,
  { wait: 0, then: "skip" },
  { wait: 2 * hour, then: "send" },
  { wait: 6 * hour, then: "skip" },
  { wait: "12:00", then: "send" },
  { wait: "02:30", then: "skip" },
  { wait: 5 * day, then: "send" },
];
const times = ["00:00", "02:30", "06:00", "08:00", "23:30"] as const;
const people = (of: string) =>
  [1, 2, 3, 4].map((number) => ({
    name: "",
    address: `${of}${number}@example.org`,
    locale: "en" as const,
    scope: null,
  }));

function scheduleOf(period: ReportConfig["period"], random: () => number): ReportConfig["at"] {
  const time = oneOf(times, random);
  if (period === "day") return { time };
  if (period === "week") return { day: 1 + Math.floor(random() * 7), time };
  if (random() < 0.5) return { day: 1 + Math.floor(random() * 28), time };
  return {
    day: "last working day",
    time,
    working: { weekdays: [1, 2, 3, 4, 5], holidays: ["2026-03-31", "2026-12-31"] },
  };
}

function freshReport(
  id: string,
  period: ReportConfig["period"],
  zoneOf: string,
  random: () => number,
): ReportConfig {
  return {
    id,
    title: id,
    template: "digest",
    period,
    at: scheduleOf(period, random),
    zone: zoneOf,
    kpis: ["contacts_opened"],
    ...usualReport,
    sources: sourceIds,
    incomplete: oneOf(policies, random),
    owner: "owner@example.org",
    to: people(id).slice(0, 2),
  };
}

type Edit = (
  reports: readonly ReportConfig[],
  at: string,
  lines: Map<string, string>,
  random: () => number,
) => readonly ReportConfig[];

const changing =
  (
    change: (
      report: ReportConfig,
      at: string,
      lines: Map<string, string>,
      random: () => number,
    ) => ReportConfig,
  ): Edit =>
  (reports, at, lines, random) => {
    const chosen = oneOf(reports, random);
    return reports.map((report) => (report === chosen ? change(report, at, lines, random) : report));
  };

const renaming = changing((report, at, lines) => {
  const line = lines.get(report.id) ?? report.id;
  const id = `${line}-${at.slice(0, 10)}`;
  if (id === report.id) return report;
  lines.set(id, line);
  return { ...report, id, was: report.id };
});

const edits: readonly Edit[] = [
  changing((report, _at, _lines, random) => ({ ...report, at: scheduleOf(report.period, random) })),
  changing((report, _at, _lines, random) => ({ ...report, zone: oneOf(zones, random) })),
  changing((report, _at, _lines, random) => ({ ...report, incomplete: oneOf(policies, random) })),
  renaming,
  renaming,
  changing((report, at, _lines, random) => ({
    ...report,
    pausedUntil: later(at, random() * 15 * day).slice(0, 10),
  })),
  changing(({ pausedUntil: _, ...report }) => report),
  changing((report) => ({ ...report, to: report.to.slice(0, 1) })),
  changing((report, _at, lines) => ({ ...report, to: people(lines.get(report.id) ?? report.id) })),
  changing((report, _at, _lines, random) => {
    const period = oneOf(["day", "week", "month"] as const, random);
    return period === report.period ? report : { ...report, period, at: scheduleOf(period, random) };
  }),
  (reports) => (reports.length > 3 ? reports.slice(0, -1) : reports),
  (reports, at, lines, random) => {
    const id = `new-${at.slice(5, 10)}`;
    if (reports.length > 5 || lines.has(id)) return reports;
    lines.set(id, id);
    return [
      ...reports,
      freshReport(id, oneOf(["day", "week", "month"] as const, random), oneOf(zones, random), random),
    ];
  },
];

/** The config of the beginning and its edits, at these instants in order. */
export function configsOf(
  random: () => number,
  start: string,
  instants: readonly string[],
): Pick<Scenario, "configs" | "lines"> {
  const periods = ["day", "week", "week", "month", "month"] as const;
  let reports: readonly ReportConfig[] = periods.map((period, index) =>
    freshReport(`r${index}`, period, zones[index % zones.length] as string, random),
  );
  const lines = new Map(reports.map(({ id }) => [id, id]));
  const configs = [{ at: start, config: configOf(reports) }];
  for (const at of instants) {
    reports = oneOf(edits, random)(reports, at, lines, random);
    configs.push({ at, config: configOf(reports) });
  }
  return { configs, lines };
}

function configOf(reports: readonly ReportConfig[]): Config {
  const source = (id: SourceId, kind: "daily" | "latest-row" | "file-time") =>
    sourceOf({
      id,
      path: `/in/${id}-{date}.csv`,
      expects: kind === "daily" ? { kind, by: "06:00" } : { kind },
    });
  return {
    ...usualSettings,
    organisation: {
      ...usualOrganisation,
      name: "Northwind",
      zone,
      sender: { name: "", address: "reports@example.org" },
    },
    sources: [source("desk", "daily"), source("calls", "latest-row"), source("forms", "file-time")],
    targets: {},
    reports,
    actions: [],
    mail: { kind: "home" },
    version: "v1",
  };
}
