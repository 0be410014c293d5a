/** `raport backfill` and `raport rebuild`: older periods by the definitions in force now, and everything from raw. */

import { Command, Option } from "commander";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import type { Config } from "../core/config.ts";
import { HeldError, InputError } from "../core/errors.ts";
import { localDate } from "../core/period.ts";
import { compute } from "../stages/compute.ts";
import { underLease } from "../stages/lease.ts";
import { checkMappings } from "./check.ts";
import { configOf } from "./in-force.ts";
import { configOption, date, homeOption, nowOption } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { board } from "./progress.ts";

interface Options extends Place {
  readonly config: string;
  readonly from?: string;
  readonly now?: string;
}

export function backfillCommand(): Command {
  return new Command("backfill")
    .description(
      "Make the figures of older days again by the definitions in force, so that they can be compared.",
    )
    .addOption(new Option("--from <date>", "the first local day").argParser(date).makeOptionMandatory())
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- backfill --from 2026-01-01\n  npm run raport -- backfill --from 2026-01-01 --stack raport",
    )
    .action((options: Options & { from: string }) =>
      remake(options, `backfill from ${options.from}`, { backfillFrom: options.from }),
    );
}

export function rebuildCommand(): Command {
  return new Command("rebuild")
    .description("Make every table again from the raw data that are kept.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- rebuild\n  npm run raport -- rebuild --stack raport",
    )
    .action((options: Options) => remake(options, "rebuild", { rebuild: true }));
}

/** Days are made again whatever the clock says; but from one that lies ahead of the instant given there are none. */
function refuseAhead(from: string, now: string, { organisation: { zone } }: Config): void {
  const today = localDate(now, zone);
  if (from > today)
    throw new InputError(`--from ${from} lies ahead: it is ${today} in ${zone}. Give an earlier day.`);
}

async function remake(
  options: Options,
  title: string,
  what: { readonly backfillFrom?: string; readonly rebuild?: boolean },
): Promise<void> {
  const { from, now } = options;
  const config = await configOf(options);
  if (from !== undefined && now !== undefined) refuseAhead(from, now, config);
  const ports = openPlace(options);
  try {
    await ports.prepare();
    await checkMappings(config, ports.warehouse);
    const owner = thisOwner();
    const line = board().line(title);
    const made = await underLease("compute", { owner, isAlive, machineNow: () => new Date() }, ports, () =>
      compute({ config, run: owner.token, ...what }, ports, (text) => line.step({ text })),
    );
    line.done(
      made.unchanged
        ? "nothing was older than the definitions in force"
        : `${made.days.toLocaleString("en")} days made again (generation ${made.generation})`,
    );
  } catch (error) {
    if (!(error instanceof HeldError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await ports.warehouse.close();
  }
}
