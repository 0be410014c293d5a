/** What a report shows by channel, department and reason. Reasons of contacts and of transfers never share a table. */

import { change } from "./compare.ts";
import type { ReportConfig } from "./config.ts";
import { kpis as catalogue, type Grain, type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import type { BreakdownModel, ReasonModel } from "./model.ts";
import { type Period, previous, sameLastYear } from "./period.ts";
import { hasOwnReasons, type Values } from "./values.ts";

interface Broken {
  readonly report: Pick<ReportConfig, "kpis">;
  readonly period: Period;
  readonly values: Values;
}

const topReasons = 5;
/** The tables of every report, in order, each named as its grain is. */
export const broken = ["channel", "department", "reason", "channel_x_reason"] as const;

/** The KPIs a report reads: those it names, and what its breakdowns need. */
export function kpisRead(report: Pick<ReportConfig, "kpis">): readonly KpiId[] {
  return [...new Set<KpiId>([...report.kpis, "contacts_opened", "channel_share", "reason_share"])];
}

/** The contact reasons most contacts were opened with. */
export function reasonsOf({ period, values }: Broken): readonly ReasonModel[] {
  return values
    .members("reason", [period], "contacts_opened")
    .slice(0, topReasons)
    .map((reason) => {
      const now = values.at("contacts_opened", period, "reason", reason);
      const before = values.at("contacts_opened", previous(period), "reason", reason);
      const { change: moved } = change(kpiOf("contacts_opened") as Kpi, now, before);
      return {
        reason,
        contacts: now?.value ?? 0,
        share: values.at("reason_share", period, "reason", reason)?.value ?? null,
        previous: before?.value ?? null,
        change: moved,
      };
    })
    .filter(({ contacts }) => contacts > 0);
}

/** Every table; one by the reason of transfer only where the report names a KPI that has it. */
export function breakdownsOf(input: Broken): readonly BreakdownModel[] {
  const read = kpisRead(input.report);
  const kept = (by: Grain) =>
    catalogue
      .filter(({ id, grains }) => read.includes(id) && (grains as readonly Grain[]).includes(by))
      .map(({ id }) => id);
  const ofTransfers = kept("reason").filter(hasOwnReasons);
  return [
    ...broken.map((by) => {
      const kpis = by.includes("reason") ? kept(by).filter((id) => !hasOwnReasons(id)) : kept(by);
      return { by, kpis, members: membersOf(by, kpis, input) };
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

function membersOf(by: Grain, kpis: readonly KpiId[], { period, values }: Broken): BreakdownModel["members"] {
  const [before, lastYear] = [previous(period), sameLastYear(period)];
  return values.members(by, [period, before], kpis[0]).map((member) => ({
    member,
    values: Object.fromEntries(
      kpis.map((id) => [
        id,
        {
          value: values.at(id, period, by, member)?.value ?? null,
          previous: values.at(id, before, by, member)?.value ?? null,
          lastYear: values.at(id, lastYear, by, member)?.value ?? null,
        },
      ]),
    ),
  }));
}
