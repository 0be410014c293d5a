/** The public web of a home, wired to its ports: what `raport watch` serves at organisation.url. */

import type { Hono } from "hono";
import type { Config } from "../core/config.ts";
import type { Ports } from "../ports.ts";
import { readerOf } from "../stages/feedback.ts";
import { mailFreshLink } from "../stages/fresh-link.ts";
import { reportCalled } from "../stages/names.ts";
import type { NotifyInput } from "../stages/notify.ts";
import { unsubscribe } from "../stages/suppressions.ts";
import { unsubscribedNotice } from "../stages/troubles.ts";
import { tellOnce } from "../stages/untold.ts";
import { publicSite } from "../web/public.ts";
import type { OnRefusal } from "../web/refusal.ts";

export interface PublicHome {
  readonly lake: Ports["lake"];
  /** The config in force now. */
  readonly config: () => Promise<Config>;
  readonly mail: () => Ports["mail"];
  readonly worker: () => Pick<NotifyInput, "now" | "worker" | "place">;
  /** Told of an email on its way, and how it fails: nobody waits for it. */
  readonly background: (work: Promise<unknown>) => void;
  readonly onRefusal: OnRefusal;
}

export function publicOf({ lake, config, mail, worker, background, onRefusal }: PublicHome): Hono {
  /** Also under the name it had when the link was made. */
  const reportOf = async (name: string) => reportCalled(name, await config(), lake);
  return publicSite({
    lake,
    config,
    now: () => worker().now,
    onRefusal,
    async freshLink(claims) {
      const input = { config: await config(), ...worker() };
      background(mailFreshLink(claims, input, { lake, mail: mail() }));
    },
    titleOf: async (name) => (await reportOf(name))?.title,
    async unsubscribe({ report: name, address }) {
      const report = await reportOf(name);
      await unsubscribe(report?.id ?? name, address, worker().now, lake);
      const now = await config();
      const notice = report && unsubscribedNotice(readerOf(address, now), report, address);
      if (notice) background(tellOnce(notice, { config: now, ...worker() }, { lake, mail: mail() }));
    },
  });
}
