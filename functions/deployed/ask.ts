/** What is due, asked of the same state by the tick that starts workers and by each worker before it acts. */

import type { Config, ReportConfig } from "../core/config.ts";
import { beganAs, type Due, due, type State, type Work } from "../core/due.ts";
import { lateSeconds } from "../core/notices.ts";
import { owed } from "../core/owed.ts";
import type { Period } from "../core/period.ts";
import { deadlineOf, dueAt } from "../core/schedule.ts";
import type { Ports } from "../ports.ts";
import { landingLease } from "../stages/lease.ts";
import { stateAt } from "../stages/tick.ts";
import { isHeld } from "./lease.ts";
import { publishedWarehouse } from "./published.ts";

export interface Asked extends Due {
  readonly state: State;
  /** Reports and periods that somebody waits for and that are an hour late, or an hour past the deadline their config gives them. */
  readonly late: number;
}

/** So long a look at a source counts for the reports that need it, seconds: a tick comes every five minutes. */
const freshSeconds = 540;

/** All work that is missing and that nobody is at. What a report reads is landed before it is judged. */
export async function ask(
  config: Config,
  { now, machineNow }: { readonly now: string; readonly machineNow: () => Date },
  { lake, inbox }: Pick<Ports, "lake" | "inbox">,
): Promise<Asked> {
  const asking = { config, now, machineNow: machineNow().toISOString(), polled: new Set<string>() };
  const found = await stateAt(asking, { lake, inbox, warehouse: publishedWarehouse(lake) });
  const state = { ...found, polled: lookedAt(config, found, now, machineNow()) };
  const { work, ...rest } = due(config, state, now);
  const landing = await beingLanded(config, machineNow(), lake);
  const todo = work.filter((one) => !waitsFor(one, landing, config));
  return { ...rest, work: todo, state, late: lateOnes(config, state, now) };
}

/** Sources whose last look was since the last hour of a report that needs them, and not long ago. */
function lookedAt(config: Config, state: State, now: string, machineNow: Date): ReadonlySet<string> {
  const looked = config.sources.filter(({ id }) => {
    const tried = state.tried?.landings[id];
    const last = [tried?.doneAt, tried?.failedAt].map((at) => Date.parse(at ?? "") || 0);
    const needed = config.reports.filter(({ sources }) => sources.includes(id));
    const hours = needed.flatMap((report) => hoursOf(report, config, state, now));
    const since = Math.max(machineNow.getTime() - freshSeconds * 1000, ...hours);
    return tried?.isSame === true && Math.max(...last) >= since;
  });
  return new Set(looked.map(({ id }) => id));
}

/** When the periods came due that the report owes and has not begun to send. */
function hoursOf(report: ReportConfig, config: Config, state: State, now: string): readonly number[] {
  return owed(report, state.reports[report.id], config.organisation.zone, now)
    .filter((period) => !state.begun.has(beganAs(report.id, period)))
    .map((period) => Date.parse(dueAt(report, period)));
}

async function beingLanded(
  { sources }: Config,
  machineNow: Date,
  lake: Ports["lake"],
): Promise<ReadonlySet<string>> {
  const held = await Promise.all(sources.map(({ id }) => isHeld(landingLease(id), machineNow, lake)));
  return new Set(sources.filter((_, at) => held[at]).map(({ id }) => id));
}

function waitsFor(work: Work, landing: ReadonlySet<string>, { reports }: Config): boolean {
  if (work.kind === "land") return landing.has(work.source);
  if (work.kind === "compute") return false;
  const report = reports.find(({ id }) => id === work.report);
  return report?.sources.some((source) => landing.has(source)) ?? false;
}

function lateOnes({ reports, organisation }: Config, { reports: known }: State, now: string): number {
  const since = Date.parse(now) - lateSeconds * 1000;
  const late = reports.flatMap((report) =>
    report.to.length === 0
      ? []
      : owed(report, known[report.id], organisation.zone, now).filter(
          (period) => Date.parse(latestOf(report, period)) <= since,
        ),
  );
  return late.length;
}

const latestOf = (report: ReportConfig, period: Period) =>
  report.incomplete === null ? dueAt(report, period) : deadlineOf(report, report.incomplete, period);
