/** The shapes a source may have: files an admin maps, files of a vendor's own shape, and accounts at a vendor. */

import * as z from "zod";
import { isPrivate } from "../functions/core/address.ts";
import { type FactName, factNames } from "../functions/core/facts.ts";
import { apiTypes, dropTypes, type VendorType } from "../functions/core/source.ts";
import { type VendorSetting, vendorSettings } from "../functions/core/vendor-settings.ts";
import { get } from "./found.ts";
import { says, saysOfPeople, shown } from "./say.ts";
import {
  choice,
  day,
  duration,
  encoding,
  flag,
  id,
  pattern,
  text,
  url,
  wholeNumber,
  zone,
} from "./shapes.ts";
import { durationPattern, expectsPattern } from "./values.ts";

const aDuration = says("a duration", "write one like 90s, 15m, 2h or 1d");
const settle = z
  .union([z.literal(0), z.string().regex(durationPattern, aDuration)], aDuration)
  .meta({ description: "How long after a period's end the source counts as complete for it" });

const sqlFile = text("a path", "write the path of an SQL file, such as mappings/helpdesk.sql");
const mappingForms =
  "write the path of an SQL file, or one per fact: { contacts: contacts.sql, surveys: surveys.sql }";
const byFact = Object.fromEntries(factNames.map((name) => [name, sqlFile.optional()])) as Record<
  FactName,
  z.ZodOptional<typeof sqlFile>
>;
const mapping = z
  .union(
    [
      sqlFile,
      z
        .strictObject(byFact, says("a mapping", mappingForms))
        .refine((group) => Object.keys(group).length > 0, {
          error: `maps nothing; ${mappingForms}`,
          when: ({ issues }) => issues.length === 0,
        }),
    ],
    says("a mapping", mappingForms),
  )
  .meta({ description: "SQL file that maps the contacts, or one file per fact" });

const types = ["files", ...apiTypes, ...dropTypes] as const;
const wrongType = says("a source type", `use one of ${types.join(", ")}`);

const path = text("a path", "write a path or glob, such as exports/contacts-{date}.csv.gz").meta({
  description:
    "Path or glob, relative to this file, or s3://BUCKET/PREFIX/** of a bucket of yours; {date} stands for a file's local day",
});
const expects = pattern(
  "something a source can expect",
  expectsPattern,
  "write daily, by 06:00 (any time as HH:MM), latest row or file time",
);

/** What every source may say beside its id. */
const anySource = {
  contacts_in: id.optional().meta({
    description: "Id of the source whose contacts the messages, surveys and other rows of this one belong to",
  }),
  continues: id.optional().meta({
    description: "Id of the source whose work this one took over; comparisons then go on over its first day",
  }),
  keep_comments: flag.optional().meta({ description: "Whether what customers wrote in surveys is kept" }),
  zone: zone.optional(),
  settle: settle.optional(),
  every: duration(300, 86_400).optional().meta({
    description: "How often it is looked at; usually every 1h, and at once when a report needs it",
  }),
  quiet_days: z.array(day, says("a list", "write days as [2026-12-25]")).optional(),
};

const columns = z
  .array(text("a column name"), says("a list", "write columns as [customer_email]"))
  .optional();

const files = z.strictObject(
  {
    id,
    type: z.literal("files"),
    path,
    format: choice("a format", ["auto", "csv", "ndjson"]).optional(),
    encoding: encoding.optional(),
    key: text("a column name").meta({ description: "Column that identifies a row" }),
    version: text("a column name")
      .optional()
      .meta({ description: "Column whose text sorts the versions of a key" }),
    mapping,
    expects: expects.optional(),
    fewest_rows: wholeNumber(1, 100_000_000)
      .optional()
      .meta({ description: "A file with fewer rows is refused, because it is only a part" }),
    personal: columns.meta({ description: "Columns that are emptied before anything lands" }),
    hashed: columns.meta({
      description: "Columns that land as a keyed hash: who the customer is, without saying so",
    }),
    ...anySource,
  },
  says("a source", "write a group of keys with id, type, path, key and mapping"),
);

/** Numbers and flags may stand there without quotes: they are taken as they are written, and editors are told so. */
function settingOf({ form, todo, description }: VendorSetting) {
  const isNumber = form.test("12") && !form.test("a");
  const setting = pattern("a value it can take", form, isNumber ? todo : `${todo}, in quotes`).optional();
  const types = [
    "string",
    ...(form.test("1") || form.test("12") ? ["number"] : []),
    ...(form.test("true") ? ["boolean"] : []),
  ];
  return setting.meta({ description, type: types.length === 1 ? "string" : types });
}

/** What every vendor's source may say. */
function vendorSource(type: VendorType) {
  const known = Object.entries(vendorSettings[type]).map(
    ([name, setting]) => [name, settingOf(setting)] as const,
  );
  return {
    mapping: mapping.optional().meta({ description: "SQL files used instead of those that are built in" }),
    keep_personal: flag.optional().meta({
      description:
        "Whether customers' names, addresses and numbers land as they are; usually they are replaced by a keyed hash",
    }),
    settings: z
      .strictObject(Object.fromEntries(known), says("a group of settings", "write them as name: value"))
      .optional(),
    ...anySource,
  };
}

const dropOf = (type: (typeof dropTypes)[number]) =>
  z.strictObject(
    {
      id,
      type: z.literal(type),
      path,
      encoding: encoding.optional(),
      ...vendorSource(type),
    },
    says("a source", "write a group of keys with id, type and path"),
  );

const privateUrl = url.refine((text) => !URL.canParse(text) || isPrivate(new URL(text)), {
  error: ({ input }) =>
    `${shown(input)} would carry the token where anybody on the way can read it; write https:// (http:// is for this machine alone)`,
});

const tokenForm = /^([A-Z][A-Z0-9_]{0,99}|(secretsmanager|ssm):[A-Za-z0-9/_+=.@-]{1,200})$/;
// What stands there may be the token itself: like people's data it is not repeated.
const aToken = saysOfPeople(
  "the name of a secret",
  "write the name of the variable that holds the token, like HELPDESK_TOKEN, never the token itself",
);

const apiOf = (type: (typeof apiTypes)[number]) =>
  z.strictObject(
    {
      id,
      type: z.literal(type),
      account: pattern(
        "an account",
        /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
        "write its subdomain or number, as it stands in the address of the account",
      ).meta({
        description: "Subdomain, account or customer id at the vendor",
        type: ["string", "number"],
      }),
      token: z.string(aToken).regex(tokenForm, aToken).meta({
        description:
          "Name of what holds the token: a variable of the environment, or on AWS secretsmanager:NAME or ssm:/NAME",
      }),
      since: day.meta({ description: "First local day that is read" }),
      address: privateUrl
        .optional()
        .meta({ description: "Where its interface is, if not where the vendor has it" }),
      ...vendorSource(type),
    },
    says("a source", "write a group of keys with id, type, account, token and since"),
  );

export const source = z.discriminatedUnion(
  "type",
  [
    files,
    apiOf("zendesk"),
    apiOf("liveagent"),
    apiOf("sprout-social"),
    dropOf("amazon-connect"),
    dropOf("asterisk"),
  ],
  {
    // What is no group of keys at all has no type that could be wrong.
    error: ({ input }) =>
      typeof input === "object" && input !== null && !Array.isArray(input)
        ? wrongType.error({ input: get(input, "type") })
        : says("a source", "write a group of keys with id, type and what its type asks for").error({ input }),
  },
);
