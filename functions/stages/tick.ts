/** Asks what is due and has it done. Knows the state objects; does no stage's work itself. */

import type { Config } from "../core/config.ts";
import { type Due, due, type State } from "../core/due.ts";
import { type LandState, stateKey } from "../core/landing.ts";
import { type ReportState, settledWith } from "../core/owed.ts";
import { dueAt, lastDue } from "../core/schedule.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { tablesOutdated } from "./compute.ts";
import { dailyVolumes } from "./values.ts";

export interface TickInput {
  readonly config: Config;
  readonly now: string;
  /** Sources already looked at for this `now`. */
  readonly polled: ReadonlySet<string>;
  /** Why the tables could not be brought up to date for this `now`. */
  readonly held?: string | null;
}

/** What is due by `now`, waits or was given up. Notes the first sight of new reports. */
export async function tick(input: TickInput, ports: Pick<Ports, "lake" | "warehouse">): Promise<Due> {
  await noticeReports(input.config, input.now, ports.lake);
  return due(input.config, await loadState(input, ports), input.now);
}

/** Everything `due` reads. Reports not yet noticed have no state. */
export async function loadState(
  { config, polled, held = null }: Omit<TickInput, "now">,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<State> {
  const sources = await entries(config.sources, async ({ id }) => read<LandState>(ports.lake, stateKey(id)));
  const reports = await entries(config.reports, async ({ id }) =>
    read<ReportState>(ports.lake, reportKey(id)),
  );
  return {
    sources,
    polled,
    held,
    reports: Object.fromEntries(
      Object.entries(reports).filter((entry): entry is [string, ReportState] => entry[1] !== undefined),
    ),
    ...(await tablesState(config, ports.warehouse)),
  };
}

async function tablesState(
  config: Config,
  warehouse: Ports["warehouse"],
): Promise<Pick<State, "warehouse" | "outdated" | "volumes">> {
  const published = await warehouse.published();
  // Its writer may have died: compute finishes what it left, and until then nothing can be read.
  if (published.pending.length > 0) return { warehouse: published, outdated: false, volumes: new Map() };
  return warehouse.read(async (reader) => ({
    warehouse: reader.state,
    outdated: await tablesOutdated(config, reader),
    volumes: await dailyVolumes(reader),
  }));
}

/** The period of this name needs no more sending: for good, in whatever order periods are settled. */
export async function settleReport(lake: Lake, report: string, period: string): Promise<void> {
  for (;;) {
    const stored = await lake.get(reportKey(report));
    if (!stored) return;
    const state = parseStored<ReportState>(reportKey(report), stored.body);
    const settled = settledWith(state.settled, period);
    if (settled === state.settled) return;
    if (await lake.swap(reportKey(report), encode({ ...state, settled }), stored.etag)) return;
  }
}

const installedKey = "state/installed.json";

/** The first run of all: its instant, and the reports of its config. */
interface Installed {
  readonly at: string;
  readonly reports: readonly string[];
}

/**
 * Writes down when a report was first seen: nothing that was due before is owed. The reports an installation begins
 * with owe the period that was due last, so that a newcomer sees one now and not next week.
 */
async function noticeReports(config: Config, now: string, lake: Lake): Promise<void> {
  const fresh = await unseen(config, lake);
  if (fresh.length === 0) return;
  const ids = config.reports.map(({ id }) => id);
  await lake.claim(installedKey, encode({ at: now, reports: ids } satisfies Installed));
  const installed = await read<Installed>(lake, installedKey);
  for (const report of fresh) {
    // By name, not by instant: the first run may have died before it came to this report.
    const first = installed?.reports.includes(report.id) ? installed.at : undefined;
    const firstSeen =
      first === undefined ? now : dueAt(report, lastDue(report, config.organisation.zone, first));
    await lake.claim(reportKey(report.id), encode({ firstSeen, settled: [] } satisfies ReportState));
  }
}

async function unseen(config: Config, lake: Lake) {
  const seen = await entries(config.reports, async ({ id }) => lake.get(reportKey(id)));
  return config.reports.filter(({ id }) => seen[id] === undefined);
}

async function entries<Item extends { readonly id: string }, Value>(
  items: readonly Item[],
  load: (item: Item) => Promise<Value>,
): Promise<Record<string, Value>> {
  return Object.fromEntries(
    await Promise.all(items.map(async (item) => [item.id, await load(item)] as const)),
  );
}

async function read<Shape>(lake: Lake, key: string): Promise<Shape | undefined> {
  const stored = await lake.get(key);
  return stored && parseStored<Shape>(key, stored.body);
}

const reportKey = (report: string) => `state/reports/${report}.json`;
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
