/** What the real pipeline makes of a few rows. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import { readValues } from "../../functions/stages/values.ts";
import { built, type Settings } from "../queries/case.ts";
import { openDatabase } from "../queries/memory-draft.ts";

/** Asks for one KPI of one day, of exports given line by line. Opens and closes its engine with the tests of the file. */
export function figures() {
  let database: DuckDBConnection;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.closeSync());
  return async (
    kpi: KpiId,
    day: string,
    files: Readonly<Record<string, readonly string[]>>,
    settings: Partial<Settings> = {},
  ) => {
    const folder = mkdtempSync(join(tmpdir(), "raport-vector-"));
    for (const [name, lines] of Object.entries(files))
      writeFileSync(join(folder, `${name}.csv`), `${lines.join("\n")}\n`);
    const all = { zone: "UTC", row_zone: "UTC", landed_at: "2030-01-01T00:00:00Z", ...settings };
    const one = { folder, about: kpi, staged: "contacts" as const, fact: "", settings: all, expected: [] };
    try {
      const draft = await built(one, database);
      const values = await readValues(draft, "day", [periodOf("day", day, all.zone)], {
        kpis: [kpi],
        grains: ["all"],
      });
      return values[0];
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
