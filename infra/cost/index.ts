/** `npm run cost -- --contacts-per-day N --recipients M`: what a month on AWS costs, and why. */

import { parseArgs } from "node:util";
import { InputError } from "../../functions/core/errors.ts";
import { calls } from "./calls.ts";
import { costs } from "./model.ts";
import { type Region, regions } from "./prices.ts";
import { table } from "./table.ts";

const usage = `npm run cost -- [--contacts-per-day 15000] [--recipients 20] [--region ${regions.join("|")}]`;

const help = `${usage}

What a month of the stack costs on AWS, line by line, and what is assumed.

  --contacts-per-day   new contacts of an average day (default 15000)
  --recipients         readers in all; each gets a daily and a weekly report (default 20)
  --region             whose prices (default ${regions[0]})

Example:
  npm run cost -- --contacts-per-day 3000 --recipients 8 --region ${regions.at(-1)}`;

/** The text for these words; throws InputError with what to write instead. */
export function answer(words: readonly string[]): string {
  const given = read(words);
  if (given.help) return help;
  const size = {
    contactsPerDay: whole(given["contacts-per-day"], "--contacts-per-day"),
    recipients: whole(given.recipients, "--recipients"),
  };
  const region = regionOf(given.region);
  return table(costs(size, region, calls), size, region, calls);
}

function read(words: readonly string[]) {
  const options = {
    "contacts-per-day": { type: "string", default: "15000" },
    recipients: { type: "string", default: "20" },
    region: { type: "string", default: regions[0] },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function whole(text: string, option: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError(`${option} ${text}: write a whole number.\n${usage}`);
}

function regionOf(text: string): Region {
  const found = regions.find((one) => one === text);
  if (found) return found;
  throw new InputError(`--region ${text}: prices are known for ${regions.join(" and ")}.\n${usage}`);
}
