/** What serving customers costs. */

import type { Kpi } from "./entry.ts";

export const costs = [
  {
    id: "cost_per_contact",
    name: "Cost per contact",
    unit: "money",
    direction: "down",
    family: "costs",
    grains: ["all", "channel", "department", "department_x_channel"],
    definition:
      "The cost of the period's days, each having its part of the month's cost, divided by the contacts handled on them; what is stated for a channel or department that handled nothing is in no figure.",
    kind: "mean",
    observations: "days",
    scale: 1_000_000,
    ofMonths: true,
    parameters: ["cost_basis", "cost_allocation"],
  },
] as const satisfies readonly Kpi[];
