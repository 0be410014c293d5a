/** How far a stream is that is read in the order of time. */

/** How much of the time from `first` to `last` lies before `at`, 0 to 1; undefined where there is no such time. */
export function shareOf(at: number, first: number, last: number): number | undefined {
  const share = (at - first) / (last - first);
  return last > first && !Number.isNaN(share) ? Math.min(1, Math.max(0, share)) : undefined;
}
