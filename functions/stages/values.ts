/** Reads KPI values of some periods from one generation: what the command line, the reports and the tests all read. */

import { query } from "../../queries/index.ts";
import type { BusinessHours, Config } from "../core/config.ts";
import type { State } from "../core/due.ts";
import { factNames } from "../core/facts.ts";
import { rowsQuery } from "../core/inputs.ts";
import {
  type Family,
  families,
  type Grain,
  grains,
  type Kind,
  type Kpi,
  type KpiId,
  kpis,
  measureOf,
} from "../core/kpi.ts";
import { daysOf, type Period, type PeriodGrain } from "../core/period.ts";
import { compose, type Query } from "../core/query.ts";
import type { Parted } from "../core/scope.ts";
import { type Coverage, earliest, memberOf, type Value } from "../core/values.ts";
import { factsGiven } from "../core/vendors.ts";
import type { ParamValue, Select } from "../core/warehouse.ts";
import type { Reader, Row } from "../ports.ts";
import { agentNames, withName } from "./agents.ts";
import { readBreaks } from "./breaks.ts";
import { nowhere } from "./facts.ts";

const tableOf = { day: "kpi_daily", week: "kpi_weekly", month: "kpi_monthly" } as const;

/** What is asked for; without it, everything. */
export interface Asked {
  readonly kpis?: readonly KpiId[];
  readonly grains?: readonly Grain[];
  /** The days that count as a day of contacts per day; without it, all of them. */
  readonly isOperating?: (day: string) => boolean;
}

/** Values of KPIs in these periods, which are all of one grain, by every member of the grains asked for. */
export async function readValues(
  reader: Reader,
  grain: PeriodGrain,
  periods: readonly Period[],
  asked: Asked = {},
): Promise<readonly Value[]> {
  return (await readParted(reader, grain, periods, asked)).map(({ value }) => value);
}

/** The same, each with the parts of its member. */
export async function readParted(
  reader: Reader,
  grain: PeriodGrain,
  periods: readonly Period[],
  asked: Asked = {},
): Promise<readonly Parted[]> {
  const starts = [...new Set(periods.map(({ start }) => start))].sort();
  const last = starts.at(-1);
  if (last === undefined) return [];
  const chosen = (kpis as readonly Kpi[]).filter(({ id }) => asked.kpis?.includes(id as KpiId) ?? true);
  const of = (...kinds: readonly Kind[]) => chosen.filter(({ kind }) => kinds.includes(kind));
  const select = (
    name: string,
    entries: readonly Kpi[],
    params: Readonly<Record<string, ParamValue>>,
    more = {},
  ) =>
    entries.length === 0
      ? []
      : [
          {
            query: compose(query(name), { ...more, wanted: wanted(entries, asked.grains ?? grains) }),
            params: { families: familiesOf(entries), grains: asked.grains ?? grains, ...params },
            standIns: { kpi_table: tableOf[grain] },
          } satisfies Select,
        ];
  const running = of("running", "running_share");
  const history =
    running.length === 0
      ? []
      : (await reader.pointers(tableOf[grain]))
          .filter(({ partition }) => familiesOf(running).some((family) => family === partition.family))
          .map((pointer) => pointer.partition.period_start as string)
          .filter((start) => start <= last);
  const selects: readonly Select[] = [
    ...select(
      "values/figures",
      of("count", "share", "mean", "points", "largest", "mix", "per_day"),
      { periods: starts },
      { period_days: periodDays(periods, asked.isOperating ?? (() => true)) },
    ),
    ...select("values/running", running, { history: [...new Set(history)].sort(), periods: starts }),
    ...select("values/percentiles", of("median", "ninetieth"), { periods: starts }),
  ];
  const names = await agentNames(reader, asked.grains ?? grains);
  const values: Parted[] = [];
  for (const one of selects)
    for await (const row of reader.rows(one)) {
      const parts = withName(row.grain as Grain, partsOf(row), names);
      values.push({ value: toValue(row, parts), parts });
    }
  return values;
}

const familiesOf = (entries: readonly Kpi[]) => [...new Set(entries.map(({ family }) => family))].sort();

