/** Sources by the days they tell something of. */

import { addDays } from "../../functions/core/period.ts";
import type { SourceBreak, ToldInput } from "../../functions/core/series-breaks.ts";

/** Every so many days, from the first up to and without the last; on Saturdays and Sundays too, unless `isOpen` says otherwise. */
export function days(
  first: string,
  end: string,
  each = 1,
  isOpen: (weekday: number) => boolean = () => true,
) {
  const all: string[] = [];
  for (let day = first; day < end; day = addDays(day, each))
    if (isOpen(new Date(`${day}T00:00:00Z`).getUTCDay())) all.push(day);
  return all;
}
export const workdays = (weekday: number) => weekday > 0 && weekday < 6;

export const asked = (told: ToldInput["told"], more: Partial<ToldInput> = {}): ToldInput => ({
  ...{ told, until: "2026-11-24", since: {}, holidays: [], continues: {}, adds: () => true },
  ...more,
});
export const edges = (breaks: readonly SourceBreak[]) =>
  breaks.map(({ source, kind, day }) => `${source} ${kind} ${day}`);

/** Tuesday. */
export const third = "2026-11-03";
export const long = "2026-09-01";
export const told = { contacts: { desk: days(long, "2026-11-24"), phone: days(third, "2026-11-24") } };
