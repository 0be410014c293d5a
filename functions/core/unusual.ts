/** The days of a period that are unlike their weekday, of the KPIs a report shows. */

import { type AnomalyKind, judgeDays, usualAnomaly } from "./anomaly.ts";
import type { Config } from "./config.ts";
import type { Kpi } from "./kpi.ts";
import type { AnomalyModel } from "./model.ts";
import { addDays, daysOf, type Period } from "./period.ts";
import type { DayValues, Entry } from "./samples.ts";
import { breaksBetween, type SourceBreak } from "./series-breaks.ts";

/** So many days before a period tell what is usual. */
export const daysBefore = 7 * usualAnomaly.weeks;

const kinds: Readonly<Partial<Record<Kpi["unit"], AnomalyKind>>> = {
  count: "count",
  share: "share",
  seconds: "seconds",
};

/** Holidays and the days of events are neither judged nor compared with. */
export function unusualDays(
  kpi: Entry,
  period: Period,
  days: DayValues,
  settings: Pick<Config, "holidays" | "events"> & { readonly breaks?: readonly SourceBreak[] | undefined },
): readonly AnomalyModel[] {
  const kind = kinds[kpi.unit];
  // Young days have had less time than old ones; of time spent, nobody knows how it scatters within a day.
  if (kpi.incomparable || kpi.matures || kpi.window || kpi.observations === "days") return [];
  // Seconds that are counted, as time logged in, are no time that something took.
  if (!kind || !["count", "share", "mean"].includes(kpi.kind) || (kpi.kind === "count" && kind !== "count"))
    return [];
  const start = addDays(period.start, -daysBefore);
  // What is usual is what was since a source began or ended.
  const whole = { start, end: period.end };
  const since = breaksBetween(settings.breaks, kpi.id, whole, whole)
    .map(({ kind, day }) => (kind === "begins" ? day : addDays(day, 1)))
    .reduce((last, day) => (day > last ? day : last), start);
  const all: string[] = [];
  for (let day = since; day < period.end; day = addDays(day, 1)) all.push(day);
  const series = all.map((day) => {
    const one = days(kpi.id, day);
    return { day, value: one?.value ?? null, ...(one?.denominator == null ? {} : { n: one.denominator }) };
  });
  const inside = new Set(daysOf(period));
  return judgeDays(kind, series, leftOut(all, settings))
    .filter(({ day, anomaly }) => anomaly && inside.has(day))
    .map(({ day, value, usual, days: of, wild }) => ({
      ...{ kpi: kpi.id, day, value, usual, days: of },
      ...(wild > 0 && { wild }),
    }));
}

function leftOut(
  days: readonly string[],
  { holidays, events }: Pick<Config, "holidays" | "events">,
): readonly string[] {
  return days.filter(
    (day) => holidays.includes(day) || events.some(({ on, until }) => day >= on && day <= (until ?? on)),
  );
}
