/**
 * Ticks until nothing is due: what a deployed Raport does over hours, done now, in this process, in order. It may be
 * killed anywhere and run again, late or twice at once: what was done is not done again, what was not is.
 */

import { isMadeUnsaid } from "../core/cadence.ts";
import type { Place } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import type { Early, Missed, Waiting, Work } from "../core/due.ts";
import type { SecretError } from "../core/errors.ts";
import { failing, nextChange } from "../core/forecast.ts";
import type { Notice } from "../core/notice.ts";
import type { Ports } from "../ports.ts";
import { computingWent } from "./attempts.ts";
import type { Computed } from "./compute.ts";
import type { Worker } from "./deliver.ts";
import type { Landing } from "./land.ts";
import { notify } from "./notify.ts";
import { type Gathered, type Outcome, perform, workerOf } from "./perform.ts";
import type { Sent } from "./send.ts";
import { tick } from "./tick.ts";
import type { Step } from "./told.ts";
import { untold } from "./untold.ts";

export interface RunInput {
  readonly config: Config;
  /** Decides periods. */
  readonly now: string;
  /** Decides leases, back-off and, where work is paced, its hours. */
  readonly machineNow: () => Date;
  /** Sources and tables keep their hours, and what failed waits for its next try; otherwise everything is done now. */
  readonly isPaced?: boolean;
  readonly owner: Worker["owner"];
  readonly isAlive: Worker["isAlive"];
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
  /** What the commands that owners are told have to name. */
  readonly place?: Place | undefined;
  /** Aborted where the run is to end soon: what is being read is landed as far as it was read, and nothing else begins. */
  readonly stop?: AbortSignal | undefined;
  /** Says of a secret that is missing which line of the config names it; without it the source is named. */
  readonly secretAt?: ((error: SecretError) => Promise<string>) | undefined;
}

/** What a run did, in order, and what it could not do. */
export interface RunSummary {
  readonly landed: readonly Landing[];
  readonly computed: Computed | null;
  readonly sent: readonly Sent[];
  /** What was settled without being sent: its deadline passed, or nothing was missing and it came due in a pause. */
  readonly skipped: readonly Skipped[];
  /** What owners were told by this run. */
  readonly told: readonly Notice[];
  readonly waiting: readonly Waiting[];
  /** The last periods given up because they are too old to send. */
  readonly missed: readonly Missed[];
  /** Periods that were due and that nobody gets, because the data begin after them. */
  readonly early: readonly Early[];
  /** Sources that could not be read; the rest went on. */
  readonly problems: readonly string[];
  /** Why the tables were left as they were, and nothing was sent from them. */
  readonly held: string | null;
  /** Something was tried and is still open: a message that was refused, or that another worker is at. */
  readonly isOpen: boolean;
  /** Where work is paced: what fails and when it is tried again, a line each. */
  readonly failing: readonly string[];
  /** The next instant at which something else can become due by itself; null when nothing is planned. */
  readonly nextAt: string | null;
  /** It was told to end before everything was done. */
  readonly isStopped?: true;
}

export type Skipped = Omit<Extract<Work, { readonly kind: "skip" }>, "kind">;

/** Told when a piece of work begins, moves and ends. */
export type Watch = (
  work: Work,
  event:
    | { readonly kind: "start" }
    | ({ readonly kind: "step" } & Step)
    | ({ readonly kind: "done" } & Outcome),
) => void;

export async function run(
  input: RunInput,
  ports: Ports,
  watch: Watch = () => undefined,
): Promise<RunSummary> {
  const done = new Set<string>();
  const polled = new Set<string>();
  const summary: Gathered = {
    landed: [],
    computed: null,
    sent: [],
    skipped: [],
    told: [],
    problems: [],
    held: null,
  };
  const { config, now } = input;
  for (let isNoted = false; ; isNoted = true) {
    const machineNow = input.isPaced ? input.machineNow().toISOString() : undefined;
    const { work, waiting, missed, early, notices, state, held } = await tick(
      { config, now, polled, machineNow, held: summary.held, isNoted },
      ports,
    );
    const todo = work.filter((one) => !done.has(nameOf(one)));
    if (input.stop?.aborted && (todo.length > 0 || isLeft(summary)))
      return {
        ...{ ...summary, held, waiting, missed, early, nextAt: null, failing: [] },
        ...{ isOpen: true, isStopped: true },
      };
    if (todo.length === 0) {
      if (isMadeUnsaid(config, state)) {
        // Who made them may have died before they removed what they replaced.
        await ports.warehouse.sweep("unswept");
        await computingWent(config, { at: input.machineNow().toISOString() }, ports.lake);
      }
      const isToldAll = await tell([...notices, ...(await untold(ports.lake))], input, ports, summary);
      const nextAt = nextChange(config, state, now);
      return {
        ...summary,
        held,
        waiting,
        missed,
        early,
        nextAt,
        failing: machineNow === undefined ? [] : failing(config, state, machineNow),
        isOpen: work.length > 0 || !isToldAll,
      };
    }
    for (const one of todo) {
      if (input.stop?.aborted) break;
      watch(one, { kind: "start" });
      const outcome = await perform(one, input, ports, summary, (step) =>
        watch(one, { kind: "step", ...step }),
      );
      watch(one, { kind: "done", ...outcome });
      done.add(nameOf(one));
      if (one.kind === "land") polled.add(one.source);
    }
  }
}

const isLeft = ({ landed }: Pick<Gathered, "landed">) => landed.some((one) => one.isLeft);

/** Whether everything is told; a notice that could not be sent stands there at the next run, too. */
async function tell(
  notices: readonly Notice[],
  input: RunInput,
  ports: Ports,
  summary: Gathered,
): Promise<boolean> {
  let isToldAll = true;
  for (const notice of notices) {
    const { fresh, outcome, error } = await notify(notice, { ...input, worker: workerOf(input) }, ports);
    if (fresh) summary.told.push(notice);
    if (outcome === "failed" || outcome === "busy") isToldAll = false;
    if (outcome === "failed") summary.problems.push(`"${notice.subject}" could not be told: ${error}`);
  }
  return isToldAll;
}

const nameOf = (work: Work) =>
  work.kind === "compute"
    ? "compute"
    : work.kind === "land"
      ? `land ${work.source}`
      : `${work.kind} ${work.report} ${work.period.name}`;
