/** Does one piece of work that is due, and says in a few words what came of it. */

import type { Source } from "../core/config.ts";
import type { Work } from "../core/due.ts";
import {
  DeadlineError,
  HeldError,
  LostRaceError,
  QueryError,
  SecretError,
  SourceError,
  StorageError,
} from "../core/errors.ts";
import type { Notice } from "../core/notice.ts";
import type { Ports } from "../ports.ts";
import { computingWent, landingWent } from "./attempts.ts";
import { type Computed, compute } from "./compute.ts";
import type { Worker } from "./deliver.ts";
import { type LandInput, type Landing, land } from "./land.ts";
import { landingLease, underLease } from "./lease.ts";
import type { RunInput, Skipped } from "./run.ts";
import { type Sent, send } from "./send.ts";
import { loadState, settleReport } from "./tick.ts";
import { type Step, teller } from "./told.ts";

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

/** What came of a piece of work, in a few words. `isFailed`: it, or a part of it, could not be done. */
export interface Outcome {
  readonly text: string;
  readonly isFailed: boolean;
}

const went = (text: string): Outcome => ({ text, isFailed: false });
const failed = (text: string): Outcome => ({ text, isFailed: true });

/** Does the work; what came of it. */
export async function perform(
  work: Work,
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (step: Step) => void,
): Promise<Outcome> {
  if (work.kind === "land") return landOne(work.source, input, ports, summary, step);
  if (work.kind === "compute") return computeAll(input, ports, summary, step);
  if (work.kind === "skip") return went(await skipOne(work, ports, summary));
  const { report, period, missing } = work;
  const state = await loadState({ config: input.config, polled: new Set() }, ports);
  const sent = await send({ ...input, state, worker: workerOf(input), report, period, missing }, ports);
  summary.sent.push(sent);
  const { deliveries } = sent;
  const text = `${deliveries.filter(({ fresh }) => fresh).length} of ${deliveries.length} emails sent now`;
  return { text, isFailed: deliveries.some(({ outcome }) => outcome === "failed" || outcome === "refused") };
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
  step: (step: Step) => void,
): Promise<Outcome> {
  const run = input.owner.token;
  try {
    const computed = await underLease("compute", input, ports, () =>
      compute({ config: input.config, run }, ports, (text) => step({ text })),
    );
    summary.computed = computed;
    await computingWent(input.config, { at: machineOf(input) }, ports.lake);
    if (computed.unchanged) return went("nothing new");
    return went(
      `${number(computed.mapped)} rows mapped, ${number(computed.quarantined)} quarantined, sums of ${number(computed.days)} days`,
    );
  } catch (error) {
    // A check that found rows, or a mapping that is wrong: readers keep the tables they had, and reports wait.
    const why = whyFailed(error, [HeldError, QueryError], input);
    await computingWent(input.config, { at: machineOf(input), why }, ports.lake);
    summary.held = why;
    return failed("held");
  }
}

/**
 * Two who read one account spend its budget twice, and one of them for nothing. Files cost nobody anything: of two who
 * read one the second commits nothing, and where none is new nothing is written, not even who looked.
 */
const isAccount = (source: Source) => !("path" in source);

/** A reading may take hours; of one that died elsewhere the lease runs out as soon as that of a function does. */
const landingSeconds = 960;

/** A source that cannot be read stops nothing but the reports that need it. */
async function landOne(
  id: string,
  input: RunInput,
  ports: Ports,
  summary: Gathered,
  step: (step: Step) => void,
): Promise<Outcome> {
  const source = input.config.sources.find((one) => one.id === id);
  if (!source) return failed("no such source");
  const tell = teller();
  try {
    const asked: LandInput = {
      source,
      zone: input.config.organisation.zone,
      now: input.now,
      machineNow: landedAt(input),
      run: input.owner.token,
      stop: input.stop,
      ...(input.isPaced && { machineClock: machineOf(input) }),
    };
    const read = () => land(asked, ports, (event) => step(tell(event)));
    const landing = isAccount(source)
      ? await underLease(landingLease(id), input, ports, read, landingSeconds)
      : await read();
    await landingWent(source, { at: machineOf(input), isLeft: landing.isLeft === true }, ports);
    summary.landed.push(landing);
    summary.problems.push(...landing.refused.map(({ message }) => message));
    return landedIn(landing);
  } catch (error) {
    const isSecret = error instanceof SecretError && input.secretAt !== undefined;
    const why = isSecret ? await input.secretAt(error) : whyFailed(error, [SourceError, SecretError], input);
    await landingWent(source, { at: machineOf(input), why }, ports);
    summary.problems.push(why);
    return failed(`cannot be read: ${why}`);
  }
}

function landedIn({ unchanged, rows, files, refused }: Landing): Outcome {
  if (refused.length > 0)
    return failed(`${number(rows)} rows, but refused: ${refused.map(({ message }) => message).join("\n")}`);
  if (unchanged) return went("nothing new");
  return went(
    `${number(rows)} rows${files.length === 0 ? "" : ` from ${number(files.length)} ${files.length === 1 ? "file" : "files"}`}`,
  );
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

const { format: number } = new Intl.NumberFormat("en");

export const workerOf = ({ owner, isAlive, machineNow }: RunInput): Worker => ({
  owner,
  isAlive,
  machineNow: machineNow().toISOString(),
});
