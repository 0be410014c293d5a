/** `raport allow`: sends again to somebody whose address bounced, who complained, or who unsubscribed. */

import { Command } from "commander";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import { openHome } from "../home.ts";
import type { Lake } from "../ports.ts";
import { addressKey } from "../stages/places.ts";
import { reportKey } from "../stages/reports.ts";
import { allow, namesOf } from "../stages/suppressions.ts";
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
        const removed = await allow(
          addressKey(email),
          report === undefined ? [] : await namesIn(report, lake),
          lake,
        );
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

/** Also those it had before. */
async function namesIn(report: string, lake: Pick<Lake, "get">): Promise<readonly string[]> {
  const stored = await lake.get(reportKey(report));
  return namesOf({ id: report }, stored && parseStored<ReportState>(reportKey(report), stored.body));
}
