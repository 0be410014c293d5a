/**
 * What an organisation decides once, complete. Keys are sorted and lists whose order says nothing too, so that the same
 * decisions are the same data however they are written.
 */

import { type ComparisonSettings, usualComparison } from "../functions/core/comparison.ts";
import {
  type BusinessHours,
  type BusinessSchedule,
  dimensions,
  type OpeningHours,
  type OrganisationEvent,
  type Settings,
  usualSettings,
} from "../functions/core/config.ts";
import {
  parameters as known,
  nameKey,
  type Parameter,
  type Parameters,
  type ParameterValue,
  usualParameters,
} from "../functions/core/parameters.ts";
import { benchmarksOf } from "./build-targets.ts";
import type { Written } from "./schema.ts";
import { writtenName } from "./settings.ts";
import { durationSeconds, hoursOf, limitOf, weekdays } from "./values.ts";

type Section<Name extends keyof Written> = NonNullable<Written[Name]>;
type Values = Readonly<Partial<Record<string, ParameterValue>>>;

export function settingsOf(written: Written): Settings {
  const { zone, currency } = written.organisation;
  const holidays = (written.holidays ?? []).toSorted();
  return {
    parameters: parametersOf(written.parameters ?? {}),
    comparison: comparisonOf(written.comparison ?? {}),
    currency: currency ?? usualSettings.currency,
    dimensions: dimensions.filter((name) => written.dimensions?.includes(name)),
    businessHours: written.business_hours ? businessHoursOf(written.business_hours, zone, holidays) : null,
    holidays,
    events: (written.events ?? []).map(eventOf),
    benchmarks: benchmarksOf(written.benchmarks ?? {}),
  };
}

/** What the file says of a channel or department is laid over what usually holds for it. */
function parametersOf({ by_channel, by_department, ...organisation }: Section<"parameters">): Parameters {
  const { organisation: usual, byChannel, byDepartment } = usualParameters;
  return {
    organisation: sorted({ ...usual, ...valuesOf(organisation) }),
    byChannel: members(byChannel, by_channel ?? {}),
    byDepartment: members(byDepartment, by_department ?? {}),
  };
}

function members(
  usual: Parameters["byChannel"],
  written: Readonly<Record<string, Values>>,
): Parameters["byChannel"] {
  // Whoever writes Chat means the chat that has an own value usually.
  const usually = new Map(Object.entries(usual).map(([name, values]) => [nameKey(name), values]));
  const said = new Set(Object.keys(written).map(nameKey));
  const rest = Object.keys(usual).filter((name) => !said.has(nameKey(name)));
  return Object.fromEntries(
    [...rest, ...Object.keys(written)]
      .sort()
      .map((name) => [name, sorted({ ...usually.get(nameKey(name)), ...valuesOf(own(written, name)) })]),
  );
}

const own = (group: Readonly<Record<string, Values>>, name: string): Values =>
  Object.hasOwn(group, name) ? (group[name] ?? {}) : {};

const every: readonly Parameter[] = known;

function valuesOf(written: Values): Readonly<Record<string, ParameterValue>> {
  const given = every.flatMap((parameter): [string, ParameterValue][] => {
    const value = written[parameter.id];
    return value === undefined ? [] : [[parameter.id, secondsOrAsIs(parameter, value)]];
  });
  return Object.fromEntries(given);
}

function secondsOrAsIs({ kind }: Parameter, value: ParameterValue): ParameterValue {
  if (kind === "duration") return value === 0 ? 0 : durationSeconds(String(value));
  return Array.isArray(value) ? value.toSorted() : value;
}

function sorted<T extends object>(group: T): T {
  return Object.fromEntries(Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

function comparisonOf(written: Section<"comparison">): ComparisonSettings {
  const given = Object.keys(usualComparison).flatMap((name) => {
    const value = written[writtenName(name)];
    if (value === undefined) return [];
    return [[name, typeof value === "string" && value.endsWith("%") ? limitOf(value) : value]];
  });
  return { ...usualComparison, ...Object.fromEntries(given) };
}

function businessHoursOf(
  { schedules, departments }: Section<"business_hours">,
  zone: string,
  holidays: readonly string[],
): BusinessHours {
  const all = Object.entries(schedules).map(([name, schedule]) => [
    name,
    scheduleOf(schedule, zone, holidays),
  ]);
  return { schedules: sorted(Object.fromEntries(all)), ofDepartment: sorted(departments ?? {}) };
}

function scheduleOf(
  written: Section<"business_hours">["schedules"][string],
  zone: string,
  holidays: readonly string[],
): BusinessSchedule {
  const week = weekdays.flatMap((name, index): OpeningHours[] => {
    const hours = written[name] ?? (index < 5 ? written.monday_to_friday : undefined) ?? "closed";
    if (hours === "closed") return [];
    const weekday = (index + 1) as OpeningHours["weekday"];
    return [hours].flat().map((text) => ({ weekday, ...hoursOf(text) }));
  });
  return { zone: written.zone ?? zone, week, holidays: written.holidays?.toSorted() ?? holidays };
}

function eventOf({ id, title, on, until, channels }: Section<"events">[number]): OrganisationEvent {
  return {
    id,
    title,
    on,
    ...(until !== undefined && { until }),
    ...(channels !== undefined && { channels: channels.toSorted() }),
  };
}
