/** The shape of the file an admin writes, and the sentence they read when a value is wrong. */

import * as z from "zod";
import { dimensions } from "../functions/core/config.ts";
import { benchmarks, targets } from "./limits.ts";
import { mail, organisation } from "./people.ts";
import { report } from "./reports.ts";
import { says } from "./say.ts";
import { businessHours, comparison, events, holidays, parameters } from "./settings.ts";
import { oneOf, text } from "./shapes.ts";
import { source } from "./sources.ts";

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
