/** Reads what `explain` needs of one generation. */

import { dataBegin, everything } from "../core/begin.ts";
import type { Config } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import { type Explanation, explain, explained } from "../core/explain.ts";
import { type Period, periodOf } from "../core/period.ts";
import { daysCompared, periodsShown } from "../core/report.ts";
import { dayValuesOf, type Entry } from "../core/samples.ts";
import { valuesOf } from "../core/values.ts";
import type { Reader } from "../ports.ts";
import { coverageOf, operatingOf, readValues } from "./values.ts";

/** The numbers behind the change of one KPI from the period before to this one. */
export async function readExplanation(
  input: { readonly config: Config; readonly state: State; readonly period: Period; readonly now: string },
  kpi: Entry,
  reader: Reader,
): Promise<Explanation> {
  const { config, period } = input;
  const until = config.sources.map((source) =>
    sourceUntil(source, config, { ...input.state, warehouse: reader.state }, input.now),
  );
  const coverage = await coverageOf(
    config,
    until,
    reader,
    dataBegin(everything(config), config, input.state),
    input.state.sources,
  );
  const asked = { kpis: [kpi.id], isOperating: operatingOf(config) };
  const days = daysCompared(period, config).map((day) => periodOf("day", day, period.zone));
  const daily = await readValues(reader, "day", days, { ...asked, grains: ["all"] });
  const values = await readValues(reader, period.grain, periodsShown(period), {
    ...asked,
    grains: ["all", ...explained],
  });
  return explain(kpi, {
    period,
    values: valuesOf(values, coverage),
    days: dayValuesOf(valuesOf(daily, coverage), period.zone),
    coverage,
    settings: config,
  });
}
