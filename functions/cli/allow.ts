/** `raport allow`: sends again to somebody whose address bounced, who complained, or who unsubscribed. */

import { Command } from "commander";
import { openHome } from "../home.ts";
import { addressKey } from "../stages/places.ts";
import { allow } from "../stages/suppressions.ts";
import { homeOption } from "./options.ts";

export function allowCommand(): Command {
  return new Command("allow")
    .description("Send again to an address that bounced or complained, or, with --report, that unsubscribed.")
    .argument("<email>", "the address")
    .option("--report <id>", "the report they had unsubscribed from")
    .addOption(homeOption())
    .addHelpText("after", "\nExample:\n  npm run raport -- allow mira@example.org --report weekly")
    .action(async (email: string, { report, home }: { readonly report?: string; readonly home: string }) => {
      const { lake, warehouse } = openHome(home);
      try {
        const removed = await allow(addressKey(email), report === undefined ? [] : [report], lake);
        console.log(
          removed.length === 0
            ? "Nothing stood against this address. Nothing was changed."
            : "From the next report on this address gets mail again. To send one that went out meanwhile: raport resend.",
        );
      } finally {
        await warehouse.close();
      }
    });
}
