/** The door of the simulated support centre, and its command line: `npm run world -- --out DIR`, `npm run world -- serve`. */

import { Command, InvalidArgumentError } from "commander";
import { Temporal } from "temporal-polyfill";
import { zone } from "./clock.ts";
import { defaultSeed } from "./contacts.ts";
import { writeWorld } from "./files.ts";
import { serveCommand, serveMain } from "./serve.ts";

export { type Case, caseOf } from "./cases.ts";
export { type Contact, contactsOpenedOn, defaultSeed } from "./contacts.ts";
export { exportedDays, type WorldOptions, type WorldSummary, writeWorld } from "./files.ts";
export { dirtOn, type Row, rowsOn, truthOf } from "./rows.ts";
export { type Served, type ServeOptions, serveWorld } from "./serve.ts";
export { writeDrops } from "./vendors/drops.ts";
export { type Northwind, openNorthwind, vendorPort } from "./vendors/northwind.ts";

/** `2026-11-23T08:00:00Z`, or a date, which means its first moment where the centre is. */
function instant(text: string): string {
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) {
      return Temporal.PlainDate.from(text).toZonedDateTime(zone).toInstant().toString();
    }
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new InvalidArgumentError("Write it as 2026-11-23 or 2026-11-23T08:00:00Z.");
  }
}

function dayCount(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 3660) {
    throw new InvalidArgumentError("Write a whole number from 1 to 3660.");
  }
  return days;
}

async function main(): Promise<void> {
  if (process.argv[2] === "serve") {
    await serveMain(serveCommand(instant).parse(process.argv.slice(3), { from: "user" }));
    return;
  }
  const command = new Command("world")
    .usage("--out DIR [--now T] [--days N] [--seed TEXT]")
    .description(
      "Writes the nightly exports of Northwind Support, a simulated support centre in Budapest: " +
        "contacts-YYYY-MM-DD.csv.gz, and legs, messages, surveys, sla, agent-time and costs beside it, one of " +
        "each per day, 15 months ending yesterday. The same day always gets the same contacts; files that " +
        "would not change are left alone.",
    )
    .requiredOption("--out <folder>", "where the files go")
    .option("--now <time>", "today, as a date or an ISO time (default: this machine's clock)", instant)
    .option("--days <count>", "how many days to write (default: 15 months)", dayCount)
    .option("--seed <text>", "another text makes another centre", defaultSeed)
    .addHelpText(
      "after",
      "\nExample:\n  npm run world -- --out .raport/world --now 2026-11-23\n\nnpm run world -- serve --help: its vendors' interfaces, on a port of this machine",
    )
    .parse();
  const { now = new Date().toISOString(), ...options } = command.opts();
  const started = performance.now();
  const world = await writeWorld({ ...options, out: options.out, now });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `world: ${world.from} to ${world.to} in ${options.out}: ${world.files} files, ${world.rows} rows; ` +
      `${world.written} written, ${world.files - world.written} unchanged (${seconds} s)`,
  );
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(`world: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  });
}
