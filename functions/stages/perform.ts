/** Does one piece of work that is due, and says in a few words what came of it. */

import type { Work } from "../core/due.ts";
import {
  DeadlineError,
  HeldError,
  LostRaceError,
  QueryError,
  SourceError,
  StorageError,
} from "../core/errors.ts";
import type { Notice } from "../core/notice.ts";
import type { Ports } from "../ports.ts";
import { computingWent, landingWent } from "./attempts.ts";
import { type Computed, compute } from "./compute.ts";
import type { Worker } from "./deliver.ts";
import { type LandEvent, type Landing, land } from "./land.ts";
import { underLease } from "./lease.ts";
import type { RunInput, Skipped } from "./run.ts";
import { type Sent, send } from "./send.ts";
import { loadState, settleReport } from "./tick.ts";

/** What a run has done so far. */
export interface Gathered {
  landed: Landing[];
  computed: Computed | null;
  sent: Sent[];
  skipped: Skipped[];
  told: Notice[];
  problems: string[];
  held: string | null;
}

/** Does the work; what came of it, in a few words. */
export async function perform(
  work: Work,
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (text: string) => void,
): Promise<string> {
  if (work.kind === "land") return landOne(work.source, input, ports, summary, step);
  if (work.kind === "compute") return computeAll(input, ports, summary, step);
  if (work.kind === "skip") return skipOne(work, ports, summary);
  const { report, period, missing } = work;
  const state = await loadState({ config: input.config, polled: new Set() }, ports);
  const sent = await send({ ...input, state, worker: workerOf(input), report, period, missing }, ports);
  summary.sent.push(sent);
  return `${sent.deliveries.filter(({ fresh }) => fresh).length} of ${sent.deliveries.length} emails sent now`;
}

async function skipOne(work: Skipped, { lake }: Ports, summary: Gathered): Promise<string> {
  const { report, period, missing } = work;
  await settleReport(lake, report, period.name, missing);
  summary.skipped.push({ report, period, missing });
  return missing.length === 0 ? "paused, so it is not sent" : "not sent: its data were not complete in time";
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
    await computingWent(input.config, { at: machineOf(input) }, ports.lake);
    if (computed.unchanged) return "nothing new";
    return `${number(computed.mapped)} rows mapped, ${number(computed.quarantined)} quarantined, sums of ${number(computed.days)} days`;
  } catch (error) {
    // A check that found rows, or a mapping that is wrong: readers keep the tables they had, and reports wait.
    const why = whyFailed(error, [HeldError, QueryError], input);
    await computingWent(input.config, { at: machineOf(input), why }, ports.lake);
    summary.held = why;
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
        ...(input.isPaced && { machineClock: machineOf(input) }),
      },
      ports,
      (event) => step(words(event)),
    );
    await landingWent(source, { at: machineOf(input), isLeft: landing.isLeft === true }, ports);
    summary.landed.push(landing);
    summary.problems.push(...landing.refused.map(({ message }) => message));
    return landing.unchanged
      ? "nothing new"
      : `${number(landing.rows)} rows${landing.files.length === 0 ? "" : ` from ${number(landing.files.length)} files`}`;
  } catch (error) {
    const why = whyFailed(error, [SourceError], input);
    await landingWent(source, { at: machineOf(input), why }, ports);
    summary.problems.push(why);
    return "cannot be read";
  }
}

/**
 * In words, where the rest can go on: of these kinds always. Who works by the hour goes on after any other too, as the
 * same would happen at every tick and stop everything; but not without its lake, its rights or its time.
 */
function whyFailed(
  error: unknown,
  kinds: readonly (new (...args: never[]) => Error)[],
  { isPaced }: RunInput,
): string {
  if (kinds.some((kind) => error instanceof kind)) return (error as Error).message;
  const isOver = [StorageError, LostRaceError, DeadlineError].some((kind) => error instanceof kind);
  if (!isPaced || isOver || !(error instanceof Error)) throw error;
  return `${error.name}: ${error.message}`;
}

const machineOf = ({ machineNow }: RunInput) => machineNow().toISOString();

/** A run for an instant still to come lands then: rows up to it are not from the future. */
function landedAt({ now, machineNow }: RunInput): string {
  const machine = machineNow().toISOString();
  return Date.parse(now) > Date.parse(machine) ? now : machine;
}

function words(event: LandEvent): string {
  if (event.kind === "rows") return `${number(event.rows)} rows read`;
  if (event.kind === "batch") return `batch ${event.batch}: ${number(event.rows)} rows`;
  if (event.kind === "refused") return `${event.name} refused`;
  if (event.kind === "told") return `${event.name}: ${event.message}`;
  return `${event.name}: ${number(event.rows)} rows`;
}

const { format: number } = new Intl.NumberFormat("en");

export const workerOf = ({ owner, isAlive, machineNow }: RunInput): Worker => ({
  owner,
  isAlive,
  machineNow: machineNow().toISOString(),
});
