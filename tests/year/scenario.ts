/** One year of an organisation, made from a seed: its config and every edit of it, its data, and everything that fails. */

import type { Config } from "../../functions/core/config.ts";
import { configsOf } from "./edits.ts";

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

const callsEvery = 6 * hour;

/** Calls come four times a day, at full hours of UTC: the last time by now, and the next one after. */
export function callsUntil(now: string): string {
  return later("1970-01-01T00:00:00Z", Math.floor(Date.parse(now) / 1000 / callsEvery) * callsEvery);
}
export const callsAfter = (now: string) => later(callsUntil(now), callsEvery);

export function scenarioOf(seed: number): Scenario {
  const random = randomOf(seed);
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
  const { configs, lines } = configsOf(random, start, editsOf(down.mailer, random));
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

export const oneOf = <T>(items: readonly T[], random: () => number): T =>
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

/** When the config is edited: nine times in the year, and in half of the outages of the mailer, when most is under way. */
function editsOf(mailer: readonly Span[], random: () => number): readonly string[] {
  const within = ({ from, to }: Span) => later(from, random() * ((Date.parse(to) - Date.parse(from)) / 1000));
  const outages = mailer.filter(() => random() < 0.5).map(within);
  const others = Array.from({ length: 9 }, () => within({ from: start, to: calm }));
  return [...outages, ...others].sort();
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
