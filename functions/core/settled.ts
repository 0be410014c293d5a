/** What the organisation decided of a KPI's definition, in words to print with the number. */

import type { Kpi } from "./kpi.ts";
import {
  type Parameter,
  type ParameterId,
  type Parameters,
  type ParameterValue,
  parameters,
} from "./parameters.ts";

/** By parameter id, in the order of the catalogue: the organisation's value, then what differs by channel or department. */
export function settledOf(
  kpi: Pick<Kpi, "parameters">,
  settings: Parameters,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (kpi.parameters ?? []).map((id) => {
      const parameter = (parameters as readonly Parameter[]).find((one) => one.id === id) as Parameter;
      const own = shown(parameter, settings.organisation[id] as ParameterValue);
      const others = [...differing(settings.byChannel, id), ...differing(settings.byDepartment, id)].map(
        ([member, value]) => `${member} ${shown(parameter, value)}`,
      );
      return [id, others.length === 0 ? own : `${own} (${others.join(", ")})`];
    }),
  );
}

/** A parameter in force, and what differs by channel or department. */
export interface Setting {
  readonly value: ParameterValue;
  readonly others?: readonly { readonly member: string; readonly value: ParameterValue }[];
}

/** The same not in words: the organisation's values, for whoever says them in the reader's language. */
export function settingsOf(
  kpi: Pick<Kpi, "parameters">,
  { organisation, byChannel, byDepartment }: Parameters,
): Readonly<Partial<Record<ParameterId, Setting>>> {
  return Object.fromEntries(
    (kpi.parameters ?? []).map((id): [ParameterId, Setting] => {
      const others = [...differing(byChannel, id), ...differing(byDepartment, id)];
      return [
        id,
        {
          value: organisation[id],
          ...(others.length > 0 && { others: others.map(([member, value]) => ({ member, value })) }),
        },
      ];
    }),
  );
}

function differing(
  members: Parameters["byChannel"],
  id: ParameterId,
): readonly (readonly [string, ParameterValue])[] {
  return Object.entries(members).flatMap(([member, values]) => {
    const value = Object.hasOwn(values, id) ? values[id] : undefined;
    return value === undefined ? [] : [[member, value] as const];
  });
}

function shown({ kind }: Parameter, value: ParameterValue): string {
  if (kind === "duration") return duration(Number(value));
  if (kind === "days") return `${value} d`;
  if (kind === "flag") return value === true ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value).replaceAll("_", " ");
}

/** 4 h, 90 s: the largest unit that needs no fraction. */
function duration(seconds: number): string {
  if (seconds === 0) return "0 s";
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
  ] as const)
    if (seconds % size === 0) return `${seconds / size} ${unit}`;
  return `${seconds} s`;
}
