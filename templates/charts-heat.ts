/**
 * A heat map as inline SVG: a cell is the darker the higher its value. One path for all cells of a step keeps it small.
 * The darkest and the lightest are told in words, every value in the table behind.
 */

import type { Unit } from "../functions/core/kpi.ts";
import { tableBehind } from "./charts-table.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { clip, plain } from "./plain.ts";

export interface HeatMap {
  /** Unique on its page: the ids of its parts begin with it. */
  readonly id: string;
  /** What it shows: `Contacts opened by day and hour`. */
  readonly title: string;
  /** What its rows are, to head the names of them in the table: `Day`. */
  readonly corner: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** One for each of `rows`, each with one for each of `columns`; null where nothing is known. */
  readonly values: readonly (readonly (number | null)[])[];
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

const steps = 5;
const rowHeight = 24;
/** More labels would run into each other on a phone. */
const labelsShown = 8;
const labelLength = 18;

/** Null where there are not two values to tell apart. */
export function heatMap(given: HeatMap, unit: Unit, format: Format): Markup | null {
  const map = { ...given, rows: given.rows.map(plain), columns: given.columns.map(plain) };
  const cells = cellsOf(map);
  if (cells.length < 2) return null;
  const { id, title, rows, columns } = map;
  const height = rows.length * rowHeight;
  return html`<figure class="heat">
<div class="map"><div class="days" aria-hidden="true">${rows.map((row) => html`<span>${clip(row, labelLength)}</span>`)}</div>
<svg width="100%" height="${height}" viewBox="0 0 ${columns.length} ${rows.length}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${extremes(cells, map, unit, format)}</desc>
${paths(cells)}</svg><div class="hours" aria-hidden="true">${hours(columns)}</div></div>
<p class="note">${extremes(cells, map, unit, format)} <span class="scale"><span>${format.value(unit, lowest(cells))}</span>${keys()}<span>${format.value(unit, highest(cells))}</span></span></p>
${numbers(map, unit, format)}</figure>`;
}

/** Only what has a place in the grid, and is a number. */
function cellsOf({ rows, columns, values }: HeatMap): readonly Cell[] {
  return rows.flatMap((_, row) =>
    columns.flatMap((_, column) => {
      const value = values[row]?.[column];
      return isKnown(value) ? [{ row, column, value }] : [];
    }),
  );
}

const lowest = (cells: readonly Cell[]) => Math.min(...cells.map(({ value }) => value));
const highest = (cells: readonly Cell[]) => Math.max(...cells.map(({ value }) => value));

/** The steps are of the same width, from the lowest value to the highest. */
function stepOf(value: number, low: number, high: number): number {
  if (high === low) return 0;
  return Math.min(steps - 1, Math.floor(((value - low) / (high - low)) * steps));
}

function paths(cells: readonly Cell[]): readonly Markup[] {
  const [low, high] = [lowest(cells), highest(cells)];
  return [...Map.groupBy(cells, ({ value }) => stepOf(value, low, high))]
    .toSorted(([one], [other]) => one - other)
    .map(
      ([step, own]) =>
        html`<path class="h${step}" d="${own.map(({ row, column }) => `M${column} ${row}h1v1h-1z`).join("")}"/>`,
    );
}

/** Of `09:00` the hour: eight whole times are wider than a phone. */
const brief = (column: string) => column.replace(/^(\d\d):00$/, "$1");

/** Names below the columns, as many as there is room for. */
function hours(columns: readonly string[]): readonly Markup[] {
  const every = Math.ceil(columns.length / labelsShown);
  return columns.map(
    (column, at) => html`<span>${at % every === 0 && clip(brief(column), labelLength)}</span>`,
  );
}

/** `Highest 140 (Monday, 10:00), lowest 3 (Sunday, 04:00).` */
function extremes(cells: readonly Cell[], { rows, columns }: HeatMap, unit: Unit, format: Format): string {
  const { words } = format;
  const sorted = cells.toSorted((a, b) => b.value - a.value);
  const [most, least] = [sorted[0] as Cell, sorted.at(-1) as Cell];
  const at = ({ row, column }: Cell) => `${rows[row]}, ${columns[column]}`;
  const [high, low] = [format.value(unit, most.value), format.value(unit, least.value)];
  return high === low ? words.highLowSame(high) : words.highLow(high, at(most), low, at(least));
}

/** What the shades mean, from the lowest to the highest. */
const keys = () =>
  html`<svg class="keys" width="100" height="12" viewBox="0 0 ${steps} 1" preserveAspectRatio="none" aria-hidden="true">${Array.from({ length: steps }, (_, step) => html`<path class="h${step}" d="M${step} 0h1v1h-1z"/>`)}</svg>`;

function numbers({ id, title, corner, rows, columns, values }: HeatMap, unit: Unit, format: Format): Markup {
  const shown = (value: number | null | undefined) =>
    isKnown(value) ? format.value(unit, value) : format.words.none;
  return tableBehind(
    id,
    format.words.page.behind(title),
    [corner, ...columns],
    rows.map((row, at) => [row, ...columns.map((_, column) => shown(values[at]?.[column]))]),
  );
}
