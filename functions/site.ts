/** The public web of an installation, wired to its ports: what `raport watch` and the deployed function serve at organisation.url. */

import type { Hono } from "hono";
import type { Config } from "./core/config.ts";
import type { Ports } from "./ports.ts";
import type { Delivery } from "./stages/deliver.ts";
import { readerOf } from "./stages/feedback.ts";
import { mailFreshLink } from "./stages/fresh-link.ts";
import { reportCalled } from "./stages/names.ts";
import type { NotifyInput } from "./stages/notify.ts";
import { unsubscribe } from "./stages/suppressions.ts";
import { unsubscribedNotice } from "./stages/troubles.ts";
import { tellOnce } from "./stages/untold.ts";
import { publicSite } from "./web/public.ts";
import type { OnRefusal } from "./web/refusal.ts";

export interface Installation {
  readonly lake: Ports["lake"];
  /** The config in force now. */
  readonly config: () => Promise<Config>;
  readonly mail: (config: Config) => Ports["mail"];
  readonly worker: () => Pick<NotifyInput, "now" | "worker" | "place">;
  /** Takes care of an email on its way, and of how it fails. What it waits for, the one who asked waits for, too. */
  readonly background: (what: string, work: Promise<Delivery | undefined>) => void | Promise<void>;
  readonly onRefusal: OnRefusal;
}

export function siteOf({ lake, config, mail, worker, background, onRefusal }: Installation): Hono {
  /** Also under the name it had when the link was made. */
  const reportOf = async (name: string) => reportCalled(name, await config(), lake);
  /** What goes wrong with the mailer goes wrong in the background. */
  const mailing = async (
    send: (input: NotifyInput, ports: Pick<Ports, "lake" | "mail">) => Promise<Delivery | undefined>,
  ) => {
    const now = await config();
    return send({ config: now, ...worker() }, { lake, mail: mail(now) });
  };
  return publicSite({
    lake,
    config,
    now: () => worker().now,
    onRefusal,
    async freshLink(claims) {
      await background(
        "fresh link",
        mailing((input, ports) => mailFreshLink(claims, input, ports)),
      );
    },
    titleOf: async (name) => (await reportOf(name))?.title,
    async unsubscribe({ report: name, address }) {
      const report = await reportOf(name);
      await unsubscribe(report?.id ?? name, address, worker().now, lake);
      const notice = report && unsubscribedNotice(readerOf(address, await config()), report, address);
      // It counts already. An owner who cannot be told now is told by the next run.
      if (notice)
        await background(
          "notice",
          mailing((input, ports) => tellOnce(notice, input, ports)),
        );
    },
  });
}
