/**
 * What must be delivered in a year, told plainly: a list of every period of a report, walked through tick by tick. It
 * shares nothing with what it judges but the shapes of a config and the calendar library.
 */

import { Temporal } from "temporal-polyfill";
import type { Config, ReportConfig } from "../../functions/core/config.ts";
import { looksOf } from "./looks.ts";
import { zone as home, inSpan, type Scenario } from "./scenario.ts";

export interface Tick {
  readonly now: string;
  readonly config: Config;
}

/** A report that must go out: from this tick on, to these people, and to no others. */
export interface Listed {
  readonly line: string;
  readonly period: string;
  readonly at: string;
  readonly marked: boolean;
  readonly must: ReadonlySet<string>;
  readonly may: ReadonlySet<string>;
}

/** A period that must not go out, and that the owner must hear of. */
export interface Untold {
  readonly id: string;
  readonly period: string;
  readonly at: string;
}

export interface Expected {
  readonly sends: ReadonlyMap<string, Listed>;
  readonly missed: readonly Untold[];
  readonly skipped: readonly Untold[];
}

export interface Slot {
  readonly name: string;
  readonly endsAt: string;
  readonly due: string;
}

interface Book {
  /** When the first period ends that is owed. */
  from: string;
  kind: ReportConfig["period"];
  readonly done: Set<string>;
}

export function reference(scenario: Scenario, ticks: readonly Tick[]): Expected {
  const books = new Map<string, Book>();
  const gone = new Set<string>();
  const sends = new Map<string, Listed>();
  const missed = new Map<string, Untold>();
  const skipped: Untold[] = [];
  const look = looksOf(scenario, dayStart);
  ticks.forEach(({ now, config }, index) => {
    const known = config.reports.map((report) => {
      const slots = slotsOf(report);
      const last = lastOf(slots, now);
      const fresh = index === 0 || slots[last]!.due === now ? slots[last]! : slots[last + 1]!;
      const book = bookOf(report, books, gone, fresh.endsAt);
      const pause = report.pausedUntil === undefined ? "" : dayStart(report.pausedUntil, report.zone);
      return { report, slots, last, book, pause };
    });
    const isNeeded = known.some(({ slots, last, book, pause }) =>
      slots
        .slice(Math.max(0, last - 2), last + 1)
        .some(({ endsAt, name, due }) => endsAt >= book.from && !book.done.has(name) && due >= pause),
    );
    const ready = look(now, isNeeded, config.version);
    for (const { report, slots, last, book, pause } of known) {
      const line = scenario.lines.get(report.id) ?? "";
      for (let at = last; at >= Math.max(0, last - 62); at -= 1) {
        const slot = slots[at]!;
        if (slot.endsAt < book.from) break;
        if (book.done.has(slot.name)) continue;
        if (slot.due < pause) {
          if (at > last - 3) book.done.add(slot.name);
          continue;
        }
        const key = `${line} ${slot.name}`;
        if (at <= last - 3) {
          if (!missed.has(key)) missed.set(key, { id: report.id, period: slot.name, at: now });
          continue;
        }
        const until = deadlineOf(report, slot, slots[at + 3]!);
        const isReady = ready(slot);
        if (!isReady && (until === null || now < until)) continue;
        book.done.add(slot.name);
        if (!isReady && report.incomplete?.then === "skip")
          skipped.push({ id: report.id, period: slot.name, at: now });
        else
          sends.set(key, {
            line,
            period: slot.name,
            at: now,
            marked: !isReady,
            ...readersOf(report, scenario, ticks, index),
          });
      }
    }
  });
  return { sends, missed: [...missed.values()], skipped };
}

/** What is known of a report: under its name, under the one it had before, or nothing yet. */
function bookOf(report: ReportConfig, books: Map<string, Book>, gone: Set<string>, from: string): Book {
  const { id, was, period: kind } = report;
  let book = gone.has(id) ? undefined : books.get(id);
  if (!book && was !== undefined && books.has(was) && !gone.has(was)) {
    book = books.get(was)!;
    gone.add(was);
  }
  book ??= { from, kind, done: new Set() };
  gone.delete(id);
  books.set(id, book);
  if (book.kind !== kind) Object.assign(book, { kind, from });
  return book;
}

