/** The value queries asked for the whole of SF 311 at once. */

import { rowsQuery } from "../../functions/core/inputs.ts";
import { type Kind, type Kpi, kpis, measureOf } from "../../functions/core/kpi.ts";
import { compose } from "../../functions/core/query.ts";
import type { Row } from "../../functions/ports.ts";
import { query } from "../../queries/index.ts";
import { type Home, queryOf } from "../home.ts";

const days = { period_start: "date", days: "bigint" } as const;

/** Which measures the KPIs of these kinds are made of, as the value queries are told. */
function wanted(kinds: readonly Kind[]) {
  const columns = {
    kpi: "varchar",
    measure: "varchar",
    kind: "varchar",
    grain: "varchar",
    scale: "double",
  } as const;
  const rows = (kpis as readonly Kpi[])
    .filter(({ kind }) => kinds.includes(kind))
    .map((kpi) => [kpi.id, measureOf(kpi), kpi.kind, "all", kpi.scale ?? 1]);
  return rowsQuery("wanted", columns, rows);
}

/** The value queries over the whole history, as if it were one period. */
export async function wholeHistory(
  home: Home,
  name: "values/figures" | "values/percentiles",
): Promise<Record<string, Row>> {
  const once = queryOf(
    "select family, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest, fingerprint, date '2008-01-01' as period_start from kpi_monthly where grain = 'all'",
    ["kpi_monthly"],
  );
  const inputs = {
    kpi_table: once,
    wanted: wanted(name === "values/percentiles" ? ["median", "ninetieth"] : ["mean", "share"]),
    ...(name === "values/figures" && {
      period_days: rowsQuery("period_days", days, [["2008-01-01", 4_352]]),
    }),
  };
  const params = { families: ["volume", "resolution"], periods: ["2008-01-01"], grains: ["all"] };
  const rows = await home.ports.warehouse.read((reader) =>
    Array.fromAsync(reader.rows({ query: compose(query(name), inputs), params })),
  );
  return Object.fromEntries(rows.map((row) => [String(row.kpi), row]));
}
