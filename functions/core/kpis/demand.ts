/** What kind of contacts come, by which door, and when. */

import { grains, type Kpi } from "./entry.ts";

export const demand = [
  {
    id: "complaints",
    name: "Complaints",
    unit: "count",
    direction: "down",
    family: "demand",
    grains,
    kind: "count",
    optional: true,
    parameters: ["complaint_tags"],
    definition: "Contacts opened by customers in the period that carry a tag of a complaint.",
  },
  {
    id: "complaint_share",
    name: "Complaint share",
    unit: "share",
    direction: "down",
    family: "demand",
    grains,
    kind: "share",
    parameters: ["complaint_tags"],
    definition:
      "Of the contacts opened by customers in the period whose tags are stated, the share that carries a tag of a complaint.",
  },
  {
    id: "out_of_hours_share",
    name: "Out of hours",
    unit: "share",
    direction: "none",
    family: "demand",
    grains,
    kind: "share",
    definition:
      "Of the contacts opened by customers in the period, the share opened outside the business hours of their department.",
  },
  {
    id: "self_service_share",
    name: "Self-service share",
    unit: "share",
    direction: "up",
    family: "demand",
    grains,
    kind: "share",
    definition:
      "Of the contacts opened by customers in the period, where the source tells it, the share that began with a bot or in self-service.",
  },
  {
    id: "bot_containment_share",
    name: "Kept by the bot",
    unit: "share",
    direction: "up",
    family: "demand",
    grains,
    kind: "share",
    matures: true,
    definition:
      "Of the contacts opened in the period that began with a bot, where the source tells it, the share never handed over to a person.",
  },
] as const satisfies readonly Kpi[];
