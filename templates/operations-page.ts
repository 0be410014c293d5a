/** The hours on the page of a report for operations: a week of days as a heat map, and the day hour by hour. */

import type { HourlyKpiModel, HoursModel } from "../functions/core/hours.ts";
import { type Kpi, kpiOf } from "../functions/core/kpi.ts";
import { heatMap } from "./charts-heat.ts";
import { formatFor } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { clock, columnOf, hiddenSign, hoursSentences, notOfPart, spansOf } from "./hours.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";

const all = Array.from({ length: 24 }, (_, hour) => hour);

/** Nothing of any other template. */
export function hoursSection({ model, format }: Page): Markup | null {
  const { hours } = model;
  if (!hours) return null;
  const { words } = format;
  const map = heatMap(
    {
      id: "hours-map",
      title: words.hours.titleByDay,
      corner: words.hours.day,
      rows: hours.days.map(({ day }) => `${columnOf(day, format).weekday} ${format.dayMonth.short(day)}`),
      columns: all.map(clock),
      values: hours.days.map(({ contacts }) => contacts),
    },
    "count",
    format,
  );
  return html`<section><h2 id="hours">${words.hours.titleByDay}</h2>
<div class="card">${hoursSentences(hours, model, format).map((one) => html`<p>${one}</p>`)}${map}</div></section>
${hourByHour(hours, format)}`;
}

/** The day of the report: contacts opened, and the service KPIs that are kept by hour. */
function hourByHour(hours: HoursModel, format: Format): Markup | null {
  const { words } = format;
  const day = hours.days.at(-1);
  if (!day) return null;
  const columns = hours.kpis.map((kpi) => ({
    ...kpi,
    name: words.kpis[kpi.id].name,
    format: formatFor(kpi.id, kpi.values, format),
  }));
  const contacts = (hour: number) =>
    day.hidden?.includes(hour) ? hiddenSign : told(day.contacts[hour], "count", format);
  const rows = all.map(
    (hour) =>
      html`<tr><th scope="row">${spansOf([hour])}</th><td class="strong">${contacts(hour)}</td>${columns.map((kpi) => cell(kpi, hour, kpi.format))}</tr>`,
  );
  const untold = notOfPart(hours, format);
  return html`<section><h2 id="hour-by-hour">${words.hours.titleOfDay(format.weekday(day.day))}</h2>
<section class="table" aria-labelledby="hour-by-hour" tabindex="0"><table>${columns.some(hasParts) && html`<caption>${words.hours.counted}</caption>`}<thead><tr><th scope="col">${words.hours.hour}</th><th scope="col"><a href="#contacts_opened">${words.kpis.contacts_opened.name}</a></th>${columns.map(({ id, name }) => html`<th scope="col"><a href="#${id}">${name}</a></th>`)}</tr></thead><tbody>${rows}</tbody></table></section>${untold !== "" && html`<p class="mu">${untold}</p>`}</section>`;
}

const hasParts = ({ counted }: HourlyKpiModel) => counted.some(isKnown);

/** A value of an hour stands on few: it says on how many. */
function cell({ id, values, counted }: HourlyKpiModel, hour: number, format: Format): Markup {
  const [value, of] = [values[hour], counted[hour]];
  const unit = (kpiOf(id) as Kpi).unit;
  return html`<td>${told(value, unit, format)}${isKnown(value) && isKnown(of) && html` <small>(${format.count(of)})</small>`}</td>`;
}

function told(value: number | null | undefined, unit: Kpi["unit"], format: Format): string {
  return isKnown(value) ? format.value(unit, value) : format.words.none;
}
