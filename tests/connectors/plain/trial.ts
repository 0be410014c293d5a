/** The plain vendor and its reader, ready to be tried. */

import { vendorHttp } from "../../../functions/connectors/http.ts";
import type { ApiSource } from "../../../functions/core/config.ts";
import type { Reach, Trial } from "../chaos.ts";
import { hasty, swallowing } from "./carelessness.ts";
import { type Mistake, plainAccess, plainConnector } from "./connector.ts";
import { plain } from "./personality.ts";

/** No config can name the plain vendor: any other type will do, because the trial brings its own reader. */
export const plainSource: ApiSource = {
  id: "plain",
  type: "zendesk",
  account: "northwind",
  address: "http://localhost/plain",
  token: "PLAIN_TOKEN",
  since: "2026-11-03",
  settings: {},
  keepsPersonal: false,
  mappings: {},
  contactsIn: "plain",
  keepsComments: false,
  zone: "Europe/Budapest",
  expects: { kind: "poll" },
  quietDays: [],
  settleSeconds: 0,
  everySeconds: 3600,
};

export function plainTrial(seed: string, rest: Partial<Trial> = {}, mistake?: Mistake): Trial {
  const connect = ({ secret, fetch, ...reach }: Reach) =>
    plainConnector(
      vendorHttp({
        ...reach,
        source: plainSource.id,
        secrets: [secret],
        authorise: () => plainAccess.authorise(secret),
        limits: mistake === "greedy" ? {} : plainAccess.limits,
        fetch: mistake === "swallows" ? swallowing(fetch) : mistake === "hasty" ? hasty(fetch) : fetch,
      }),
      mistake,
    );
  return { source: plainSource, personality: plain, seed, connect, ...rest };
}
