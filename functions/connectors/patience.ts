/** Waiting, as long as there is time for it. */

import type { VendorClock } from "../core/vendor-reach.ts";
import type { Budget } from "./budget.ts";
import type { Complaint } from "./complaint.ts";
import type { VendorError, VendorRequest } from "./vendor.ts";

export type Fail = (request: VendorRequest, complaint: Complaint) => VendorError;

export interface Patience {
  /** Until the budget has room for a request, and takes it; what comes back is called when the answer is there. */
  turn(request: VendorRequest): Promise<() => void>;
  /** Until this instant, after an answer that says to come again. */
  until(request: VendorRequest, instant: number, came: Came, isEndless?: boolean): Promise<void>;
  /** Throws where the run is being ended. */
  goOn(request: VendorRequest): void;
}

interface Came {
  readonly status: number;
  readonly what: string;
}

interface PatienceOptions {
  readonly clock: VendorClock;
  readonly msLeft?: () => number;
  readonly signal?: AbortSignal;
  readonly note?: (event: string, data: Readonly<Record<string, string | number>>) => void;
}

/** Milliseconds: a longer wait is told of again and again. */
const longestSilence = 30_000;

/** The first whole second that is not before the instant. */
const toTheSecond = (until: number) =>
  new Date(Math.ceil(until / 1000) * 1000).toISOString().replace(".000Z", "Z");

/** Where there is no time to wait, a VendorError of the kind `later` says until when. */
export function patienceOf(
  options: PatienceOptions,
  budget: Pick<Budget, "next" | "take">,
  failed: Fail,
): Patience {
  const { clock, msLeft = () => Number.POSITIVE_INFINITY, signal } = options;
  const stopped = (request: VendorRequest) =>
    failed(request, { kind: "later", what: "the run is being ended" });
  const goOn = (request: VendorRequest) => {
    if (signal?.aborted) throw stopped(request);
  };
  const pause = async (request: VendorRequest, until: number, why: Came) => {
    goOn(request);
    if (until - clock.now() > msLeft()) throw failed(request, later(until, why));
    const { group } = request;
    const told = { group, status: why.status, until: toTheSecond(until), because: why.what };
    for (let wait = until - clock.now(); wait > 0; wait = until - clock.now()) {
      options.note?.("waits", { ...told, milliseconds: wait });
      try {
        await clock.sleep(Math.min(wait, longestSilence), signal);
      } catch {
        throw stopped(request);
      }
    }
  };
  return {
    goOn,
    async turn(request) {
      for (;;) {
        const { at, because } = budget.next(request.group);
        await pause(request, at, { status: 0, what: because });
        // Looked at again and taken in one go: whoever waited beside may have been quicker.
        if (budget.next(request.group).at <= clock.now()) return budget.take(request.group);
      }
    },
    async until(request, instant, came, isEndless = true) {
      if (!isEndless) throw failed(request, later(instant, came));
      await pause(request, instant, came);
    },
  };
}

function later(until: number, { status, what }: Came): Complaint {
  const when = new Date(until).toISOString();
  return {
    kind: "later",
    status,
    until,
    what: `${what || "the time of this run is over"}; the next request may go out at ${when}`,
  };
}
