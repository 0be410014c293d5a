/** When a request is sent again. */

/** Answers that cannot be used, in a row, before a request is given up; asking it to wait is none of them. */
export const mostRetries = 3;
/** Times in a row a request is asked to wait, before the run stops waiting for it. */
export const mostWaits = 30;

const [first, longest, shortest] = [1_000, 60_000, 250];

/** Milliseconds before try number `tries` + 1: anything up to twice as long each time, so that clients do not come back together. */
export function pauseBefore(tries: number, random: () => number): number {
  return Math.max(shortest, Math.floor(random() * Math.min(longest, first * 2 ** Math.min(tries, 16))));
}

/** The instant a `Retry-After` names, as seconds or as a date; undefined where it says nothing that can be followed. */
export function retryAt(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,15}(\.\d+)?$/.test(text)) return now + Math.ceil(Number(text) * 1000);
  // Date.parse alone would take "-5" or "soon 1" for a year.
  if (!/^(?:[A-Za-z]{3,9}, ?)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} [\d:]{8} GMT$/.test(text)) return undefined;
  const date = Date.parse(text);
  // It has no part of a second: the instant meant may be almost one later.
  return Number.isNaN(date) ? undefined : date + 1_000;
}
