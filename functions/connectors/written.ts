/** How far files of a vendor are complete: only that something was written shows that its writer still lives. */

/**
 * The ISO UTC instant up to which everything has come, of files last changed at these instants: what was written then came
 * with a delay of at most so many minutes. An exchange that stopped is complete up to where it stopped, not up to now.
 */
export function completeUntil(now: number, modifiedAt: readonly string[], minutes: number): string | null {
  const last = Math.max(...modifiedAt.map((at) => Date.parse(at)));
  return Number.isFinite(last) ? new Date(Math.min(now, last) - minutes * 60_000).toISOString() : null;
}
