/** The coming sends as they stand: of those that have begun, who has theirs; and of all, only who would get something. */

import { onClock } from "../core/clock.ts";
import type { Config, Recipient, ReportConfig } from "../core/config.ts";
import { beganAs, type State } from "../core/due.ts";
import { type Coming, forecast } from "../core/forecast.ts";
import { ledgerName } from "../core/owed.ts";
import type { Lake, Ports } from "../ports.ts";
import { type Entry, load } from "../stages/ledger.ts";
import { overlay } from "../stages/overlay.ts";
import { addressKey, sentFolder } from "../stages/places.ts";
import { noticeReports } from "../stages/reports.ts";
import { leftOut, namesOf } from "../stages/suppressions.ts";
import { stateAt } from "../stages/tick.ts";
import { whyNotSent } from "../stages/troubles.ts";

export interface ComingSend extends Coming {
  /** Those who have their email already, or may have it; null before the first was tried. */
  readonly done: number | null;
}

type Read = Pick<Lake, "get">;

/** What the next tick would note of reports is noted where nobody sees it. */
export async function comingSends(
  {
    config,
    now,
    count,
  }: { readonly config: Config; readonly now: string; readonly count?: number | undefined },
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<readonly ComingSend[]> {
  const lake = overlay(ports.lake);
  await noticeReports(config, now, lake);
  const polled = new Set(config.sources.map(({ id }) => id));
  const machineNow = new Date().toISOString();
  const state = await stateAt({ config, now, machineNow, polled }, { ...ports, lake });
  const all = forecast(config, state, now, count);
  return Promise.all(all.map((coming) => asItStands(coming, config, state, lake)));
}

async function asItStands(coming: Coming, config: Config, state: State, lake: Read): Promise<ComingSend> {
  const report = config.reports.find(({ id }) => id === coming.report);
  if (!report) return { ...coming, done: null };
  const recipients = await whoGets(coming.recipients, report, state, lake);
  if (!state.begun.has(beganAs(report.id, coming.period))) return { ...coming, recipients, done: null };
  const ledger = ledgerName(report.id, state.reports[report.id], coming.period);
  const folder = sentFolder(ledger, coming.period.name);
  const known = await Promise.all(
    recipients.map(async (one) => (await load(lake, `${folder}${addressKey(one.address)}.json`))?.entry),
  );
  const isOpen = (entry: Entry | undefined) =>
    entry === undefined || entry.state === "failed" || entry.state === "claimed";
  const open = recipients.filter((_, index) => isOpen(known[index]));
  return {
    ...coming,
    recipients: open,
    done: recipients.length - open.length,
    // It goes out from its frozen plan, whatever the data are now.
    waitsFor: [],
    failing: [...coming.failing, ...failures(known, report.zone)],
  };
}

/** Not those who asked for no more, or whose address is suppressed. */
async function whoGets(
  recipients: readonly Recipient[],
  report: ReportConfig,
  { reports }: State,
  lake: Read,
): Promise<readonly Recipient[]> {
  const names = namesOf(report, reports[report.id]);
  const out = await Promise.all(recipients.map(({ address }) => leftOut(names, addressKey(address), lake)));
  return recipients.filter((_, index) => out[index] === undefined);
}

/** A line for each reason. */
function failures(known: readonly (Entry | undefined)[], zone: string): readonly string[] {
  const failed = known.flatMap((entry) => (entry?.state === "failed" ? [entry] : []));
  const each = [...Map.groupBy(failed, ({ error }) => error)].map(([error, same]) => {
    const next = same.map(({ nextAt }) => nextAt).sort()[0] ?? "";
    return `${emails(same.length)} could not be sent, tried again after ${onClock(next, zone)}: ${whyNotSent(error)}`;
  });
  const lost = known.filter((entry) => entry?.state === "unknown").length;
  return lost === 0
    ? each
    : [...each, `${emails(lost)} may have arrived: the answer was lost, and nothing is sent twice`];
}

const emails = (count: number) => `${count} ${count === 1 ? "email" : "emails"}`;
