/** Writes raport.schema.json, which editors use to complete and check the file while it is typed: `npm run schema`. */

import { writeFileSync } from "node:fs";
import * as z from "zod";
import { configSchema } from "./schema.ts";

/** The JSON schema (draft 7, which editors' YAML support reads) as the text of its file. */
export function jsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema, { target: "draft-7", io: "input" }), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(new URL("./raport.schema.json", import.meta.url), jsonSchema());
