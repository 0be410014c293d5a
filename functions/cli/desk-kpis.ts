/** What the desk says of a KPI: its catalogue entry in words, its SQL, and a year of its values with the state of each. */

import { query } from "../../queries/index.ts";
import { dataBegin, everything } from "../core/begin.ts";
import type { Config } from "../core/config.ts";
import { sourceUntil } from "../core/due.ts";
import { headerFields } from "../core/header.ts";
import { families, type Kpi, type KpiId, kpiOf, kpis } from "../core/kpi.ts";
import { lastClosed, type Period, periodAt, trailing } from "../core/period.ts";
import { breaksWithin } from "../core/series-breaks.ts";
import { type Coverage, changesUntil, isTold, stateOf, type Value, valuesOf } from "../core/values.ts";
import type { Ports } from "../ports.ts";
import { coverageOf, operatingOf, readValues } from "../stages/values.ts";
import type { KpiList, KpiSheet, PeriodValue, Span } from "../web/desk/kpis.ts";
import type { Standing } from "./desk-health.ts";
import { amount, factsOf, parameterOf } from "./desk-kpi-words.ts";
import { type KpiRow, kpiRows } from "./kpis.ts";

/** So many periods are about a year, and the one of the same name a year before. */
const yearOf: Readonly<Record<Span, number>> = { week: 54, month: 14, day: 367 };

/** Every KPI by family; `at` is where to read the last whole week, where that costs nothing. */
export async function kpiList(
  at: Standing | undefined,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<KpiList> {
  const period =
    at && at.state.warehouse.generation > 0 && at.state.warehouse.pending.length === 0
      ? lastClosed("week", at.now, at.config.organisation.zone)
      : null;
  const rows =
    at && period ? await kpiRows({ config: at.config, period, by: "all", now: at.now }, ports) : [];
  const values = new Map(rows.map((row) => [row.kpi as string, row]));
  return {
    period: period?.name ?? null,
    families: families.map((name) => ({
      name,
      question: query(`kpis/${name}`).question,
      kpis: (kpis as readonly Kpi[])
        .filter(({ family }) => family === name)
        .map((kpi) => ({
          id: kpi.id,
          name: kpi.name,
          definition: kpi.definition,
          ...(at && { value: latestOf(kpi, values.get(kpi.id), at.config) }),
        })),
    })),
  };
}

const latestOf = (kpi: Kpi, row: KpiRow | undefined, config: Config) =>
  row && {
    text: amount(kpi, row.value, config),
    // Where there is no value nothing is provisional.
    state: row.value === null && row.state === "provisional" ? ("final" as const) : row.state,
  };

/** `isRead`: its values too. */
export async function kpiSheet(
  { id, span, isRead }: { readonly id: string; readonly span: Span; readonly isRead: boolean },
  at: Standing | undefined,
  warehouse: Ports["warehouse"],
): Promise<KpiSheet | undefined> {
  const kpi = kpiOf(id);
  if (kpi === undefined) return undefined;
  const { text } = query(`kpis/${kpi.family}`);
  const traps = headerFields(text).get("traps")?.text ?? "none";
  const hasTables =
    at !== undefined && at.state.warehouse.generation > 0 && at.state.warehouse.pending.length === 0;
  const { config } = at ?? {};
  const target = config?.targets[id as KpiId];
  return {
    id,
    name: kpi.name,
    definition: kpi.definition,
    facts: factsOf(kpi, config),
    parameters: (kpi.parameters ?? []).map((one) => parameterOf(one, config)),
    traps: traps === "none" ? null : traps,
    file: `queries/kpis/${kpi.family}.sql`,
    sql: text,
    span,
    values: hasTables ? (isRead ? await yearOfValues(kpi, span, at, warehouse) : undefined) : null,
    show: (value) => (config ? amount(kpi, value, config) : String(value)),
    isTime: kpi.unit === "seconds",
    targets: [target?.atMost, target?.atLeast].filter((one) => one !== undefined),
  };
}

/** All of them in one read of one generation. */
async function yearOfValues(
  kpi: Kpi,
  span: Span,
  at: Standing,
  warehouse: Ports["warehouse"],
): Promise<readonly PeriodValue[]> {
  const { config, state, now } = at;
  const id = kpi.id as KpiId;
  const periods = trailing(periodAt(span, now, config.organisation.zone), yearOf[span]).toSorted(
    (one, other) => (one.start < other.start ? -1 : 1),
  );
  return warehouse.read(async (reader) => {
    const until = config.sources.map((source) =>
      sourceUntil(source, config, { ...state, warehouse: reader.state }, now),
    );
    const begins = dataBegin(everything(config), config, state);
    const coverage = await coverageOf(config, until, reader, begins, state.sources);
    const read = await readValues(reader, span, periods, {
      kpis: [id],
      grains: ["all"],
      isOperating: operatingOf(config),
    });
    const values = valuesOf(read, coverage);
    const known = periods.findIndex((period) => values.at(id, period) !== undefined);
    const shown = known < 0 ? periods.slice(-1) : periods.slice(known);
    return shown.map((period) => periodValue(kpi, period, values.at(id, period), coverage, config));
  });
}

function periodValue(
  kpi: Kpi,
  period: Period,
  found: Value | undefined,
  coverage: Coverage,
  config: Config,
): PeriodValue {
  const id = kpi.id as KpiId;
  const state = stateOf(id, period, found, coverage, config.parameters);
  const value = found?.value ?? null;
  const { numerator = null, denominator = null } = found ?? {};
  const number = (one: number) => one.toLocaleString("en", { maximumFractionDigits: 2 });
  const from =
    denominator === null || (denominator === 0 && value === null)
      ? ""
      : numerator === null
        ? `n = ${number(denominator)}`
        : `${number(numerator)} / ${number(denominator)}`;
  return {
    name: period.name,
    value,
    text: amount(kpi, value, config),
    from,
    state,
    awaits: [
      awaits(kpi, period, state, coverage, config),
      ...breaksWithin(coverage, period)
        .filter(({ kpis }) => kpis.includes(id))
        .map(({ source, kind, day }) => `${source} ${kind} on ${day}: not compared across that day`),
    ]
      .filter((part) => part !== "")
      .join("; "),
  };
}

/** What would make it final. */
function awaits(
  kpi: Kpi,
  period: Period,
  state: PeriodValue["state"],
  coverage: Coverage,
  config: Config,
): string {
  if (state === "final") return "";
  if (!isTold(kpi, coverage.facts)) return "no source tells of it";
  if (state === "open") {
    if (coverage.begins != null && period.start < coverage.begins)
      return `the data begin on ${coverage.begins}`;
    return `data up to the end of ${period.name}`;
  }
  const until = changesUntil(kpi.id as KpiId, period, config.parameters);
  const ahead = until !== null && (coverage.dataUntil === null || coverage.dataUntil.slice(0, 10) <= until);
  if (ahead) return `looks ahead until ${until}`;
  return kpi.ofMonths ? "the costs of its months" : "contacts of the period that are still open";
}