/** Which KPI is made of which measure, how, and by which grains. */
function wanted(entries: readonly Kpi[], chosen: readonly Grain[]): Query {
  const rows = entries.flatMap((kpi) =>
    kpi.grains
      .filter((grain) => chosen.includes(grain))
      .map((grain) => [kpi.id, measureOf(kpi), kpi.kind, grain, kpi.scale ?? 1]),
  );
  const columns = {
    kpi: "varchar",
    measure: "varchar",
    kind: "varchar",
    grain: "varchar",
    scale: "double",
  } as const;
  return rowsQuery("wanted", columns, rows);
}

function periodDays(periods: readonly Period[], isOperating: (day: string) => boolean): Query {
  const unique = new Map(periods.map((period) => [period.start, period]));
  const rows = [...unique.values()].map((period) => [
    period.start,
    daysOf(period).filter(isOperating).length,
  ]);
  return rowsQuery("period_days", { period_start: "date", days: "bigint" }, rows);
}

/** The days contacts per day are divided by, as the config says. */
export function operatingOf({
  parameters,
  businessHours,
}: Pick<Config, "parameters" | "businessHours">): (day: string) => boolean {
  return parameters.organisation.volume_day_basis === "operating" ? operatingDays(businessHours) : () => true;
}

/** Whether a day is one the organisation's default schedule is open on. */
export function operatingDays(hours: BusinessHours | null): (day: string) => boolean {
  const schedule = hours?.schedules.default;
  if (!schedule) return () => true;
  const weekdays = new Set(schedule.week.map(({ weekday }) => weekday as number));
  return (day) =>
    weekdays.has(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) &&
    !schedule.holidays.includes(day);
}

/** What is known about the data of one generation that are complete up to these instants, one of each source. */
export async function coverageOf(
  config: Pick<Config, "sources" | "organisation" | "holidays">,
  until: readonly (string | null)[],
  reader: Reader,
  /** When the data begin, as `dataBegin` says. */
  begins: string | null,
  landed: State["sources"] = {},
): Promise<Coverage> {
  const { sources } = config;
  const dataUntil = earliest(until);
  const made = (await reader.pointers("components")).filter(({ location }) => location);
  const spread = made.filter(({ partition }) => partition.family === ("costs" satisfies Family));
  return {
    firstDay: await firstDay(reader),
    begins,
    dataUntil,
    facts: factNames.filter((fact) => sources.some((source) => factsGiven(source).includes(fact))),
    made: families.filter((family) => made.some(({ partition }) => partition.family === family)),
    breaks: await readBreaks(config, dataUntil, landed, reader),
    costMonths: spread.map(({ partition }) => partition.cohort as string),
  };
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

/** A query of rows that are left out: those in quarantine, and those that wait for their contact. */
function leftOut(name: string, sources: readonly string[]): Select {
  return {
    query: compose(query(name), { waiting: query("values/waiting") }),
    params: { sources, nowhere },
  };
}

/** Reason in words -> rows left out because of it, most first. */
export async function readExclusions(
  reader: Reader,
  sources: readonly string[],
): Promise<readonly { reason: string; rows: number }[]> {
  const rows = await Array.fromAsync(reader.rows(leftOut("values/exclusions", sources)));
  return rows
    .map((row) => ({ reason: String(row.problem), rows: Number(row.rows_count) }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

/** The first thousand rows left out: where each stands in its source and what is wrong with it. */
export async function readQuarantine(
  reader: Reader,
  sources: readonly string[],
): Promise<readonly { source: string; place: string; reason: string }[]> {
  const rows = await Array.fromAsync(reader.rows(leftOut("values/quarantined", sources)));
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

const partsOf = (row: Row) => [row.member, row.member_2].filter((part) => part !== null).map(String);

function toValue(row: Row, parts: readonly string[]): Value {
  const by = row.grain as Grain;
  return {
    kpi: row.kpi as KpiId,
    start: String(row.period_start),
    by,
    member: by === "all" ? "all" : memberOf(parts),
    numerator: row.numerator as number | null,
    denominator: row.denominator as number | null,
    // A period whose days have several definitions is the sum of none: it has no value until a backfill.
    value: String(row.fingerprint).includes("+") ? null : (row.value as number | null),
    sumOfSquares: row.sum_of_squares as number | null,
    ...(row.standard_error == null ? {} : { standardError: row.standard_error as number }),
    fingerprint: String(row.fingerprint),
  };
}