/** Whoever stays a reader until the mailer surely works again must get it; whoever leaves meanwhile may. */
function readersOf(report: ReportConfig, scenario: Scenario, ticks: readonly Tick[], index: number) {
  const all = report.to.map(({ address }) => address);
  const { now } = ticks[index]!;
  if (!inSpan(scenario.down.mailer, now)) return { must: new Set(all), may: new Set<string>() };
  const line = scenario.lines.get(report.id);
  const must = new Set(all);
  const over = Date.parse(now) + 3 * 86_400_000;
  for (let at = index; at < ticks.length && Date.parse(ticks[at]!.now) < over; at += 1) {
    const then = ticks[at]!.config.reports.find(({ id }) => scenario.lines.get(id) === line);
    const isOther = then?.period !== report.period;
    for (const address of all)
      if (!then || isOther || !then.to.some((one) => one.address === address)) must.delete(address);
  }
  return { must, may: new Set(all.filter((address) => !must.has(address))) };
}

/** When waiting ends; null where it does not before the period is too old. */
function deadlineOf(report: ReportConfig, { due }: Slot, third: Slot): string | null {
  if (!report.incomplete) return null;
  const { wait } = report.incomplete;
  const at = Temporal.Instant.from(due);
  let until: string;
  if (typeof wait === "number") until = at.add({ seconds: wait }).toString();
  else {
    const local = at.toZonedDateTimeISO(report.zone).toPlainDate();
    const same = instant(local.toPlainDateTime(wait).toZonedDateTime(report.zone));
    until =
      same > due ? same : instant(local.add({ days: 1 }).toPlainDateTime(wait).toZonedDateTime(report.zone));
  }
  return until >= third.due ? null : until;
}

const starts = new Map<string, string>();
export function dayStart(day: string, zone: string = home): string {
  const key = `${day} ${zone}`;
  let found = starts.get(key);
  if (found === undefined) {
    found = day === "9999" ? day : instant(Temporal.PlainDate.from(day).toZonedDateTime(zone));
    starts.set(key, found);
  }
  return found;
}

const instant = (at: Temporal.ZonedDateTime) => at.toInstant().toString();

/** Every period from December 2025 to March 2027, and when it is due. */
const known = new Map<string, readonly Slot[]>();
const ofReport = new WeakMap<ReportConfig, readonly Slot[]>();
function slotsOf(report: ReportConfig): readonly Slot[] {
  const worked = ofReport.get(report);
  if (worked) return worked;
  const key = JSON.stringify([report.period, report.at, report.zone]);
  let slots = known.get(key);
  if (!slots) {
    slots = periodsOf(report.period).map(({ name, end }) => {
      const endsAt = instant(end.toZonedDateTime(home));
      const due = instant(dueDay(report, end).toPlainDateTime(report.at.time).toZonedDateTime(report.zone));
      return { name, endsAt, due: due < endsAt ? endsAt : due };
    });
    known.set(key, slots);
  }
  ofReport.set(report, slots);
  return slots;
}

function dueDay({ at: { day, working } }: ReportConfig, end: Temporal.PlainDate): Temporal.PlainDate {
  if (day !== "last working day") return end.add({ days: (day ?? 1) - 1 });
  let last = end.add({ months: 1 }).subtract({ days: 1 });
  while (last.dayOfWeek > 5 || working?.holidays.includes(last.toString())) last = last.subtract({ days: 1 });
  return last;
}

function periodsOf(
  kind: ReportConfig["period"],
): readonly { readonly name: string; readonly end: Temporal.PlainDate }[] {
  const periods: { name: string; end: Temporal.PlainDate }[] = [];
  let start = Temporal.PlainDate.from(kind === "week" ? "2025-10-06" : "2025-10-01");
  while (start.year < 2027 || start.month < 4) {
    const end = start.add(kind === "day" ? { days: 1 } : kind === "week" ? { days: 7 } : { months: 1 });
    const week = `${start.yearOfWeek}-W${String(start.weekOfYear).padStart(2, "0")}`;
    periods.push({ name: kind === "week" ? week : start.toString().slice(0, kind === "day" ? 10 : 7), end });
    start = end;
  }
  return periods;
}

/** The last that is due; they are in the order of their hours. */
function lastOf(slots: readonly Slot[], now: string): number {
  let low = 0;
  let high = slots.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (slots[middle]!.due <= now) low = middle;
    else high = middle;
  }
  return low;
}
