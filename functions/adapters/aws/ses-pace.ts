/** As fast as the account may send, and a little slower: what SES throttles has to wait five minutes. */

import { GetSendQuotaCommand, type SESClient } from "@aws-sdk/client-ses";
import { paceOf } from "../pace.ts";

/** Of the account's rate, so that others who send from it do not take us over it. */
const share = 0.8;

/** What a new account may send a second; also taken where the account's own rate cannot be read. */
const leastPerSecond = 1;

/** Resolves when it is the caller's turn. Asks for the rate once, at the first message. */
export function sesPace(client: Pick<SESClient, "send">): () => Promise<void> {
  let pace: Promise<() => Promise<void>> | undefined;
  return async () => {
    pace ??= rateOf(client).then((perSecond) => paceOf(perSecond));
    await (await pace)();
  };
}

async function rateOf(client: Pick<SESClient, "send">): Promise<number> {
  try {
    const { MaxSendRate: rate = 0 } = await client.send(new GetSendQuotaCommand({}));
    return rate > 0 ? rate * share : leastPerSecond;
  } catch {
    return leastPerSecond;
  }
}
