/** `raport kpis`: the numbers of one period, from the tables the reports are made from. */

import { Command, Option } from "commander";
import { dataBegin, everything } from "../core/begin.ts";
import type { Config } from "../core/config.ts";
import { sourceUntil } from "../core/due.ts";
import { type Grain, grains, type Kpi, type KpiId, kpiOf } from "../core/kpi.ts";
import { type Period, type PeriodGrain, periodOf } from "../core/period.ts";
import { fewestRanked, ranksOf } from "../core/ranking.ts";
import { breaksWithin } from "../core/series-breaks.ts";
import { type Coverage, isTold, stateOf, type Value, valuesOf } from "../core/values.ts";
import type { Ports } from "../ports.ts";
import { loadState } from "../stages/tick.ts";
import { coverageOf, operatingOf, readValues } from "../stages/values.ts";
import { chosenKpis, grainOf, kpiId } from "./asked.ts";
import { configOf } from "./in-force.ts";
import { configOption, date, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { leftOutLines } from "./summary.ts";
import { onlyByMember, table, withData } from "./table.ts";

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
  /** Only where it is asked for; null for a member without a value, or with too little behind it. */
  readonly rank?: number | null;
}

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly period: PeriodGrain;
  readonly on: string;
  readonly kpi?: KpiId;
  readonly by: Grain;
  readonly rank?: boolean;
  readonly json?: boolean;
  readonly all?: boolean;
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
    .addOption(stackOption())
    .addOption(nowOption())
    .option("--rank", "with --by agent: 1 for the best by each KPI")
    .option("--all", "also the KPIs that have no data in this period")
    .option("--json", "one JSON array of all of them instead of a table")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- kpis --period week --on 2026-11-16\n  npm run raport -- kpis --period month --on 2026-10-01 --by channel --kpi contacts_opened --json\n  npm run raport -- kpis --period month --on 2026-10-01 --by agent --kpi resolved_within_day_share --rank\n  npm run raport -- kpis --period week --on 2026-11-16 --stack raport",
    )
    .action(async (options: Options) => {
      const config = await configOf(options);
      const ports = openPlace(options);
      try {
        const period = periodOf(options.period, options.on, config.organisation.zone);
        const { rows, breaks } = await kpisAsked(
          {
            config,
            period,
            by: options.by,
            now: options.now ?? utc(new Date()),
            ...(options.kpi ? { kpi: options.kpi } : {}),
            ...(options.rank ? { rank: true } : {}),
          },
          ports,
        );
        if (options.json) return console.log(JSON.stringify(rows, null, 2));
        const left = await ports.warehouse.read((reader) => leftOutLines(config, reader));
        const { shown, note } = withData(rows, options.all === true || options.kpi !== undefined);
        const isEvery = options.all && options.by === "all" && options.kpi === undefined;
        const others = isEvery ? onlyByMember() : [];
        console.log([table(shown, period, config), ...note, ...others, ...breaks, ...left].join("\n"));
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
  readonly rank?: boolean;
}

/** The values of every KPI that allows the grain, one row per member that has any. */
export async function kpiRows(
  question: KpiQuestion,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<readonly KpiRow[]> {
  return (await kpisAsked(question, ports)).rows;
}

/** The same, and a line for each source that began or ended within the period. */
async function kpisAsked(
  question: KpiQuestion,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<{ readonly rows: readonly KpiRow[]; readonly breaks: readonly string[] }> {
  const { config, period, by, now } = question;
  const chosen = chosenKpis(question, config);
  const state = await loadState({ config, polled: new Set() }, ports);
  return ports.warehouse.read(async (reader) => {
    const until = config.sources.map((source) =>
      sourceUntil(source, config, { ...state, warehouse: reader.state }, now),
    );
    const begins = dataBegin(everything(config), config, state);
    const coverage = await coverageOf(config, until, reader, begins, state.sources);
    const read = await readValues(reader, period.grain, [period], {
      // Whoever has contacts is a member, and the mix is a part of all of them.
      kpis: [...new Set<KpiId>([...chosen.map(({ id }) => id as KpiId), "contacts_opened"])],
      grains: [...new Set<Grain>([by, "all"])],
      isOperating: operatingOf(config),
    });
    const rows = chosen.flatMap((kpi) => rowsOf(kpi, read, coverage, question));
    return {
      rows: question.rank ? ranked(rows, fewestRanked(config)) : rows,
      breaks: breakLines(rows, coverage, period),
    };
  });
}

function breakLines(rows: readonly KpiRow[], coverage: Coverage, period: Period): readonly string[] {
  const told = new Set(rows.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
  return breaksWithin(coverage, period).flatMap(({ source, kind, day, kpis }) => {
    const count = kpis.filter((id) => told.has(id)).length;
    return count === 0
      ? []
      : [
          `${kind.padEnd(10)}${source} on ${day}, a part of ${count === 1 ? "1 KPI" : `${count} KPIs`} above: not compared across that day`,
        ];
  });
}

function rowsOf(
  kpi: Kpi,
  read: readonly Value[],
  coverage: Coverage,
  { config, period, by }: KpiQuestion,
): readonly KpiRow[] {
  const id = kpi.id as KpiId;
  const values = valuesOf(read, coverage);
  const { grain, start, end } = period;
  return membersOf(kpi, read, coverage, { period, by }).map((member): KpiRow => {
    const value = values.at(id, period, by, member);
    return {
      kpi: id,
      period: grain,
      start,
      end,
      by,
      member,
      numerator: value?.numerator ?? null,
      denominator: value?.denominator ?? null,
      value: value?.value ?? null,
      state: stateOf(id, period, value, coverage, config.parameters),
    };
  });
}

function membersOf(
  kpi: Kpi,
  read: readonly Value[],
  coverage: Coverage,
  { period, by }: Pick<KpiQuestion, "period" | "by">,
): readonly string[] {
  if (by === "all") return ["all"];
  if (!isTold(kpi, coverage.facts)) return [];
  const members = valuesOf(read, coverage).members(by, [period], kpi.id as KpiId);
  return by.endsWith("hour") ? byTheClock(members) : members;
}

/** Hours as the clock has them, what is not stated last, within whatever stands before them. */
function byTheClock(members: readonly string[]): readonly string[] {
  const parts = members.map((member) => {
    const at = member.lastIndexOf(" / ");
    return { member, before: member.slice(0, Math.max(0, at)), hour: member.slice(at < 0 ? 0 : at + 3) };
  });
  const inOrder = (hour: string) => (/^\d/.test(hour) ? hour : "~");
  return [...Map.groupBy(parts, ({ before }) => before).values()].flatMap((group) =>
    group
      .toSorted((one, other) => (inOrder(one.hour) < inOrder(other.hour) ? -1 : 1))
      .map(({ member }) => member),
  );
}

/** Each row with its rank among those of its KPI. */
function ranked(rows: readonly KpiRow[], fewest: number): readonly KpiRow[] {
  return [...Map.groupBy(rows, ({ kpi }) => kpi)].flatMap(([id, of]) => {
    const ranks = ranksOf(kpiOf(id) as Kpi, of, fewest);
    return of.map((row, index) => ({ ...row, rank: ranks[index] ?? null }));
  });
}
