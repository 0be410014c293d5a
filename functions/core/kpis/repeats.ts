/** Whose question is answered for good, and who has to ask again. */

import { grains, type Kpi } from "./entry.ts";

export const repeats = [
  {
    id: "first_contact_resolution_share",
    name: "First contact resolution",
    unit: "share",
    direction: "up",
    family: "repeats",
    grains,
    definition:
      "Of the contacts opened in the period with which a known customer first asked, where the source tells it, the share after which the customer did not ask again within the window.",
    kind: "share",
    parameters: [
      "first_contact_method",
      "first_contact_window_days",
      "first_contact_key",
      "first_contact_same_channel",
      "first_contact_transfer_grace_seconds",
    ],
    window: "first_contact_window_days",
    aheadWhere: { first_contact_method: "repeat" },
  },
  {
    id: "repeat_contact_share",
    name: "Repeat contacts",
    unit: "share",
    direction: "down",
    family: "repeats",
    grains,
    definition:
      "Of the contacts of known customers opened in the period, the share whose customer had already asked within the window before.",
    kind: "share",
    parameters: [
      "repeat_window_days",
      "first_contact_key",
      "first_contact_same_channel",
      "first_contact_transfer_grace_seconds",
    ],
  },
  {
    id: "reopened_share",
    name: "Reopened",
    unit: "share",
    direction: "down",
    family: "repeats",
    grains,
    definition:
      "Of the contacts first resolved in the period, where the source tells it, the share opened again within the window after that resolution.",
    kind: "share",
    parameters: ["reopen_window_days"],
    window: "reopen_window_days",
  },
] as const satisfies readonly Kpi[];
