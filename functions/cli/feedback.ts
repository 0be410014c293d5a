/** `raport feedback`: takes in what a provider told of messages. */

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { sesEvents } from "../adapters/aws/ses-events.ts";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import { InputError } from "../core/errors.ts";
import { mailFor } from "../home.ts";
import { feedback } from "../stages/feedback.ts";
import { configOfHome, placeOf } from "./in-force.ts";
import { configOption, homeOption, utc } from "./options.ts";
import { openPlace, type Place, requirePushed, stackOption } from "./place.ts";

export function feedbackCommand(): Command {
  return new Command("feedback")
    .description("Take in what SES told of messages: deliveries, bounces, complaints.")
    .argument("<file>", "events as SES publishes them: one, an array, or one a line; - reads standard input")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- feedback bounce.json\n  npm run raport -- feedback events.ndjson --home s3://my-raport-lake\n  npm run raport -- feedback events.ndjson --stack raport",
    )
    .action(takeIn);
}

interface Options extends Place {
  readonly config: string;
}

async function takeIn(file: string, options: Options): Promise<void> {
  const events = sesEvents(await textOf(file));
  const now = utc(new Date());
  const ports = openPlace(options);
  try {
    await requirePushed(options, ports.lake);
    const config = await configOfHome({ ...options, now }, ports, (one) => mailFor(one, ports.mail));
    const worker = { owner: thisOwner(), isAlive, machineNow: new Date().toISOString() };
    const post = { lake: ports.lake, mail: mailFor(config, ports.mail) };
    for (const event of events) {
      const { state, isSuppressed } = await feedback(
        event,
        { config, now, worker, place: placeOf(options) },
        post,
      );
      const ledger = state === undefined ? "kept for when it is confirmed" : `the ledger says ${state}`;
      console.log(
        `${event.kind.padEnd(10)} ${event.id}: ${ledger}${isSuppressed ? "; nothing more is sent to this address" : ""}`,
      );
    }
    if (events.length === 0) console.log("No event in it is about how a message of Raport ended.");
  } finally {
    await ports.warehouse.close();
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `${file} cannot be read${code ? ` (${code})` : ""}. Give the path of a file with events.`,
    );
  }
}
