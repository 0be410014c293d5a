/** `raport links`: what the links of emails are signed with, a new key, and the end of somebody's links. */

import { Command } from "commander";
import { InputError } from "../core/errors.ts";
import type { Lake } from "../ports.ts";
import { endOldKeys, rotate, signingKeys } from "../stages/keys.ts";
import { addressKey } from "../stages/places.ts";
import { revoke } from "../stages/revocations.ts";
import { openDays } from "../stages/tokens.ts";
import { homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly now?: string;
  readonly revoke?: string;
  readonly rotate?: boolean;
  readonly endOld?: boolean;
}

export function linksCommand(): Command {
  return new Command("links")
    .description(
      "Say what the links of emails are signed with; begin a new key, end the old ones, or end the links of one person.",
    )
    .option("--revoke <email>", "the links this address was sent until now open nothing any more")
    .option("--rotate", "sign with a new key from now on; links that are out go on opening")
    .option("--end-old", "take out every key but the one that signs: links that others signed end")
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- links --revoke mira@example.org\n  npm run raport -- links --rotate\n  npm run raport -- links --end-old --stack raport",
    )
    .action(async ({ now = utc(new Date()), ...asked }: Options) => {
      if (asked.revoke !== undefined && !/^[^\s@]+@[^\s@]+$/.test(asked.revoke))
        throw new InputError(`"${plain(asked.revoke)}" is no address. Write it as it stands in the config.`);
      const { lake, warehouse } = openPlace(asked);
      try {
        if (asked.revoke !== undefined) await revokeLinks(asked.revoke, now, lake);
        if (asked.rotate) console.log(`Key ${await rotate(now, lake)} signs from now on.`);
        if (asked.endOld) sayEnded(await endOldKeys(lake));
        if (asked.revoke === undefined) await sayKeys(lake);
      } finally {
        await warehouse.close();
      }
    });
}

async function revokeLinks(email: string, now: string, lake: Lake): Promise<void> {
  // A misspelled address would be revoked as readily, and the links in the wrong hands would go on.
  if (!(await wasSentAnything(addressKey(email), lake)))
    throw new InputError(
      `No report was ever sent to ${plain(email)} from this home. Write the address as it stood in the config. Nothing was changed.`,
    );
  await revoke(addressKey(email), now, lake);
  console.log(
    `Links sent to ${plain(email)} until ${now} open nothing any more. Those of newer emails do, and an old one offers to mail a new one to that address while it is on the list. Who must see nothing more is taken out of the config.`,
  );
}

async function wasSentAnything(address: string, lake: Pick<Lake, "list">): Promise<boolean> {
  for await (const { key } of lake.list("sent/")) if (key.endsWith(`/${address}.json`)) return true;
  return false;
}

function sayEnded(ended: readonly string[]): void {
  console.log(
    ended.length === 0
      ? "There is no older key. Nothing was changed."
      : `Taken out: ${ended.join(", ")}. No link they signed opens anything or ends a subscription any more.`,
  );
}

async function sayKeys(lake: Lake): Promise<void> {
  const keys = await signingKeys(lake);
  if (keys.length === 0) console.log("No link was signed yet: the first email makes the first key.");
  for (const [at, { id, since }] of keys.entries()) {
    const use = at === keys.length - 1 ? "signs" : "its links go on";
    console.log(`${id}  ${since === undefined ? "the first" : `since ${since}`}  ${use}`);
  }
  if (keys.length > 1)
    console.log(
      `Links open reports for ${openDays} days: after so long nothing but unsubscribing needs the older keys (--end-old).`,
    );
}
