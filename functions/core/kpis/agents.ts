/** What agents' time goes to. */

import type { Grain, Kpi } from "./entry.ts";

/** Time is nobody's contact: it has no channel, reason or queue, and no hour. */
const grains: readonly Grain[] = [
  "all",
  "department",
  "agent",
  "location",
  "department_x_agent",
  "department_x_location",
];

export const agents = [
  {
    id: "occupancy_share",
    name: "Occupancy",
    unit: "share",
    direction: "band",
    band: { from: 0.75, to: 0.85 },
    family: "agents",
    grains,
    definition:
      "Of the time in the period in which agents were on a contact or available for one, the share they were on one; a day on which nobody states available time is left out.",
    kind: "share",
    observations: "days",
  },
  {
    id: "utilisation_share",
    name: "Utilisation",
    unit: "share",
    direction: "band",
    band: { from: 0.6, to: 0.8 },
    family: "agents",
    grains,
    definition: "Of the paid time of the period's days, the share agents were on a contact.",
    kind: "share",
    observations: "days",
    parameters: ["utilisation_numerator"],
  },
  {
    id: "logged_in_seconds",
    name: "Time logged in",
    unit: "seconds",
    direction: "none",
    family: "agents",
    grains,
    optional: true,
    definition: "The time agents were logged in on the period's days, all agents together.",
    kind: "count",
  },
  {
    id: "log_ins",
    name: "Log-ins",
    unit: "count",
    direction: "none",
    family: "agents",
    grains,
    optional: true,
    definition: "How often an agent who was not logged in logged in on the period's days.",
    kind: "count",
  },
  {
    id: "break_seconds",
    name: "Time on breaks",
    unit: "seconds",
    direction: "none",
    family: "agents",
    grains,
    optional: true,
    definition: "The time agents were on a break on the period's days, all agents together.",
    kind: "count",
  },
  {
    id: "break_share",
    name: "Breaks of the time logged in",
    unit: "share",
    direction: "none",
    family: "agents",
    grains,
    definition:
      "The time agents were on a break, as a share of the time they were logged in, on the period's days.",
    kind: "share",
    observations: "days",
  },
  {
    id: "adherence_share",
    name: "Schedule adherence",
    unit: "share",
    direction: "up",
    family: "agents",
    grains,
    definition: "Of the time agents were scheduled on the period's days, the share they were logged in.",
    kind: "share",
    observations: "days",
  },
] as const satisfies readonly Kpi[];
