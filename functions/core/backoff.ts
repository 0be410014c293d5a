/** When a message that was surely not accepted is tried again. Pure. */

/** Minutes after each failed try; after the last of them nothing more is tried: about a day in all. */
const minutes = [5, 15, 45, 135, 360, 360, 360, 360];

/** The most failed tries after which there is a next one. */
export const mostFailed = minutes.length;

/** The instant of the next try after so many failed ones; undefined when it is given up. */
export function nextTry(failed: number, failedAt: string): string | undefined {
  const wait = minutes[failed - 1];
  return wait === undefined ? undefined : new Date(Date.parse(failedAt) + wait * 60_000).toISOString();
}
