/** `raport kpis`: the numbers of one period, from the tables the reports are made from. */

import { Command, Option } from "commander";
import { loadConfig } from "../../config/index.ts";
import type { Config } from "../core/config.ts";
import { sourceUntil } from "../core/due.ts";
import { InputError } from "../core/errors.ts";
import { kpis as catalogue, type Grain, grains, type Kpi, type KpiId, kpiOf } from "../core/kpi.ts";
import { type Period, type PeriodGrain, periodOf } from "../core/period.ts";
import { nearest } from "../core/spelling.ts";
import { type Coverage, earliest, stateOf, valuesOf } from "../core/values.ts";
import { openHome } from "../home.ts";
import type { Ports } from "../ports.ts";
import { loadState } from "../stages/tick.ts";
import { firstDay, readValues } from "../stages/values.ts";
import { configOption, date, homeOption, nowOption, utc } from "./options.ts";
import { table } from "./table.ts";

/** One row of `kpis --json`. */
export interface KpiRow {
  readonly kpi: KpiId;
  readonly period: PeriodGrain;
  readonly start: string;
  /** The first local day after the period. */
  readonly end: string;
  readonly by: Grain;
  readonly member: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly state: "open" | "provisional" | "final";
}

interface Options {
  readonly config: string;
  readonly home: string;
  readonly now?: string;
  readonly period: PeriodGrain;
  readonly on: string;
  readonly kpi?: KpiId;
  readonly by: Grain;
  readonly json?: boolean;
}

export function kpisCommand(): Command {
  return new Command("kpis")
    .description("Print the KPIs of the period a date lies in.")
    .addOption(
      new Option("--period <grain>", "how long a period")
        .choices(["day", "week", "month"])
        .makeOptionMandatory(),
    )
    .addOption(new Option("--on <date>", "a local date in the period").argParser(date).makeOptionMandatory())
    .addOption(new Option("--kpi <id>", "only this one").argParser(kpiId))
    .addOption(
      new Option("--by <grain>", `one row per member: ${grains.join(", ")}`)
        .argParser(grainOf)
        .default("all"),
    )
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(nowOption())
    .option("--json", "one JSON array instead of a table")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- kpis --period week --on 2026-11-16\n  npm run raport -- kpis --period month --on 2026-10-01 --by channel --kpi contacts_opened --json",
    )
    .action(async (options: Options) => {
      const config = await loadConfig(options.config);
      const ports = openHome(options.home);
      try {
        const period = periodOf(options.period, options.on, config.organisation.zone);
        const rows = await kpiRows(
          {
            config,
            period,
            by: options.by,
            now: options.now ?? utc(new Date()),
            ...(options.kpi ? { kpi: options.kpi } : {}),
          },
          ports,
        );
        console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows, period));
      } finally {
        await ports.warehouse.close();
      }
    });
}

export interface KpiQuestion {
  readonly config: Config;
  readonly period: Period;
  readonly by: Grain;
  readonly now: string;
  readonly kpi?: KpiId;
}

/** The values of every KPI that allows the grain, one row per member that has any. */
export async function kpiRows(
  { config, period, by, now, kpi }: KpiQuestion,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<readonly KpiRow[]> {
  const chosen = (catalogue as readonly Kpi[]).filter(
    ({ id, grains: allowed }) => (kpi === undefined || id === kpi) && allowed.includes(by),
  );
  if (chosen.length === 0) throw notKept(kpi ?? "", by);
  const state = await loadState({ config, polled: new Set() }, ports);
  return ports.warehouse.read(async (reader) => {
    const until = config.sources.map((source) =>
      sourceUntil(source, config, { ...state, warehouse: reader.state }, now),
    );
    const coverage: Coverage = { firstDay: await firstDay(reader), dataUntil: earliest(until) };
    const values = valuesOf(await readValues(reader, period.grain, [period]), coverage);
    const members = by === "all" ? ["all"] : values.members(by, [period]);
    return chosen.flatMap(({ id }) =>
      members.map((member): KpiRow => {
        const value = values.at(id as KpiId, period, by, member);
        const { grain, start, end } = period;
        return {
          kpi: id as KpiId,
          period: grain,
          start,
          end,
          by,
          member,
          numerator: value?.numerator ?? null,
          denominator: value?.denominator ?? null,
          value: value?.value ?? null,
          state: stateOf(id as KpiId, period, value, coverage),
        };
      }),
    );
  });
}

export function kpiId(text: string): KpiId {
  const known = kpiOf(text);
  if (known) return known.id as KpiId;
  throw unknown(
    "KPI",
    text,
    catalogue.map(({ id }) => id),
  );
}

/** `channel x reason` and `channel,reason` mean channel_x_reason. */
function grainOf(text: string): Grain {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*(,|×|\bx\b|-x-|_x_)\s*/, "_x_");
  const known = grains.find((grain) => grain === plain);
  if (known) return known;
  throw unknown("grain", text, grains);
}

function notKept(kpi: string, by: Grain): InputError {
  const kept = kpiOf(kpi)?.grains ?? [];
  return new InputError(
    `${kpi} is not kept by ${by}. It is kept by ${kept.join(", ")}; add --by ${kept[0] ?? "all"}.`,
  );
}

function unknown(what: string, text: string, known: readonly string[]): InputError {
  const near = nearest(text, known);
  return new InputError(
    `"${text}" is not a ${what} we have${near ? `; did you mean ${near}?` : "."} Use one of ${known.join(", ")}.`,
  );
}
