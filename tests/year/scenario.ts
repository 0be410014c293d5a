/** One year of an organisation, made from a seed: its config and every edit of it, its data, and everything that fails. */

import {
  type Config,
  type Incomplete,
  type ReportConfig,
  usualReport,
  usualSettings,
} from "../../functions/core/config.ts";
import { usualOrganisation } from "../../functions/core/organisation.ts";
import { sourceOf } from "../memory.ts";

export interface Span {
  readonly from: string;
  readonly to: string;
}

export const sourceIds = ["desk", "calls", "forms"] as const;
export type SourceId = (typeof sourceIds)[number];

export interface Scenario {
  readonly start: string;
  readonly end: string;
  /** The config from each instant on, in order. */
  readonly configs: readonly { readonly at: string; readonly config: Config }[];
  /** What a report is called, to what it is: a report that was renamed is the same one. */
  readonly lines: ReadonlyMap<string, string>;
  readonly down: {
    readonly machine: readonly Span[];
    readonly mailer: readonly Span[];
    /** While a mapping is wrong nothing gets into the tables. */
    readonly mapping: readonly Span[];
    readonly sources: Readonly<Record<SourceId, readonly Span[]>>;
  };
  /** When the file of each day arrived, and its day; and when each export of forms was written. */
  readonly files: readonly { readonly day: string; readonly at: string }[];
  readonly forms: readonly string[];
  readonly random: () => number;
}

export const zone = "Europe/Budapest";
const zones = [zone, "America/New_York", "Pacific/Auckland", "Asia/Kolkata"] as const;
const start = "2026-01-05T12:00:00Z";
const end = "2027-01-10T12:00:00Z";
/** Nothing fails any more from here on, so that what is under way comes to its end. */
const calm = "2026-12-24T00:00:00Z";
const hour = 3600;
const day = 24 * hour;

export const inSpan = (spans: readonly Span[], at: string) =>
  spans.some(({ from, to }) => from <= at && at < to);
export const later = (at: string, seconds: number) =>
  new Date(Date.parse(at) + Math.round(seconds) * 1000).toISOString().replace(".000Z", "Z");

export function scenarioOf(seed: number): Scenario {
  const random = randomOf(seed);
  const { configs, lines } = configsOf(random);
  const sources = {
    desk: spansOf(6, hour, 3 * day, random),
    calls: spansOf(6, hour, 2 * day, random),
    forms: spansOf(3, hour, day, random),
  };
  const machine = [...spansOf(8, hour, 4 * day, random), ...spansOf(1, 9 * day, 12 * day, random)];
  const down = {
    machine,
    mailer: spansOf(8, hour, 20 * hour, random),
    mapping: spansOf(4, hour, 2 * day, random),
    sources,
  };
  return { start, end, configs, lines, down, random, ...dataOf(random) };
}

/** The same numbers for the same seed, everywhere. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oneOf = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)] as T;

/** So many spans, each in a stretch of the year of its own, at least four days from the next. */
function spansOf(count: number, shortest: number, longest: number, random: () => number): readonly Span[] {
  const stretch = (Date.parse(calm) - Date.parse(start)) / 1000 / count;
  return Array.from({ length: count }, (_, index) => {
    const length = shortest + random() * (longest - shortest);
    const from = later(start, index * stretch + random() * Math.max(0, stretch - length - 4 * day));
    return { from, to: later(from, length) };
  });
}

function dataOf(random: () => number): Pick<Scenario, "files" | "forms"> {
  const count = 400;
  const first = "2025-12-01T00:00:00Z";
  const files = Array.from({ length: count }, (_, index) => {
    // Early in the morning after the day, and one in forty days late.
    const delay = random() < 0.025 ? random() * 5 * day : random() * 2 * hour;
    return {
      day: later(first, index * day).slice(0, 10),
      at: later(first, (index + 1) * day + 3 * hour + delay),
    };
  });
  const forms = Array.from({ length: count }, (_, index) => later(first, index * day + random() * 4 * hour));
  return { files, forms };
}

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

const edits: readonly Edit[] = [
  changing((report, _at, _lines, random) => ({ ...report, at: scheduleOf(report.period, random) })),
  changing((report, _at, _lines, random) => ({ ...report, zone: oneOf(zones, random) })),
  changing((report, _at, _lines, random) => ({ ...report, incomplete: oneOf(policies, random) })),
  changing((report, at, lines) => {
    const line = lines.get(report.id) ?? report.id;
    const id = `${line}-${at.slice(0, 10)}`;
    if (id === report.id) return report;
    lines.set(id, line);
    return { ...report, id, was: report.id };
  }),
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

function configsOf(random: () => number): Pick<Scenario, "configs" | "lines"> {
  const periods = ["day", "week", "week", "month", "month"] as const;
  let reports: readonly ReportConfig[] = periods.map((period, index) =>
    freshReport(`r${index}`, period, zones[index % zones.length] as string, random),
  );
  const lines = new Map(reports.map(({ id }) => [id, id]));
  const configs = [{ at: start, config: configOf(reports) }];
  const count = 16;
  const stretch = (Date.parse(calm) - Date.parse(start)) / 1000 / count;
  for (let index = 0; index < count; index += 1) {
    const at = later(start, (index + random()) * stretch);
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
