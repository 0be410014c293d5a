/** Departments, channels and reasons the config names and no contact has: most likely spelt otherwise than in the data. */

import type { Config, Scope } from "../core/config.ts";
import { nameKey, usualParameters } from "../core/parameters.ts";
import { periodAt, trailing } from "../core/period.ts";
import { nearest } from "../core/spelling.ts";
import type { Warehouse } from "../ports.ts";
import { readValues } from "../stages/values.ts";
import { plain } from "./plain.ts";

type By = "department" | "channel" | "reason";

interface Named {
  readonly where: string;
  readonly by: By;
  readonly member: string;
}

const months = 6;

/** A note for each; none while there are no tables to look into. */
export async function unknownMembers(
  config: Config,
  now: string,
  warehouse: Warehouse,
): Promise<readonly string[]> {
  const names = namedIn(config);
  const { generation, pending } = await warehouse.published();
  if (names.length === 0 || generation === 0 || pending.length > 0) return [];
  const periods = trailing(periodAt("month", now, config.organisation.zone), months);
  const asked = { kpis: ["contacts_opened"], grains: ["department", "channel", "reason"] } as const;
  const values = await warehouse.read((reader) => readValues(reader, "month", periods, asked));
  if (values.length === 0) return [];
  return names.flatMap(({ where, by, member }) => {
    const known = [...new Set(values.filter((value) => value.by === by).map((value) => value.member))];
    if (known.some((one) => nameKey(one) === nameKey(member))) return [];
    const near = nearest(member, known);
    const guess = near === undefined ? "" : `; did you mean "${plain(near)}"?`;
    return [`note      ${where}: no contact of the last ${months} months has the ${by} "${member}"${guess}`];
  });
}

function namedIn({ reports, parameters, businessHours, events, organisation }: Config): readonly Named[] {
  const scope = (where: string, one: Scope | null): readonly Named[] => (one ? [{ where, ...one }] : []);
  const all = (where: string, by: By, members: readonly string[]) =>
    members.map((member) => ({ where, by, member }));
  const usual = Object.keys(usualParameters.byChannel);
  const channels = Object.keys(parameters.byChannel).filter((name) => !usual.includes(name));
  return [
    ...reports.flatMap(({ id, scope: own, to }) => [
      ...scope(`scope of ${id}`, own),
      ...to.flatMap((reader) => scope(`a reader's scope in ${id}`, reader.scope)),
    ]),
    ...all("parameters", "channel", channels),
    ...all("parameters", "department", Object.keys(parameters.byDepartment)),
    ...all("business_hours", "department", Object.keys(businessHours?.ofDepartment ?? {})),
    ...events.flatMap(({ id, channels: touched = [] }) => all(`event ${id}`, "channel", touched)),
    ...Object.entries(organisation.labels).flatMap(([locale, { departments, reasons }]) => [
      ...all(`labels of ${locale}`, "department", Object.keys(departments)),
      ...all(`labels of ${locale}`, "reason", Object.keys(reasons)),
    ]),
  ];
}
