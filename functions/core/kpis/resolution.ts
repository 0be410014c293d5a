/** How long contacts take to be resolved. */

import { grains, histogramGrains, type Kpi } from "./entry.ts";

export const resolution = [
  {
    id: "resolution_seconds",
    name: "Resolution time, mean",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    definition:
      "Of the contacts resolved in the period, the mean time from opening to resolution, on the clock.",
    kind: "mean",
    headline: true,
  },
  {
    id: "resolution_seconds_p50",
    name: "Resolution time, median",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: histogramGrains,
    definition:
      "Of the contacts resolved in the period, half took at most this long (nearest rank, within 2 % as written).",
    kind: "median",
    measure: "resolution_seconds",
    headline: true,
  },
  {
    id: "resolution_seconds_p90",
    name: "Resolution time, 90th percentile",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: histogramGrains,
    definition:
      "Of the contacts resolved in the period, nine in ten took at most this long (nearest rank, within 2 % as written).",
    kind: "ninetieth",
    measure: "resolution_seconds",
    headline: true,
  },
  {
    id: "resolved_within_day_share",
    name: "Resolved within 24 hours",
    unit: "share",
    direction: "up",
    family: "resolution",
    grains,
    definition: "Of the contacts resolved in the period, the share resolved at most 24 hours after opening.",
    kind: "share",
    headline: true,
  },
  {
    id: "first_resolution_seconds",
    name: "Time to first resolution, mean",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    kind: "mean",
    definition:
      "Of the contacts first resolved in the period, the mean time from opening to that first resolution, on the clock, whether or not they were reopened.",
  },
  {
    id: "first_resolution_seconds_p50",
    name: "Time to first resolution, median",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: histogramGrains,
    kind: "median",
    measure: "first_resolution_seconds",
    definition:
      "Of the contacts first resolved in the period, half took at most this long to their first resolution (nearest rank, within 2 % as written).",
  },
  {
    id: "first_resolution_seconds_p90",
    name: "Time to first resolution, 90th percentile",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: histogramGrains,
    kind: "ninetieth",
    measure: "first_resolution_seconds",
    definition:
      "Of the contacts first resolved in the period, nine in ten took at most this long to their first resolution (nearest rank, within 2 % as written).",
  },
  {
    id: "resolution_business_seconds",
    name: "Resolution time in business hours, mean",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    kind: "mean",
    definition:
      "Of the contacts resolved in the period, the mean time from opening to resolution in which their department was open.",
  },
  {
    id: "requester_wait_seconds",
    name: "Wait of the requester",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    kind: "mean",
    definition:
      "Of the contacts resolved in the period whose source states it, the mean time the requester waited: new, open or on hold.",
  },
  {
    id: "agent_wait_seconds",
    name: "Wait for the requester",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    kind: "mean",
    definition:
      "Of the contacts resolved in the period whose source states it, the mean time agents waited for the requester: pending.",
  },
  {
    id: "on_hold_seconds",
    name: "Time on hold by a third party",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains,
    kind: "mean",
    definition:
      "Of the contacts resolved in the period whose source states it, the mean time they were on hold, waiting for somebody else.",
  },
] as const satisfies readonly Kpi[];
