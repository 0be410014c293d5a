/** What must hold within a report and between reports. */

import type { ReportConfig, Template } from "../functions/core/config.ts";
import { kpiOf } from "../functions/core/kpi.ts";
import { nameKey } from "../functions/core/parameters.ts";
import { isShown } from "../functions/core/scope.ts";
import { entries, type Found, get, list, repeated } from "./found.ts";
import { shown } from "./say.ts";
import {
  durationPattern,
  durationSeconds,
  durationText,
  scheduleForms,
  scheduleOf,
  schedulePattern,
} from "./values.ts";

export function reportRelations(reports: readonly unknown[]): Found[] {
  return [
    ...renamed(reports),
    ...reports.flatMap((report, index) => {
      const at = ["reports", index];
      return [
        ...repeated(report, "kpis", at),
        ...repeated(report, "comparisons", at),
        ...hour(report, at),
        ...otherPeriod(report, at),
        ...tooLong(report, at),
        ...readers(report, at),
        ...scopes(report, at),
        ...notWithin(report, at),
      ];
    }),
  ];
}

/** A report takes over the history of one that is gone, and of one only. */
function renamed(reports: readonly unknown[]): Found[] {
  const ids = reports.map((report) => get(report, "id"));
  const formers = reports.map((report) => get(report, "was"));
  return formers.flatMap((was, index): Found[] => {
    if (typeof was !== "string") return [];
    const path = ["reports", index, "was"];
    if (was === ids[index])
      return [
        { path, message: `${shown(was)} is what it is called now; write its id before, or remove the line` },
      ];
    const owner = ids.indexOf(was);
    if (owner >= 0) {
      const message = `${shown(was)} is still the id of reports[${owner}], whose history is its own; remove the line, or that report`;
      return [{ path, message }];
    }
    const first = formers.indexOf(was);
    if (first === index) return [];
    return [{ path, message: `${shown(was)} is already what reports[${first}] was; remove one of the two` }];
  });
}

function hour(report: unknown, at: Found["path"]): Found[] {
  const period = get(report, "period") as ReportConfig["period"];
  const text = get(report, "at");
  if (!isPeriod(period) || typeof text !== "string" || !schedulePattern.test(text)) return [];
  if (scheduleOf(period, text)) return [];
  const message = `${shown(text)} does not fit a report on a ${period}; ${scheduleForms[period]}`;
  return [{ path: [...at, "at"], message }];
}

/** What two of the templates show is there for one period only: the hours of a day, the months of a year so far. */
const periodOf = { operations: "day", board: "month" } as const satisfies Partial<
  Record<Template, ReportConfig["period"]>
>;

function otherPeriod(report: unknown, at: Found["path"]): Found[] {
  const [template, period] = [get(report, "template"), get(report, "period")];
  if (!isPeriod(period) || !Object.hasOwn(periodOf, String(template))) return [];
  const needed = periodOf[template as keyof typeof periodOf];
  if (period === needed) return [];
  const message = `a report by the template ${template} is about a ${needed}, and not about a ${period}; write ${needed}, or another template`;
  return [{ path: [...at, "period"], message }];
}

const isPeriod = (period: unknown) => Object.hasOwn(scheduleForms, String(period));

/** Beyond this the period is too old to be sent at all, and the deadline would never come. */
const longest: Record<ReportConfig["period"], number> = {
  day: 2 * 86_400,
  week: 14 * 86_400,
  month: 31 * 86_400,
};

function tooLong(report: unknown, at: Found["path"]): Found[] {
  const period = get(report, "period") as ReportConfig["period"];
  const wait = get(get(report, "incomplete"), "wait");
  if (!isPeriod(period) || typeof wait !== "string" || !durationPattern.test(wait)) return [];
  if (durationSeconds(wait) <= longest[period]) return [];
  const message = `${shown(wait)} is longer than a report on a ${period} can wait; write ${durationText(longest[period])} or less`;
  return [{ path: [...at, "incomplete", "wait"], message }];
}

function readers(report: unknown, at: Found["path"]): Found[] {
  const addresses = list(report, "to").map((reader) => {
    const address = get(reader, "address");
    return typeof address === "string" ? address.toLowerCase() : undefined;
  });
  const first = new Map<string, number>();
  return addresses.flatMap((address, index) => {
    if (!address) return [];
    const before = first.get(address);
    if (before === undefined) first.set(address, index);
    if (before === undefined) return [];
    const message = `is the same address as to[${before}] of this report; remove one`;
    return [{ path: [...at, "to", index, "address"], message }];
  });
}

/** A reader sees at most what the report is about: another scope there would be more, or an empty report. */
function scopes(report: unknown, at: Found["path"]): Found[] {
  const own = scopeIn(report);
  if (own === undefined) return [];
  return list(report, "to").flatMap((reader, index): Found[] => {
    const theirs = scopeIn(reader);
    if (theirs === undefined) return [];
    if (theirs[0] === own[0] && nameKey(theirs[1]) === nameKey(own[1])) return [];
    const message = `the ${theirs[0]} ${shown(theirs[1])} is not within this report, which is about the ${own[0]} ${shown(own[1])}; remove the line, or make a report of its own`;
    return [{ path: [...at, "to", index, "scope"], message }];
  });
}

/** A KPI that is not kept by department, say, would be an empty line in a report about one. */
function notWithin(report: unknown, at: Found["path"]): Found[] {
  const [by, member] = scopeIn(report) ?? [];
  if (by === undefined || member === undefined) return [];
  return list(report, "kpis").flatMap((id, index): Found[] => {
    const kpi = typeof id === "string" ? kpiOf(id) : undefined;
    if (kpi === undefined || isShown(kpi, { by, member })) return [];
    const message = `${shown(id)} is not kept by ${by}, so a report about one cannot show it; remove it, or the scope`;
    return [{ path: [...at, "kpis", index], message }];
  });
}

function scopeIn(owner: unknown): readonly ["department" | "channel", string] | undefined {
  const given = entries(get(owner, "scope"));
  const [name, member] = given[0] ?? [];
  if (given.length !== 1 || (name !== "department" && name !== "channel")) return undefined;
  return typeof member === "string" ? [name, member] : undefined;
}
