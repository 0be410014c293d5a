/** Ticks until nothing is due: what a deployed Raport does over hours, done now, in this process, in order. */

import type { Config } from "../core/config.ts";
import type { Missed, Waiting, Work } from "../core/due.ts";
import { HeldError, LostRaceError, QueryError, SourceError } from "../core/errors.ts";
import type { Ports } from "../ports.ts";
import { type Computed, compute } from "./compute.ts";
import type { Worker } from "./deliver.ts";
import { type LandEvent, type Landing, land } from "./land.ts";
import { acquire } from "./lease.ts";
import { type Sent, send } from "./send.ts";
import { loadState, tick } from "./tick.ts";

export interface RunInput {
  readonly config: Config;
  /** Decides periods. */
  readonly now: string;
  /** Decides leases. */
  readonly machineNow: () => Date;
  readonly owner: Worker["owner"];
  readonly isAlive: Worker["isAlive"];
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
}

/** What a run did, in order, and what it could not do. */
export interface RunSummary {
  readonly landed: readonly Landing[];
  readonly computed: Computed | null;
  readonly sent: readonly Sent[];
  readonly waiting: readonly Waiting[];
  /** The last periods given up because they are too old to send. */
  readonly missed: readonly Missed[];
  /** Sources that could not be read; the rest went on. */
  readonly problems: readonly string[];
  /** Why the tables were left as they were, and nothing was sent from them. */
  readonly held: string | null;
}

/** Told when a piece of work begins, moves and ends. */
export type Watch = (
  work: Work,
  event: { readonly kind: "start" } | { readonly kind: "step" | "done"; readonly text: string },
) => void;

const leaseSeconds = 3600;

export async function run(
  input: RunInput,
  ports: Ports,
  watch: Watch = () => undefined,
): Promise<RunSummary> {
  const done = new Set<string>();
  const polled = new Set<string>();
  const summary = {
    landed: [] as Landing[],
    computed: null as Computed | null,
    sent: [] as Sent[],
    problems: [] as string[],
    held: null as string | null,
  };
  for (;;) {
    const { work, waiting, missed } = await tick(
      { config: input.config, now: input.now, polled, held: summary.held },
      ports,
    );
    const todo = work.filter((one) => !done.has(nameOf(one)));
    if (todo.length === 0) return { ...summary, waiting, missed };
    for (const one of todo) {
      watch(one, { kind: "start" });
      const text = await perform(one, input, ports, summary, (step) =>
        watch(one, { kind: "step", text: step }),
      );
      watch(one, { kind: "done", text });
      done.add(nameOf(one));
      if (one.kind === "land") polled.add(one.source);
    }
  }
}

interface Gathered {
  landed: Landing[];
  computed: Computed | null;
  sent: Sent[];
  problems: string[];
  held: string | null;
}

/** Does the work; what came of it, in a few words. */
async function perform(
  work: Work,
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (text: string) => void,
): Promise<string> {
  if (work.kind === "land") return landOne(work.source, input, ports, summary, step);
  if (work.kind === "compute") return computeAll(input, ports, summary, step);
  const state = await loadState({ config: input.config, polled: new Set() }, ports);
  const worker = { owner: input.owner, isAlive: input.isAlive, machineNow: input.machineNow().toISOString() };
  const sent = await send({ ...input, state, worker, report: work.report, period: work.period }, ports);
  summary.sent.push(sent);
  return `${sent.deliveries.filter(({ fresh }) => fresh).length} of ${sent.deliveries.length} emails sent now`;
}

async function computeAll(
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (text: string) => void,
): Promise<string> {
  const run = input.owner.token;
  try {
    const computed = await underLease("compute", input, ports, () =>
      compute({ config: input.config, run }, ports, step),
    );
    summary.computed = computed;
    if (computed.unchanged) return "nothing new";
    return `${number(computed.mapped)} rows mapped, ${number(computed.quarantined)} quarantined, sums of ${number(computed.days)} days`;
  } catch (error) {
    // A check that found rows, or a mapping that is wrong: readers keep the tables they had, and reports wait.
    if (!(error instanceof HeldError || error instanceof QueryError)) throw error;
    summary.held = error.message;
    return "held";
  }
}

/** A source that cannot be read stops nothing but the reports that need it. */
async function landOne(
  id: string,
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (text: string) => void,
): Promise<string> {
  const source = input.config.sources.find((one) => one.id === id);
  if (!source) return "no such source";
  try {
    const landing = await land(
      {
        source,
        zone: input.config.organisation.zone,
        now: input.now,
        machineNow: landedAt(input),
        run: input.owner.token,
      },
      ports,
      (event) => step(words(event)),
    );
    summary.landed.push(landing);
    summary.problems.push(...landing.refused.map(({ message }) => message));
    return landing.unchanged
      ? "nothing new"
      : `${number(landing.rows)} rows from ${number(landing.files.length)} files`;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    summary.problems.push(error.message);
    return "cannot be read";
  }
}

/** A run for an instant still to come lands then: rows up to it are not from the future. */
function landedAt({ now, machineNow }: RunInput): string {
  const machine = machineNow().toISOString();
  return Date.parse(now) > Date.parse(machine) ? now : machine;
}

/** Does the work while nobody else does it on the same home; throws LostRaceError when somebody is at it. */
export async function underLease<T>(
  name: string,
  input: Pick<RunInput, "owner" | "machineNow" | "isAlive">,
  ports: Pick<Ports, "lake">,
  work: () => Promise<T>,
): Promise<T> {
  const lease = await acquire(
    ports.lake,
    `state/leases/${name}.json`,
    input.owner,
    input.machineNow(),
    leaseSeconds,
    input.isAlive,
  );
  if (!lease)
    throw new LostRaceError(
      `Another run is at work on the same home (it holds state/leases/${name}.json). Wait for it to finish, then run again.`,
    );
  try {
    return await work();
  } finally {
    await lease.release();
  }
}

function words(event: LandEvent): string {
  if (event.kind === "rows") return `${number(event.rows)} rows read`;
  if (event.kind === "batch") return `batch ${event.batch}: ${number(event.rows)} rows`;
  if (event.kind === "refused") return `${event.name} refused`;
  return `${event.name}: ${number(event.rows)} rows`;
}

const number = (count: number) => count.toLocaleString("en");

const nameOf = (work: Work) =>
  work.kind === "compute"
    ? "compute"
    : work.kind === "land"
      ? `land ${work.source}`
      : `send ${work.report} ${work.period.name}`;
