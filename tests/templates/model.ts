/** A report made by hand: a fictional outdoor shop in the week of 9 November 2026. */

import type { BreakdownModel, ReportModel } from "../../functions/core/model.ts";
import {
  backlog,
  mean,
  median,
  ninetieth,
  opened,
  resolved,
  resolvedShare,
  week46,
  withinDay,
} from "./kpis.ts";

export { lastYear46, week45, week46 } from "./kpis.ts";

type Row = readonly [
  member: string,
  opened: readonly [number, number, number],
  share: readonly [number, number, number],
];

function breakdown(by: BreakdownModel["by"], rows: readonly Row[]): BreakdownModel {
  const value = ([now, previous, lastYear]: readonly [number, number, number]) => ({
    value: now,
    previous,
    lastYear,
  });
  return {
    by,
    kpis: ["contacts_opened", "resolved_within_day_share"],
    members: rows.map(([member, contacts, share]) => ({
      member,
      values: { contacts_opened: value(contacts), resolved_within_day_share: value(share) },
    })),
  };
}

const byChannel: BreakdownModel = {
  by: "channel",
  kpis: ["channel_share", "contacts_opened", "resolution_seconds_p50"],
  members: [
    {
      member: "email",
      values: {
        channel_share: { value: 0.5, previous: 0.49, lastYear: 0.56 },
        contacts_opened: { value: 6_240, previous: 5_400, lastYear: 5_684 },
        resolution_seconds_p50: { value: 9_060, previous: 9_000, lastYear: 9_900 },
      },
    },
    {
      member: "phone",
      values: {
        channel_share: { value: 0.3, previous: 0.32, lastYear: 0.34 },
        contacts_opened: { value: 3_744, previous: 3_526, lastYear: 3_451 },
        resolution_seconds_p50: { value: 412, previous: 431, lastYear: 440 },
      },
    },
    {
      member: "chat",
      values: {
        channel_share: { value: 0.2, previous: 0.19, lastYear: 0.1 },
        contacts_opened: { value: 2_496, previous: 2_094, lastYear: 1_015 },
        resolution_seconds_p50: { value: 1_090, previous: 1_120, lastYear: null },
      },
    },
  ],
};

export const model: ReportModel = {
  version: 1,
  report: { id: "weekly", title: "Weekly service report", template: "digest", owner: "Maria Virtanen" },
  organisation: { name: "Fell & Fjord Outfitters", zone: "Europe/Budapest" },
  period: week46,
  kpis: [
    opened,
    { ...backlog, previous: { ...backlog.previous, p: 0.0001 } },
    mean,
    withinDay,
    resolved,
    median,
    ninetieth,
    resolvedShare,
  ],
  // missed by 216 of 1,100 and by 3 of 24 h; near and worse; worse although on target
  attention: ["open_backlog", "resolution_seconds", "resolved_within_day_share", "resolution_seconds_p90"],
  narrative: {
    kpi: "open_backlog",
    about: "problem",
    // 190 + 60 + 24 = 1,316 - 1,042
    why: {
      ...{ by: "department", whole: 274, rate: 274, mix: 0, rest: 24 },
      groups: [
        { member: "Orders", amount: 190 },
        { member: "Technical help", amount: 60 },
      ],
    },
  },
  reasons: [
    { reason: "Late delivery", contacts: 3_120, share: 0.25, previous: 2_240, change: 0.39286 },
    { reason: "Invoice question", contacts: 2_410, share: 0.19311, previous: 2_380, change: 0.01261 },
    { reason: "Login problem", contacts: 1_690, share: 0.13542, previous: 1_820, change: -0.07143 },
    { reason: "Cancellation", contacts: 1_205, share: 0.09655, previous: 1_190, change: 0.01261 },
    { reason: "Warranty claim", contacts: 860, share: 0.06891, previous: 905, change: -0.04972 },
  ],
  breakdowns: [
    byChannel,
    breakdown("department", [
      ["Orders", [7_300, 6_210, 5_900], [0.741, 0.802, 0.77]],
      ["Billing", [3_420, 3_190, 2_950], [0.85, 0.838, 0.79]],
      ["Technical help", [1_760, 1_620, 1_300], [0.848, 0.799, 0.66]],
    ]),
    breakdown("reason", [
      ["Late delivery", [3_120, 2_240, 2_050], [0.652, 0.781, 0.76]],
      ["Invoice question", [2_410, 2_380, 2_100], [0.861, 0.858, 0.81]],
      ["Login problem", [1_690, 1_820, 1_500], [0.902, 0.897, 0.84]],
      ["Cancellation", [1_205, 1_190, 1_130], [0.83, 0.836, 0.8]],
      ["Warranty claim", [860, 905, 790], [0.6, 0.62, 0.59]],
    ]),
    breakdown("channel_x_reason", [
      ["email × Late delivery", [1_820, 1_130, 1_240], [0.58, 0.74, 0.73]],
      ["phone × Late delivery", [870, 790, 690], [0.76, 0.83, 0.8]],
      ["chat × Late delivery", [430, 320, 120], [0.74, 0.8, 0.79]],
      ["chat × Warranty claim", [12, 7, 0], [0.5, 0.571, 0.6]],
    ]),
  ],
  sources: [
    { id: "tickets", completeUntil: "2026-11-16T05:05:00Z", landed: 11_204, mapped: 11_122, quarantined: 82 },
    { id: "calls", completeUntil: "2026-11-15T23:00:00Z", landed: 3_790, mapped: 3_748, quarantined: 42 },
  ],
  exclusions: [
    { reason: "closed before they opened", rows: 80 },
    { reason: "without a readable opening time", rows: 44 },
  ],
  dataUntil: "2026-11-15T23:00:00Z",
  link: "https://reports.example.org/weekly/2026-W46/",
  generation: 412,
};
