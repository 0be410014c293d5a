/** A report for a team made by hand: three departments, and as many agents as asked for. */

import type { BreakdownModel, FigureModel, KpiModel, ReportModel } from "../../functions/core/model.ts";
import { model } from "./model.ts";

const ranked = "resolved_within_day_share";

/** Agent number `at` of `many`: the first is the best, and all have two KPIs. */
const agent = (name: string, at: number, many: number): BreakdownModel["members"][number] => ({
  member: name,
  values: {
    contacts_opened: { value: 900 - at, previous: 880, lastYear: null, verdict: "neutral" },
    [ranked]: {
      ...{ value: 0.95 - (0.5 * at) / many, previous: 0.9, lastYear: null, n: 400, rank: at + 1 },
      ...{ verdict: at === many - 1 ? "worse" : "unchanged", status: "near" },
    } satisfies FigureModel,
    resolution_seconds: {
      value: 3_600 + 60 * at,
      previous: 3_600,
      lastYear: null,
      verdict: "neutral",
      n: 400,
    },
  },
});

const few: FigureModel = { value: 1, previous: 0.5, lastYear: null, n: 7, verdict: "unknown" };

const slaKpis: readonly KpiModel[] = (
  ["sla_met_share", "sla_first_reply_met_share", "sla_resolution_met_share"] as const
).map((id) => {
  const share = model.kpis.find((kpi) => kpi.id === ranked) as KpiModel;
  return { ...share, id, value: 0.8, denominator: 500, target: { atLeast: 0.9 }, status: "off" };
});

export function teamModel(
  names: readonly string[],
  { department = (name: string) => name, reason = (name: string) => name } = {},
): ReportModel {
  const sla = (value: number): FigureModel => ({
    ...{ value, previous: 0.85, lastYear: null, n: 160, verdict: "worse", status: "off" },
  });
  return {
    ...model,
    report: { ...model.report, template: "team" },
    kpis: [...model.kpis, ...slaKpis],
    reasons: model.reasons.map((one, at) => ({
      ...one,
      reason: reason(one.reason),
      // 780 of 3,120 are 25.0 %.
      ...(at === 0 ? { mostIn: { department: department("Orders"), contacts: 780 } } : {}),
      ...(at === 1 ? { owner: department("Billing") } : {}),
    })),
    breakdowns: [
      ...model.breakdowns.map((one): BreakdownModel => {
        if (one.by !== "department") return one;
        return {
          ...one,
          kpis: [...one.kpis, ...slaKpis.map(({ id }) => id)],
          members: one.members.map(({ member, values }, at) => ({
            member: department(member),
            values: {
              ...values,
              sla_met_share: sla(0.7 + at / 10),
              sla_first_reply_met_share: sla(0.61),
              sla_resolution_met_share: sla(0.62),
            },
          })),
        };
      }),
      {
        by: "agent",
        kpis: ["contacts_opened", "resolution_seconds", ranked],
        members: [
          ...names.map((name, at) => agent(name, at, names.length)),
          { member: "Newcomer", values: { [ranked]: few } },
          { member: "(not stated)", values: { contacts_opened: { value: 5, previous: 4, lastYear: null } } },
        ],
      },
    ],
    team: {
      ...{ rankedBy: ranked, fewest: 30 },
      ageing: {
        ...{ open: [40, 35, 15, 10], previous: [30, 40, 15, 5] },
        departments: ["Orders", "Billing"].map((member) => ({
          ...{ member: department(member), open: [20, 30, 10, 10], previous: null },
        })),
      },
      rose: model.reasons.slice(0, 2).map((one) => ({ ...one, reason: reason(one.reason) })),
    },
  };
}
