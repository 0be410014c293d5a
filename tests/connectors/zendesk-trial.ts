/** The simulated Zendesk and the source that reads it. */

import type { ApiSource } from "../../functions/core/source.ts";
import { zendesk } from "../../world/vendors/zendesk/index.ts";
import { reasonField } from "../../world/vendors/zendesk/names.ts";
import type { Trial } from "./chaos.ts";

export const source: ApiSource = {
  id: "support",
  type: "zendesk",
  account: "example",
  address: "http://localhost/zendesk",
  token: "ZENDESK_TOKEN",
  since: "2026-11-03",
  settings: { reason_field: reasonField, bots: "299" },
  keepsPersonal: false,
  mappings: {},
  contactsIn: "support",
  keepsComments: false,
  zone: "Europe/Budapest",
  expects: { kind: "poll" },
  quietDays: [],
  settleSeconds: 0,
  everySeconds: 3600,
};

export const trialOf = (seed: string, rest: Partial<Trial> = {}): Trial => ({
  source,
  personality: zendesk,
  seed,
  ...rest,
});
