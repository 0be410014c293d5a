/** The hours of a report for operations as rows of its CSV. */

import { type Kpi, type KpiId, kpiOf } from "../functions/core/kpi.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { addDays } from "../functions/core/period.ts";
import { clock } from "./hours.ts";
import type { Words } from "./words/words.ts";

/** By the columns of the CSV. */
type HourRow = Readonly<Record<string, string | number>>;

/** One for each hour of each day, and of each KPI by the hour; an hour of which nothing is known has none. */
export function hourRows({ hours, smallestGroup = 0 }: ReportModel, words: Words): readonly HourRow[] {
  if (!hours) return [];
  const row = (id: KpiId, day: string, hour: number): HourRow => ({
    ...{ kpi: id, name: words.kpis[id].name, unit: (kpiOf(id) as Kpi).unit },
    ...{ by: "hour", member: clock(hour), period: day, start: day, end: addDays(day, 1) },
  });
  const last = hours.days.at(-1)?.day ?? "";
  const values = [
    ...hours.days.map(({ day, contacts }) => ({ id: "contacts_opened" as KpiId, day, values: contacts })),
    ...hours.kpis.map(({ id, values }) => ({ id, day: last, values })),
  ];
  const hidden = hours.days.flatMap(({ day, hidden: untold = [] }) =>
    untold.map((hour) => ({
      ...row("contacts_opened", day, hour),
      note: `value ${words.hiddenCell(smallestGroup)}`,
    })),
  );
  return [
    ...values.flatMap(({ id, day, values: byHour }) =>
      byHour.flatMap((value, hour) => (value === null ? [] : [{ ...row(id, day, hour), value }])),
    ),
    ...hidden,
  ];
}
