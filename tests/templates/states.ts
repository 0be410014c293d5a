/** The hand-made report in every state a reader may meet it in, in each template. What each says adds up: states.test.ts. */

import { worstFirst } from "../../functions/core/compare.ts";
import type { Template } from "../../functions/core/config.ts";
import { inconclusive } from "../../functions/core/incomplete.ts";
import type { Change, KpiModel, ReportModel, Verdict } from "../../functions/core/model.ts";
import { subjectOf } from "../../functions/core/narrative.ts";
import { addDays } from "../../functions/core/period.ts";
import { openTeam } from "../../functions/core/team.ts";
import { baseOf } from "./bases.ts";
import { hostileTexts } from "./hostile.ts";
import { moreKpis } from "./more-kpis.ts";
import { planted } from "./planted.ts";

export const stateNames = [
  "as usual",
  "first week ever",
  "no contacts",
  "all on target",
  "nothing significant",
  "incomplete and marked",
  "restated",
  "twelve KPIs in Finnish",
  "hostile data",
] as const;
export type StateName = (typeof stateNames)[number];

/** The report of one template in one state. */
export function stateOf(template: Template, state: StateName): ReportModel {
  return attended(states[state](baseOf(template)));
}

const states: Readonly<Record<StateName, (base: ReportModel) => ReportModel>> = {
  "as usual": (base) => base,
  "first week ever": firstWeek,
  "no contacts": noContacts,
  "all on target": allOnTarget,
  "nothing significant": nothingSignificant,
  "incomplete and marked": incomplete,
  restated,
  "twelve KPIs in Finnish": (base) => ({ ...base, locale: "fi", kpis: [...base.kpis, ...moreKpis] }),
  "hostile data": (base) => planted(restated(base), () => hostileTexts.join(" ").slice(0, 300)),
};

/** What needs attention and what is said first is what the rules say; what explains it stays where it is of the same KPI. */
function attended(base: ReportModel): ReportModel {
  const { narrative: before, ...rest } = base;
  const attention = worstFirst(base.kpis).map(({ id }) => id);
  const subject = base.missing ? null : subjectOf({ kpis: base.kpis, attention });
  const { previous } = base.kpis.find(({ id }) => id === subject?.kpi) ?? {};
  const why = subject?.kpi === before?.kpi && previous?.verdict === "worse" ? before?.why : undefined;
  return { ...rest, attention, ...(subject && { narrative: { ...subject, ...(why && { why }) } }) };
}

const noneBefore = ({ against }: Change): Change => ({
  ...{ against, value: null, change: null },
  verdict: "unknown",
  withheld: "no earlier data",
});

function firstWeek({ toDate: _, events: __, anomalies: ___, ...base }: ReportModel): ReportModel {
  return {
    ...base,
    ...(base.team && { team: openTeam({ ...base.team, rose: [] }) }),
    ...(base.hours && { hours: { ...base.hours, days: base.hours.days.slice(-1) } }),
    kpis: base.kpis.map(({ further: _, ...kpi }) => ({
      ...kpi,
      previous: noneBefore(kpi.previous),
      lastYear: noneBefore(kpi.lastYear),
      trend: kpi.trend.map(({ period, value }, at) => ({
        ...{ period, lastYear: null },
        value: at === kpi.trend.length - 1 ? value : null,
      })),
    })),
    reasons: base.reasons.map((reason) => ({ ...reason, previous: null, change: null })),
    breakdowns: base.breakdowns.map((breakdown) => ({
      ...breakdown,
      members: breakdown.members.map(({ member, values }) => ({
        member,
        values: Object.fromEntries(
          Object.entries(values).map(([id, { value }]) => [id, { value, previous: null, lastYear: null }]),
        ),
      })),
    })),
  };
}

interface Now {
  readonly value: number | null;
  readonly status: KpiModel["status"];
  readonly previous: readonly [change: number | null, verdict: Verdict];
  readonly lastYear: readonly [change: number | null, verdict: Verdict];
}

/** A KPI of the fixture with another value of its week, and what that is against the same earlier ones. */
function standingAt(kpi: KpiModel, { value, status, previous, lastYear }: Now): KpiModel {
  const moved = (before: Change, [change, verdict]: Now["previous"]): Change => ({
    ...{ against: before.against, value: before.value, change, verdict },
    ...(value === null && { withheld: "no data" as const }),
  });
  return {
    ...{ ...kpi, value, status, numerator: null, denominator: null },
    previous: moved(kpi.previous, previous),
    lastYear: moved(kpi.lastYear, lastYear),
    trend: kpi.trend.map((point, at) => (at === kpi.trend.length - 1 ? { ...point, value } : point)),
  };
}

const changed = (base: ReportModel, to: Readonly<Partial<Record<KpiModel["id"], Now>>>): ReportModel => ({
  ...base,
  kpis: base.kpis.map((kpi) => {
    const now = to[kpi.id];
    return now ? standingAt(kpi, now) : kpi;
  }),
});

