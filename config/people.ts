/** The shape of who the reports are from and how they leave: the organisation, its looks, its words and its mail. */

import * as z from "zod";
import { locales } from "../functions/core/organisation.ts";
import { says, saysOfPeople, shown } from "./say.ts";
import { address, currency, flag, pattern, person, text, url, wholeNumber, zone } from "./shapes.ts";

export const locale = z.enum(locales, {
  error: ({ input }) => {
    const word = String(input).toLowerCase();
    const guess =
      locales.find((one) => word.startsWith(`${one}-`) || word.startsWith(`${one}_`)) ?? languages.get(word);
    const todo = guess === undefined ? `use one of ${locales.join(", ")}` : `did you mean ${shown(guess)}?`;
    return input === null ? `is empty; ${todo}` : `${shown(input)} is not a language we have; ${todo}`;
  },
});
const languages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    english: "en",
    hungarian: "hu",
    magyar: "hu",
    romanian: "ro",
    finnish: "fi",
    suomi: "fi",
    russian: "ru",
  }),
);

const brand = z.strictObject(
  {
    colour: pattern("a colour", /^#[0-9a-f]{6}$/i, 'write one like "#1a5fb4", with the quotes')
      .optional()
      .meta({ description: "Colour of the head of emails and pages, in quotes" }),
    logo: text("a logo", "write the words that stand where a logo would")
      .max(40, says("a logo", "write at most 40 letters"))
      .optional()
      .meta({ description: "Words that stand where a logo would" }),
  },
  says("a group of keys", 'write { colour: "#1a5fb4", logo: ... }'),
);

const words = (what: string, example: string) =>
  z
    .record(
      text(`the name of a ${what}`),
      text(`what a ${what} is called`),
      says("a group of names", `write one per line, such as ${example}`),
    )
    .optional();

const ofLocale = z
  .strictObject(
    {
      departments: words("department", "Technical: Technik"),
      reasons: words("reason", "Refund: Erstattung"),
    },
    says("a group of keys", "write departments and reasons, and their names below them"),
  )
  .optional();

const labels = z.strictObject(
  Object.fromEntries(locales.map((one) => [one, ofLocale])) as Record<
    (typeof locales)[number],
    typeof ofLocale
  >,
  says("a group of languages", "write one per language, such as hu: { departments: { ... } }"),
);

export const organisation = z.strictObject(
  {
    name: text("a name"),
    zone,
    locale: locale.optional().meta({ description: "Language of readers who have no own" }),
    url: url.optional().meta({ description: "Where the archive is served" }),
    sender: person,
    reply_to: address.optional(),
    owner: address
      .optional()
      .meta({ description: "Who is told of what needs attention, where a report names no owner" }),
    currency: currency.optional(),
    brand: brand.optional(),
    smallest_group: wholeNumber(1, 100)
      .optional()
      .meta({ description: "Groups of fewer contacts are hidden from who sees a part only; usually 5" }),
    labels: labels
      .optional()
      .meta({ description: "What departments and reasons are called by readers of a language" }),
    reason_owners: z
      .record(
        text("the name of a reason"),
        text("who a reason belongs to"),
        says("a group of names", "write one per line, such as Late delivery: Logistics"),
      )
      .optional()
      .meta({ description: "Who the contacts of a reason belong to, for the report of a team" }),
  },
  says("a group of keys", "write name, zone and sender below organisation"),
);

const host =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
/** What was written may be the password itself, so it is not repeated. */
const passwordFrom = saysOfPeople(
  "the name of an environment variable",
  "write the name of the variable that holds the password, like RAPORT_SMTP_PASSWORD, never the password",
);
const smtp = z.strictObject(
  {
    host: pattern(
      "the name of a mail server",
      host,
      "write one like smtp.example.org, without a port",
      false,
    ),
    port: wholeNumber(1, 65_535, 587).optional().meta({ description: "Usually 587, or 465 with tls: true" }),
    tls: flag.optional().meta({ description: "Encrypted from the first byte; otherwise by STARTTLS" }),
    insecure: flag.optional().meta({ description: "Accept a connection that is not encrypted at all" }),
    user: text("a user").optional(),
    password_from: z
      .string(passwordFrom)
      .regex(/^[A-Z_][A-Z0-9_]{0,99}$/, passwordFrom)
      .optional()
      .meta({ description: "The environment variable that holds the password" }),
    per_second: wholeNumber(1, 1000).optional().meta({ description: "Most messages a second; usually 5" }),
  },
  says("a group of keys", "write host, and what else the server asks for"),
);

export const mail = z.strictObject(
  { smtp },
  says("a group of keys", "write smtp: { host: smtp.example.org, port: 587 }"),
);
