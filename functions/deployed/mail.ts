/** How the messages of a deployed installation leave: through Amazon SES. */

import { sesClient, sesMail } from "../adapters/aws/ses.ts";
import { sesPace } from "../adapters/aws/ses-pace.ts";
import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import type { Mail } from "../ports.ts";
import { setting } from "./home.ts";

let known: Mail | undefined;

/** Throws InputError where the config names a mail server: deployed functions hold no password for one. */
export function requireSes({ mail }: Pick<Config, "mail">): void {
  if (mail.kind !== "home")
    throw new InputError(
      "The config names a mail server, and a deployed installation sends through Amazon SES. Take mail: out of the config and push it, or send from a machine of yours with raport watch.",
    );
}

/** Throws InputError where the config names a mail server. */
export function mailOf(config: Pick<Config, "mail">): Mail {
  requireSes(config);
  const client = sesClient();
  known ??= sesMail({
    client,
    turn: sesPace(client),
    configurationSet: setting("RAPORT_CONFIGURATION_SET"),
  });
  return known;
}
