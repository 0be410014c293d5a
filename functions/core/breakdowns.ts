/** What a report shows by channel, department and reason. Reasons of contacts and of transfers never share a table. */

import { periodLastYear, previousOf } from "./against.ts";
import { isYoungStock } from "./begin.ts";
import { change, isOfTooFew, judgeAll } from "./compare.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { ReportConfig, Scope } from "./config.ts";
import { kpis as catalogue, type Grain, type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import {
  type BreakdownModel,
  type Change,
  type FigureModel,
  type ReasonModel,
  type Side,
  sides,
} from "./model.ts";
import type { Period } from "./period.ts";
import { grainWithin, isKept } from "./scope.ts";
import { acrossBreaks } from "./series-breaks.ts";
import { type Coverage, hasOwnReasons, type Values } from "./values.ts";

interface Broken {
  readonly report: Pick<ReportConfig, "kpis" | "comparisons" | "template">;
  readonly period: Period;
  readonly values: Values;
  readonly settings: { readonly comparison: ComparisonSettings };
  readonly scope?: Scope | null;
  readonly coverage?: Pick<Coverage, "begins" | "breaks">;
}

const topReasons = 5;
/** The tables of every report, in order, each named as its grain is. */
export const broken = ["channel", "department", "reason", "channel_x_reason"] as const;

/** The KPIs a report reads: those it names, and what its breakdowns need. */
export function kpisRead(report: Pick<ReportConfig, "kpis">): readonly KpiId[] {
  return [...new Set<KpiId>([...report.kpis, "contacts_opened", "channel_share", "reason_share"])];
}

/** The contact reasons most contacts were opened with; their changes are told by the rules of every change. */
export function reasonsOf(
  { period, values, settings: { comparison }, coverage }: Broken,
  most = topReasons,
): readonly ReasonModel[] {
  const reasons = values
    .members("reason", [period], "contacts_opened")
    .slice(0, most)
    .map((reason) => ({ reason, now: values.at("contacts_opened", period, "reason", reason) }))
    .filter(({ now }) => (now?.value ?? 0) > 0);
  const before = previousOf(period, comparison.previousDay);
  const kpi = acrossBreaks(kpiOf("contacts_opened") as Kpi, period, before, coverage?.breaks);
  const changes = reasons.map(({ reason, now }) =>
    change(kpi, now, values.at("contacts_opened", before, "reason", reason), comparison),
  );
  return judgeAll(changes, comparison).map(
    ({ value, change: moved, verdict, withheld, breaks, noise }, index) => {
      const { reason, now } = reasons[index] as (typeof reasons)[number];
      return {
        reason,
        contacts: now?.value ?? 0,
        share: values.at("reason_share", period, "reason", reason)?.value ?? null,
        previous: value,
        change: moved,
        verdict,
        ...(withheld !== undefined && { withheld }),
        ...(breaks && { breaks }),
        ...(noise && { noise }),
      };
    },
  );
}

/** Every table there is within the scope; one by the reason of transfer only where the report names a KPI that has it. */
export function breakdownsOf(input: Broken): readonly BreakdownModel[] {
  const { report, scope } = input;
  const read = kpisRead(report);
  const named = (catalogue as readonly Kpi[]).filter(({ id }) => read.includes(id as KpiId));
  const kept = (by: Grain) => named.filter((kpi) => isKept(kpi, by, scope)).map(({ id }) => id as KpiId);
  const ofTransfers = kept("reason").filter(hasOwnReasons);
  return [
    ...[...broken, ...(report.template === "team" ? ["agent" as const] : [])]
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

interface Cell {
  readonly id: KpiId;
  readonly member: string;
}

function membersOf(
  by: Grain,
  kpis: readonly KpiId[],
  { report, period, values, settings: { comparison }, coverage }: Broken,
): BreakdownModel["members"] {
  const before = previousOf(period, comparison.previousDay);
  const year = report.comparisons.includes("last_year") ? periodLastYear(period, comparison.lastYear) : null;
  const periods = { value: period, previous: before, lastYear: year ?? period };
  const shown = sides.filter((side) => side !== "lastYear" || year !== null);
  const names = values.members(by, [periods.value, periods.previous], kpis[0]);
  const cells = names.flatMap((member) => kpis.map((id) => ({ id, member })));
  const isYoung = (id: KpiId) => isYoungStock(kpiOf(id) as Kpi, periods.lastYear, coverage?.begins);
  const at = (side: Side, { id, member }: Cell) =>
    side === "lastYear" && isYoung(id) ? undefined : values.at(id, periods[side], by, member);
  // All changes of a table are looked at together, as those of the whole report are: one of twenty looks like one.
  const across = (id: KpiId, side: Side) =>
    acrossBreaks(kpiOf(id) as Kpi, period, periods[side], coverage?.breaks);
  const compared = cells.flatMap((cell) =>
    shown
      .filter((side) => side !== "value")
      .map((side) => ({
        ...{ cell, side },
        ...change(across(cell.id, side), at("value", cell), at(side, cell), comparison),
      })),
  );
  const judged = Map.groupBy(judgeAll(compared, comparison), ({ cell }) => cell);
  const figure = (cell: Cell): FigureModel => {
    const told = (side: Side) => (shown.includes(side) ? (at(side, cell)?.value ?? null) : null);
    const hidden = shown.filter((side) => values.isHidden?.(cell.id, periods[side], by, cell.member));
    return {
      ...{ value: told("value"), previous: told("previous"), lastYear: told("lastYear") },
      ...(hidden.length > 0 && { hidden }),
      ...marksOf(judged.get(cell) ?? [], told("value") ?? 0, comparison.fewest),
    };
  };
  const figures = Map.groupBy(cells, ({ member }) => member);
  return names.map((member) => ({
    member,
    values: Object.fromEntries((figures.get(member) ?? []).map((cell) => [cell.id, figure(cell)])),
  }));
}

type Marked = Pick<Change, "verdict" | "withheld" | "breaks" | "noise"> & {
  readonly side: Exclude<Side, "value">;
};

/** What is to be said of its changes; one after nothing is compared as little as one after few. */
function marksOf(
  changes: readonly Marked[],
  now: number,
  fewest: number,
): Pick<FigureModel, "few" | "apart" | "unclear" | "noise"> {
  const sidesOf = (isSo: (one: Marked) => boolean) => changes.filter(isSo).map(({ side }) => side);
  const few = sidesOf((one) => isOfTooFew(one) || (one.withheld === "new" && now < fewest));
  const apart = sidesOf(({ breaks }) => breaks !== undefined);
  const unclear = sidesOf(({ verdict }) => verdict === "unchanged");
  const noise = sidesOf((one) => one.noise === true);
  return {
    ...(few.length > 0 && { few }),
    ...(apart.length > 0 && { apart }),
    ...(unclear.length > 0 && { unclear }),
    ...(noise.length > 0 && { noise }),
  };
}
