/**
 * How much of a change in volume the calendar made: a month with five Mondays has more contacts than one with four,
 * although nothing changed.
 */

/** Every local day of a period, those without a contact included. */
export type Days = readonly { readonly day: string; readonly count: number }[];

export interface DayMix {
  /** What the period would have had if each weekday had been as it was before. */
  readonly expected: number;
  /** What other weekdays alone made of the change; the rest is underlying. */
  readonly dayMix: number;
  readonly underlying: number;
  /** The underlying change as a share of what was expected; NULL where nothing was. */
  readonly underlyingShare: number | null;
}

/** NULL when the period holds a weekday of which the earlier one says nothing. Both parts sum to the change. */
export function dayMix(now: Days, before: Days): DayMix | null {
  const earlier = Map.groupBy(before, ({ day }) => weekdayOf(day));
  let expected = 0;
  for (const { day } of now) {
    const same = earlier.get(weekdayOf(day));
    if (!same) return null;
    expected += totalOf(same) / same.length;
  }
  const underlying = totalOf(now) - expected;
  return {
    expected,
    dayMix: expected - totalOf(before),
    underlying,
    underlyingShare: expected > 0 ? underlying / expected : null,
  };
}

function totalOf(days: Days): number {
  return days.reduce((sum, { count }) => sum + count, 0);
}

/** The ISO weekday of a local date, 1 being Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
