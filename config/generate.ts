/**
 * Writes what is made from the shapes: raport.schema.json and actions.schema.json, which editors use to complete and check
 * the files while they are typed, and two tables of docs/. `npm run schema`.
 */

import { writeFileSync } from "node:fs";
import * as z from "zod";
import { actionsSchema } from "./actions.ts";
import { factsPage, parametersPage } from "./reference.ts";
import { configSchema } from "./schema.ts";

/** The JSON schema (draft 7, which editors' YAML support reads) as the text of its file. */
export function jsonSchema(): string {
  return schemaText(configSchema);
}

const schemaText = (schema: z.ZodType) =>
  `${JSON.stringify(z.toJSONSchema(schema, { target: "draft-7", io: "input" }), null, 2)}\n`;

/** Every file that is made, by its path from here. */
export const made: Readonly<Record<string, () => string>> = {
  "./raport.schema.json": jsonSchema,
  "./actions.schema.json": () => schemaText(actionsSchema),
  "../docs/facts.md": factsPage,
  "../docs/parameters.md": parametersPage,
};

if (import.meta.main)
  for (const [path, text] of Object.entries(made)) writeFileSync(new URL(path, import.meta.url), text());
