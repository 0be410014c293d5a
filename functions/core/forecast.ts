/** What goes out next, to whom, and what each still waits for: the same answers `due` gives, before they are due. Pure. */

import { failureOf, leftUntil, retryAt } from "./attempts.ts";
import { dataBegin, isBeforeData, isCut } from "./begin.ts";
import { whyHeld } from "./cadence.ts";
import type { Config, Recipient, ReportConfig } from "./config.ts";
import { patience, type State, type Waiting } from "./due.ts";
import { saidOf } from "./lack.ts";
import { lateSeconds } from "./notices.ts";
import { isSettled, owed } from "./owed.ts";
import { addDays, isClosed, localDate, localTime, type Period, previous, startOfDay } from "./period.ts";
import { settledAt, unready } from "./ready.ts";
import { dueAt, nextDue, nextSends, pausedUntil } from "./schedule.ts";

export interface Coming {
  readonly report: string;
  readonly title: string;
  readonly period: Period;
  readonly dueAt: string;
  /** The same hour on the clock of the report's zone, `2026-11-23 08:00`. */
  readonly local: string;
  readonly zone: string;
  readonly recipients: readonly Recipient[];
  /** What stands between it and its readers now, in words; empty when it would go out. */
  readonly waitsFor: readonly string[];
  /** The day on which the data begin, where that is within the period; absent where they know all of it. */
  readonly begins?: string;
  /** What it needs and fails again and again, and when that is tried again, a line each. */
  readonly failing: readonly string[];
  /** How long it waits for data once it is due, and what happens then. */
  readonly until: string;
  readonly then: Waiting["then"];
  /** The local day before which nothing of this report goes out, where that puts off a send that would come before this one. */
  readonly pausedUntil: string | null;
}

/** The next `count` sends of all reports by their hour, those that are due and wait first; without it, one of each report. */
export function forecast(config: Config, known: State, now: string, count?: number): readonly Coming[] {
  const state = { ...known, held: known.held ?? whyHeld(config, known) };
  const each = config.reports.flatMap((report) => {
    const begins = dataBegin(report, config, state);
    const open = owed(report, state.reports[report.id], config.organisation.zone, now).filter(
      (period) => !isBeforeData(period, begins),
    );
    const { settled = [] } = state.reports[report.id] ?? {};
    const ahead = sendsAhead(report, config.organisation.zone, now, settled, count ?? 1);
    return [...open, ...ahead].map((period) => coming(report, period, config, state, now));
  });
  // Sorting keeps the order of the config among those of one instant.
  const sorted = [...each].sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  return count === undefined ? sorted : sorted.slice(0, count);
}

/** So many a schedule may put off that went out already. */
const mostMoved = 3;

/** A schedule that was moved back comes to periods again that went out by the one before: they do not go out twice. */
export function sendsAhead(
  report: ReportConfig,
  zone: string,
  now: string,
  settled: readonly string[],
  count: number,
): readonly Period[] {
  return nextSends(report, zone, now, count + mostMoved)
    .filter(({ name }) => !isSettled(settled, name))
    .slice(0, count);
}

function coming(report: ReportConfig, period: Period, config: Config, state: State, now: string): Coming {
  const due = dueAt(report, period);
  const begins = dataBegin(report, config, state);
  const open = isClosed(period, now) ? [] : [`the end of the ${period.grain} (${period.endsAt})`];
  return {
    report: report.id,
    title: report.title,
    period,
    dueAt: due,
    local: `${localDate(due, report.zone)} ${localTime(due, report.zone)}`,
    zone: report.zone,
    recipients: report.to,
    waitsFor: [...open, ...unready(report, period, config, state, now).map(saidOf)],
    ...patience(report, period),
    ...(begins !== null && isCut(period, begins) && { begins }),
    failing: failing(config, state, state.machineNow ?? now, report.sources),
    pausedUntil: putsOff(report, period, now) ? (report.pausedUntil ?? null) : null,
  };
}

/** Whether the period before this one is still to come due, and does so in the pause. */
function putsOff(report: ReportConfig, period: Period, now: string): boolean {
  const until = pausedUntil(report);
  const before = dueAt(report, previous(period));
  return until !== null && now < before && before < until;
}

/** What of these sources, and of the tables, fails again and again, a line each. */
export function failing(
  config: Config,
  state: State,
  machineNow: string,
  sources: readonly string[] = config.sources.map(({ id }) => id),
): readonly string[] {
  const { zone } = config.organisation;
  const { tried } = state;
  const said = sources.map((id) => failureOf(id, tried?.landings[id], machineNow, zone));
  // Who died between the tables and the word on them left a failure that is none any more.
  const tables =
    whyHeld(config, state) === null ? null : failureOf("the tables", tried?.computing, machineNow, zone);
  return [...said, tables].filter((one) => one !== null);
}

/**
 * The next instant at which `due` can give another answer although nothing else happened: a report comes due, a deadline
 * passes, a source has settled, its owner is told, a day ends and the file it waits for may be read, what failed is tried again. Null where
 * nothing is planned. That sources are looked at every hour or so is not among them: whoever asks comes every few minutes.
 */
export function nextChange(config: Config, state: State, now: string): string | null {
  const { zone } = config.organisation;
  const dayEnds = startOfDay(addDays(localDate(now, zone), 1), zone);
  const changes = config.reports.flatMap((report) => {
    const coming = nextDue(report, zone, now, 1).map((period) => dueAt(report, period));
    const begins = dataBegin(report, config, state);
    const open = owed(report, state.reports[report.id], zone, now).filter(
      (period) => !isBeforeData(period, begins),
    );
    const waits = open.flatMap((period) => [
      patience(report, period).until,
      lateAt(report, period),
      dayEnds,
      ...config.sources
        .filter(({ id }) => report.sources.includes(id))
        .map((source) => settledAt(source, period)),
    ]);
    return [...coming, ...waits];
  });
  changes.push(...retries(state));
  return (
    changes
      .filter((at) => at > now)
      .sort()
      .at(0) ?? null
  );
}

/** Whole seconds, as those are of `now`. */
function retries({ tried, machineNow }: State): readonly string[] {
  if (machineNow === undefined) return [];
  const all = [...Object.values(tried?.landings ?? {}), tried?.computing];
  const at = all.flatMap((one) => (one && (retryAt(one) ?? leftUntil(one))) ?? []);
  return at.map((one) =>
    new Date(Math.ceil(Date.parse(one) / 1000) * 1000).toISOString().replace(".000Z", "Z"),
  );
}

function lateAt(report: ReportConfig, period: Period): string {
  return new Date(Date.parse(dueAt(report, period)) + lateSeconds * 1000).toISOString().replace(".000Z", "Z");
}
