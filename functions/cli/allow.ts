/** `raport allow`: sends again to somebody whose address bounced, who complained, or who unsubscribed. */

import { Command, Option } from "commander";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import { acceptDay } from "../stages/accepted.ts";
import { addressKey } from "../stages/places.ts";
import { reportKey } from "../stages/reports.ts";
import { allow, namesOf } from "../stages/suppressions.ts";
import { date, homeOption } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly report?: string;
  readonly day?: string;
}

export function allowCommand(): Command {
  return new Command("allow")
    .description(
      "Send again to an address that bounced or complained, or, with --report, that unsubscribed; with --day, accept how little a source has of a day.",
    )
    .argument("<email or source>", "the address; with --day the id of a source")
    .option("--report <id>", "the report they had unsubscribed from")
    .addOption(new Option("--day <date>", "the day whose little is right as it is").argParser(date))
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- allow mira@example.org --report weekly\n  npm run raport -- allow helpdesk --day 2026-11-13\n  npm run raport -- allow helpdesk --day 2026-11-13 --stack raport",
    )
    .action(async (email: string, { report, day, ...place }: Options) => {
      const { lake, warehouse } = openPlace(place);
      try {
        if (day !== undefined) {
          const { rows, contacts } = await acceptDay(email, day, { lake, warehouse });
          const missing =
            rows > 0
              ? ""
              : " A file that is missing is waited for all the same: if that day had nothing, put one there that has only its header.";
          console.log(
            `${day} is right as it is: ${rows} rows of ${plain(email)}, ${contacts} contacts of all sources. Reports that waited for it go out with the next run. If that changes, it is asked again.${missing}`,
          );
          return;
        }
        const removed = await allow(
          addressKey(email),
          report === undefined ? [] : await namesIn(report, lake),
          lake,
        );
        console.log(
          removed.length === 0
            ? "Nothing stood against this address. Nothing was changed."
            : `From the next report on this address gets mail again. To send one that went out meanwhile: npm run raport -- resend REPORT --period PERIOD --to ADDRESS ${place.stack === undefined ? "with your --config and --home" : `--stack ${place.stack}`}.`,
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
