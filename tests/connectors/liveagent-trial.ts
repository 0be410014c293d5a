/** Trials of the connector against the simulated account. */

import { vendorHttp } from "../../functions/connectors/http.ts";
import { liveagent, liveagentAccess } from "../../functions/connectors/liveagent.ts";
import type { ApiSource } from "../../functions/core/source.ts";
import { liveagent as personality, secretOf } from "../../world/vendors/liveagent/index.ts";
import type { Trial } from "./chaos.ts";

export const account: ApiSource = {
  id: "desk",
  type: "liveagent",
  account: "northwind",
  address: "http://localhost/liveagent",
  token: "LIVEAGENT_TOKEN",
  since: "2026-11-03",
  zone: "Europe/Budapest",
  settings: {},
  keepsPersonal: false,
  mappings: {},
  contactsIn: "desk",
  keepsComments: false,
  expects: { kind: "poll" },
  quietDays: [],
  settleSeconds: 0,
  everySeconds: 3600,
};

export const trialOf = (seed: string, more: Partial<Trial> = {}, own: ApiSource = account): Trial => ({
  source: own,
  personality,
  seed,
  connect: ({ secret, fetch, clock, msLeft, random }) => {
    const opened = liveagentAccess(own, secretOf(secret));
    const options = { source: "desk", fetch, clock, msLeft, random };
    return liveagent(own, vendorHttp({ ...opened, ...options }), opened);
  },
  ...more,
});
