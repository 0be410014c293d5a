/** The example the field explains its six service levels with (ICMI, 2005; reference values to three decimals of a percent). */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { periodOf } from "../../functions/core/period.ts";
import { readValues } from "../../functions/stages/values.ts";
import { built } from "./case.ts";
import { openDatabase } from "./memory-draft.ts";

let database: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  database = await openDatabase();
  folder = mkdtempSync(join(tmpdir(), "service-level-"));
  const contacts = legs.map((_, index) => `${index},2026-11-16 09:00`);
  const waited = legs.map(([outcome, second], index) => {
    const until = `2026-11-16 09:00:${String(second).padStart(2, "0")}`;
    return `${index},${index},2026-11-16 09:00:00,${outcome === "answered" ? until : ""},${until},${outcome}`;
  });
  write("contacts.csv", ["contact_id,opened_at", ...contacts]);
  write("contact_legs.csv", ["leg_id,contact_id,queued_at,answered_at,ended_at,outcome", ...waited]);
});
afterAll(() => {
  database.closeSync();
  rmSync(folder, { recursive: true });
});

const write = (file: string, lines: readonly string[]) =>
  writeFileSync(join(folder, file), `${lines.join("\n")}\n`);

const several = (count: number, outcome: "answered" | "abandoned", seconds: number) =>
  Array.from({ length: count }, () => [outcome, seconds] as const);

/** A = 1,000 answered, a = 860 of them within 20 s; B = 60 abandoned, b = 20 within 20 s, s = 10 of those within 5 s. */
const legs = [
  ...several(860, "answered", 20),
  ...several(140, "answered", 21),
  ...several(10, "abandoned", 5),
  ...several(10, "abandoned", 20),
  ...several(40, "abandoned", 21),
];

test.each([
  ["answered_only", 860, 1000, 0.86], // a / A
  ["abandons_negative", 860, 1060, 0.81132], // a / (A + B) = 860 / (1000 + 60)
  ["short_excluded", 860, 1050, 0.81905], // a / (A + B - s) = 860 / (1000 + 60 - 10)
  ["abandons_ignored_in_time", 860, 1040, 0.82692], // a / (A + B - b) = 860 / (1000 + 60 - 20)
  ["abandons_positive", 880, 1060, 0.83019], // (a + b) / (A + B) = (860 + 20) / (1000 + 60)
  ["short_positive", 870, 1060, 0.82075], // (a + s) / (A + B) = (860 + 10) / (1000 + 60)
] as const)("%s gives %i of %i in the ICMI example", async (formula, numerator, denominator, share) => {
  const settings = {
    zone: "UTC",
    row_zone: "UTC",
    landed_at: "2027-01-01T00:00:00Z",
    parameters: { service_level_formula: formula },
  };
  const draft = await built(
    { folder, about: "service_level_share", fact: "", settings, staged: "contacts", expected: [] },
    database,
  );
  const asked = { kpis: ["service_level_share"], grains: ["all"] } as const;
  const [value] = await readValues(draft, "day", [periodOf("day", "2026-11-16", "UTC")], asked);
  expect(value).toMatchObject({ numerator, denominator });
  expect(value?.value).toBeCloseTo(share, 5);
});
