/** The warehouse as each function may use it: asked what is published, read, or written. */

import { athena } from "../adapters/aws/athena.ts";
import { athenaClient, glueClient } from "../adapters/aws/clients.ts";
import type { Execution } from "../adapters/aws/executions.ts";
import { glueCatalog, glueTables } from "../adapters/aws/glue.ts";
import { preparePublished } from "../adapters/aws/published.ts";
import { lakeCatalog } from "../adapters/catalog.ts";
import type { Engine } from "../adapters/engine.ts";
import { generations } from "../adapters/generations.ts";
import type { Lake, Warehouse } from "../ports.ts";
import { setting } from "./home.ts";

interface Asking {
  /** Aborted shortly before the function must end: what runs on Athena then is cancelled. */
  readonly signal: AbortSignal;
  readonly onQuery: (execution: Execution) => void;
}

/** Reads with Athena, and never writes a table. */
export const readingWarehouse = (lake: Lake, asking: Asking): Warehouse =>
  generations(lake, lakeCatalog(lake), engineOf(lake, asking));

/** Writes tables with Athena, and points those in Glue at what was written. */
export async function writingWarehouse(lake: Lake, asking: Asking): Promise<Warehouse> {
  const database = setting("RAPORT_DATABASE");
  const tables = glueTables({ client: glueClient(), database, bucket: setting("RAPORT_BUCKET") });
  await preparePublished(lake, tables, database);
  return generations(lake, glueCatalog(lake, tables), engineOf(lake, asking));
}

function engineOf(lake: Lake, asking: Asking): Engine {
  const bucket = setting("RAPORT_BUCKET");
  return athena({
    athena: athenaClient(),
    glue: glueClient(),
    lake,
    bucket,
    scratch: `${setting("RAPORT_DATABASE")}_scratch`,
    workgroup: setting("RAPORT_WORKGROUP"),
    ...asking,
  });
}
