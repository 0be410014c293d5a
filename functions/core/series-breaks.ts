/**
 * Breaks in the series of a KPI: a source begins to tell of it, or tells of it no more. What is summed on one side of a
 * break is another thing than on the other, and their difference is no change of the business. Pure.
 */

import type { Compared } from "./compare.ts";
import type { FactName } from "./facts.ts";
import { kpis as catalogue, type Family, familyFacts, type Kpi, type KpiId } from "./kpi.ts";
import { addDays, type Period } from "./period.ts";
import type { Coverage } from "./values.ts";

/** Local days from `start` up to, and without, `end`. */
type Days = Pick<Period, "start" | "end">;

export interface SeriesBreak {
  /** Null for readers of a part of the whole, who are told of no source by name. */
  readonly source: string | null;
  readonly kind: "begins" | "ends";
  /** Its first local day, or its last. */
  readonly day: string;
}

/** One with what it is of. */
export interface SourceBreak extends SeriesBreak {
  readonly kpis: readonly KpiId[];
  /** Days that start no later than this are without a part of the source; a span that starts after it has all it will have. */
  readonly apart: string;
  /** Of one that begins and ends: the days it is there. */
  readonly span?: Days;
}

/** The local days on which each source tells anything, by fact. */
export type ToldDays = Readonly<Partial<Record<FactName, Readonly<Record<string, readonly string[]>>>>>;

export interface ToldInput {
  readonly told: ToldDays;
  /** The first day not known yet. */
  readonly until: string;
  /** The day from which on a source is read, where something says so: what it tells of earlier days are stragglers. */
  readonly since: Readonly<Record<string, string>>;
  /** Neither days with records nor days without say anything of them. */
  readonly holidays: readonly string[];
  /** The source whose work a source took over. */
  readonly continues: Readonly<Record<string, string>>;
  /** Whether a source's rows can be a part of a KPI of whose facts it gives some. */
  readonly adds: (source: string, kpi: Kpi) => boolean;
}

/**
 * The facts whose rows make a family's figures more: of a wait for an answer the messages, and no contact without one.
 * What a contact costs is divided by all of them.
 */
export function feedingFacts(family: Family): readonly FactName[] {
  const needed: readonly FactName[] = familyFacts[family];
  const others = needed.filter((fact) => fact !== "contacts");
  return others.length === 0 || family === "costs" ? needed : others;
}

/** Every break there is in what the sources tell, the earliest first. */
export function breaksOf(input: ToldInput): readonly SourceBreak[] {
  const found = Object.entries(input.told).flatMap(([name, days]) => {
    const fact = name as FactName;
    const fed = (catalogue as readonly Kpi[]).filter(({ family }) => feedingFacts(family).includes(fact));
    const known = new Map(
      Object.entries(days).map(([source, all]) => [source, daysKnown(all, input.since[source])]),
    );
    return seriesOf(known, fed, input).flatMap(({ sources, kpis }): readonly SourceBreak[] => {
      const all = [...new Set(sources.flatMap((source) => known.get(source) ?? []))].sort();
      const teller = (day: string) => sources.find((source) => known.get(source)?.includes(day)) ?? "";
      const [begins, ends] = [beginning(all, input), ending(all, input)];
      const span = begins && ends && { start: begins.day, end: addDays(ends.day, 1) };
      return [begins, ends].flatMap((one) =>
        one ? [{ source: teller(one.day), kpis, ...one, ...(span && { span }) }] : [],
      );
    });
  });
  return found.sort((a, b) => order(a.day, b.day) || order(a.source ?? "", b.source ?? ""));
}

interface Series {
  readonly sources: readonly string[];
  readonly kpis: readonly KpiId[];
}

