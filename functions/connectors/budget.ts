/**
 * How many requests an account still has. Never more than so many in any minute: that keeps within a bucket as well as
 * within a fixed or a sliding window, whichever the vendor counts by.
 */

import type { VendorClock } from "../core/vendor-reach.ts";

export interface GroupLimit {
  readonly perMinute?: number;
  /** Calendar months in UTC. */
  readonly perMonth?: number;
  /** A group whose budget its requests use up too. */
  readonly within?: string;
}

/** What is kept from one run to the next, so that a new run does not begin with a full budget. */
export type BudgetState = Readonly<Record<string, GroupState>>;

export interface GroupState {
  /** Requests of the minute before `at`. */
  readonly used: number;
  /** When the last of them was answered. */
  readonly at: number;
  /** The vendor asked to be left alone until then. */
  readonly pausedUntil: number;
  /** `2026-09`, and the requests made in it. */
  readonly month: string;
  readonly ofMonth: number;
}

export interface Budget {
  /** When the next request of a group may go out, and why not now. */
  next(group: string): { readonly at: number; readonly because: string };
  /** Counts a request that goes out now; what comes back is called when its answer is there. */
  take(group: string): () => void;
  pause(group: string, until: number): void;
  state(): BudgetState;
}

interface Group {
  readonly name: string;
  readonly limit: GroupLimit;
  /** Of each request that may still count: when it went out, then when it was answered. */
  sent: { at: number; isOpen: boolean }[];
  pausedUntil: number;
  month: string;
  ofMonth: number;
}

/** A little more than a minute: the vendor's clock has steps of its own. */
const minute = 60_050;

export function budgetOf(
  limits: Readonly<Record<string, GroupLimit>>,
  clock: Pick<VendorClock, "now">,
  before: BudgetState = {},
): Budget {
  const groups = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    let group = groups.get(name);
    if (group === undefined) {
      const limit = Object.hasOwn(limits, name) ? limits[name]! : {};
      group = groupFrom(name, limit, Object.hasOwn(before, name) ? before[name] : undefined);
      groups.set(name, group);
    }
    return group;
  };
  const chain = (name: string): Group[] => {
    const group = groupOf(name);
    return group.limit.within === undefined ? [group] : [group, groupOf(group.limit.within)];
  };
  for (const name of Object.keys(before)) groupOf(name);
  return {
    next(name) {
      const waits = chain(name).map((group) => nextOf(group, clock.now()));
      return waits.reduce((latest, wait) => (wait.at > latest.at ? wait : latest));
    },
    take(name) {
      const now = clock.now();
      const taken = chain(name).map((group) => {
        const one = { at: now, isOpen: true };
        group.sent.push(one);
        count(group, now);
        return one;
      });
      return () => {
        for (const one of taken) {
          // The vendor counted it at some instant in between; by the later one nothing comes too early.
          one.at = clock.now();
          one.isOpen = false;
        }
      };
    },
    pause(name, until) {
      const group = groupOf(name);
      group.pausedUntil = Math.max(group.pausedUntil, until);
    },
    state: () =>
      Object.fromEntries([...groups.values()].map((group) => [group.name, stateOf(group, clock.now())])),
  };
}

function groupFrom(name: string, limit: GroupLimit, before: GroupState | undefined): Group {
  const { used = 0, at = 0, pausedUntil = 0, month = "", ofMonth = 0 } = before ?? {};
  const sent = Array.from({ length: used }, () => ({ at, isOpen: false }));
  return { name, limit, sent, pausedUntil, month, ofMonth };
}

function nextOf(group: Group, now: number): { at: number; because: string } {
  forget(group, now);
  const { limit, sent, name } = group;
  const waits = [{ at: now, because: "" }];
  if (group.pausedUntil > now)
    waits.push({ at: group.pausedUntil, because: `the vendor asked ${name} to wait` });
  if (limit.perMinute !== undefined && sent.length >= limit.perMinute)
    waits.push({
      at:
        sent.map((one) => (one.isOpen ? now : one.at)).sort((a, b) => a - b)[sent.length - limit.perMinute]! +
        minute,
      because: `the ${limit.perMinute} requests a minute of ${name} are made`,
    });
  if (limit.perMonth !== undefined && group.month === monthOf(now) && group.ofMonth >= limit.perMonth)
    waits.push({ at: nextMonth(now), because: `the ${limit.perMonth} requests a month of ${name} are made` });
  return waits.reduce((latest, wait) => (wait.at > latest.at ? wait : latest));
}

function forget(group: Group, now: number): void {
  group.sent = group.sent.filter((one) => one.isOpen || one.at + minute > now);
}

function count(group: Group, now: number): void {
  const month = monthOf(now);
  group.ofMonth = group.month === month ? group.ofMonth + 1 : 1;
  group.month = month;
}

/** All of them as if they were as late as the last: too careful by less than a minute, and two numbers instead of thousands. */
function stateOf(group: Group, now: number): GroupState {
  forget(group, now);
  const { pausedUntil, month, ofMonth } = group;
  const at = group.sent.reduce((latest, one) => Math.max(latest, one.isOpen ? now : one.at), 0);
  return { used: group.sent.length, at, pausedUntil, month, ofMonth };
}

const monthOf = (now: number) => new Date(now).toISOString().slice(0, 7);

function nextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
