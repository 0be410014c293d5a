/**
 * How landings and the making of the tables went last, and whether their hour has come again. Pure.
 *
 * A source is looked at every `every:`, the tables are made when a local day has closed and every six hours; at once, both,
 * when the hour of a report has come that needs them. What fails is tried again with growing pauses, for about a day, and
 * then no more until somebody changes the config or the files: the same thing would fail in the same way.
 */

import { mostFailed, nextTry } from "./backoff.ts";
import type { Source } from "./config.ts";
import { fingerprint } from "./fingerprint.ts";
import { localDate, localTime } from "./period.ts";

/** `state/attempts/<name>.json`. All instants are the machine's. */
export interface Attempts {
  readonly v: 1;
  /** What was tried: a hash of the settings and, where it failed, of what lay there. */
  readonly of: string;
  /** When it succeeded last. */
  readonly doneAt: string | null;
  /** Something was left for the next tick: a file that was being written. */
  readonly isLeft: boolean;
  /** Tries in a row that failed since then. */
  readonly failed: number;
  readonly failedAt: string | null;
  readonly why: string | null;
}

/** The same, and whether it is still the same thing that would be tried. */
export interface Tried extends Attempts {
  readonly isSame: boolean;
}

export interface AllTried {
  readonly landings: Readonly<Record<string, Tried | undefined>>;
  readonly computing: Tried | undefined;
}

export const succeeded = (of: string, at: string, isLeft = false): Attempts => ({
  v: 1,
  of,
  doneAt: at,
  isLeft,
  failed: 0,
  failedAt: null,
  why: null,
});

/** Two workers that try at the same time fail once. */
const atOnceMilliseconds = 60_000;

/** Another thing that fails is tried as often as the first was. `isEndless`: it is tried until it succeeds. */
export function failedAgain(
  before: Attempts | undefined,
  of: string,
  at: string,
  why: string,
  isEndless = false,
): Attempts {
  const isOther = before?.of !== of || before.failedAt === null;
  const isAtOnce = !isOther && Math.abs(Date.parse(at) - Date.parse(before.failedAt)) < atOnceMilliseconds;
  const times = isOther ? 1 : before.failed + (isAtOnce ? 0 : 1);
  const failed = isEndless ? Math.min(times, mostFailed) : times;
  return { v: 1, of, doneAt: before?.doneAt ?? null, isLeft: false, failed, failedAt: at, why };
}

/** What decides what a landing finds. */
export function landingFingerprint(source: Source): string {
  let known = hashes.get(source);
  if (known === undefined) {
    const { mappings: _, everySeconds: __, quietDays: ___, ...settings } = source;
    known = fingerprint([JSON.stringify(settings)]);
    hashes.set(source, known);
  }
  return known;
}

/** Asked for at every tick. They go when their config does. */
const hashes = new WeakMap<Source, string>();

/** A file that changed within so many seconds may still be being written, and is left for later. */
export const stillSeconds = 60;

/** When what was left is looked at again. */
export function leftUntil({ isLeft, doneAt }: Tried): string | undefined {
  if (!isLeft || doneAt === null) return undefined;
  return new Date(Date.parse(doneAt) + stillSeconds * 1000).toISOString();
}

/** When it is tried again; null where only a change will help, undefined where it did not fail. */
export function retryAt({ failed, failedAt, isSame }: Tried): string | null | undefined {
  if (failed === 0 || failedAt === null || !isSame) return undefined;
  return nextTry(failed, failedAt) ?? null;
}

/** Whether it failed and its next try is still to come. */
export function isBackedOff(tried: Tried | undefined, machineNow: string): boolean {
  const at = tried && retryAt(tried);
  return at === null || (at !== undefined && Date.parse(machineNow) < Date.parse(at));
}

/** Whether a source is to be looked at. What is needed is not asked for in vain: what failed is, and waits for its next try. */
export function isLandingDue(
  { everySeconds }: Pick<Source, "everySeconds">,
  tried: Tried | undefined,
  isNeeded: boolean,
  machineNow: string,
): boolean {
  if (tried === undefined || !tried.isSame) return true;
  if (tried.failed > 0) return !isBackedOff(tried, machineNow);
  return isNeeded || tried.isLeft || isOlder(tried, everySeconds, machineNow);
}

const computeSeconds = 6 * 3600;

/** Whether the tables are to be brought up to what landed. */
export function isComputingDue(
  tried: Tried | undefined,
  isNeeded: boolean,
  machineNow: string,
  zone: string,
): boolean {
  if (tried === undefined) return true;
  if (tried.failed > 0) return !isBackedOff(tried, machineNow);
  if (isNeeded || isOlder(tried, computeSeconds, machineNow)) return true;
  return tried.doneAt === null || localDate(tried.doneAt, zone) !== localDate(machineNow, zone);
}

/** A clock that was set back makes what it did later old. */
function isOlder({ doneAt }: Tried, seconds: number, machineNow: string): boolean {
  if (doneAt === null) return true;
  const age = Date.parse(machineNow) - Date.parse(doneAt);
  return age < 0 || age >= seconds * 1000;
}

/** `helpdesk: failed 3 times, tried again at 10:15: why`, on the clock of the zone; null where nothing failed. */
export function failureOf(
  name: string,
  tried: Tried | undefined,
  machineNow: string,
  zone: string,
): string | null {
  const at = tried && retryAt(tried);
  if (tried === undefined || at === undefined) return null;
  const times = tried.failed === 1 ? "once" : `${tried.failed} times`;
  const then =
    at === null
      ? "not tried again until the config or its files change"
      : `tried again at ${clock(at, machineNow, zone)}`;
  return `${name}: failed ${times}, ${then}: ${tried.why}`;
}

function clock(at: string, machineNow: string, zone: string): string {
  const [day, today] = [localDate(at, zone), localDate(machineNow, zone)];
  return day === today ? localTime(at, zone) : `${day} ${localTime(at, zone)}`;
}
