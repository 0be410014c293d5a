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
      "Of the contacts resolved in the period, half took at most this long (nearest rank, within 1 %).",
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
      "Of the contacts resolved in the period, nine in ten took at most this long (nearest rank, within 1 %).",
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
] as const satisfies readonly Kpi[];
