/** How reports judge the change that an explanation is of: each beside all others that it tells. Pure. */

import type { Told } from "./explain.ts";
import type { KpiId } from "./kpi.ts";
import { judgedKpis, type ReportInput } from "./report.ts";
import { limitAmong } from "./significance.ts";

/** What each of these reports says of the change of a KPI since the period before; nothing of those that tell none. */
export function toldBy(id: KpiId, reports: readonly ReportInput[]): readonly Told[] {
  return reports.flatMap((input): Told[] => {
    const kpis = judgedKpis(input);
    const own = kpis.find((kpi) => kpi.id === id)?.previous;
    // Of data that are not all there a report concludes nothing.
    if (own?.p === undefined || kpis.some(({ state }) => state === "open")) return [];
    const tests = kpis
      .flatMap(({ previous, lastYear }) => [previous, lastYear])
      .filter((one) => one.p !== undefined);
    const others = tests.filter((one) => one !== own).map(({ p }) => p as number);
    return [
      {
        ...{ report: input.report.id, verdict: own.verdict, tested: tests.length },
        ...(own.noise && { noise: own.noise }),
        limit: limitAmong(others, input.settings.comparison.falseDiscovery),
      },
    ];
  });
}
