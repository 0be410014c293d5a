/** The hand-made report of each template: its own kind of period, and what only that template says. */

import type { Template } from "../../functions/core/config.ts";
import type { HoursModel } from "../../functions/core/hours.ts";
import type {
  Change,
  FurtherModel,
  PeriodModel,
  ReportModel,
  ToDateModel,
} from "../../functions/core/model.ts";
import type { TeamModel } from "../../functions/core/team.ts";
import { model } from "./model.ts";

const usual: ReportModel = {
  ...model,
  actions: [
    {
      what: "Bring the parcel carrier's tracking into every delivery message",
      steps: ["Ask the carrier for its feed", "Try it with one shop"],
      owner: "Jonas Berg",
      due: "2026-12-04",
      kpi: "open_backlog",
      status: "open",
      isOverdue: false,
    },
  ],
  // The backlog rose by 1,316 - 1,042 = 274, of which 210 + 44 + 20.
  narrative: {
    kpi: "open_backlog",
    about: "problem",
    why: {
      ...{ by: "department", whole: 274, rate: 274, mix: 0, rest: 20 },
      groups: [
        { member: "Orders", amount: 210 },
        { member: "Billing", amount: 44 },
      ],
    },
  },
};

/** Another kind of period, with the two it is held against and the names of the thirteen of its trend. */
function inPeriods(
  base: ReportModel,
  [period, previous, lastYear]: readonly [PeriodModel, PeriodModel, PeriodModel],
  names: readonly string[],
): ReportModel {
  const against = (change: Change, other: PeriodModel): Change => ({ ...change, against: other });
  return {
    ...base,
    period,
    dataUntil: period.endsAt,
    sources: base.sources.map((source) => ({ ...source, completeUntil: period.endsAt })),
    kpis: base.kpis.map((kpi) => ({
      ...kpi,
      previous: against(kpi.previous, previous),
      lastYear: against(kpi.lastYear, lastYear),
      trend: kpi.trend.map((point, at) => ({ ...point, period: names[at] ?? point.period })),
    })),
  };
}

/** Whole days of Budapest in winter, an hour before those of UTC. */
const spanOf = (grain: PeriodModel["grain"], name: string, start: string, end: string): PeriodModel => ({
  ...{ grain, name, start, end },
  startsAt: new Date(Date.parse(start) - 3_600_000).toISOString().replace(".000", ""),
  endsAt: new Date(Date.parse(end) - 3_600_000).toISOString().replace(".000", ""),
});

const two = (number: number) => String(number).padStart(2, "0");

const toDate: readonly ToDateModel[] = [
  {
    kpi: "contacts_opened",
    quarter: toDateSpan("2026-10-01", 24_100, 19_800, 0.21717), // (24100 - 19800) / 19800
    year: toDateSpan("2026-01-01", 121_400, 108_900, 0.11478), // (121400 - 108900) / 108900
  },
  {
    kpi: "resolved_within_day_share",
    quarter: toDateSpan("2026-10-01", 0.799, 0.758, 0.041), // 0.799 - 0.758
    year: null,
  },
];

function toDateSpan(start: string, now: number, value: number, change: number) {
  return {
    now: { start, end: "2026-12-01", value: now },
    against: { start: start.replace("2026", "2025"), end: "2025-12-01" },
    ...{ value, change },
  };
}

const further: readonly FurtherModel[] = [
  {
    ...{ kind: "event", title: "New parcel carrier" },
    now: { start: "2026-11-03", end: "2026-12-01", value: 1_316 },
    against: { start: "2026-10-06", end: "2026-11-03" },
    // (1316 - 1042) / 1042
    ...{ value: 1_042, change: 0.26296, verdict: "worse" },
  },
  {
    ...{ kind: "milestone", title: "2026-12-31" },
    now: { start: "2026-11-01", end: "2026-12-01", value: 1_316 },
    against: { start: "2026-11-01", end: "2026-12-01" },
    // (1316 - 1050) / 1050
    ...{ value: 1_050, change: 0.25333, verdict: "worse" },
  },
];

const board = inPeriods(
  {
    ...usual,
    toDate,
    kpis: usual.kpis.map((kpi) => (kpi.id === "open_backlog" ? { ...kpi, further } : kpi)),
    events: [{ title: "New parcel carrier", on: "2026-11-03" }],
  },
  [
    spanOf("month", "2026-11", "2026-11-01", "2026-12-01"),
    { ...spanOf("month", "2026-10", "2026-10-01", "2026-11-01"), startsAt: "2026-09-30T22:00:00Z" },
    spanOf("month", "2025-11", "2025-11-01", "2025-12-01"),
  ],
  ["2025-11", "2025-12", ...Array.from({ length: 11 }, (_, at) => `2026-${two(at + 1)}`)],
);

/** From eight to twenty the busier the later the hour begins; the day before and the same day of a week before a little less. */
const contactsOf = (fewer: number) =>
  Array.from({ length: 24 }, (_, hour) => (hour < 8 || hour > 19 ? hour % 3 : 30 + 4 * hour - fewer));

const hours: HoursModel = {
  days: Array.from({ length: 7 }, (_, at) => {
    const contacts = contactsOf(12 - 2 * at);
    return { day: `2026-11-${two(7 + at)}`, contacts, total: contacts.reduce((sum, one) => sum + one, 0) };
  }),
  // Hour 19: 30 + 4 * 19 - 0 = 106.
  peak: { hours: [19], contacts: 106 },
  // 0 + 1 + 2 + 0 + 1 + 2 + 0 + 1 before eight; 20 % 3 = 2, 21 % 3 = 0, 22 % 3 = 1, 23 % 3 = 2 after it: 7 + 5
  idle: { by: ["resolved"], hours: [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23], contacts: 12 },
  kpis: [],
};

const operations = inPeriods(
  {
    ...usual,
    hours,
    anomalies: [{ kpi: "contacts_opened", day: "2026-11-13", value: 12_480, usual: 9_900, days: 8 }],
  },
  [
    spanOf("day", "2026-11-13", "2026-11-13", "2026-11-14"),
    spanOf("day", "2026-11-06", "2026-11-06", "2026-11-07"),
    spanOf("day", "2025-11-14", "2025-11-14", "2025-11-15"),
  ],
  Array.from({ length: 13 }, (_, at) => `2026-11-${two(at + 1)}`),
);

const team: TeamModel = {
  rankedBy: null,
  fewest: 30,
  ageing: {
    // 640 + 410 + 200 + 66 = 1,316; 560 + 320 + 120 + 42 = 1,042
    ...{ open: [640, 410, 200, 66], previous: [560, 320, 120, 42] },
    departments: [
      { member: "Orders", open: [420, 280, 150, 50], previous: [330, 200, 80, 30] },
      { member: "Billing", open: [220, 130, 50, 16], previous: [230, 120, 40, 12] },
    ],
  },
  rose: model.reasons.slice(0, 1),
};

const bases: Readonly<Record<Template, ReportModel>> = {
  digest: usual,
  team: { ...usual, team },
  operations,
  board,
};

/** The report of one template, as it usually is. */
export function baseOf(template: Template): ReportModel {
  return { ...bases[template], report: { ...usual.report, template } };
}
