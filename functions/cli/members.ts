/** Departments, channels and reasons the config names and no contact has: most likely spelt otherwise than in the data. */

import type { Found } from "../../config/index.ts";
import type { Config, Scope } from "../core/config.ts";
import { nameKey, usualParameters } from "../core/parameters.ts";
import { periodAt, trailing } from "../core/period.ts";
import { nearest } from "../core/spelling.ts";
import type { Warehouse } from "../ports.ts";
import { readValues } from "../stages/values.ts";
import { plain } from "./plain.ts";

type By = "department" | "channel" | "reason";

interface Named {
  readonly path: Found["path"];
  readonly by: By;
  readonly member: string;
}

const months = 6;

/** Each, where the file names it; none while there are no tables to look into. */
export async function unknownMembers(
  config: Config,
  now: string,
  warehouse: Warehouse,
): Promise<readonly Found[]> {
  const names = namedIn(config);
  const { generation, pending } = await warehouse.published();
  if (names.length === 0 || generation === 0 || pending.length > 0) return [];
  const periods = trailing(periodAt("month", now, config.organisation.zone), months);
  const asked = { kpis: ["contacts_opened"], grains: ["department", "channel", "reason"] } as const;
  const values = await warehouse.read((reader) => readValues(reader, "month", periods, asked));
  if (values.length === 0) return [];
  return names.flatMap(({ path, by, member }) => {
    const known = [...new Set(values.filter((value) => value.by === by).map((value) => value.member))];
    if (known.some((one) => nameKey(one) === nameKey(member))) return [];
    const message = `no contact of the last ${months} months has the ${by} "${plain(member)}"; ${cure(by, member, known)}`;
    return [{ path, message }];
  });
}

const mostKnown = 8;
const notStated = "(not stated)";

function cure(by: By, member: string, told: readonly string[]): string {
  const known = told.filter((one) => one !== notStated);
  if (known.length === 0) return `none has a ${by} at all: give it in the mapping, or remove the line`;
  const near = nearest(member, known);
  const all = known.map(plain).sort();
  const more = all.length > mostKnown ? ` and ${all.length - mostKnown} more` : "";
  const there = `they have ${all.slice(0, mostKnown).join(", ")}${more}`;
  return near === undefined ? `${there}; write one of them` : `did you mean "${plain(near)}"? (${there})`;
}

function namedIn({ reports, parameters, businessHours, events, organisation }: Config): readonly Named[] {
  const scope = (at: Found["path"], one: Scope | null): readonly Named[] =>
    one ? [{ path: [...at, "scope", one.by], ...one }] : [];
  const all = (at: Found["path"], by: By, members: readonly string[]) =>
    members.map((member) => ({ path: [...at, member], by, member }));
  const usual = Object.keys(usualParameters.byChannel);
  const channels = Object.keys(parameters.byChannel).filter((name) => !usual.includes(name));
  return [
    ...reports.flatMap(({ scope: own, to }, index) => [
      ...scope(["reports", index], own),
      ...to.flatMap((reader, place) => scope(["reports", index, "to", place], reader.scope)),
    ]),
    ...all(["parameters", "by_channel"], "channel", channels),
    ...all(["parameters", "by_department"], "department", Object.keys(parameters.byDepartment)),
    ...all(["business_hours", "departments"], "department", Object.keys(businessHours?.ofDepartment ?? {})),
    ...events.flatMap(({ channels: touched = [] }, index) =>
      touched.map((member) => ({ path: ["events", index, "channels"], by: "channel" as const, member })),
    ),
    ...Object.entries(organisation.labels).flatMap(([locale, { departments, reasons }]) => [
      ...all(["organisation", "labels", locale, "departments"], "department", Object.keys(departments)),
      ...all(["organisation", "labels", locale, "reasons"], "reason", Object.keys(reasons)),
    ]),
  ];
}
