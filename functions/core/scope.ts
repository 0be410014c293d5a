/** Who may see what: the part of the whole a reader is limited to, and the values of that part among all of them. Pure. */

import type { ReportConfig, Scope } from "./config.ts";
import { type Grain, grains, type Kpi, type KpiId, kpiOf, kpis, measureOf } from "./kpi.ts";
import { nameKey } from "./parameters.ts";
import { hasOwnReasons, type Value } from "./values.ts";

/** A value with the parts of its member apart: names may hold whatever joins them. */
export interface Parted {
  readonly value: Value;
  readonly parts: readonly string[];
}

/** What is both in the report's scope and in the reader's; undefined where that is nothing at all. */
export function narrowed(report: Scope | null, reader: Scope | null): Scope | null | undefined {
  if (report === null) return reader;
  if (reader === null || isSameScope(report, reader)) return report;
  return undefined;
}

/** What somebody of the list may see; undefined where the report and they have nothing in common. */
export function scopeFor(
  report: Pick<ReportConfig, "scope">,
  reader: { readonly scope: Scope | null },
): Scope | null | undefined {
  return narrowed(report.scope, reader.scope);
}

/** Case makes no difference between names of members. */
export function isSameScope(one: Scope | null, other: Scope | null): boolean {
  if (one === null || other === null) return one === other;
  return one.by === other.by && nameKey(one.member) === nameKey(other.member);
}

/** The grain that holds a breakdown of one member; undefined where nothing so fine is kept. */
export function grainWithin(scope: Scope | null | undefined, by: Grain): Grain | undefined {
  if (!scope) return by;
  if (by === "all") return scope.by;
  if (by.includes("_x_") || by === scope.by) return undefined;
  const names = [`${scope.by}_x_${by}`, `${by}_x_${scope.by}`];
  return grains.find((grain) => names.includes(grain));
}

/** Whether a KPI is kept by this breakdown within the scope. */
export function isKept(kpi: Kpi, by: Grain, scope: Scope | null | undefined): boolean {
  if (!kpi.grains.includes(by)) return false;
  const grain = grainWithin(scope, by);
  if (!scope || grain === undefined) return !scope;
  if (kpi.kind !== "mix") return kpi.grains.includes(grain);
  // A mix within a scope is a part of the scope's own contacts, which are counted by that grain.
  const whole = kpiOf(measureOf(kpi));
  return whole?.kind === "count" && whole.grains.includes(grain) && !hasOwnReasons(kpi.id as KpiId);
}

/** Whether a report of this scope can show the KPI at all. */
export function isShown(kpi: Kpi, scope: Scope | null | undefined): boolean {
  if (!scope) return true;
  return kpi.grains.includes("all")
    ? isKept(kpi, "all", scope)
    : kpi.grains.some((by) => isKept(kpi, by, scope));
}

/** The member as the data spell it; undefined where they know none, or several that differ in case alone. */
export function spelled(scope: Scope, rows: readonly Parted[]): string | undefined {
  const known = new Set(
    rows.filter(({ value }) => value.by === scope.by).map(({ parts: [member = ""] }) => member),
  );
  if (known.has(scope.member)) return scope.member;
  const alike = [...known].filter((member) => nameKey(member) === nameKey(scope.member));
  return alike.length === 1 ? alike[0] : undefined;
}

/** The values of the scope as if there were nothing else: its own total is `all`, its crossed breakdowns are plain ones. */
export function valuesWithin(scope: Scope | null, rows: readonly Parted[]): readonly Value[] {
  if (scope === null) return rows.map(({ value }) => value);
  const member = spelled(scope, rows);
  if (member === undefined) return [];
  const own = rows.flatMap(({ value, parts }): readonly Value[] => {
    if (kpiOf(value.kpi)?.kind === "mix") return [];
    if (value.by === scope.by) return parts[0] === member ? [{ ...value, by: "all", member: "all" }] : [];
    const names = value.by.split("_x_");
    const at = names.indexOf(scope.by);
    if (names.length !== 2 || at < 0 || parts[at] !== member) return [];
    return [{ ...value, by: names[1 - at] as Grain, member: parts[1 - at] as string }];
  });
  return [...own, ...mixesOf(scope, own)];
}

/** Each part's share of the scope's own contacts: nothing of the whole organisation is in it. */
function mixesOf(scope: Scope, own: readonly Value[]): readonly Value[] {
  const mixes = (kpis as readonly Kpi[]).filter(({ kind }) => kind === "mix");
  const wholes = new Map(
    own.filter(({ by }) => by === "all").map(({ kpi, start, value }) => [`${kpi}\n${start}`, value]),
  );
  return mixes.flatMap((mix) =>
    own
      .filter(({ kpi, by }) => kpi === measureOf(mix) && by !== "all" && isKept(mix, by, scope))
      .map((part): Value => {
        const whole = wholes.get(`${part.kpi}\n${part.start}`) ?? null;
        const value = whole !== null && whole > 0 && part.value !== null ? part.value / whole : null;
        return { ...part, kpi: mix.id as KpiId, denominator: whole, value };
      }),
  );
}
