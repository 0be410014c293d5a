/** The small values of the file: what each may look like, and the sentence an admin reads when it does not. */

import * as z from "zod";
import { isDate, isZone } from "../functions/core/period.ts";
import { nearest } from "../functions/core/spelling.ts";
import { instead, says, saysNear, saysOfPeople, shown } from "./say.ts";
import { durationPattern, durationSeconds, durationText, limitOf, percentPattern } from "./values.ts";

/** No control characters, no line breaks, no halves of characters, nothing that turns the direction of text around. */
const oneLine = /^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
const addressPattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;

export function text(
  what: string,
  todo = "write text on one line, in quotes if it is a number, holds a colon or begins with #",
) {
  return z
    .string(says(what, todo))
    .regex(oneLine, says(what, todo))
    .max(500, says(what, `${todo}, at most 500 letters`));
}

/** `isTidied`: what nearly fits is asked for as it should be. */
export function pattern(what: string, form: RegExp, todo: string, isTidied = true) {
  const wrong = !isTidied ? says(what, todo) : saysNear(what, todo, (text) => form.test(text));
  return z.string(wrong).regex(form, wrong);
}

export function choice<const T extends readonly [string, ...string[]]>(what: string, values: T) {
  return z.enum(
    values,
    says(what, values.length === 1 ? `use ${values[0]}` : `use one of ${values.join(", ")}`),
  );
}

/** One of many words: the nearest is guessed, so that not all of them need be read. */
export function oneOf<T extends string>(what: string, words: readonly T[]) {
  return z.enum([...words], {
    error: ({ input }) => {
      if (input === null) return `is empty; ${instead(undefined, words)}`;
      const guess = typeof input === "string" ? nearest(input, words) : undefined;
      return `${shown(input)} is not ${what}; ${instead(guess, words)}`;
    },
  });
}

const personName = saysOfPeople(
  "a name on one line",
  "write the name as it should stand in the email, at most 200 letters",
);
const name = z.string(personName).regex(oneLine, personName).max(200, personName);
const anAddress = saysOfPeople(
  "an email address",
  "write one like name@example.org, without a name or brackets",
);
export const address = z.string(anAddress).regex(addressPattern, anAddress).max(254, anAddress);
export const person = z.strictObject(
  { name, address },
  saysOfPeople("a person", "write { name: ..., address: ... }"),
);

export const id = pattern(
  "an id",
  /^[a-z0-9-]{1,40}$/,
  "use 1 to 40 of a-z, 0-9 and -, in quotes if all are digits",
);
export const zone = z
  .string(says("a time zone", "write one like Europe/Budapest"))
  .refine(isZone, { error: ({ input }) => `${shown(input)} is not a time zone; ${zoneHint(String(input))}` })
  .meta({ description: "IANA time zone, such as Europe/Budapest" });
export const day = z
  .string(saysNear("a date", "write YYYY-MM-DD", isDate))
  .refine(isDate, saysNear("a date", "write YYYY-MM-DD, a day that exists", isDate))
  .meta({ format: "date" });
const signs: ReadonlyMap<string, string> = new Map(
  Object.entries({ "€": "EUR", "£": "GBP", $: "USD", "₹": "INR", Ft: "HUF" }),
);

export const currency = z
  .string(says("a currency", "write its ISO 4217 code, like EUR"))
  .refine(isCurrency, {
    error: ({ input }) => {
      const code = signs.get(String(input)) ?? String(input).toUpperCase();
      const todo = isCurrency(code) ? `did you mean "${code}"?` : "write its ISO 4217 code, like EUR";
      return `${shown(input)} is not a currency; ${todo}`;
    },
  })
  .meta({ description: "ISO 4217 code of all amounts, such as EUR" });
export const url = z
  .string(says("a web address", "write one like https://reports.example.org"))
  .refine(isPlainUrl, {
    error: ({ input }) => {
      const secure = `https://${String(input)}`;
      const isHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[\w/.-]*)?$/i.test(String(input));
      const todo = isHost
        ? `did you mean ${shown(secure)}?`
        : "write one like https://reports.example.org, without user, ? or #";
      // A password may stand in it.
      return `${String(input).includes("@") ? "this" : shown(input)} is not a plain web address; ${todo}`;
    },
  })
  .meta({ format: "uri" });
export const encoding = z
  .string(says("an encoding", "write one like utf-8"))
  .refine(isEncoding, says("an encoding", "write a label such as utf-8, windows-1252 or iso-8859-2"));

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number, example = likely(least, most)) {
  const wrong = says(`a whole number from ${least} to ${most}`, `write one, like ${example}`);
  return z.number(wrong).int(wrong).min(least, wrong).max(most, wrong);
}

const likely = (least: number, most: number) => Math.min(most, Math.max(least, 5));

/** A duration within bounds, in seconds; 0 needs no unit. */
export function duration(least: number, most: number) {
  const bounds =
    least === 0 ? `at most ${durationText(most)}` : `from ${durationText(least)} to ${durationText(most)}`;
  const todo = `write one like 20s, 15m or 4h, ${bounds}`;
  const wrong = saysNear(
    "a duration",
    todo,
    (text) => durationPattern.test(text) && within(durationSeconds(text), least, most),
  );
  return z
    .union([z.literal(0), z.string().regex(durationPattern, wrong)], wrong)
    .refine((written) => within(written === 0 ? 0 : durationSeconds(written), least, most), {
      error: ({ input }) => `${shown(input)} is out of bounds; ${todo}`,
      when: ({ issues }) => issues.length === 0,
    });
}

/** A percentage above 0 up to `most`. */
export function percentage(most: number) {
  const wrong = says(`a percentage above 0% and up to ${most}%`, "write one like 5%");
  return z
    .string(wrong)
    .regex(percentPattern, wrong)
    .refine((text) => within(limitOf(text), Number.MIN_VALUE, most / 100), wrong);
}

export const flag = z.boolean(says("true or false", "write true or false"));

/** Words or days in a list that is not empty. */
export function listOf<T extends z.ZodType>(member: T, example: string) {
  return z
    .array(member, says("a list", `write it as ${example}`))
    .min(1, `the list is empty; write it as ${example}, or remove the line`);
}

const within = (value: number, least: number, most: number) => value >= least && value <= most;

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label) !== undefined;
  } catch {
    return false;
  }
}

function isPlainUrl(value: string): boolean {
  if (!/^https?:\/\/[^\s<>"]+$/.test(value) || !URL.canParse(value)) return false;
  const { username, password, search, hash } = new URL(value);
  return username === "" && password === "" && search === "" && hash === "";
}

function zoneHint(value: string): string {
  const zones = Intl.supportedValuesOf("timeZone");
  const city = value.toLowerCase().replaceAll(" ", "_");
  if (/^(utc|gmt)? ?[+-]\d/i.test(value) || /^[A-Z]{3,4}$/.test(value))
    return "write the place, like Europe/Budapest: such a name does not know when clocks change";
  const guess = zones.find((known) => known.toLowerCase().endsWith(`/${city}`)) ?? nearest(value, zones);
  return guess ? `did you mean "${guess}"?` : "write one like Europe/Budapest";
}
