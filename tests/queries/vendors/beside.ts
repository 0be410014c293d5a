/** Systems side by side in one organisation, on one day. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { expect } from "vitest";
import { type Source, usualSettings } from "../../../functions/core/config.ts";
import type { Grain, KpiId } from "../../../functions/core/kpi.ts";
import { periodOf } from "../../../functions/core/period.ts";
import { valuesOf } from "../../../functions/core/values.ts";
import type { Warehouse } from "../../../functions/ports.ts";
import { stageSources } from "../../../functions/stages/facts.ts";
import { rebuildKpis } from "../../../functions/stages/kpis.ts";
import { mergeFacts } from "../../../functions/stages/merge.ts";
import { readValues } from "../../../functions/stages/values.ts";
import { configOf } from "../../home.ts";
import { memoryDraft } from "../memory-draft.ts";

export type Told = readonly [stream: string, key: string, body: object];
export type Given = readonly (readonly [Source, readonly Told[]])[];

export const at = (second: number) => `2026-11-16T09:00:${String(second).padStart(2, "0")}Z`;

/** What these systems side by side give on the day all of it happened. */
export async function valuesOfDay(database: DuckDBConnection, given: Given) {
  const draft = await memoryDraft(database);
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  for (const [{ id }, records] of given)
    for (const [n, [stream, key, body]] of records.entries()) {
      const cells = [id, "", stream, key, at(59), "", "upsert", "2027-01-01T00:00:00Z", "run"];
      const rest = [`${n + 1}`, JSON.stringify(body), `${id}/contacts`, "000000001"];
      await draft.execute(`insert into landed values (${[...cells, ...rest].map(quoted)})`);
    }
  const sources = given.map(([source]) => source);
  const config = { ...configOf("Europe/Budapest", sources), ...usualSettings };
  const batches = given.map(([{ id: source }, { length: rows }]) => ({
    source,
    manifests: [{ batch: 1, source, stream: "contacts", run: "run", objects: [], rows, files: [] }],
  }));
  const silent = () => undefined;
  const staging = await stageSources(
    { config, run: "run", batches },
    draft,
    draft as unknown as Warehouse,
    silent,
  );
  expect(staging.map(({ quarantined }) => quarantined)).toEqual(given.map(() => 0));
  const cohorts = await mergeFacts(staging, draft, silent);
  const families = ["queues", "handling", "demand", "repeats", "sla"] as const;
  await rebuildKpis(
    { cohorts, facts: "facts", settings: config, lastDay: "2026-12-31", families },
    draft,
    silent,
  );
  const period = periodOf("day", "2026-11-16", "Europe/Budapest");
  const found = await readValues(draft, "day", [period]);
  const values = valuesOf(found, { firstDay: period.start, dataUntil: period.endsAt });
  return { at: (kpi: KpiId, by?: Grain, member?: string) => values.at(kpi, period, by, member) };
}

/** Numerator and denominator of these KPIs on the day all of it happened; null where there is no value. */
export async function sharesOfDay(database: DuckDBConnection, given: Given, kpis: readonly KpiId[]) {
  const { at: value } = await valuesOfDay(database, given);
  return Object.fromEntries(
    kpis.map((id) => {
      const row = value(id);
      return [id, row?.value == null ? null : `${row.numerator}/${row.denominator}`];
    }),
  );
}
