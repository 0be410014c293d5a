/** `npm run world -- serve`: the simulated vendors on a port of this machine, for whatever client is pointed at them. */

import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { addDays, localDay } from "./clock.ts";
import { defaultSeed } from "./contacts.ts";
import { type CentreOptions, centreOf } from "./vendors/centre.ts";
import { type Chaos, calm, chaosOf } from "./vendors/chaos.ts";
import { realClock } from "./vendors/clock.ts";
import { writeDrops } from "./vendors/drops.ts";
import { personalities } from "./vendors/index.ts";
import { overS3 } from "./vendors/s3.ts";
import { type Serving, serve } from "./vendors/server.ts";
import { type Vendor, vendorOf } from "./vendors/service.ts";
import type { Personality } from "./vendors/vendor.ts";

export interface ServeOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly vendors: readonly Personality[];
  readonly isCalm: boolean;
  /** Milliseconds the vendors' clocks show now; they go on from there. */
  readonly now: number;
  readonly seed: string;
  /** Days of history before now. */
  readonly days: number;
}

export interface Served extends Serving {
  readonly vendors: readonly Vendor[];
}

const day = 86_400;

/** All of them tell of the same centre, up to two days from now. */
export async function serveWorld(options: ServeOptions): Promise<Served> {
  const { port, now, seed, days, isCalm } = options;
  const seconds = Math.floor(now / 1000);
  const from = addDays(localDay(seconds), -days);
  const until = seconds + 2 * day;
  const chaos = isCalm ? calm : onPort(chaosOf(seed, { from: seconds - days * day, to: until }));
  const place: CentreOptions = { from, until, seed, ...(chaos.stir && { stir: chaos.stir }) };
  const centre = centreOf(place);
  const clock = realClock(now - Date.now());
  const vendors = options.vendors.map((personality) =>
    overS3(vendorOf({ personality, centre, clock, chaos, seed }), centre),
  );
  return { ...(await serve(vendors, port)), vendors };
}

/** Somebody waits for every answer here, and only a socket can drip. */
const onPort = (chaos: Chaos): Chaos => ({
  ...chaos,
  latency: [20, 200],
  faults: { ...chaos.faults, drip: 0.01 },
});

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text !== "" && Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
}

function known(name: string): Personality {
  const found = personalities.find((each) => each.name === name);
  if (found) return found;
  throw new InvalidArgumentError(`There are ${personalities.map((each) => each.name).join(", ")}.`);
}

export function serveCommand(instant: (text: string) => string): Command {
  return new Command("serve")
    .usage("[--port 4848] [--vendor NAME] [--calm] [--now T] [--days N] [--seed TEXT] [--files DIR]")
    .description(
      "Serves the simulated vendors, each below its name, with tokens that open nothing else. They tell of one " +
        "centre, throttle, fail and change while they are read; /NAME/__ledger tells what they know themselves.",
    )
    .option("--port <number>", "port of this machine; 0 takes any that is free", whole(0, 65_535), 4848)
    .option("--vendor <name>", "only this one", known)
    .option("--calm", "nothing goes wrong but requests beyond what a vendor grants")
    .option(
      "--now <time>",
      "what their clocks show, as a date or an ISO time (default: this machine's)",
      instant,
    )
    .option("--days <count>", "days of history", whole(1, 400), 14)
    .option("--seed <text>", "another text makes another centre", defaultSeed)
    .option("--files <folder>", "where vendors that leave files put those they have left by now");
}

export async function serveMain(
  command: Command,
  told: (line: string) => void = console.log,
): Promise<Served> {
  const { vendor, calm: isCalm = false, now, port, days, seed, files } = command.opts();
  const served = await serveWorld({
    ...{ port, days, seed, isCalm },
    vendors: vendor ? [vendor] : personalities,
    now: now === undefined ? Date.now() : Date.parse(now),
  });
  const counts = files === undefined ? undefined : await writeDrops(served.vendors, files);
  for (const { name, token, personality } of served.vendors) {
    const streams = personality.streams.map((each) => each.name).join(", ");
    const count = counts?.get(name);
    const inFolder =
      count === undefined ? "files: --files DIR writes them" : `${count} files in ${join(files, name)}`;
    const where = personality.drops ? inFolder : `${served.address}/${name}, token ${token}`;
    told(`${name.padEnd(15)} ${where}`);
    if (personality.bucket !== undefined)
      told(
        `${"".padEnd(15)} s3://${personality.bucket}/${name}/**/* with AWS_ENDPOINT_URL_S3=${served.address}/${name} ` +
          `AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=${token} AWS_SECRET_ACCESS_KEY=${token}`,
      );
    told(`${"".padEnd(15)} ${streams}`);
  }
  told(`Serving until Ctrl+C${isCalm ? "" : "; with faults: --calm is without"}.`);
  return served;
}
