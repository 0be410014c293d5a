/** The shape of the file an admin writes, and the sentence they read when a value is wrong. */

import * as z from "zod";
import { dimensions } from "../functions/core/config.ts";
import { type FactName, factNames } from "../functions/core/facts.ts";
import { benchmarks, targets } from "./limits.ts";
import { mail, organisation } from "./people.ts";
import { report } from "./reports.ts";
import { says } from "./say.ts";
import { businessHours, comparison, events, holidays, parameters } from "./settings.ts";
import {
  choice,
  day,
  duration,
  encoding,
  flag,
  id,
  oneOf,
  pattern,
  text,
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
    mapping,
    contacts_in: id.optional().meta({
      description:
        "Id of the source whose contacts the messages, surveys and other rows of this one belong to",
    }),
    keep_comments: flag.optional().meta({ description: "Whether what customers wrote in surveys is kept" }),
    zone: zone.optional(),
    expects: pattern(
      "something a source can expect",
      expectsPattern,
      "write daily, by 06:00 (any time as HH:MM), latest row or file time",
    ).optional(),
    settle: settle.optional(),
    every: duration(300, 86_400).optional().meta({
      description: "How often it is looked at; usually every 1h, and at once when a report needs it",
    }),
    fewest_rows: wholeNumber(1, 100_000_000)
      .optional()
      .meta({ description: "A file with fewer rows is refused, because it is only a part" }),
    personal: z.array(text("a column name"), says("a list", "write columns as [customer_email]")).optional(),
    quiet_days: z.array(day, says("a list", "write days as [2026-12-25]")).optional(),
  },
  says("a source", "write a group of keys with id, type, path, key and mapping"),
);

/** The whole file. Unknown keys are refused everywhere, because a misspelt key is a setting that silently does nothing. */
export const configSchema = z.strictObject(
  {
    organisation,
    mail: mail
      .optional()
      .meta({ description: "How emails leave; usually as files of the outbox, or by SES" }),
    sources: z
      .array(source, says("a list", "write - id: ... and its keys for each source"))
      .min(1, "the list is empty; name a source"),
    targets: targets.optional(),
    benchmarks: benchmarks.optional(),
    parameters: parameters.optional(),
    comparison: comparison.optional(),
    business_hours: businessHours.optional(),
    holidays: holidays.optional(),
    events: events.optional(),
    dimensions: z
      .array(oneOf("a dimension", dimensions), says("a list", "write it as [location, product]"))
      .optional()
      .meta({ description: "Breakdowns kept beside channel, department, agent and reason" }),
    actions: text("a path", "write the path of a YAML file, such as actions.yaml")
      .optional()
      .meta({ description: "YAML file of what was promised to be done, relative to this file" }),
    reports: z
      .array(report, says("a list", "write - id: ... and its keys for each report"))
      .min(1, "the list is empty; name a report"),
  },
  says("a config", "write the keys organisation, sources and reports"),
);

/** The file as written and found right: names as in YAML, notations still text. */
export type Written = z.infer<typeof configSchema>;
