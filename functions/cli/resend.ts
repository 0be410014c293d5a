/** `raport resend`: one message of a report to one reader once more. It says what is known and asks first. */

import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import { typable } from "../core/commands.ts";
import { InputError } from "../core/errors.ts";
import { archiveAddress, mailFor } from "../home.ts";
import type { Entry } from "../stages/ledger.ts";
import { type Resendable, resend, resendable } from "../stages/resend.ts";
import { whyNotSent } from "../stages/troubles.ts";
import { configOf, placeOf } from "./in-force.ts";
import { configOption, homeOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly config: string;
  readonly period: string;
  readonly to: string;
  readonly yes?: boolean;
}

export function resendCommand(): Command {
  return new Command("resend")
    .description("Send a report that went out to one reader of its list once more.")
    .argument("<report>", "its id")
    .requiredOption("--period <name>", "as the report calls it: 2026-W46, 2026-11 or 2026-11-16")
    .requiredOption("--to <email>", "the reader; nobody else gets anything")
    .option("--yes", "do not ask")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- resend weekly --period 2026-W46 --to mira@example.org\n  npm run raport -- resend weekly --period 2026-W46 --to mira@example.org --stack raport",
    )
    .action(again);
}

async function again(report: string, options: Options): Promise<void> {
  const config = await configOf(options);
  const ports = openPlace(options);
  try {
    const archive = archiveAddress(config, options.home);
    const found = await resendable({ ...options, config, report, archive }, ports.lake).catch((error) => {
      // The cure is a command: it names the home it is to be done in.
      throw error instanceof InputError ? new InputError(typable(error.message, placeOf(options))) : error;
    });
    for (const line of linesOf(found)) console.log(line);
    if (!options.yes && !(await isWanted())) {
      console.log("Nothing was sent.");
      return;
    }
    const at = { now: utc(new Date()), machineNow: new Date().toISOString() };
    const mail = mailFor(config, ports.mail);
    const { outcome, error } = await resend(
      found,
      { ...at, owner: thisOwner(), isAlive },
      { lake: ports.lake, mail },
    );
    console.log(
      outcome === "sent" ? "Sent." : `Not sent: ${outcome}${error ? `, ${whyNotSent(error)}` : ""}`,
    );
    if (outcome !== "sent") process.exitCode = outcome === "refused" ? 1 : 2;
  } finally {
    await ports.warehouse.close();
  }
}

function linesOf({ about, reader, variant, entry }: Resendable): readonly string[] {
  return [
    `To:      ${plain(reader.name)} <${plain(reader.address)}>`,
    `Subject: ${plain(variant.email.subject)}`,
    `Period:  ${about.period} of ${about.report.id}, as it was planned at ${about.plan.plannedAt}`,
    `So far:  ${entry ? soFar(entry) : "it was never tried"}`,
  ];
}

function soFar(entry: Entry): string {
  const before = entry.earlier?.length ? ` (and ${entry.earlier.length} before it)` : "";
  const said = {
    claimed: () => "somebody is sending it, or died doing so",
    failed: () => "it was not accepted, and will be tried again by itself",
    refused: () => "it was not accepted, and is given up",
    sent: () => "it was sent",
    unknown: () => "nobody knows whether it arrived: the answer was lost",
    suppressed: () => "the address was suppressed",
    unsubscribed: () => "they had unsubscribed",
    narrowed: () => "what they may see had changed",
  }[entry.state]();
  const then = entry.state === "sent" && entry.then ? `, and ${entry.then}` : "";
  const at = "at" in entry ? ` at ${entry.at}` : "";
  const error = "error" in entry ? `: ${plain(entry.error)}` : "";
  return `${said}${then}${at}${before}${error}`;
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new InputError("Nobody can be asked here: add --yes to send it again.");
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await asking.question("Send it again? [y/N] ")).trim());
  } finally {
    asking.close();
  }
}
