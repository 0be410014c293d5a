/**
 * A stretch of time read in windows. A query that has too many results is cut off without a word, its tokens die, and
 * large pages never arrive: whatever goes wrong, the window is read again from its start, narrower or in smaller pages.
 */

import { SourceError } from "../core/errors.ts";
import { VendorError } from "./vendor.ts";

/** Position in a stretch. Instants are milliseconds on whole seconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** How wide the next one may be. */
  readonly width: number;
  /** What the vendor gave for its next page; null at the start of the window. */
  readonly token: string | null;
  /** Results of the window so far. */
  readonly seen: number;
  /** Results of one page. */
  readonly limit: number;
  /** How often it was begun again. */
  readonly begun: number;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly longest: number;
}

export interface Answered {
  readonly count: number;
  readonly token: string | null;
}

/** So many results at most has a query, whatever it would have found. */
export const ceiling = 10_000;
export const largestPage = 100;
const second = 1000;
const mostBegun = 12;
const smallPage = 5;

export function firstWindow({ from, to, longest }: Stretch, limit: number): Window {
  return {
    from,
    to: Math.min(to, from + longest),
    width: longest,
    token: null,
    seen: 0,
    limit,
    begun: 0,
  };
}

/** The window to ask for next; null when the stretch is read. */
export function after(window: Window, { count, token }: Answered, stretch: Stretch): Window | null {
  const seen = window.seen + count;
  // What lies beyond the ceiling is left out without a word, so a query that reaches it proves nothing.
  if (seen >= ceiling) return narrower(window, stretch, "it has as many results as a query may have");
  if (token !== null && token === window.token)
    return narrower(window, stretch, "the same page is said to come next again and again");
  if (token !== null) return { ...window, token, seen };
  if (window.to >= stretch.to) return null;
  const width = seen < ceiling / 4 ? Math.min(window.width * 2, stretch.longest) : window.width;
  const limit = window.begun === 0 ? Math.min(window.limit * 2, largestPage) : window.limit;
  // Whether the end of a range belongs to it is not documented: the next window begins where this one ends.
  const from = window.to;
  return { from, to: Math.min(from + width, stretch.to), width, token: null, seen: 0, limit, begun: 0 };
}

/** The window to try after a failure. Throws the failure where nothing else is left to try. */
export function retried(
  window: Window,
  stretch: Stretch,
  failure: unknown,
): { readonly window: Window; readonly note: string } {
  const kind = failure instanceof VendorError ? failure.kind : undefined;
  const begun = window.begun + 1;
  if (kind === "cursor" && window.token !== null && begun < mostBegun) {
    const again = window.begun === 0 ? { ...window, token: null, seen: 0 } : narrowed(window, stretch);
    return {
      window: { ...again, begun },
      note: `a page token was refused; ${spanText(again)} is read again from its start`,
    };
  }
  const less = kind === "gateway" ? smaller(window, stretch) : undefined;
  if (less === undefined) throw failure;
  return {
    window: { ...less, begun },
    note: `an answer was too much; ${spanText(less)} is read in pages of ${less.limit}`,
  };
}

/**
 * Smaller pages first; then less time, as the vendor advises, so that one huge record does not make all pages after it
 * small; at last a page of one record.
 */
function smaller(window: Window, stretch: Stretch): Window | undefined {
  const isLast = isNarrowest(window);
  if (window.limit > smallPage || (isLast && window.limit > 1))
    return { ...window, limit: Math.ceil(window.limit / 2), token: null, seen: 0 };
  return isLast ? undefined : narrowed(window, stretch);
}

function narrower(window: Window, stretch: Stretch, because: string): Window {
  if (isNarrowest(window))
    throw new SourceError(
      `${spanText(window)} cannot be read whole: ${because}, and it cannot be made shorter. Nothing is skipped: the stream waits here. Name fewer profiles by the setting group.`,
    );
  return narrowed(window, stretch);
}

const isNarrowest = ({ from, to }: Window) => to - from <= second;

function narrowed(window: Window, stretch: Stretch): Window {
  const width = Math.max(second, Math.floor((window.to - window.from) / 2 / second) * second);
  return {
    ...window,
    to: Math.min(window.from + width, stretch.to),
    width,
    token: null,
    seen: 0,
  };
}

/** `2026-09-01T08:00:00`: every request names the zone, which is UTC. */
export const timeText = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19);

/** Written with two points: with three, the last instant might be meant to be left out. */
export const rangeText = ({ from, to }: Pick<Window, "from" | "to">) => `${timeText(from)}..${timeText(to)}`;

const spanText = (window: Window) => `the time from ${timeText(window.from)} to ${timeText(window.to)}`;
