/** `npm run cost -- --contacts-per-day N --recipients M`: what a month on AWS costs, and why. */

import { parseArgs } from "node:util";
import { InputError } from "../../functions/core/errors.ts";
import { calls } from "./calls.ts";
import { costs } from "./model.ts";
import { type Region, regions } from "./prices.ts";
import { table } from "./table.ts";

const help = `npm run cost -- [--contacts-per-day 15000] [--recipients 20] [--region ${regions.join("|")}]`;

/** The text for these words; throws InputError with what to write instead. */
export function answer(words: readonly string[]): string {
  const given = read(words);
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
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
}

function whole(text: string, option: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError(`${option} ${text}: write a whole number.\n${help}`);
}

function regionOf(text: string): Region {
  const found = regions.find((one) => one === text);
  if (found) return found;
  throw new InputError(`--region ${text}: prices are known for ${regions.join(" and ")}.\n${help}`);
}
