/** The days, ISO weeks and months that are asked for. */

import { dayNumber, firstOfMonth, mondayOf } from "./calendar.ts";

export interface Period {
  readonly grain: "day" | "week" | "month";
  /** First day and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** Every day from `from` to `to`, and the weeks and months that lie wholly between. */
export function periodsBetween(from: string, to: string): readonly Period[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const periods: Period[] = [];
  for (let day = first; day <= last; day += 1) {
    periods.push({ grain: "day", start: day, end: day + 1 });
    if (mondayOf(day) === day && day + 6 <= last) periods.push({ grain: "week", start: day, end: day + 7 });
    // 32 days after the first of a month lies in the next one.
    const next = firstOfMonth(firstOfMonth(day) + 32);
    if (firstOfMonth(day) === day && next <= last + 1)
      periods.push({ grain: "month", start: day, end: next });
  }
  return periods;
}
