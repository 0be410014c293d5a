/** Reads KPI values of some periods from one generation: what the command line, the reports and the tests all read. */

import { query } from "../../queries/index.ts";
import type { Grain, KpiId } from "../core/kpi.ts";
import type { Period, PeriodGrain } from "../core/period.ts";
import type { Value } from "../core/values.ts";
import type { Select } from "../core/warehouse.ts";
import type { Reader, Row } from "../ports.ts";
import { families } from "./kpis.ts";

const tableOf = { day: "kpi_daily", week: "kpi_weekly", month: "kpi_monthly" } as const;

/** Values of every KPI, grain and member in these periods, which are all of one grain. */
export async function readValues(
  reader: Reader,
  grain: PeriodGrain,
  periods: readonly Period[],
): Promise<readonly Value[]> {
  const starts = [...new Set(periods.map(({ start }) => start))].sort();
  const last = starts.at(-1);
  if (last === undefined) return [];
  const standIns = { kpi_table: tableOf[grain] };
  const history = (await reader.pointers(tableOf[grain]))
    .map((pointer) => pointer.partition.period_start as string)
    .filter((start) => start <= last);
  const selects: readonly Select[] = [
    { query: query("values/counts"), params: { families, periods: starts }, standIns },
    {
      query: query("values/backlog"),
      params: { families: ["volume"], history: [...new Set(history)].sort(), periods: starts },
      standIns,
    },
    { query: query("values/percentiles"), params: { families: ["resolution"], periods: starts }, standIns },
  ];
  const values: Value[] = [];
  for (const select of selects) for await (const row of reader.rows(select)) values.push(toValue(row));
  return values;
}

/** The first local day with a contact. */
export async function firstDay(reader: Reader): Promise<string | null> {
  const days = (await reader.pointers("kpi_daily")).map(
    (pointer) => pointer.partition.period_start as string,
  );
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** Contacts opened per local day, from the catalog alone; deletions count, which a comparison of volumes forgives. */
export async function dailyVolumes(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const pointers = await reader.pointers("contacts");
  return new Map(pointers.map((pointer) => [pointer.partition.cohort as string, pointer.rows]));
}

/** Reason in words -> rows left out because of it, most first. */
export async function readExclusions(
  reader: Reader,
  sources: readonly string[],
): Promise<readonly { reason: string; rows: number }[]> {
  const rows = await Array.fromAsync(reader.rows({ query: query("values/exclusions"), params: { sources } }));
  return rows
    .map((row) => ({ reason: String(row.problem), rows: Number(row.rows_count) }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

/** The first thousand rows left out: where each stands in its source and what is wrong with it. */
export async function readQuarantine(
  reader: Reader,
  sources: readonly string[],
): Promise<readonly { source: string; place: string; reason: string }[]> {
  const rows = await Array.fromAsync(
    reader.rows({ query: query("values/quarantined"), params: { sources } }),
  );
  // An engine may read a query as a part of its own statement, and then promises no order.
  const place = (row: Row) => `${row.source}\n${row.page}`;
  return rows.sort(byText(place)).map((row) => ({
    source: String(row.source),
    place: String(row.page).replace(/:0*(\d+)$/, ":$1"),
    reason: row.found === null ? String(row.problem) : `${row.problem}: ${row.found}`,
  }));
}

function byText(text: (row: Row) => string): (one: Row, other: Row) => number {
  return (one, other) => (text(one) < text(other) ? -1 : text(one) > text(other) ? 1 : 0);
}

/** A member of two parts must not read like another one, whatever its parts hold. */
function unmistakable(part: unknown, _place: number, parts: readonly unknown[]): string {
  const text = String(part);
  return parts.length > 1 && text.includes(" / ") ? JSON.stringify(text) : text;
}

function toValue(row: Row): Value {
  const by = row.grain as Grain;
  const parts = [row.channel, by === "department" ? row.department : null, row.reason].filter(
    (part) => part !== null,
  );
  return {
    kpi: row.kpi as KpiId,
    start: String(row.period_start),
    by,
    member: by === "all" ? "all" : parts.map(unmistakable).join(" / "),
    numerator: row.numerator as number | null,
    denominator: row.denominator as number | null,
    value: row.value as number | null,
    fingerprint: String(row.fingerprint),
  };
}
