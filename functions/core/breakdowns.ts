/** What a report shows by channel, department and reason. Reasons of contacts and of transfers never share a table. */

import { change, isOfTooFew, judgeAll } from "./compare.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { ReportConfig, Scope } from "./config.ts";
import { kpis as catalogue, type Grain, type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import { type BreakdownModel, type FigureModel, type ReasonModel, type Side, sides } from "./model.ts";
import { type Period, previous, sameLastYear } from "./period.ts";
import { grainWithin, isKept } from "./scope.ts";
import { hasOwnReasons, type Values } from "./values.ts";

interface Broken {
  readonly report: Pick<ReportConfig, "kpis" | "comparisons">;
  readonly period: Period;
  readonly values: Values;
  readonly settings: { readonly comparison: ComparisonSettings };
  readonly scope?: Scope | null;
}

const topReasons = 5;
/** The tables of every report, in order, each named as its grain is. */
export const broken = ["channel", "department", "reason", "channel_x_reason"] as const;

/** The KPIs a report reads: those it names, and what its breakdowns need. */
export function kpisRead(report: Pick<ReportConfig, "kpis">): readonly KpiId[] {
  return [...new Set<KpiId>([...report.kpis, "contacts_opened", "channel_share", "reason_share"])];
}

/** The contact reasons most contacts were opened with; their changes are told by the rules of every change. */
export function reasonsOf({ period, values, settings: { comparison } }: Broken): readonly ReasonModel[] {
  const kpi = kpiOf("contacts_opened") as Kpi;
  const reasons = values
    .members("reason", [period], "contacts_opened")
    .slice(0, topReasons)
    .map((reason) => ({ reason, now: values.at("contacts_opened", period, "reason", reason) }))
    .filter(({ now }) => (now?.value ?? 0) > 0);
  const changes = reasons.map(({ reason, now }) =>
    change(kpi, now, values.at("contacts_opened", previous(period), "reason", reason), comparison),
  );
  return judgeAll(changes, comparison).map(({ value, change: moved, verdict, withheld, noise }, index) => {
    const { reason, now } = reasons[index] as (typeof reasons)[number];
    return {
      reason,
      contacts: now?.value ?? 0,
      share: values.at("reason_share", period, "reason", reason)?.value ?? null,
      previous: value,
      change: moved,
      verdict,
      ...(withheld !== undefined && { withheld }),
      ...(noise && { noise }),
    };
  });
}

/** Every table there is within the scope; one by the reason of transfer only where the report names a KPI that has it. */
export function breakdownsOf(input: Broken): readonly BreakdownModel[] {
  const { report, scope } = input;
  const read = kpisRead(report);
  const named = (catalogue as readonly Kpi[]).filter(({ id }) => read.includes(id as KpiId));
  const kept = (by: Grain) => named.filter((kpi) => isKept(kpi, by, scope)).map(({ id }) => id as KpiId);
  const ofTransfers = kept("reason").filter(hasOwnReasons);
  return [
    ...broken
      .filter((by) => grainWithin(scope, by) !== undefined)
      .map((by): BreakdownModel => {
        const kpis = by.includes("reason") ? kept(by).filter((id) => !hasOwnReasons(id)) : kept(by);
        const lost = named
          .filter((kpi) => kpi.grains.includes(by) && isKept(kpi, "all", scope) && !isKept(kpi, by, scope))
          .map(({ id }) => id as KpiId);
        return { by, kpis, members: membersOf(by, kpis, input), ...(lost.length > 0 && { notKept: lost }) };
      }),
    ...(ofTransfers.length === 0
      ? []
      : [
          {
            by: "transfer_reason" as const,
            kpis: ofTransfers,
            members: membersOf("reason", ofTransfers, input),
          },
        ]),
  ];
}

function membersOf(
  by: Grain,
  kpis: readonly KpiId[],
  { report, period, values, settings: { comparison } }: Broken,
): BreakdownModel["members"] {
  const periods = { value: period, previous: previous(period), lastYear: sameLastYear(period) };
  const shown = sides.filter((side) => side !== "lastYear" || report.comparisons.includes("last_year"));
  const figure = (id: KpiId, member: string): FigureModel => {
    const at = (side: Side) =>
      shown.includes(side) ? (values.at(id, periods[side], by, member)?.value ?? null) : null;
    const hidden = shown.filter((side) => values.isHidden?.(id, periods[side], by, member));
    const now = values.at(id, periods.value, by, member);
    const changed = shown
      .filter((side) => side !== "value")
      .map((side) => ({
        side,
        change: change(kpiOf(id) as Kpi, now, values.at(id, periods[side], by, member), comparison),
      }));
    const few = changed.filter((one) => isOfTooFew(one.change)).map(({ side }) => side);
    const unclear = changed.filter((one) => one.change.verdict === "unchanged").map(({ side }) => side);
    return {
      ...{ value: at("value"), previous: at("previous"), lastYear: at("lastYear") },
      ...(hidden.length > 0 && { hidden }),
      ...(few.length > 0 && { few }),
      ...(unclear.length > 0 && { unclear }),
    };
  };
  return values.members(by, [periods.value, periods.previous], kpis[0]).map((member) => ({
    member,
    values: Object.fromEntries(kpis.map((id) => [id, figure(id, member)])),
  }));
}