/** Each source with those that took its work over, as far as they tell of the same KPIs: no break is between them. */
function seriesOf(
  known: ReadonlyMap<string, readonly string[]>,
  fed: readonly Kpi[],
  { adds, continues }: ToldInput,
): readonly Series[] {
  const all = fed.flatMap((kpi) => {
    const tells = (source: string) => (known.get(source) ?? []).length > 0 && adds(source, kpi);
    const firstOf = (source: string): string => {
      const before = continues[source];
      return before !== undefined && tells(before) ? firstOf(before) : source;
    };
    const series = Map.groupBy([...known.keys()].filter(tells), firstOf);
    return [...series.values()].map((sources) => ({ sources, kpi: kpi.id as KpiId }));
  });
  return [...Map.groupBy(all, ({ sources }) => sources.join(" ")).values()].map((of) => {
    return { sources: of[0]?.sources ?? [], kpis: of.map(({ kpi }) => kpi) };
  });
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** So long a stretch of days has at least this part of the days of the fullest one; what is before it are stragglers. */
const stretch = { days: 28, part: 0.25 };

/** What belongs to no day is kept under 1900-01-01. */
function daysKnown(days: readonly string[], since = "1900-01-02"): readonly string[] {
  const known = [...new Set(days)].filter((day) => day >= since && day > "1900-01-01").sort();
  let end = 0;
  const within = known.map((day, index) => {
    const until = addDays(day, stretch.days);
    while (end < known.length && (known[end] as string) < until) end += 1;
    return end - index;
  });
  const fullest = within.reduce((so, one) => Math.max(so, one), 0);
  return known.slice(within.findIndex((count) => count >= fullest * stretch.part));
}

/** So improbable must a source's silence be by its own habit: before its first record, and after its last. */
const improbable = { begins: 0.1, ends: 0.001 };
/** Days without records come together, as where a house is closed: of the busiest source three in a row are no end yet. */
const fewestMissed = 3.5;
/** Its habit is that of so many days next to the silence. */
const habitDays = 56;
/** A source as rare as to be silent for longer breaks nothing. */
const longestSilence = 400;

type Edge = Pick<SourceBreak, "kind" | "day" | "apart">;

/** A source that tells something once a month had no beginning because nothing came on the first of it. */
function beginning(days: readonly string[], { until, holidays }: ToldInput): Edge | undefined {
  const day = days[0] as string;
  const end = least(until, addDays(day, habitDays + 1));
  const chance = habitOf(days, { start: addDays(day, 1), end }, holidays);
  let silence = 1;
  for (let back = 1; back <= longestSilence; back++) {
    const apart = addDays(day, -back);
    silence *= 1 - chance(apart);
    if (silence < improbable.begins) return { kind: "begins", day, apart };
  }
  return undefined;
}

function ending(days: readonly string[], { until, holidays }: ToldInput): Edge | undefined {
  const day = days.at(-1) as string;
  const start = addDays(day, -habitDays);
  const first = days[0] as string;
  const chance = habitOf(days, { start: start > first ? start : first, end: day }, holidays);
  let silence = 1;
  let missed = 0;
  for (let at = addDays(day, 1); at < until; at = addDays(at, 1)) {
    silence *= 1 - chance(at);
    missed += chance(at);
    if (silence < improbable.ends && missed > fewestMissed) return { kind: "ends", day, apart: day };
  }
  return undefined;
}

const least = (one: string, other: string) => (one < other ? one : other);
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** How probable it is that the source tells something on a day, by the days of this span: of each weekday, and of all where few are known. */
function habitOf(
  days: readonly string[],
  { start, end }: Days,
  holidays: readonly string[],
): (day: string) => number {
  const told = new Set(days);
  const off = new Set(holidays);
  const known = Array.from({ length: 7 }, () => ({ days: 0, told: 0 }));
  for (let day = start; day < end; day = addDays(day, 1)) {
    const of = known[weekday(day)];
    if (!of || off.has(day)) continue;
    of.days += 1;
    if (told.has(day)) of.told += 1;
  }
  const sum = (part: "days" | "told") => known.reduce((so, one) => so + one[part], 0);
  const overall = (sum("told") + 0.5) / (sum("days") + 1);
  return (day) => {
    const of = known[weekday(day)];
    return of && !off.has(day) ? (of.told + overall) / (of.days + 1) : 0;
  };
}

/** The breaks of a KPI between two spans or within them; which of both is earlier does not matter. */
export function breaksBetween(
  breaks: readonly SourceBreak[] | undefined,
  id: string,
  one: Days,
  other: Days,
): readonly SeriesBreak[] {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  const of = (breaks ?? []).filter(({ kpis }) => (kpis as readonly string[]).includes(id));
  // One that came after the first and went before the second is in neither. Names do not tell which are one: some readers have none.
  const isInNeither = ({ span }: SourceBreak) =>
    span !== undefined && span.start >= first.end && span.end <= second.start;
  const found = of.filter((one) => {
    const { kind, day, apart } = one;
    // One that ended on the last day of both was there throughout.
    const without = kind === "begins" ? day : addDays(day, 1);
    return first.start <= apart && without < second.end && !isInNeither(one);
  });
  const told = found.map(({ source, kind, day }): SeriesBreak => ({ source, kind, day }));
  const texts = told.map((at) => JSON.stringify(at));
  return told.filter((_, index) => texts.indexOf(texts[index] as string) === index);
}

/** The breaks within these days, a source and its day each once, with the KPIs of it; what the data begin with is none. */
export function breaksWithin(
  { breaks = [], begins, firstDay }: Pick<Coverage, "breaks" | "begins" | "firstDay">,
  { start, end }: Days,
): readonly SourceBreak[] {
  const first = begins ?? firstDay ?? "";
  const within = breaks.filter(({ day }) => day >= start && day < end && day > first);
  return [...Map.groupBy(within, ({ source, kind, day }) => `${source} ${kind} ${day}`).values()].flatMap(
    ([one, ...more]) =>
      one ? [{ ...one, kpis: [...new Set([one, ...more].flatMap(({ kpis }) => kpis))] }] : [],
  );
}

/** The KPI as it is compared between these: with the breaks there are. */
export function acrossBreaks<K extends Compared & Pick<Kpi, "id">>(
  kpi: K,
  now: Days,
  before: Days,
  breaks: readonly SourceBreak[] | undefined,
): K {
  const found = breaksBetween(breaks, kpi.id, now, before);
  return found.length === 0 ? kpi : { ...kpi, breaks: found };
}

/** The same for readers of a part of the whole: sources are of everybody's data. */
export const withoutNames = (breaks: readonly SourceBreak[]): readonly SourceBreak[] =>
  breaks.map((one) => ({ ...one, source: null }));
