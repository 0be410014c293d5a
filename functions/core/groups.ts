/** Which groups of contacts are kept from readers who see less than everything, and their values without them. Pure. */

import type { Scope } from "./config.ts";
import { type Grain, type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import { type Cell, type Kept, keep, type Size, withheldKey } from "./privacy.ts";
import { grainWithin, type Parted } from "./scope.ts";
import { hasOwnReasons, type Values } from "./values.ts";

/** A group that a reader was not told of before: it stays so, or what came in late would tell what it was. */
export interface Untold {
  readonly start: string;
  readonly by: Grain;
  readonly parts: readonly string[];
}

export interface Groups {
  /** Whether a reader of the scope, which is one of the parts, is told nothing of it. */
  isHidden(kpi: KpiId, start: string, by: Grain, parts: readonly string[], scope: Scope): boolean;
  /** Whether so few came that nobody is told who is among the members. */
  isWithheld(start: string, by: Grain, scope: Scope): boolean;
}

/** The tables that are read within a scope; their rows and columns are what readers know the totals of. */
const tables = [
  "department_x_channel",
  "department_x_reason",
  "channel_x_reason",
  "department_x_agent",
  "channel_x_agent",
] as const;
type Table = (typeof tables)[number];

const counted = "contacts_opened";

/**
 * A group is the contacts of a member in a period. One of fewer than `smallest` is hidden with all its values; so is one
 * of which a value is made of fewer, of fewer surveys for one.
 */
export function groupsOf(rows: readonly Parted[], smallest: number, untold: readonly Untold[] = []): Groups {
  const before = new Set(untold.map(({ start, by, parts }) => `${start}\n${by}\n${idOf(parts)}`));
  const judged = new Map<string, Judged>();
  const shown = rows.filter(
    ({ value: { by, kpi } }) => isTable(by) && !(by.includes("reason") && hasOwnReasons(kpi)),
  );
  for (const [name, own] of Map.groupBy(shown, ({ value }) => `${value.start}\n${value.by}`)) {
    const table = (own[0] as Parted).value.by as Table;
    const wasHidden = (id: string) => before.has(`${name}\n${id}`);
    const look = table.includes("agent") ? judgeAgents : judge;
    judged.set(name, look(table, own, smallest, wasHidden));
  }
  return {
    isHidden: (kpi, start, by, parts, scope) =>
      judged.get(`${start}\n${by}`)?.isHidden(kpi, parts, scope) ?? false,
    isWithheld: (start, by, scope) =>
      judged
        .get(`${start}\n${by}`)
        ?.kept.withheld.has(withheldKey(lineOf(scope.by, scope.member), counted)) ?? false,
  };
}

interface Judged {
  readonly kept: Kept;
  isHidden(kpi: KpiId, parts: readonly string[], scope: Scope): boolean;
}

/**
 * One look at all KPIs together: a group that is hidden in one of them is hidden in all, for a mean and a share of the
 * same contacts, shown in full, tell how many contacts make both come out whole.
 */
function judge(
  table: Table,
  rows: readonly Parted[],
  smallest: number,
  wasHidden: (id: string) => boolean,
): Judged {
  const groups = [...Map.groupBy(rows, ({ parts }) => idOf(parts)).values()];
  const kept = keep(
    groups.map((group) => cellOf(table, group, smallest, wasHidden)),
    smallest,
  );
  return {
    kept,
    isHidden: (kpi, parts, { by, member }) =>
      kept.hidden.has(idOf(parts)) || kept.withheld.has(withheldKey(lineOf(by, member), kpi)),
  };
}

/**
 * Of agents each KPI is looked at by itself: how many a value is made of stands beside it anyway, and few surveys of
 * somebody with many contacts would hide all there is to say of them. Whoever has few contacts is hidden in everything.
 */
function judgeAgents(
  table: Table,
  rows: readonly Parted[],
  smallest: number,
  wasHidden: (id: string) => boolean,
): Judged {
  const groups = [...Map.groupBy(rows, ({ parts }) => idOf(parts)).values()];
  const small = new Set(
    groups
      .map((group) => ({ id: idOf((group[0] as Parted).parts), size: sizeOf(group) }))
      .filter(({ id, size }) => isBelow(size, smallest) || wasHidden(id))
      .map(({ id }) => id),
  );
  const byKpi = new Map(
    [...new Set<KpiId>([counted, ...rows.map(({ value }) => value.kpi)])].map((kpi) => {
      const cells = groups.map((group): Cell => {
        const { parts } = group[0] as Parted;
        const value = group.find((one) => one.value.kpi === kpi)?.value;
        const size = value && measured(value);
        const isSmall =
          small.has(idOf(parts)) || (isRatio(kpiOf(kpi)) && isBelow(size?.amount ?? 0, smallest));
        return { id: idOf(parts), lines: linesOf(table, parts), isSmall, sizes: size ? { [kpi]: size } : {} };
      });
      return [kpi, keep(cells, smallest)] as const;
    }),
  );
  return {
    kept: byKpi.get(counted) as Kept,
    isHidden(kpi, parts, { by, member }) {
      const kept = byKpi.get(kpi);
      const id = idOf(parts);
      return (
        small.has(id) ||
        kept?.hidden.has(id) === true ||
        kept?.withheld.has(withheldKey(lineOf(by, member), kpi)) === true
      );
    },
  };
}

const isBelow = (amount: number, smallest: number) => amount > 0 && amount < smallest;

function cellOf(
  table: Table,
  group: readonly Parted[],
  smallest: number,
  wasHidden: (id: string) => boolean,
): Cell {
  const { parts } = group[0] as Parted;
  const sizes = Object.fromEntries(
    group.flatMap(({ value }) => {
      const size = measured(value);
      return size ? [[value.kpi, size] as const] : [];
    }),
  );
  const isFew = (amount: number) => isBelow(amount, smallest);
  const isSmall =
    isFew(sizeOf(group)) ||
    group.some(({ value }) => isRatio(kpiOf(value.kpi)) && isFew(measured(value)?.amount ?? 0)) ||
    wasHidden(idOf(parts));
  const id = idOf(parts);
  return { id, lines: linesOf(table, parts), isSmall, sizes: { [counted]: { amount: 0 }, ...sizes } };
}

/** Its contacts opened; of a group none was opened in, the fewest of what else it is known for. */
function sizeOf(group: readonly Parted[]): number {
  const opened = group.find(({ value }) => value.kpi === counted)?.value.value ?? 0;
  if (opened > 0) return opened;
  const others = group.map(({ value }) => measured(value)?.amount ?? 0).filter((amount) => amount > 0);
  return others.length === 0 ? 0 : Math.min(...others);
}

const ratios: readonly (Kpi["kind"] | undefined)[] = [
  "share",
  "mean",
  "points",
  "median",
  "ninetieth",
  "largest",
  "running_share",
];
/** Made of things that are counted one by one, and not of hours or money. */
const isRatio = (kpi: Kpi | undefined) => ratios.includes(kpi?.kind) && kpi?.observations !== "days";

/** How many a value is made of; undefined where it is made of nothing that is counted. */
function measured({ kpi, numerator, denominator, value }: Parted["value"]): Size | undefined {
  const entry = kpiOf(kpi);
  if (!entry || entry.observations === "days" || entry.kind === "mix") return undefined;
  if (entry.kind === "share" || entry.kind === "running_share")
    return denominator === null ? undefined : { amount: denominator, of: numerator ?? 0 };
  if (isRatio(entry)) return denominator === null ? undefined : { amount: denominator };
  if (entry.kind === "per_day") return numerator === null ? undefined : { amount: numerator };
  return entry.unit === "count" && value !== null ? { amount: Math.abs(value) } : undefined;
}

const idOf = (parts: readonly string[]) => JSON.stringify(parts);
const isTable = (by: Grain): by is Table => (tables as readonly Grain[]).includes(by);
const lineOf = (by: string, member: string) => `${by}\n${member}`;

/** Readers are limited to a department or a channel, so those have totals somebody knows. */
function linesOf(table: Table, parts: readonly string[]): readonly string[] {
  const isKnown = (by: string) => by === "department" || by === "channel";
  return table.split("_x_").flatMap((by, at) => (isKnown(by) ? [lineOf(by, parts[at] as string)] : []));
}

/** The values of a scope, and of its breakdowns only what is no small group and gives none away. */
export function guarded(values: Values, scope: Scope, groups: Groups): Values {
  const apart = (by: Grain, member: string) => {
    const grain = grainWithin(scope, by);
    const parts = grain?.startsWith(scope.by) ? [scope.member, member] : [member, scope.member];
    return grain && by !== "all" ? { grain, parts } : undefined;
  };
  const isHidden: NonNullable<Values["isHidden"]> = (kpi, { start }, by, member) => {
    const found = apart(by, member);
    return found !== undefined && groups.isHidden(kpi, start, found.grain, found.parts, scope);
  };
  return {
    isHidden,
    at: (kpi, period, by = "all", member = "all") =>
      by !== "all" && isHidden(kpi, period, by, member) ? undefined : values.at(kpi, period, by, member),
    members(by, periods, kpi) {
      const grain = grainWithin(scope, by);
      const told = periods.filter(({ start }) => !grain || !groups.isWithheld(start, grain, scope));
      const names = values.members(by, told, kpi);
      // Their place among the others would tell how many they are.
      const [first] = periods;
      const isOut = (member: string) => first !== undefined && isHidden(kpi ?? counted, first, by, member);
      return [...names.filter((name) => !isOut(name)), ...names.filter(isOut).sort()];
    },
  };
}
