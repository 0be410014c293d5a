/** What happened in the periods of a trend: a number above the chart for each event, a ring at its foot for holidays. */

import type { PeriodModel, ReportModel } from "../functions/core/model.ts";
import { type Period, periodOf, previous } from "../functions/core/period.ts";
import { round } from "./charts-table.ts";
import type { Format } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { clip, plain } from "./plain.ts";

export interface Happened {
  /** The events that begin in one period, by its place in the trend: `1`, `2–3`; `until` is the last period of any of them. */
  readonly marks: readonly { readonly at: number; readonly until: number; readonly label: string }[];
  /** The periods with holidays. */
  readonly holidays: readonly number[];
  /** What the numbers stand for. */
  readonly legend: readonly { readonly label: string; readonly text: string }[];
  /** `Holidays: 25 December 2026`; empty without any. */
  readonly holidaysText: string;
}

export const nothing: Happened = { marks: [], holidays: [], legend: [], holidaysText: "" };

const titleLength = 80;

/** Of a trend of `length` periods that ends with the report's own. */
export function happenedIn(
  length: number,
  { period, events = [], holidays = [] }: Pick<ReportModel, "period" | "events" | "holidays">,
  format: Format,
): Happened {
  const periods = periodsOf(length, period);
  const at = (day: string) => periods.findIndex(({ start, end }) => day >= start && day < end);
  const day = (date: string) => format.named(date).long;
  const begin = periods[0]?.start ?? period.start;
  const told = events
    .filter(({ on, until = on }) => until >= begin && on < period.end)
    .map(({ title, on, until = on }, index) => ({
      first: on < begin ? 0 : at(on),
      last: until >= period.end ? length - 1 : at(until),
      label: String(index + 1),
      text: `${clip(plain(title), titleLength)} (${until === on ? day(on) : format.words.trendSpan(day(on), day(until))})`,
    }));
  const marks = [...Map.groupBy(told, ({ first }) => first)].map(([first, own]) => ({
    at: first,
    until: Math.max(...own.map(({ last }) => last)),
    label: [...new Set([own[0]?.label, own.at(-1)?.label])].join("–"),
  }));
  // Nearly every month has one: then they tell nothing.
  const off = period.grain === "month" ? [] : holidays.filter((one) => at(one) >= 0);
  return {
    marks,
    holidays: [...new Set(off.map(at))],
    legend: told.map(({ label, text }) => ({ label, text })),
    holidaysText: off.length === 0 ? "" : format.words.holidays(off.map(day).join(", ")),
  };
}

/** Their days are the organisation's, so no zone can move them. */
function periodsOf(length: number, { grain, start }: PeriodModel): readonly Period[] {
  const own = periodOf(grain, start, "UTC");
  return Array.from({ length }, (_, at) => previous(own, length - 1 - at));
}

/** Drawn over the whole height; `x` says where a period stands, in percent. */
export function drawnMarks({ marks, holidays }: Happened, x: (at: number) => number): Markup {
  return html`${marks.map(
    ({ at, until }) =>
      html`${until > at && html`<rect class="span" x="${x(at)}%" width="${round(x(until) - x(at))}%" height="100%"/>`}<line class="event" x1="${x(at)}%" x2="${x(at)}%" y1="0" y2="100%"/>`,
  )}${holidays.map((at) => html`<circle class="holiday" cx="${x(at)}%" cy="100%" r="4"/>`)}`;
}

/** The numbers above the chart: a place for each of its `length` periods. */
export function markNumbers({ marks }: Happened, length: number): Markup | null {
  if (marks.length === 0) return null;
  const labels = new Map(marks.map(({ at, label }) => [at, label]));
  return html`<div class="marks" aria-hidden="true">${Array.from({ length }, (_, at) => labelled(labels.get(at)))}</div>`;
}

const labelled = (label: string | undefined) => (label === undefined ? html`<i></i>` : html`<b>${label}</b>`);

/** The items of a chart's legend. */
export function happenedLegend({ legend, holidaysText }: Happened): readonly Markup[] {
  return [
    ...legend.map(({ label, text }) => html`<li><b>${label}</b> <bdi>${text}</bdi></li>`),
    ...(holidaysText === "" ? [] : [html`<li><span class="holiday"></span>${holidaysText}</li>`]),
  ];
}
