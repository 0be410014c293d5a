/** Waiting, as long as there is time for it. */

import type { Budget } from "./budget.ts";
import type { Complaint } from "./complaint.ts";
import type { VendorClock, VendorError, VendorRequest } from "./vendor.ts";

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
    const wait = until - clock.now();
    if (wait > msLeft()) throw failed(request, later(until, why));
    if (wait <= 0) return;
    const { group } = request;
    options.note?.("waits", { group, status: why.status, milliseconds: wait, because: why.what });
    try {
      await clock.sleep(wait, signal);
    } catch {
      throw stopped(request);
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
