/** A home and a config for measuring: one `files` source over a folder of exports, mapped as the shipped one is. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { QueryLog } from "../../functions/adapters/local/duckdb.ts";
import type { Config, Source } from "../../functions/core/config.ts";
import { local } from "../../functions/local.ts";
import { compute } from "../../functions/stages/compute.ts";
import { type Landing, land } from "../../functions/stages/land.ts";
import { configOf as configIn } from "../home.ts";
import { sourceOf } from "../memory.ts";

const mapping = join(import.meta.dirname, "../../config/mappings/northwind.sql");
const now = "2026-06-18T06:00:00.000Z";
const zone = "Europe/Budapest";

export function configOf(inbox: string): Config {
  return { ...configIn(zone, [source(inbox)]), version: "1" };
}

function source(inbox: string): Source {
  return sourceOf({
    id: "centre",
    path: join(inbox, "*.csv"),
    format: "csv",
    key: "contact_id",
    version: "updated_at",
    mapping: { file: "config/mappings/northwind.sql", text: readFileSync(mapping, "utf8") },
    zone,
  });
}

/** Lands what is new in the inbox. */
export async function landInto(home: string, inbox: string): Promise<Landing> {
  const landing = await land(
    { source: source(inbox), now, machineNow: now, run: `land-${process.pid}`, zone },
    local(home),
  );
  if (landing.refused.length > 0) throw new Error(landing.refused[0]?.message);
  return landing;
}

/** Computes what was landed; every query the engine ran, in order. */
export async function computeIn(home: string, inbox: string): Promise<readonly QueryLog[]> {
  const queries: QueryLog[] = [];
  const ports = local(home, { onQuery: (query) => queries.push(query) });
  try {
    const computed = await compute({ config: configOf(inbox), run: `compute-${process.pid}` }, ports);
    if (computed.unchanged) throw new Error("there was nothing to compute");
  } finally {
    await ports.warehouse.close();
  }
  return queries;
}
