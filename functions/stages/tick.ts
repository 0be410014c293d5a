/** Asks what is due and has it done. Knows the state objects; does no stage's work itself. */

import type { Config } from "../core/config.ts";
import { beganAs, type Due, due, type State } from "../core/due.ts";
import { type LandState, stateKey } from "../core/landing.ts";
import { ledgerName, type ReportState, settledAs, unsettled } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { acceptedIn } from "./accepted.ts";
import { triedOf } from "./attempts.ts";
import { tablesOutdated } from "./compute.ts";
import { sentFolder } from "./places.ts";
import { noticeReports, reportKey } from "./reports.ts";
import { dailyVolumes } from "./values.ts";

export interface TickInput {
  readonly config: Config;
  readonly now: string;
  /** Sources already looked at for this `now`. */
  readonly polled: ReadonlySet<string>;
  /** The machine's clock, where sources and tables keep their hours; without it everything is done now. */
  readonly machineNow?: string | undefined;
  /** Why the tables could not be brought up to date for this `now`. */
  readonly held?: string | null;
  /** The reports were noted already for this `now`. */
  readonly isNoted?: boolean;
}

/** What is due by `now`, waits or was given up. Notes the first sight of new reports, and what became of renamed ones. */
export async function tick(input: TickInput, ports: Read): Promise<Due & { readonly state: State }> {
  if (!input.isNoted) await noticeReports(input.config, input.now, ports.lake);
  const state = await stateAt(input, ports);
  return { ...due(input.config, state, input.now), state };
}

/** The inbox says whether what failed is still the same; without it, it is. */
type Read = Pick<Ports, "lake" | "warehouse"> & Partial<Pick<Ports, "inbox">>;

/** Everything `due` reads. Where everything is done now, nothing is sent, and so nothing begun, before every source was looked at. */
export async function stateAt(input: TickInput, ports: Read): Promise<State> {
  const state = await loadState(input, ports);
  const isKnown =
    input.machineNow !== undefined || input.config.sources.every(({ id }) => input.polled.has(id));
  if (!isKnown) return state;
  return { ...state, begun: await begun(input, state.reports, ports.lake) };
}

/** Everything but which sends have begun. Reports not yet noticed have no state. */
export async function loadState(
  { config, polled, machineNow, held = null }: Omit<TickInput, "now">,
  ports: Read,
): Promise<State> {
  const sources = await entries(config.sources, async ({ id }) => read<LandState>(ports.lake, stateKey(id)));
  const reports = await entries(config.reports, async ({ id }) =>
    read<ReportState>(ports.lake, reportKey(id)),
  );
  const live = Object.entries(reports).filter(
    (entry): entry is [string, ReportState] => entry[1] !== undefined && entry[1].renamed === undefined,
  );
  return {
    sources,
    polled,
    held,
    ...(machineNow !== undefined && { machineNow }),
    accepted: await acceptedIn(ports.lake),
    tried: await triedOf(config, sources, ports),
    reports: Object.fromEntries(live),
    begun: new Set(),
    ...(await tablesState(config, ports.warehouse)),
  };
}

/** The periods not settled yet whose plan is frozen. */
async function begun(
  { config, now }: Pick<TickInput, "config" | "now">,
  reports: State["reports"],
  lake: Lake,
): Promise<ReadonlySet<string>> {
  const { zone } = config.organisation;
  const found = new Set<string>();
  for (const report of config.reports)
    for (const period of unsettled(report, reports[report.id], zone, now)) {
      const folder = sentFolder(ledgerName(report.id, reports[report.id], period), period.name);
      for await (const { key } of lake.list(`${folder}plan.json`))
        if (key === `${folder}plan.json`) found.add(beganAs(report.id, period));
    }
  return found;
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

/** The period needs no more sending: for good, in whatever order periods are settled. `missing` is why it never went out. */
export async function settleReport(
  lake: Lake,
  report: string,
  period: string,
  missing: readonly string[] = [],
): Promise<void> {
  for (;;) {
    const stored = await lake.get(reportKey(report));
    if (!stored) return;
    const state = parseStored<ReportState>(reportKey(report), stored.body);
    const settled = settledAs(state, period, missing);
    if (settled === state) return;
    if (await lake.swap(reportKey(report), encode(settled), stored.etag)) return;
  }
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

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
