/** The shape of the file an admin writes, and the sentence they read when a value is wrong. */

import * as z from "zod";
import { dimensions } from "../functions/core/config.ts";
import { type FactName, factNames } from "../functions/core/facts.ts";
import { kpis } from "../functions/core/kpi.ts";
import { benchmarks, targets } from "./limits.ts";
import { says } from "./say.ts";
import { businessHours, comparison, events, holidays, parameters } from "./settings.ts";
import {
  address,
  choice,
  currency,
  day,
  encoding,
  flag,
  id,
  oneOf,
  pattern,
  person,
  text,
  url,
  zone,
} from "./shapes.ts";
import { durationPattern, expectsPattern, schedulePattern } from "./values.ts";

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
    personal: z.array(text("a column name"), says("a list", "write columns as [customer_email]")).optional(),
    quiet_days: z.array(day, says("a list", "write days as [2026-12-25]")).optional(),
  },
  says("a source", "write a group of keys with id, type, path, key and mapping"),
);

const kpiIds = kpis.map((kpi) => kpi.id);
const kpi = oneOf("a KPI", kpiIds);

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
      .min(1, "the list is empty; name a KPI, or remove the line to show the usual ones")
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
        currency: currency.optional(),
      },
      says("a group of keys", "write name, zone and sender below organisation"),
    ),
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
    reports: z
      .array(report, says("a list", "write - id: ... and its keys for each report"))
      .min(1, "the list is empty; name a report"),
  },
  says("a config", "write the keys organisation, sources and reports"),
);

/** The file as written and found right: names as in YAML, notations still text. */
export type Written = z.infer<typeof configSchema>;
