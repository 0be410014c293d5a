/**
 * How departments and agents stand beside each other: what each figure is made of, what its change is, how it stands
 * against the target, and among agents who ranks where. Pure.
 */

import { previousOf } from "./against.ts";
import { change, statusOf } from "./compare.ts";
import { isCount } from "./evidence.ts";
import { type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import type { BreakdownModel, FigureModel, KpiModel, MemberModel } from "./model.ts";
import { canRank, fewestRanked, ranksOf } from "./ranking.ts";
import type { ReportInput } from "./report.ts";
import { acrossBreaks } from "./series-breaks.ts";

type Given = Pick<ReportInput, "period" | "values" | "settings" | "coverage">;

/** The breakdown with how each of its members stands; other breakdowns as they are. */
export function withStanding(
  breakdown: BreakdownModel,
  kpis: readonly KpiModel[],
  input: Given,
): BreakdownModel {
  if (breakdown.by !== "department" && breakdown.by !== "agent") return breakdown;
  const stood = breakdown.members.map((member) => standing(breakdown, member, kpis, input));
  const members = breakdown.by === "agent" ? ranked(breakdown.kpis, stood, fewestOf(input)) : stood;
  return { ...breakdown, members };
}

const fewestOf = ({ settings }: Given) => fewestRanked(settings);

/** Whether one value of it is better than another, and it is no mere number of contacts: of those, whoever does less has fewer. */
export function ranks(kpi: Kpi): boolean {
  return canRank(kpi) && !isCount(kpi) && kpi.kind !== "largest";
}

function standing(
  { by }: BreakdownModel,
  { member, values: figures }: MemberModel,
  kpis: readonly KpiModel[],
  { period, values, settings: { comparison }, coverage }: Given,
): MemberModel {
  const earlier = previousOf(period, comparison.previousDay);
  const stood = Object.entries(figures).map(([id, figure]): [string, FigureModel] => {
    const kpi = kpiOf(id) as Kpi & { readonly id: KpiId };
    const now = values.at(kpi.id, period, by as "department", member);
    const before = values.at(kpi.id, earlier, by as "department", member);
    const { verdict } = change(acrossBreaks(kpi, period, earlier, coverage.breaks), now, before, comparison);
    const n = isCount(kpi) ? null : (now?.denominator ?? null);
    // How many a whole organisation should have is no aim of a part of it.
    const target = isCount(kpi) ? null : (kpis.find((one) => one.id === id)?.target ?? null);
    return [
      id,
      {
        ...figure,
        // What may be chance among all changes of the table is no change here either.
        verdict: figure.unclear?.includes("previous") ? "unchanged" : verdict,
        ...(n !== null && kpi.observations !== "days" && { n }),
        ...(target && figure.value !== null && { status: statusOf(figure.value, target) }),
      },
    ];
  });
  return { member, values: Object.fromEntries(stood) };
}

function ranked(
  kpis: readonly KpiId[],
  members: readonly MemberModel[],
  fewest: number,
): readonly MemberModel[] {
  const places = new Map(
    kpis
      .map((id) => kpiOf(id) as Kpi & { readonly id: KpiId })
      .filter(ranks)
      .map((kpi) => {
        const told = members.map(({ member, values }) => {
          const { value = null, n = null } = values[kpi.id] ?? {};
          return { member, numerator: null, denominator: n, value };
        });
        return [kpi.id, ranksOf(kpi, told, fewest)] as const;
      }),
  );
  return members.map(({ member, values }, at) => ({
    member,
    values: Object.fromEntries(
      Object.entries(values).map(([id, figure]) => {
        const rank = places.get(id as KpiId)?.[at] ?? null;
        return [id, rank === null ? figure : { ...figure, rank }];
      }),
    ),
  }));
}
