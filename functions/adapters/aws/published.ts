/** Which Glue database a bucket publishes in, and that everything published is to be found there. */

import { AccessError } from "../../core/errors.ts";
import { parseStored } from "../../core/stored.ts";
import type { Lake } from "../../ports.ts";
import { lakeCatalog } from "../catalog.ts";
import type { GlueTables } from "./glue.ts";
import { publishedTables } from "./glue-shape.ts";

const key = "state/glue.json";

/**
 * Makes the published tables exist, and where one was missing points them all at what is published already: a database
 * that is new, or lost a table, must not look empty. Throws AccessError when the bucket publishes in another database: the
 * tables there would lose their files one by one.
 */
export async function preparePublished(lake: Lake, glue: GlueTables, database: string): Promise<void> {
  const stored = await lake.get(key);
  const known = stored && parseStored<{ readonly database: string }>(key, stored.body).database;
  if (known !== undefined && known !== database)
    throw new AccessError(
      `This bucket publishes its tables in the Glue database ${known}, not in ${database}. Set RAPORT_DATABASE=${known}; to move them for good, remove the object ${key} first.`,
    );
  if (known !== undefined && (await glue.isWhole())) return glue.prepare();
  // Until everything is pointed at, whoever comes next begins again.
  await lake.remove(key);
  await glue.prepare();
  const catalog = lakeCatalog(lake);
  for (const table of publishedTables) await glue.point(await catalog.pointers(table));
  await lake.put(key, new TextEncoder().encode(JSON.stringify({ database })));
}
