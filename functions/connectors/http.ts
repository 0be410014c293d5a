/**
 * The only way from a connector to its vendor: one host, one budget for the account, waits obeyed, and nothing believed
 * that is not whole. A failure is always a VendorError that says what to do, and never an empty page.
 */

import type { VendorClock } from "../core/vendor-reach.ts";
import { type BudgetState, budgetOf, type GroupLimit } from "./budget.ts";
import { complain } from "./complaint.ts";
import { exchanger } from "./exchange.ts";
import { type Fail, patienceOf } from "./patience.ts";
import { type Authorisation, addressOf } from "./request.ts";
import { mostRetries, mostWaits, pauseBefore } from "./retry.ts";
import { unsaid } from "./unsaid.ts";
import type { VendorAnswer, VendorError, VendorHttp, VendorRequest } from "./vendor.ts";

export type { BudgetState, GroupLimit } from "./budget.ts";
export type { Authorisation } from "./request.ts";
export * from "./vendor.ts";

export interface VendorHttpOptions {
  /** Id of the source, for messages. */
  readonly source: string;
  /** Where the interface is; every path is put behind it. */
  readonly address: string;
  /** Name of what holds the secret, for messages. */
  readonly token?: string;
  /** Whatever must never be told, beside what `authorise` gives. */
  readonly secrets: readonly string[];
  readonly authorise: (request: VendorRequest) => Authorisation;
  readonly limits: Readonly<Record<string, GroupLimit>>;
  /** Groups with a key of their own, each with what to do where it opens nothing: only what is asked with it stops then. */
  readonly ownKeys?: Readonly<Record<string, string>>;
  readonly clock: VendorClock;
  /** Milliseconds of that clock before the run must end; without it, it waits as long as it takes. */
  readonly msLeft?: () => number;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  /** What the run before this one used of the budget. */
  readonly before?: BudgetState;
  /** Milliseconds, real ones, in which a whole answer is there. */
  readonly timeout?: number;
  /** Bytes of the largest answer that is read. */
  readonly most?: number;
  /** 0 to 1. */
  readonly random: () => number;
  /** Told of every wait: for how long, and for what answer or which limit. */
  readonly note?: (event: string, data: Readonly<Record<string, string | number>>) => void;
}

/** A vendor's interface within a budget. */
export interface BudgetedHttp extends VendorHttp {
  /** To be kept for the next run of the source. */
  state(): BudgetState;
}

/** Throws InputError where the address is not one a secret may be sent to. */
export function vendorHttp(options: VendorHttpOptions): BudgetedHttp {
  const { source, clock, random } = options;
  const budget = budgetOf(options.limits, clock, options.before);
  const secrets = new Set(options.secrets);
  const exchange = exchanger({ ...options, address: addressOf(options.address, source) }, secrets);
  const failed: Fail = (request, complaint) =>
    complain(source, options.token, request, complaint, unsaid(secrets));
  // A wait is told with what came, and that may hold what was sent.
  const note: VendorHttpOptions["note"] = (event, data) => {
    const hide = unsaid(secrets);
    const said = Object.entries(data).map(([name, one]) => [name, typeof one === "string" ? hide(one) : one]);
    options.note?.(event, Object.fromEntries(said));
  };
  const patience = patienceOf({ ...options, note }, budget, failed);
  /** By the group whose own key opens nothing, and by "" for the account's. */
  const closed = new Map<string, VendorError>();

  async function send(request: VendorRequest): Promise<VendorAnswer> {
    let to: URL | undefined;
    let [tries, waits, hops] = [0, 0, 0];
    const cure = options.ownKeys?.[request.group];
    const key = cure === undefined ? "" : request.group;
    for (;;) {
      const refused = closed.get(key);
      if (refused) throw refused;
      const answered = await patience.turn(request);
      const went = await exchange(request, to).finally(answered);
      patience.goOn(request);
      if (went.kind === "answer") return went.answer;
      if (went.kind === "moved") {
        hops += 1;
        if (hops > mostHops) throw failed(request, { kind: "refused", what: `it was sent on ${hops} times` });
        to = went.to;
      } else if (went.kind === "wait") {
        waits += 1;
        const until = readyAt(went.until, clock.now(), () => pauseBefore(waits, random));
        if (went.pauses) budget.pause(request.group, until);
        await patience.until(request, until, went, waits <= mostWaits);
      } else {
        tries += 1;
        const isClosed = went.as === "unauthorised";
        const own = isClosed && cure !== undefined ? { kind: "forbidden" as const, cure } : { kind: went.as };
        const error = failed(request, { ...went, ...own });
        if (isClosed) closed.set(key, error);
        if (went.kind === "over" || tries > mostRetries) throw error;
        await patience.until(request, clock.now() + pauseBefore(tries, random), went);
      }
    }
  }
  return { send, state: budget.state };
}

const mostHops = 5;

/** What a vendor names counts, unless that is now: it has just said no. Nobody is waited for longer than a day. */
function readyAt(named: number | undefined, now: number, pause: () => number): number {
  return named === undefined || named <= now ? now + pause() : Math.min(named, now + 86_400_000);
}
