/** How often each kind of thing happened, by a name for it. */

export type Tally = Record<string, number>;

export function add(tally: Tally, kind: string, count = 1): void {
  tally[kind] = (tally[kind] ?? 0) + count;
}

/** In alphabetical order, without what did not happen. */
export function sorted(tally: Readonly<Tally>): Tally {
  const entries = Object.entries(tally).filter(([, count]) => count !== 0);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the first has more than the second. */
export function less(first: Readonly<Tally>, second: Readonly<Tally>): Tally {
  const kinds = new Set([...Object.keys(first), ...Object.keys(second)]);
  return sorted(
    Object.fromEntries([...kinds].map((kind) => [kind, (first[kind] ?? 0) - (second[kind] ?? 0)])),
  );
}
