/** The state object of each report: written at its first sight, kept when it is renamed, begun anew with its period. */

import type { Config, ReportConfig } from "../core/config.ts";
import { type ReportState, seenFirst } from "../core/owed.ts";
import { dueAt, lastDue } from "../core/schedule.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

export const reportKey = (report: string) => `state/reports/${report}.json`;

const installedKey = "state/installed.json";

/** The first run of all: its instant, and the reports of its config. */
interface Installed {
  readonly at: string;
  readonly reports: readonly string[];
}

/** Whether a run ever saw a report there. */
export const hasBegun = async (lake: Pick<Lake, "get">): Promise<boolean> =>
  (await lake.get(installedKey)) !== undefined;

type Known = { readonly state: ReportState; readonly etag: string } | undefined;

/**
 * Writes down when a report was first seen: nothing that was due before is owed. The reports an installation begins
 * with owe the period that was due last, so that a newcomer sees one now and not next week. A report whose period was
 * changed begins like a new one; what it sent stays sent. A renamed one takes over the past of its old name.
 */
export async function noticeReports(config: Config, now: string, lake: Lake): Promise<void> {
  const seen = await Promise.all(
    config.reports.map(async (report) => ({ report, known: await load(report.id, lake) })),
  );
  const unseen = seen.filter(({ known }) => !isLive(known));
  if (unseen.length > 0) await noticeFresh(unseen, config, now, lake);
  for (const { report, known } of seen)
    if (known && isLive(known) && known.state.period !== report.period)
      await notePeriod(report, known, { config, now, lake });
}

const isLive = (known: Known) => known !== undefined && known.state.renamed === undefined;

async function noticeFresh(
  unseen: readonly { readonly report: ReportConfig; readonly known: Known }[],
  config: Config,
  now: string,
  lake: Lake,
): Promise<void> {
  const ids = config.reports.map(({ id }) => id);
  await lake.claim(installedKey, encode({ at: now, reports: ids } satisfies Installed));
  const stored = await lake.get(installedKey);
  const installed = stored && parseStored<Installed>(installedKey, stored.body);
  for (const { report, known } of unseen) {
    const past = report.was === undefined ? undefined : await takeOver(report.was, report.id, now, lake);
    // By name, not by instant: the first run may have died before it came to this report.
    const isFirst = known === undefined && installed?.reports.includes(report.id);
    const { zone } = config.organisation;
    const since = isFirst && installed ? dueAt(report, lastDue(report, zone, installed.at)) : now;
    const state = past ? keptFor(report, past, zone, now) : seenFirst(report, zone, since);
    // A name that a report gave up may be another's now.
    if (known) await lake.swap(reportKey(report.id), encode(state), known.etag);
    else await lake.claim(reportKey(report.id), encode(state));
  }
}

/**
 * The past of the report that was called `from`, which is marked as gone first: of two that claim it one gets it, and
 * who died in between gets it at the next tick.
 */
async function takeOver(from: string, to: string, now: string, lake: Lake): Promise<ReportState | undefined> {
  for (;;) {
    const known = await load(from, lake);
    if (!known || (known.state.renamed && known.state.renamed.id !== to)) return undefined;
    const { renamed = { id: to, at: now }, ...past } = known.state;
    const marked: ReportState = { ...past, renamed };
    if (known.state.renamed || (await lake.swap(reportKey(from), encode(marked), known.etag)))
      return { ...past, formerly: [...(past.formerly ?? []), { id: from, at: renamed.at }] };
  }
}

/** What a report with another period was sent stays sent; what it owes begins anew. */
function keptFor(report: ReportConfig, past: ReportState, zone: string, now: string): ReportState {
  const isSame = (past.period ?? report.period) === report.period;
  const fresh = isSame ? { period: report.period } : seenFirst(report, zone, now);
  return { ...past, ...fresh, settled: past.settled };
}

async function notePeriod(
  report: ReportConfig,
  { state, etag }: NonNullable<Known>,
  { config, now, lake }: { readonly config: Config; readonly now: string; readonly lake: Lake },
): Promise<void> {
  const noted = keptFor(report, state, config.organisation.zone, now);
  await lake.swap(reportKey(report.id), encode(noted), etag);
}

async function load(report: string, lake: Lake): Promise<Known> {
  const stored = await lake.get(reportKey(report));
  return stored && { state: parseStored<ReportState>(reportKey(report), stored.body), etag: stored.etag };
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
