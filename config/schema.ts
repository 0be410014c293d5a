/** The shape of the file an admin writes, and the sentence they read when a value is wrong. */

import * as z from "zod";
import { type Kpi, kpis } from "../functions/core/kpi.ts";
import { isDate, isZone } from "../functions/core/period.ts";
import { nearest } from "../functions/core/spelling.ts";
import { says, saysOfPeople, shown } from "./say.ts";
import { durationPattern, expectsPattern, limitOf, percentPattern, schedulePattern } from "./values.ts";

/** No control characters, no line breaks, nothing that turns the direction of text around. */
const oneLine = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
const addressPattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;

function text(what: string, todo = "write text on one line, in quotes if it is a number or holds a colon") {
  return z
    .string(says(what, todo))
    .regex(oneLine, says(what, todo))
    .max(500, says(what, `${todo}, at most 500 letters`));
}

function pattern(what: string, form: RegExp, todo: string) {
  return z.string(says(what, todo)).regex(form, says(what, todo));
}

function choice<const T extends readonly [string, ...string[]]>(what: string, values: T) {
  return z.enum(
    values,
    says(what, values.length === 1 ? `use ${values[0]}` : `use one of ${values.join(", ")}`),
  );
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
const address = z.string(anAddress).regex(addressPattern, anAddress).max(254, anAddress);
const person = z.strictObject(
  { name, address },
  saysOfPeople("a person", "write { name: ..., address: ... }"),
);

const id = pattern(
  "an id",
  /^[a-z0-9-]{1,40}$/,
  "use 1 to 40 of a-z, 0-9 and -, in quotes if all are digits",
);
const zone = z
  .string(says("a time zone", "write one like Europe/Budapest"))
  .refine(isZone, { error: ({ input }) => `${shown(input)} is not a time zone; ${zoneHint(String(input))}` })
  .meta({ description: "IANA time zone, such as Europe/Budapest" });
const day = z
  .string(says("a date", "write YYYY-MM-DD"))
  .refine(isDate, says("a date", "write YYYY-MM-DD, a day that exists"))
  .meta({ format: "date" });
const url = z
  .string(says("a web address", "write one like https://reports.example.org"))
  .refine(
    isPlainUrl,
    says("a plain web address", "write one like https://reports.example.org, without user, ? or #"),
  )
  .meta({ format: "uri" });
const encoding = z
  .string(says("an encoding", "write one like utf-8"))
  .refine(isEncoding, says("an encoding", "write a label such as utf-8, windows-1252 or iso-8859-2"));

const aDuration = says("a duration", "write one like 90s, 15m, 2h or 1d");
const settle = z
  .union([z.literal(0), z.string().regex(durationPattern, aDuration)], aDuration)
  .meta({ description: "How long after a period's end the source counts as complete for it" });

const source = z.strictObject(
  {
    id,
    type: choice("a source type", ["files"]),
    path: text("a path", "write a path or glob, such as exports/contacts-{date}.csv.gz").meta({
      description: "Path or glob, relative to this file; {date} stands for a file's local day",
    }),
    format: choice("a format", ["auto", "csv", "ndjson"]).optional(),
    encoding: encoding.optional(),
    key: text("a column name").meta({ description: "Column that identifies a row" }),
    version: text("a column name")
      .optional()
      .meta({ description: "Column whose text sorts the versions of a key" }),
    mapping: text("a path", "write the path of an SQL file, such as mappings/helpdesk.sql"),
    zone: zone.optional(),
    expects: pattern(
      "something a source can expect",
      expectsPattern,
      "write daily, by 06:00 (any time as HH:MM), latest row or file time",
    ).optional(),
    settle: settle.optional(),
    personal: z.array(text("a column name"), says("a list", "write columns as [customer_email]")).optional(),
    quiet_days: z.array(day, says("a list", "write days as [2026-12-25]")).optional(),
  },
  says("a source", "write a group of keys with id, type, path, key and mapping"),
);

const bounds = {
  seconds: pattern(
    "a duration",
    durationPattern,
    "this KPI is a time: write a duration like 90s, 15m, 8h or 2d",
  ),
  share: pattern(
    "a share",
    percentPattern,
    "this KPI is a share: write a percentage from 0% to 100%, like 70%",
  ),
  count: z
    .number(says("a number", "this KPI is a count: write a plain number like 400"))
    .min(0, says("a count", "this KPI is a count: write 0 or more")),
};

function target(kpi: Kpi) {
  const bound = bounds[kpi.unit].optional();
  const todo = "write { at_most: ... } or { at_least: ... }";
  return z
    .strictObject({ at_most: bound, at_least: bound }, says("a target", todo))
    .refine((value) => value.at_most !== undefined || value.at_least !== undefined, {
      error: `sets no limit; ${todo}`,
      when: ({ issues }) => issues.length === 0,
    })
    .refine(({ at_most, at_least }) => !(limitOf(at_least) > limitOf(at_most)), {
      error: "at_least is above at_most, which nothing can meet; swap them, or keep one",
      when: ({ issues }) => issues.length === 0,
    })
    .meta({ description: kpi.definition })
    .optional();
}

/** A KPI that exists only per channel or reason has no one value to hold against a target. */
const withOneValue = kpis.filter((kpi) => (kpi.grains as readonly string[]).includes("all"));
const targets = z.strictObject(
  Object.fromEntries(withOneValue.map((kpi) => [kpi.id, target(kpi)])),
  says("a group of targets", "write one KPI per line, such as open_backlog: { at_most: 400 }"),
);

const kpiIds = kpis.map((kpi) => kpi.id);
const kpi = z.enum(kpiIds, {
  error: ({ input }) => {
    const guess = typeof input === "string" ? nearest(input, kpiIds) : undefined;
    return `${shown(input)} is not a KPI; ${guess ? `did you mean "${guess}"?` : `use one of ${kpiIds.join(", ")}`}`;
  },
});

const report = z.strictObject(
  {
    id,
    title: text("a title"),
    template: choice("a template", ["digest"]),
    period: choice("a period", ["day", "week", "month"]),
    at: pattern(
      "a time to send at",
      schedulePattern,
      "write 08:00, monday 08:00 or day 2 08:00, as the period asks",
    ).meta({
      description: "day: 08:00; week: monday 08:00; month: day 2 08:00 (1 to 28)",
    }),
    zone: zone.optional(),
    kpis: z
      .array(kpi, says("a list", "write KPIs as [contacts_opened, open_backlog]"))
      .min(1, "the list is empty; name a KPI, or remove the line to show them all")
      .optional(),
    owner: address.optional().meta({ description: "Who is told when the report is held" }),
    to: z
      .array(person, says("a list", "write one - { name: ..., address: ... } per reader"))
      .min(1, "the list is empty; name a reader"),
  },
  says("a report", "write a group of keys with id, title, template, period, at and to"),
);

/** The whole file. Unknown keys are refused everywhere, because a misspelt key is a setting that silently does nothing. */
export const configSchema = z.strictObject(
  {
    organisation: z.strictObject(
      {
        name: text("a name"),
        zone,
        url: url.optional().meta({ description: "Where the archive is served" }),
        sender: person,
        reply_to: address.optional(),
      },
      says("a group of keys", "write name, zone and sender below organisation"),
    ),
    sources: z
      .array(source, says("a list", "write - id: ... and its keys for each source"))
      .min(1, "the list is empty; name a source"),
    targets: targets.optional(),
    reports: z
      .array(report, says("a list", "write - id: ... and its keys for each report"))
      .min(1, "the list is empty; name a report"),
  },
  says("a config", "write the keys organisation, sources and reports"),
);

/** The file as written and found right: names as in YAML, notations still text. */
export type Written = z.infer<typeof configSchema>;

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
  const guess = zones.find((known) => known.toLowerCase().endsWith(`/${city}`)) ?? nearest(value, zones);
  return guess ? `did you mean "${guess}"?` : "write one like Europe/Budapest";
}
