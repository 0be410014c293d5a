/** One round: everything that came or changed since the round before, leg by leg, each a stretch of time read in windows. */

import type { Cursor } from "./connector.ts";
import { firstWindow, largestPage, type Stretch, type Window } from "./sprout-social-window.ts";

/** One kind of query over a stretch of time. */
export interface Leg extends Stretch {
  /** The date that tells which records are asked for. */
  readonly by: "created_time" | "action_last_update_time" | "latest_activity_time";
  /** Filters that stay the same in every window. */
  readonly among: readonly string[];
}

export interface Round {
  /** All that happened before is read when the round is over. */
  readonly at: number;
  readonly legs: readonly Leg[];
  readonly leg: number;
  readonly window: Window;
  /** Some query of it was answered. */
  readonly isAnswered?: true;
}

/** Where a stream is; all of it in its cursor, so that any run can go on. */
export interface Standing {
  readonly v: 1;
  /** Requests so far: they number the pages, and no page of a batch is numbered twice. */
  readonly requests: number;
  /** Read up to here; null before the end of the first round. */
  readonly through: number | null;
  /** The day (UTC) of the last round that looked back far. */
  readonly deep: string;
  readonly limit: number;
  /** Profiles the token may not read, each with the instant from which on it was not read. */
  readonly refused?: Readonly<Record<string, number>>;
  readonly round: Round | null;
}

const beginning: Standing = {
  v: 1,
  requests: 0,
  through: null,
  deep: "",
  limit: largestPage,
  round: null,
};

/** A cursor that is not one of ours is none. */
export function standingOf(cursor: Cursor | null): Standing {
  return cursor?.v === 1 ? (cursor as unknown as Standing) : beginning;
}

export const cursorOf = (standing: Standing): Cursor => ({ ...standing });

/** What shows late: nothing younger is taken to be complete. */
export const safetyLag = 120_000;
const hour = 3_600_000;
const day = 24 * hour;

/** Whole seconds: the interface knows no shorter ones. */
export const wholeSecond = (milliseconds: number) => Math.floor(milliseconds / 1000) * 1000;

/** How far a round looks back behind what is read: an hour, and once a day a day. */
export function lookBack({ deep }: Standing, now: number): number {
  return deep === dayOf(now) ? hour : day;
}

export const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

export function beginRound(standing: Standing, at: number, legs: readonly Leg[]): Standing {
  const whole = legs.filter(({ from, to }) => from < to);
  const first = whole[0];
  // Nothing to ask at all, in an account without profiles, is nothing left; no time to ask about is nothing known.
  if (first === undefined) return legs.length === 0 ? endRound(standing, at) : standing;
  // A page that was too large once may be well by now.
  const limit = Math.min(largestPage, standing.limit * 2);
  return { ...standing, limit, round: { at, legs: whole, leg: 0, window: firstWindow(first, limit) } };
}

/** After a request: the next window of the leg, the next leg, or the end of the round. */
export function forward(standing: Standing, round: Round, window: Window | null): Standing {
  const requests = standing.requests + 1;
  if (window !== null) return { ...standing, requests, limit: window.limit, round: { ...round, window } };
  const next = round.legs[round.leg + 1];
  if (next === undefined) return endRound({ ...standing, requests }, round.at);
  const first = firstWindow(next, standing.limit);
  return { ...standing, requests, round: { ...round, leg: round.leg + 1, window: first } };
}

/** The instant it is at, as if the legs of a round were parts of the time it reads. */
export function reached({ through, round }: Standing, since: number): number {
  const from = through ?? since;
  const leg = round?.legs[round.leg];
  if (round === null || leg === undefined) return from;
  const part = (round.leg + (round.window.from - leg.from) / (leg.to - leg.from)) / round.legs.length;
  return from + part * (round.at - from);
}

function endRound(standing: Standing, at: number): Standing {
  return { ...standing, through: at, deep: dayOf(at), round: null };
}
