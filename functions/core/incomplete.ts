/** A report whose data are not complete: its figures stand, but nothing is concluded from them. Pure. */

import type { Source } from "./config.ts";
import { openHours } from "./hours.ts";
import { type KpiId, kpiOf } from "./kpi.ts";
import type { Lack } from "./lack.ts";
import type { Change, ReportModel } from "./model.ts";
import { startOfDay } from "./period.ts";
import { openTeam } from "./team.ts";
import { factsGiven } from "./vendors.ts";
import type { Withheld } from "./withheld.ts";

const why = "not complete yet" satisfies Withheld;

/**
 * The model with what may be concluded from it: everything where its data are whole. Of a period that has not ended,
 * which only previews are of, as little is known as of one that lacks data.
 */
export function concluded<Model extends Omit<ReportModel, "link">>(
  model: Model,
  missing: readonly Lack[],
): Model {
  const isWhole = missing.length === 0 && !model.kpis.some(({ state }) => state === "open");
  return isWhole ? model : inconclusive(model);
}

/** Until when a source is complete: not beyond the first day of it that is held because it has too little. */
export function untilHeld(
  source: Pick<Source, "id" | "type" | "mappings">,
  missing: readonly Lack[],
  until: string | null,
  zone: string,
): string | null {
  const days = missing.flatMap((lack) => {
    if (lack.kind === "quiet_file") return lack.source === source.id ? [lack.day] : [];
    return lack.kind === "quiet_day" && factsGiven(source).includes("contacts") ? [lack.day] : [];
  });
  const [first] = days.sort();
  if (first === undefined || until === null) return until;
  const held = startOfDay(first, zone);
  return Date.parse(held) < Date.parse(until) ? held : until;
}

/** The model without what only complete data allow: changes, verdicts, how targets stand, unusual days, a place in the trend. */
export function inconclusive<Model extends Omit<ReportModel, "link">>(model: Model): Model {
  const isOpen = model.kpis.some(({ state }) => state === "open");
  const { narrative: _, ...rest } = model;
  return {
    ...(rest as Model),
    kpis: model.kpis.map((kpi) => ({
      ...(isOpen && isNone(kpi.id, kpi.value) ? { ...kpi, value: null, numerator: null } : kpi),
      status: "none" as const,
      previous: withheld(kpi.previous),
      lastYear: withheld(kpi.lastYear),
      trend: kpi.trend.map((point, index) =>
        index < kpi.trend.length - 1 ? point : { ...point, value: null },
      ),
      further: [],
    })),
    attention: [],
    anomalies: [],
    ...(model.hours && { hours: openHours(model.hours) }),
    ...(model.bridges && { bridges: [] }),
    ...(model.toDate && { toDate: [] }),
    ...(model.team && { team: openTeam(model.team) }),
    reasons: model.reasons.map(({ breaks: _, ...reason }) => ({
      ...{ ...reason, previous: null, change: null, verdict: "unknown" as const },
      withheld: why,
    })),
    breakdowns: model.breakdowns.map((breakdown) => ({
      ...breakdown,
      members: breakdown.members.map((one) => ({
        ...one,
        values: Object.fromEntries(
          Object.entries(one.values).map(([id, figure]) => {
            const value = isOpen && isNone(id as KpiId, figure.value) ? null : figure.value;
            const { hidden } = figure;
            return [id, { value, previous: null, lastYear: null, ...(hidden && { hidden }) }];
          }),
        ),
      })),
    })),
  };
}

/** A share of nothing that counts so far: of data that are not all there it is no fact. */
const isNone = (id: KpiId, value: number | null) => value === 0 && kpiOf(id)?.unit === "share";

/** What it would have been held against stays to be seen; a comparison nobody asked for stays unmade. */
function withheld(change: Change): Change {
  if (change.isAsked === false) return change;
  const { against, value } = change;
  return { against, value, change: null, verdict: "unknown", withheld: why };
}
