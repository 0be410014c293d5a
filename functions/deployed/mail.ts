/** How the messages of a deployed installation leave: through Amazon SES. */

import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import type { Mail } from "../ports.ts";
import { setting } from "./home.ts";

let known: Promise<Mail> | undefined;

/** Throws InputError where the config names a mail server: deployed functions hold no password for one. */
export function requireSes({ mail }: Pick<Config, "mail">): void {
  if (mail.kind !== "home")
    throw new InputError(
      "The config names a mail server, and a deployed installation sends through Amazon SES. Take mail: out of the config and push it, or send from a machine of yours with raport watch.",
    );
}

/**
 * Throws InputError where the config names a mail server. What it takes to send is loaded with the first message: most
 * invocations send none.
 */
export function mailOf(config: Pick<Config, "mail">): Mail {
  requireSes(config);
  const configurationSet = setting("RAPORT_CONFIGURATION_SET");
  const ses = () => {
    known ??= loaded(configurationSet);
    return known;
  };
  return {
    send: async (message) => (await ses()).send(message),
    lookup: async (id) => (await ses()).lookup(id),
  };
}

async function loaded(configurationSet: string): Promise<Mail> {
  const { sesClient, sesMail } = await import("../adapters/aws/ses.ts");
  const { sesPace } = await import("../adapters/aws/ses-pace.ts");
  const client = sesClient();
  return sesMail({ client, turn: sesPace(client), configurationSet });
}
