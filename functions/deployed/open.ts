/** The links in emails: an archived report, or the end of a subscription. */

import { handle, type LambdaEvent } from "hono/aws-lambda";
import type { Config } from "../core/config.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Lake } from "../ports.ts";
import { readerOf } from "../stages/feedback.ts";
import { mailFreshLink } from "../stages/fresh-link.ts";
import { reportCalled } from "../stages/names.ts";
import { unsubscribe } from "../stages/suppressions.ts";
import { unsubscribedNotice } from "../stages/troubles.ts";
import { tellOnce } from "../stages/untold.ts";
import { publicSite } from "../web/public.ts";
import type { Refusal } from "../web/refusal.ts";
import { configNow } from "./configured.ts";
import { lakeOf, withUrl } from "./home.ts";
import { isAlive } from "./lease.ts";
import { mailOf } from "./mail.ts";

export async function answer(event: LambdaEvent, invocation: Invocation): Promise<Outcome> {
  const refusals: string[] = [];
  const site = siteOf(lakeOf(), invocation, ({ why }) => refusals.push(why));
  const answered = await handle(site)(event);
  return {
    outcome: "answered",
    // The rest of the path holds somebody's token.
    fields: {
      route: routeOf("rawPath" in event ? event.rawPath : ""),
      status: answered.statusCode,
      ...(refusals.length > 0 && { refused: refusals.join() }),
    },
    answer: answered,
  };
}

function siteOf(lake: Lake, invocation: Invocation, onRefusal: (refusal: Refusal) => void) {
  /** Also under the name it had when the link was made. */
  const reportOf = async (name: string) => reportCalled(name, await configNow(lake), lake);
  return publicSite({
    lake,
    config: () => configNow(lake),
    now: () => invocation.now,
    onRefusal,
    async freshLink(claims) {
      const config = withUrl(await configNow(lake));
      const input = { config, now: invocation.now, worker: workerOf(invocation) };
      // Whoever asked is told the same in any case.
      const outcome = await mailFreshLink(claims, input, { lake, mail: mailOf(config) }).then(
        (delivery) => delivery?.outcome ?? "nobody's",
        (error: unknown) => (error instanceof Error ? error.name : "Error"),
      );
      invocation.log("fresh link", { outcome });
    },
    titleOf: async (name) => (await reportOf(name))?.title,
    async unsubscribe({ report: name, address }) {
      const report = await reportOf(name);
      await unsubscribe(report?.id ?? name, address, invocation.now, lake);
      if (!report) return;
      const config = await configNow(lake);
      const notice = unsubscribedNotice(readerOf(address, config), report, address);
      // It counts already. An owner who cannot be told now is told by the next tick.
      if (notice) await tell(notice, config, invocation, lake).catch(() => undefined);
    },
  });
}

async function tell(
  notice: Parameters<typeof tellOnce>[0],
  config: Config,
  invocation: Invocation,
  lake: Lake,
): Promise<void> {
  const input = { config, now: invocation.now, worker: workerOf(invocation) };
  await tellOnce(notice, input, { lake, mail: mailOf(config) });
}

const workerOf = ({ machineNow, owner }: Invocation) => ({
  owner,
  isAlive,
  machineNow: machineNow().toISOString(),
});

const routes: ReadonlySet<string> = new Set(["open", "unsubscribe", "desk.css", "robots.txt"]);
const routeOf = (path: string) => {
  const first = path.split("/")[1] ?? "";
  return routes.has(first) ? first : "none";
};
