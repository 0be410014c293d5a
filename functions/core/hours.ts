/** The hours of a day: when contacts came, when somebody was there for them, and what the clock did. Pure. */

import type { ReportConfig, Scope } from "./config.ts";
import { type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import { localTime, type Period, trailing } from "./period.ts";
import { keep } from "./privacy.ts";
import type { Coverage, Values } from "./values.ts";

/** A local day by the 24 hours of its clock. */
export interface HoursDayModel {
  readonly day: string;
  /** Contacts opened in each hour; null where the day had no such hour, or nothing is known of it, or it is not told. */
  readonly contacts: readonly (number | null)[];
  /** Contacts opened on the whole day; null where not all of it is known. */
  readonly total?: number | null;
  /** Of a day on which the clock changed: the hour it left out, or had twice and counts together. */
  readonly clock?: { readonly hour: number; readonly change: "skipped" | "repeated" };
  /** Hours not told, because so few contacts came in them or in one that they would give away. */
  readonly hidden?: readonly number[];
}

export interface HourlyKpiModel {
  readonly id: KpiId;
  /** By the hour of the report's day; null where nothing was counted, or is not known. */
  readonly values: readonly (number | null)[];
  /** What each value is made of; null of a count, which is made of itself. */
  readonly counted: readonly (number | null)[];
}

export interface HoursModel {
  /** Oldest first; the last is the day of the report. */
  readonly days: readonly HoursDayModel[];
  /** When most contacts came on that day: several hours where as many came; null on a day without any. */
  readonly peak: { readonly hours: readonly number[]; readonly contacts: number } | null;
  /** The hours in which nobody did any of what the report counts, and how many contacts came in them. */
  readonly idle: {
    readonly by: readonly Activity[];
    readonly hours: readonly number[];
    readonly contacts: number;
  } | null;
  readonly kpis: readonly HourlyKpiModel[];
  /** Told of the whole organisation by the hour, and of no part of it. */
  readonly notKept?: readonly KpiId[];
}

/** What somebody who is there does: a message is answered, a stay in a queue is handled, a contact is resolved. */
const activities = ["replied", "handled", "resolved"] as const;
export type Activity = (typeof activities)[number];

export interface HoursInput {
  readonly report: Pick<ReportConfig, "kpis">;
  readonly period: Period;
  readonly values: Values;
  readonly coverage: Pick<Coverage, "dataUntil">;
  readonly scope?: Scope | null;
  /** Of a part fewer contacts in an hour are not told. */
  readonly smallestGroup?: number;
}

const counted = "contacts_opened";
const families: readonly Kpi["family"][] = ["responses", "queues", "handling", "sla"];
const kinds: readonly Kpi["kind"][] = ["count", "share", "mean", "median", "ninetieth", "largest"];
const week = 7;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** What is read for the hours: the day of the report and the six before it, so each weekday once. */
export function hoursRead({ kpis }: Pick<ReportConfig, "kpis">, day: Period) {
  return { kpis: [counted, ...hourlyOf(kpis)] as readonly KpiId[], periods: trailing(day, week) };
}

/** Those of the KPIs that tell of one hour how customers were served in it. */
export function hourlyOf(kpis: readonly KpiId[]): readonly KpiId[] {
  return kpis.filter((id) => {
    const kpi: Kpi | undefined = kpiOf(id);
    if (!kpi?.grains.includes("hour") || !kinds.includes(kpi.kind)) return false;
    return id === "contacts_resolved" || (families.includes(kpi.family) && kpi.unit !== "number");
  });
}

export function hoursOf(input: HoursInput): HoursModel {
  const { period, report, scope } = input;
  const days = trailing(period, week).map((day) => dayOf(day, input));
  const own = days.at(-1) as HoursDayModel;
  const hourly = hourlyOf(report.kpis);
  // A service KPI of an hour stands on a handful of contacts: of a part it would tell of single ones.
  const kpis = scope ? [] : hourly.flatMap((id) => kpiByHour(id, input) ?? []);
  return {
    days,
    peak: peakOf(own, ownHours(input)),
    idle: idleOf(own, kpis),
    kpis,
    ...(scope && hourly.length > 0 && { notKept: hourly }),
  };
}

/** Without what only complete data allow to be concluded. */
export function openHours(model: HoursModel): HoursModel {
  return { ...model, peak: null, idle: null };
}

function openedIn(day: Period, known: ReadonlySet<number>, values: Values): readonly (number | null)[] {
  return hours.map((hour) =>
    known.has(hour) ? (values.at(counted, day, "hour", memberOf(hour))?.value ?? null) : null,
  );
}

const ownHours = ({ period, values, coverage }: HoursInput) =>
  openedIn(period, knownHours(period, coverage.dataUntil), values);

function dayOf(day: Period, { values, coverage, scope, smallestGroup = 0 }: HoursInput): HoursDayModel {
  const known = knownHours(day, coverage.dataUntil);
  const all = openedIn(day, known, values);
  const clock = clockOf(day);
  const hidden = scope ? hiddenOf(all, smallestGroup) : [];
  return {
    day: day.start,
    contacts: all.map((one, hour) => (hidden.includes(hour) ? null : one)),
    total: known.size === minutesOf(day).size ? (values.at(counted, day)?.value ?? null) : null,
    ...(clock && { clock }),
    ...(hidden.length > 0 && { hidden }),
  };
}

/** As the warehouse writes an hour. */
const memberOf = (hour: number) => String(hour).padStart(2, "0");

/** Small hours, and so many others that the day's total does not give one away. */
function hiddenOf(contacts: readonly (number | null)[], smallest: number): readonly number[] {
  const cells = contacts.flatMap((amount, hour) =>
    amount === null
      ? []
      : [
          {
            id: String(hour),
            lines: [counted],
            isSmall: amount > 0 && amount < smallest,
            sizes: { [counted]: { amount } },
          },
        ],
  );
  const { hidden, withheld } = keep(cells, smallest);
  return cells.flatMap(({ id }) => (withheld.size > 0 || hidden.has(id) ? [Number(id)] : []));
}

function kpiByHour(id: KpiId, { period, values, coverage }: HoursInput): HourlyKpiModel | undefined {
  const known = knownHours(period, coverage.dataUntil);
  const found = hours.map((hour) =>
    known.has(hour) ? values.at(id, period, "hour", memberOf(hour)) : undefined,
  );
  if (found.every((one) => one?.value == null)) return undefined;
  return {
    id,
    values: found.map((one) => one?.value ?? null),
    counted: found.map((one) => one?.denominator ?? null),
  };
}

/** Of a part nothing is said where an hour as busy is not told. */
function peakOf({ hidden = [] }: HoursDayModel, contacts: readonly (number | null)[]): HoursModel["peak"] {
  const most = Math.max(0, ...contacts.map((one) => one ?? 0));
  const busiest = hours.filter((hour) => contacts[hour] === most);
  if (most === 0 || busiest.some((hour) => hidden.includes(hour))) return null;
  return { hours: busiest, contacts: most };
}

/** Nothing is said of a day without any activity: its other figures say so. */
function idleOf({ contacts }: HoursDayModel, kpis: readonly HourlyKpiModel[]): HoursModel["idle"] {
  const done = activities
    .map((by) => ({ by, active: activeIn(kpis.filter((kpi) => activityOf(kpi) === by)) }))
    .filter(({ active }) => active.size > 0);
  if (done.length === 0) return null;
  const idle = hours.filter(
    (hour) => contacts[hour] !== null && !done.some(({ active }) => active.has(hour)),
  );
  const came = idle.reduce((sum, hour) => sum + (contacts[hour] ?? 0), 0);
  return { by: done.map(({ by }) => by), hours: idle, contacts: came };
}

function activityOf({ id }: HourlyKpiModel): Activity | undefined {
  if (id === "contacts_resolved") return "resolved";
  const family = kpiOf(id)?.family;
  return family === "responses" ? "replied" : family === "handling" ? "handled" : undefined;
}

/** The hours in which one of them counts something. */
function activeIn(kpis: readonly HourlyKpiModel[]): ReadonlySet<number> {
  const made = ({ values, counted }: HourlyKpiModel, hour: number) => counted[hour] ?? values[hour] ?? 0;
  return new Set(hours.filter((hour) => kpis.some((kpi) => made(kpi, hour) > 0)));
}

/** The hours the day has, and that the data have reached the end of. */
function knownHours(day: Period, dataUntil: string | null): ReadonlySet<number> {
  if (dataUntil === null) return new Set();
  const until = Date.parse(dataUntil);
  if (Date.parse(day.endsAt) <= until) return new Set(minutesOf(day).keys());
  const begun = [...minutesOf(day, until).keys()];
  // The hour the data end in is not over, unless they end with it.
  const last = begun.at(-1);
  const isOver = [...minutesOf(day, until + quarter).keys()].at(-1) !== last;
  return new Set(isOver ? begun : begun.slice(0, -1));
}

const minute = 60_000;
/** Every clock of today shows whole quarters when UTC does. */
const quarter = 15 * minute;
const usual = hours.map((hour) => [hour, 60] as const);

/** How many minutes each hour of the day's clock has, up to an instant: 0, and so absent, or 120 where the clock changes. */
function minutesOf(day: Period, until = Number.POSITIVE_INFINITY): ReadonlyMap<number, number> {
  const [from, end] = [Date.parse(day.startsAt), Date.parse(day.endsAt)];
  if (end - from === 24 * 60 * minute && end <= until) return new Map(usual);
  const to = Math.min(end, until);
  const minutes = new Map<number, number>();
  for (let at = from; at < to; at += quarter) {
    const hour = Number(localTime(new Date(at).toISOString(), day.zone).slice(0, 2));
    minutes.set(hour, (minutes.get(hour) ?? 0) + 15);
  }
  return minutes;
}

/** Of a clock that moved by a whole hour, as nearly all do. */
function clockOf(day: Period): HoursDayModel["clock"] {
  const minutes = minutesOf(day);
  const skipped = hours.find((hour) => !minutes.has(hour));
  if (skipped !== undefined) return { hour: skipped, change: "skipped" };
  const repeated = hours.find((hour) => (minutes.get(hour) ?? 0) >= 120);
  return repeated === undefined ? undefined : { hour: repeated, change: "repeated" };
}
