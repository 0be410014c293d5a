/** Trials of the connector against the simulated account. */

import { sproutSocialAccess } from "../../functions/connectors/sprout-social.ts";
import type { ApiSource } from "../../functions/core/config.ts";
import { customer, sproutSocial as personality } from "../../world/vendors/sprout-social/index.ts";
import type { Trial } from "./chaos.ts";

export const account: ApiSource = {
  id: "social",
  type: "sprout-social",
  account: customer,
  address: "http://localhost/sprout-social",
  token: "SPROUT_TOKEN",
  since: "2026-11-03",
  zone: "Europe/Budapest",
  settings: { reason_tag: "reason: ", reviews: "satisfaction" },
  keepsPersonal: false,
  mappings: {},
  contactsIn: "social",
  keepsComments: false,
  expects: { kind: "poll" },
  quietDays: [],
  settleSeconds: 0,
  everySeconds: 3600,
};

export const trialOf = (seed: string, more: Partial<Trial> = {}): Trial => ({
  source: account,
  personality,
  seed,
  monthly: { group: "sprout", requests: sproutSocialAccess(account, "").limits.sprout.perMonth },
  ...more,
});
