/** Whether SLA targets were met. */

import { grains, type Kpi } from "./entry.ts";

const share = { unit: "share", direction: "up", family: "sla", grains, kind: "share" } as const;

export const sla = [
  {
    ...share,
    id: "sla_met_share",
    name: "SLA targets met",
    definition:
      "Of the SLA targets decided in the period, by being met or by falling due, the share met by the time they were due.",
    headline: true,
  },
  {
    ...share,
    id: "sla_first_reply_met_share",
    name: "SLA targets met, first reply",
    definition:
      "Of the SLA targets for a first reply decided in the period, by being met or by falling due, the share met by the time they were due.",
  },
  {
    ...share,
    id: "sla_next_reply_met_share",
    name: "SLA targets met, next reply",
    definition:
      "Of the SLA targets for a further reply decided in the period, by being met or by falling due, the share met by the time they were due.",
  },
  {
    ...share,
    id: "sla_resolution_met_share",
    name: "SLA targets met, resolution",
    definition:
      "Of the SLA targets for a resolution decided in the period, by being met or by falling due, the share met by the time they were due.",
  },
] as const satisfies readonly Kpi[];