/** Nobody asked anything: the backlog stays the 1,042 of the week before, 1,042 + 0 - 0, and of nothing there is no share. */
function noContacts(base: ReportModel): ReportModel {
  const unknown: Now = {
    value: null,
    status: "none",
    previous: [null, "unknown"],
    lastYear: [null, "unknown"],
  };
  const none: Now = { value: 0, status: "none", previous: [-1, "neutral"], lastYear: [-1, "neutral"] };
  const quiet = changed(base, {
    ...Object.fromEntries(base.kpis.map(({ id }) => [id, unknown])),
    contacts_opened: none,
    contacts_resolved: none,
    // (1042 - 1290) / 1290 = -0.19225; at most 1,100 is met
    open_backlog: { value: 1_042, status: "on", previous: [0, "unchanged"], lastYear: [-0.19225, "better"] },
  });
  const sources = base.sources.map((source) => ({ ...source, landed: 0, mapped: 0, quarantined: 0 }));
  const { toDate: _, anomalies: __, ...rest } = aged(quiet, [0, 700, 280, 62]);
  return {
    ...{ ...rest, reasons: [], breakdowns: [], exclusions: [], sources },
    ...(base.hours && {
      hours: { ...base.hours, days: base.hours.days.map(asQuiet), peak: null, idle: null },
    }),
  };
}

const asQuiet = <Day extends { readonly contacts: readonly (number | null)[] }>(
  day: Day,
  at: number,
  all: readonly Day[],
) => (at < all.length - 1 ? day : { ...day, contacts: day.contacts.map(() => 0), total: 0 });

/** How old those are that are open: of a team's report, in one department. */
function aged(base: ReportModel, open: readonly number[]): ReportModel {
  const ageing = base.team?.ageing;
  if (!base.team || !ageing) return base;
  const departments = [{ member: "Orders", open, previous: ageing.previous }];
  return { ...base, team: { ...base.team, ageing: { ...ageing, open, departments }, rose: [] } };
}

/** The backlog is 1,042 + 12,480 - 12,502 = 1,020. */
function allOnTarget(base: ReportModel): ReportModel {
  // 500 + 330 + 150 + 40 = 1,020
  return changed(aged(base, [500, 330, 150, 40]), {
    // (12502 - 11102) / 11102 = 0.12610; (12502 - 10180) / 10180 = 0.22809
    contacts_resolved: {
      value: 12_502,
      status: "none",
      previous: [0.1261, "neutral"],
      lastYear: [0.22809, "neutral"],
    },
    // (1020 - 1042) / 1042 = -0.02111; (1020 - 1290) / 1290 = -0.20930
    open_backlog: {
      value: 1_020,
      status: "on",
      previous: [-0.02111, "better"],
      lastYear: [-0.2093, "better"],
    },
    // 23.5 h: (84600 - 91800) / 91800 = -0.07843; (84600 - 104400) / 104400 = -0.18966
    resolution_seconds: {
      value: 84_600,
      status: "on",
      previous: [-0.07843, "better"],
      lastYear: [-0.18966, "better"],
    },
    // 0.824 - 0.812 = 0.012; 0.824 - 0.761 = 0.063
    resolved_within_day_share: {
      value: 0.824,
      status: "on",
      previous: [0.012, "better"],
      lastYear: [0.063, "better"],
    },
    // (370800 - 381600) / 381600 = -0.02830; (370800 - 432000) / 432000 = -0.14167
    resolution_seconds_p90: {
      value: 370_800,
      status: "on",
      previous: [-0.0283, "better"],
      lastYear: [-0.14167, "better"],
    },
  });
}

/** Every change is large enough to matter and may be chance. */
function nothingSignificant(base: ReportModel): ReportModel {
  const chance = (change: Change): Change =>
    change.change === null ? change : { ...change, verdict: "unchanged", noise: true, p: 0.4 };
  return {
    ...base,
    kpis: base.kpis.map((kpi) => ({
      ...kpi,
      previous: chance(kpi.previous),
      lastYear: chance(kpi.lastYear),
    })),
    reasons: base.reasons.map((reason) => ({ ...reason, verdict: "unchanged", noise: true })),
  };
}

/** The calls of its last day have not arrived. */
function incomplete(base: ReportModel): ReportModel {
  const day = addDays(base.period.end, -1);
  const until = `${addDays(day, -1)}T23:00:00Z`;
  return {
    ...inconclusive({ ...base, kpis: base.kpis.map((kpi) => ({ ...kpi, state: "open" })) }),
    missing: [
      {
        ...{ kind: "day_missing", source: "calls", day },
        ...{ file: `calls-${day}.csv`, by: `${base.period.end}T05:00:00Z` },
      },
    ],
    sources: base.sources.map((one) => (one.id === "calls" ? { ...one, completeUntil: until } : one)),
    dataUntil: until,
  };
}

function restated(base: ReportModel): ReportModel {
  return {
    ...base,
    restatements: [
      {
        ...{ kpi: "resolved_within_day_share", name: "Resolved within 24 hours", unit: "share" },
        ...{ period: base.kpis[0]!.previous.against, reported: 0.824, value: 0.812 },
        // 8,948 of 11,020 are 81.2 %
        ...{ numerator: 8_948, denominator: 11_020, fingerprint: "a" },
        cause: { kind: "late", size: 34, place: { by: "department", member: "Billing", size: 30 } },
      },
    ],
  };
}
