/** One family's select: its events, what the config says to them, and the breakdowns they are summed into. */

import { query } from "../../queries/index.ts";
import { type Config, dimensions } from "../core/config.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { type Cell, rowsQuery } from "../core/inputs.ts";
import { type Family, type Grain, type Kpi, kpis, measureOf } from "../core/kpi.ts";
import { type ParameterId, type ParameterValue, parameters } from "../core/parameters.ts";
import { compose, fingerprintText, type Query } from "../core/query.ts";
import type { ParamValue, Select } from "../core/warehouse.ts";
import { withParams } from "./facts.ts";
import { handling, readsSums } from "./months.ts";

export type KpiSettings = Pick<Config, "parameters" | "businessHours" | "dimensions"> & {
  readonly organisation: Pick<Config["organisation"], "zone">;
};

/** The select that gives a family's components of these cohorts. `known` supplies what is not the config's to say. */
export function componentsOf(
  family: Family,
  settings: KpiSettings,
  known: Readonly<Record<string, ParamValue>>,
): Select {
  const events = query(`kpis/${family}`);
  const summing = breakdowns(settings);
  const composed = compose(query(summing), {
    ...inputsOf(events, settings),
    kept: kept(family, settings),
    events,
  });
  return withParams(
    { ...composed, name: events.name, parts: [summing, events.name, ...(events.inputs ?? [])] },
    { ...organisationWide(settings), zone: settings.organisation.zone, family, ...known },
  );
}

/** What a family's rows mean: its SQL, how it is summed, and what the config says to it. */
export function familyFingerprint(family: Family, settings: KpiSettings, facts: string): string {
  const events = query(`kpis/${family}`);
  const wide = organisationWide(settings);
  const read = Object.keys(events.params).filter((name) => Object.hasOwn(wide, name));
  const sql = [events, ...[breakdowns(settings), ...sums].map(query)];
  const inputs = Object.values({ ...inputsOf(events, settings), kept: kept(family, settings) });
  return fingerprint([
    facts,
    settings.organisation.zone,
    ...[...sql, ...inputs].map(({ text }) => fingerprintText(text)),
    ...read.map((name) => `${name}=${JSON.stringify(wide[name])}`),
    // What is made of another family's sums means something else as soon as they do.
    ...(readsSums(family) ? [familyFingerprint(handling, settings, facts)] : []),
  ]);
}

const sums = ["rollups/kpi_daily", "rollups/kpi_weekly", "rollups/kpi_monthly"];

/** Every breakdown is one more pass over the events, so those by dimensions are made only where some are named. */
const breakdowns = ({ dimensions: named }: KpiSettings): string =>
  named.length > 0 ? "rollups/components_by_dimension" : "rollups/components";

/** What the family's SQL asks of the config beside its parameters, each as a table. */
function inputsOf(events: Query, settings: KpiSettings): Readonly<Record<string, Query>> {
  const asked = new Set(events.inputs);
  const hours = asked.has("open_hours") ? hoursOf(settings) : {};
  return {
    ...hours,
    ...(asked.has("limits") ? { limits: limits(settings) } : {}),
    ...(asked.has("schedules") ? { schedules: schedules(settings) } : {}),
  };
}

function hoursOf({ businessHours }: KpiSettings): Readonly<Record<string, Query>> {
  const all = Object.entries(businessHours?.schedules ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    opening_hours: rowsQuery(
      "opening_hours",
      { schedule: "varchar", zone: "varchar", weekday: "bigint", from_minute: "bigint", to_minute: "bigint" },
      all.flatMap(([name, { zone, week }]) =>
        week.map(({ weekday, from, to }) => [name, zone, weekday, from, to]),
      ),
    ),
    closed_days: rowsQuery(
      "closed_days",
      { schedule: "varchar", day: "date" },
      all.flatMap(([name, { holidays }]) => holidays.map((day) => [name, day])),
    ),
    open_hours: query("calendar/open_hours"),
  };
}

/** Which schedule a department keeps; one that is not here keeps the default. */
function schedules({ businessHours }: KpiSettings): Query {
  const rows = Object.entries(businessHours?.ofDepartment ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return rowsQuery("schedules", { department: "varchar", schedule: "varchar" }, rows);
}

/** Parameters that differ by channel or department: `scope` is channel or department, names are in small letters. */
function limits({ parameters: { byChannel, byDepartment } }: KpiSettings): Query {
  const rowsOf = (scope: string, members: typeof byChannel): readonly (readonly Cell[])[] =>
    Object.entries(members)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([member, values]) =>
        Object.entries(values)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, value]) => [
            id,
            scope,
            member.toLowerCase(),
            typeof value === "number" ? value : null,
            typeof value === "number" ? null : String(value),
          ]),
      );
  return rowsQuery(
    "limits",
    { parameter: "varchar", scope: "varchar", member: "varchar", amount: "bigint", word: "varchar" },
    [...rowsOf("channel", byChannel), ...rowsOf("department", byDepartment)],
  );
}

/** Parameter values as SQL takes them: flags are the words true and false, words come as a pattern too. */
function organisationWide({
  parameters: { organisation },
}: KpiSettings): Readonly<Record<string, ParamValue>> {
  return Object.fromEntries(
    parameters.flatMap(({ id }): (readonly [string, ParamValue])[] => {
      const value = organisation[id as ParameterId] as ParameterValue;
      if (typeof value === "boolean") return [[id, String(value)]];
      if (typeof value === "string" || typeof value === "number") return [[id, value]];
      return [
        [id, value],
        [`${id}_pattern`, anyOf(value)],
      ];
    }),
  );
}

/** A pattern that finds one of these words among others between bars, whatever their letters' size. */
function anyOf(words: readonly string[]): string {
  if (words.length === 0) return "a^"; // nothing follows a letter and begins the text
  const exact = words.map((word) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[!-/:-@[-`{-~]/g, "\\$&"),
  );
  return `[|] *(${exact.join("|")}) *[|]`;
}

/** Which measure of a family is kept by which grain. */
function kept(family: Family, settings: KpiSettings): Query {
  const grainsOf = new Map<string, Set<Grain>>();
  for (const kpi of kpis as readonly Kpi[])
    if (kpi.family === family)
      for (const grain of kpi.grains)
        grainsOf.set(measureOf(kpi), (grainsOf.get(measureOf(kpi)) ?? new Set()).add(grain));
  const rows = [...grainsOf].flatMap(([measure, of]) =>
    ["all", ...of]
      .filter((grain, index, all) => all.indexOf(grain) === index && isKept(grain, settings))
      .map((grain) => [measure, grain]),
  );
  return rowsQuery("kept", { kpi: "varchar", grain: "varchar" }, rows);
}

/** Location, product and queue are kept where the organisation says so. */
export function isKept(grain: string, { dimensions: named }: Pick<Config, "dimensions">): boolean {
  return grain
    .split("_x_")
    .every((part) => !dimensions.some((one) => one === part) || named.some((one) => one === part));
}
