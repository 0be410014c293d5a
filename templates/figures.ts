/** One figure of a breakdown and how it changed, the same in email and page. */

import { type KpiId, kpiOf, type Unit } from "../functions/core/kpi.ts";
import type { FigureModel, ReportModel, Side } from "../functions/core/model.ts";
import { neutralChange } from "./change.ts";
import { type Format, isKnown } from "./format.ts";
import { movedText } from "./reasons.ts";
import { isIncomplete } from "./summary.ts";

type Before = Exclude<Side, "value">;

/** The unit of a KPI the report shows by its parts, and perhaps only so. */
export function unitOf(id: KpiId, { kpis }: Pick<ReportModel, "kpis">): Unit {
  return kpis.find((kpi) => kpi.id === id)?.unit ?? kpiOf(id)?.unit ?? "count";
}

/** No arrow where there is no clear change: `■ +2.5%`; as in the email, `■ −41%, may be chance` of a large one. */
export function sideText(figures: FigureModel, side: Before, unit: Unit, format: Format): string {
  const change = neutralChange(unit, figures.value, figures[side], format);
  const isUnclear = figures.unclear?.includes(side) && change.short !== "";
  if (!isUnclear) return movedText(change);
  const { arrow, change: said } = format.words;
  const isNoise = figures.noise?.includes(side);
  return `${arrow.flat}\u00a0${isNoise ? said.mayBeChance(change.short) : change.short}`;
}

/** How it changed since, or in two words why that is not told. */
export function movedFigure(
  figures: FigureModel,
  id: KpiId,
  side: Before,
  model: ReportModel,
  format: Format,
): string {
  const { words } = format;
  if (isIncomplete(model)) return words.notCompared;
  if (figures.apart?.includes(side)) return words.notCompared;
  if (figures.few?.includes(side)) return words.change.tooFew;
  // What may not be compared as a whole may not be compared in parts.
  const whole = model.kpis.find((kpi) => kpi.id === id);
  if (kpiOf(id)?.incomparable !== undefined || whole?.[side].withheld !== undefined) return words.notCompared;
  return figures.hidden?.includes(side) ? words.hidden : sideText(figures, side, unitOf(id, model), format);
}

/** Value and change since the period before. */
export function figureText(
  figures: FigureModel | undefined,
  id: KpiId,
  model: ReportModel,
  format: Format,
): { readonly value: string; readonly change: string } {
  const { words } = format;
  if (figures?.hidden?.includes("value")) return { value: words.hidden, change: "" };
  if (!figures || !isKnown(figures.value)) return { value: words.none, change: words.noData };
  return {
    value: format.value(unitOf(id, model), figures.value),
    change: movedFigure(figures, id, "previous", model, format),
  };
}
