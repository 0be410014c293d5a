/** The links in emails: an archived report, or the end of a subscription. */

import { handle, type LambdaEvent } from "hono/aws-lambda";
import type { Invocation, Outcome } from "../lambda.ts";
import { type Installation, siteOf } from "../site.ts";
import type { Refusal } from "../web/refusal.ts";
import { configNow } from "./configured.ts";
import { lakeOf, stackPlace, withUrl } from "./home.ts";
import { isAlive } from "./lease.ts";
import { mailOf } from "./mail.ts";

export async function answer(event: LambdaEvent, invocation: Invocation): Promise<Outcome> {
  const refusals: string[] = [];
  const site = siteOf(installation(invocation, ({ why }) => refusals.push(why)));
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

function installation(invocation: Invocation, onRefusal: (refusal: Refusal) => void): Installation {
  const { now, machineNow, owner, log } = invocation;
  const lake = lakeOf();
  return {
    lake,
    config: async () => withUrl(await configNow(lake)),
    mail: mailOf,
    worker: () => ({
      now,
      worker: { owner, isAlive, machineNow: machineNow().toISOString() },
      place: stackPlace(),
    }),
    // The sandbox sleeps once it has answered. Whoever asked is told the same in any case.
    async background(what, work) {
      const outcome = await work.then(
        (delivery) => delivery?.outcome ?? "nobody's",
        (error: unknown) => (error instanceof Error ? error.name : "Error"),
      );
      log(what, { outcome });
    },
    onRefusal,
  };
}

const routes: ReadonlySet<string> = new Set(["open", "unsubscribe", "desk.css", "robots.txt"]);
const routeOf = (path: string) => {
  const first = path.split("/")[1] ?? "";
  return routes.has(first) ? first : "none";
};
