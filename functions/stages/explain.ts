/** Reads what `explain` needs of one generation. */

import { dataBegin, everything } from "../core/begin.ts";
import type { Config, ReportConfig } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import { type Explanation, explain, explained } from "../core/explain.ts";
import { type Period, periodOf } from "../core/period.ts";
import { quiet } from "../core/ready.ts";
import { daysCompared, periodsShown, type ReportInput } from "../core/report.ts";
import { dayValuesOf, type Entry } from "../core/samples.ts";
import { toldBy } from "../core/told.ts";
import { earliest, valuesOf } from "../core/values.ts";
import type { Reader } from "../ports.ts";
import { coverageOf, operatingOf, readValues } from "./values.ts";

/** The numbers behind the change of one KPI from the period before to this one. */
export async function readExplanation(
  input: { readonly config: Config; readonly state: State; readonly period: Period; readonly now: string },
  kpi: Entry,
  reader: Reader,
): Promise<Explanation> {
  const { config, period } = input;
  const state = { ...input.state, warehouse: reader.state };
  const until = config.sources.map((source) => sourceUntil(source, config, state, input.now));
  const coverage = await coverageOf(
    config,
    until,
    reader,
    dataBegin(everything(config), config, input.state),
    input.state.sources,
  );
  const isOperating = operatingOf(config);
  const reports = config.reports.filter((one) => one.period === period.grain && one.kpis.includes(kpi.id));
  const kpis = [...new Set([kpi.id, ...reports.flatMap((one) => one.kpis)])];
  const days = daysCompared(period, config).map((day) => periodOf("day", day, period.zone));
  const daily = await readValues(reader, "day", days, { kpis, isOperating, grains: ["all"] });
  const shown = periodsShown(period);
  const parts = await readValues(reader, period.grain, shown, {
    ...{ kpis: [kpi.id], isOperating, grains: explained },
  });
  const wholes = await readValues(reader, period.grain, shown, { kpis, isOperating, grains: ["all"] });
  const read = {
    ...{
      period,
      settings: config,
      coverage,
      isQuiet: quiet(period, config.sources, config, state).length > 0,
    },
    values: valuesOf([...wholes, ...parts], coverage),
    days: dayValuesOf(valuesOf(daily, coverage), period.zone),
  };
  const ofReport = (report: ReportConfig): ReportInput => {
    const own = until.filter((_, at) => report.sources.includes(config.sources[at]?.id ?? ""));
    const begins = dataBegin(report, config, input.state);
    return {
      ...{ ...read, report, organisation: config.organisation, targets: config.targets },
      coverage: { ...coverage, begins, dataUntil: earliest(own) },
      ...{ sources: [], exclusions: [], link: "", generation: reader.state.generation },
    };
  };
  const found = explain(kpi, read);
  // What is not complete no report judges.
  return found.change.withheld === "not complete yet"
    ? found
    : { ...found, told: toldBy(kpi.id, reports.map(ofReport)) };
}
