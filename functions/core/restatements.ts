/** What an earlier report said and is true no longer: named by the next one, with the largest cause the facts show. */

import type { Grain } from "./kpi.ts";
import type { KpiModel, ReportModel, RestatementModel } from "./model.ts";
import { type Period, previous, trailing } from "./period.ts";
import type { Entry } from "./samples.ts";
import type { Values } from "./values.ts";

/** So many periods back a report looks at what it said. */
export const lookedBack = 3;

interface Said {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly fingerprint?: string;
  readonly members?: KpiModel["members"];
}

/** The periods whose earlier reports are to be compared with what is true now, oldest first. */
export function periodsSaid(period: Period): readonly Period[] {
  return trailing(previous(period), lookedBack);
}

/**
 * What `earlier` reports of this id said about their periods and what is true now, where a reader would see the
 * difference; the newest period first. A restatement made before counts as said: it is not made again.
 */
export function restatementsOf(
  kpis: readonly Entry[],
  period: Period,
  values: Values,
  earlier: readonly ReportModel[],
): readonly RestatementModel[] {
  const found: RestatementModel[] = [];
  for (const one of periodsSaid(period).toReversed()) {
    for (const kpi of kpis) {
      const said = lastSaid(kpi, one, earlier);
      if (!said || said.value === null) continue;
      const now = values.at(kpi.id, one);
      if (!differs(kpi, said.value, now?.value ?? null)) continue;
      found.push({
        kpi: kpi.id,
        name: kpi.name,
        unit: kpi.unit,
        period: {
          grain: one.grain,
          start: one.start,
          end: one.end,
          name: one.name,
          startsAt: one.startsAt,
          endsAt: one.endsAt,
        },
        reported: said.value,
        value: now?.value ?? null,
        numerator: now?.numerator ?? null,
        denominator: now?.denominator ?? null,
        fingerprint: now?.fingerprint ?? "",
        cause: causeOf(kpi, said, one, values),
      });
    }
  }
  return found;
}

function lastSaid(kpi: Entry, period: Period, earlier: readonly ReportModel[]): Said | undefined {
  let said: Said | undefined;
  for (const report of [...earlier].sort((a, b) => (a.period.start < b.period.start ? -1 : 1))) {
    if (report.period.name === period.name) said = report.kpis.find(({ id }) => id === kpi.id) ?? said;
    const again = report.restatements?.find((one) => one.kpi === kpi.id && one.period.name === period.name);
    if (again) said = again;
  }
  return said;
}

/** A change that does not show in print is none. */
function differs({ unit }: Entry, said: number, now: number | null): boolean {
  if (now === null) return true;
  if (unit === "share") return Math.round(said * 1000) !== Math.round(now * 1000);
  if (unit === "points" || unit === "number") return Math.round(said * 10) !== Math.round(now * 10);
  if (unit === "money") return Math.round(said * 100) !== Math.round(now * 100);
  return Math.round(said) !== Math.round(now);
}

/** What happened to what is counted, and in which member of which breakdown most of it. */
function causeOf(kpi: Entry, said: Said, period: Period, values: Values): RestatementModel["cause"] {
  const now = values.at(kpi.id, period);
  if (said.fingerprint && now?.fingerprint && said.fingerprint !== now.fingerprint)
    return { kind: "definition" };
  const counts = kpi.kind === "count" || kpi.kind === "running";
  const amount = (
    one: { readonly numerator: number | null; readonly denominator: number | null } | undefined,
  ) => (counts ? one?.numerator : one?.denominator) ?? 0;
  const more = Math.round(amount(now) - amount(said));
  const changed = Math.round((now?.numerator ?? 0) - (said.numerator ?? 0));
  const kind = more > 0 ? "late" : more < 0 ? "withdrawn" : "revised";
  const size = Math.abs(more === 0 ? changed : more);
  const place = largest(
    kpi,
    said,
    period,
    values,
    more === 0 ? "numerator" : counts ? "numerator" : "denominator",
  );
  return { kind, ...(kpi.unit === "seconds" && more === 0 ? {} : { size }), ...(place && { place }) };
}

const places: readonly Grain[] = ["channel", "department", "reason"];

function largest(
  kpi: Entry,
  said: Said,
  period: Period,
  values: Values,
  of: "numerator" | "denominator",
): { readonly by: string; readonly member: string; readonly size: number } | null {
  const then = said.members;
  if (!then) return null;
  const moved = [
    ...new Set(then.map(({ by }) => by)),
    ...places.filter((by) => !then.some((one) => one.by === by)),
  ]
    .filter((by) => kpi.grains.includes(by))
    .flatMap((by) => {
      const before = then.filter((one) => one.by === by);
      // A member may have come, or gone, since it was said.
      const names = new Set([...before.map(({ member }) => member), ...values.members(by, [period], kpi.id)]);
      return [...names].flatMap((member) => {
        const was = before.find((one) => one.member === member)?.[of] ?? 0;
        const size = Math.round((values.at(kpi.id, period, by, member)?.[of] ?? 0) - was);
        // What nobody states is no place to look.
        return size === 0 || member === "(not stated)" ? [] : [{ by, member, size: Math.abs(size) }];
      });
    });
  return moved.sort((a, b) => b.size - a.size || (a.member < b.member ? -1 : 1))[0] ?? null;
}
