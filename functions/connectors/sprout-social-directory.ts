/** Lists that come whole each time. A list that says what it said last time is not landed again. */

import { createHash } from "node:crypto";
import type { Stream } from "./connector.ts";
import { recordsIn } from "./slices.ts";
import { recordsOf } from "./sprout-social-query.ts";
import { safetyLag } from "./sprout-social-round.ts";
import type { VendorHttp } from "./vendor.ts";

export interface Directory {
  readonly name: string;
  /** Behind the list of profiles, which is the account's own page. */
  readonly path: string;
  readonly key: string;
  readonly dropped: readonly string[];
  readonly isOptional?: true;
}

export function directory(
  account: string,
  http: VendorHttp,
  { name, path, key, ...rest }: Directory,
): Stream {
  return {
    name,
    ...(rest.isOptional ? { isOptional: true } : {}),
    personal: { hashed: [], dropped: rest.dropped },
    async *read(from, context) {
      const known = from?.v === 1 ? from : { requests: 0, hash: "" };
      const at = new Date(context.now() - safetyLag).toISOString();
      const { text } = await http.send({
        path: `/${encodeURIComponent(account)}/metadata/customer${path}`,
        group: "sprout",
        expects: "data",
      });
      const bodies = recordsIn(text, "data");
      const hash = createHash("sha256").update(JSON.stringify(bodies)).digest("hex");
      const requests = Number(known.requests) + 1;
      const records = hash === known.hash ? [] : recordsOf({ stream: name, key }, requests, bodies);
      yield { records, next: { v: 1, requests, hash }, done: true, watermark: at, notes: [] };
    },
  };
}
