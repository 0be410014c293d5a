/** Stretches of time, half-open, in seconds since 1970: joined, cut and taken away from each other. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same time without overlaps, in order; what touches becomes one. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else if (span.to > last.to) result[result.length - 1] = { from: last.from, to: span.to };
  }
  return result;
}

/** What of `spans` lies inside `window`. */
export function within(spans: readonly Span[], window: Span): readonly Span[] {
  return spans
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => to > from);
}

/** What is left of `spans` without the time of `others`. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  let left = joined(spans);
  for (const other of joined(others)) {
    left = left.flatMap(({ from, to }) => [
      ...within([{ from, to }], { from: Number.NEGATIVE_INFINITY, to: other.from }),
      ...within([{ from, to }], { from: other.to, to: Number.POSITIVE_INFINITY }),
    ]);
  }
  return left;
}
