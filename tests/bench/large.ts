/** A home whose facts are made at once, without exports, and all KPIs made of them. */

import type { QueryLog } from "../../functions/adapters/local/duckdb.ts";
import { type Config, usualSettings } from "../../functions/core/config.ts";
import { addDays } from "../../functions/core/period.ts";
import { local } from "../../functions/local.ts";
import { rebuildKpis } from "../../functions/stages/kpis.ts";
import { configOf } from "../home.ts";
import { factRows, factsMade } from "./facts.ts";

/** Every breakdown there is, and hours, so that no KPI is left out. */
const config: Config = {
  ...configOf("UTC", []),
  ...usualSettings,
  dimensions: ["location", "product", "queue"],
  businessHours: {
    schedules: {
      default: {
        zone: "UTC",
        week: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 8 * 60, to: 18 * 60 })),
        holidays: [],
      },
    },
    ofDepartment: {},
  },
};

/** The first of so many days; they end with a month, so that its costs are spread. */
const lastDay = "2026-03-31";
export const daysOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => addDays(lastDay, index + 1 - count));

/** Publishes the facts of these days. */
export async function makeFacts(home: string, days: readonly string[], perDay: number): Promise<void> {
  const ports = local(home);
  try {
    const draft = await ports.warehouse.draft("facts");
    for (const fact of factsMade) {
      // Some days at a time: rows are held in memory until they are written.
      const together = Math.max(1, Math.floor(1_000_000 / perDay));
      const pieces = fact === "costs" ? [days] : piecesOf(days, together);
      for (const some of pieces) {
        const cohorts =
          fact === "costs" ? [...new Set(some.map((day) => `${day.slice(0, 7)}-01`))] : [...some];
        await draft.write(
          { query: factRows(fact, some, perDay), params: {} },
          fact,
          cohorts.map((cohort) => ({ cohort })),
        );
      }
    }
    await draft.commit({}, "facts");
  } finally {
    await ports.warehouse.close();
  }
}

const piecesOf = (days: readonly string[], count: number) =>
  Array.from({ length: Math.ceil(days.length / count) }, (_, index) =>
    days.slice(index * count, (index + 1) * count),
  );

/** Components, days, weeks and months of all families, of all facts there are; every query it took. */
export async function makeKpis(home: string): Promise<readonly QueryLog[]> {
  const queries: QueryLog[] = [];
  const ports = local(home, { onQuery: (query) => queries.push(query) });
  try {
    const draft = await ports.warehouse.draft("kpis");
    await rebuildKpis(
      { cohorts: {}, facts: "facts", settings: config, lastDay: addDays(lastDay, 10) },
      draft,
      () => undefined,
    );
    await draft.commit({}, "facts");
  } finally {
    await ports.warehouse.close();
  }
  return queries;
}
