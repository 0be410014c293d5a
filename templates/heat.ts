/** The hours of a week of days as a table an email can show: numbers in cells, and a shade behind each as a second sign. */

import type { HoursDayModel } from "../functions/core/hours.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { type Format, isKnown } from "./format.ts";
import { columnOf, hiddenSign, hoursSentences, two } from "./hours.ts";

export interface CellView {
  readonly text: string;
  /** From 0, of nothing, to 4, of the most; the dark theme has a shade of its own for each. */
  readonly step: number;
  readonly shade: string;
}

export interface HeatView {
  /** Above its columns; the last is the day of the report. */
  readonly columns: readonly { readonly weekday: string; readonly day: string }[];
  readonly rows: readonly {
    /** `08–10`: from when to when. */
    readonly hours: string;
    readonly cells: readonly CellView[];
  }[];
  /** Contacts of each whole day. */
  readonly totals: readonly string[];
  readonly said: readonly string[];
}

/** More rows are too long for a phone, fewer hide when it is busy. */
const hoursOfRow = 2;
/** Light enough for dark words, and for a client that darkens emails by itself to turn round: a middle blue it leaves, with words it has made light. */
const shades = ["#f5f7fa", "#e3effe", "#d2e5fe", "#c1dcff", "#b0d4ff"] as const;

/** Null where nothing is known of any hour. */
export function heatView(model: ReportModel, format: Format): HeatView | null {
  const { hours } = model;
  const rows = Array.from({ length: 24 / hoursOfRow }, (_, at) => at * hoursOfRow);
  const table = rows.map((from) => (hours?.days ?? []).map((day) => cellOf(day, from)));
  const numbers = table.flat().filter((one) => typeof one === "number");
  if (!hours || numbers.length === 0) return null;
  const most = Math.max(...numbers);
  return {
    columns: hours.days.map(({ day }) => columnOf(day, format)),
    rows: rows.map((from, at) => ({
      hours: `${two(from)}–${two(from + hoursOfRow)}`,
      cells: (table[at] ?? []).map((cell) => viewOf(cell, most, format)),
    })),
    totals: hours.days.map(({ total }) => (isKnown(total) ? format.count(total) : format.words.none)),
    said: hoursSentences(hours, model, format),
  };
}

/** The contacts of these hours; a sign where one of them is not told, or not known. An hour the clock left out has none. */
function cellOf({ contacts, clock, hidden = [] }: HoursDayModel, from: number): number | string {
  let sum = 0;
  let isWhole = true;
  for (let hour = from; hour < from + hoursOfRow; hour += 1) {
    if (hidden.includes(hour)) return hiddenSign;
    if (clock?.change === "skipped" && clock.hour === hour) continue;
    const came = contacts[hour];
    if (isKnown(came)) sum += came;
    else isWhole = false;
  }
  return isWhole ? sum : "–";
}

function viewOf(cell: number | string, most: number, { count }: Format): CellView {
  if (typeof cell === "string") return { text: cell, step: 0, shade: shades[0] };
  const step = most > 0 ? Math.ceil((cell / most) * (shades.length - 1)) : 0;
  return { text: count(cell), step, shade: shades[step] ?? shades[0] };
}
