/**
 * What must hold between the parts of the file. Reads the file as it is, right or wrong, so that one mistake does not
 * hide another; anything of the wrong type is passed over, because the schema reports it.
 */

import type { ReportConfig } from "../functions/core/config.ts";
import { shown } from "./say.ts";
import { scheduleForms, scheduleOf, schedulePattern } from "./values.ts";

/** A problem, and the value it is about. */
export interface Found {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Every broken relation in the file. */
export function relations(file: unknown): Found[] {
  const sources = list(file, "sources");
  const reports = list(file, "reports");
  return [
    ...repeatedIds("sources", sources),
    ...repeatedIds("reports", reports),
    ...sources.flatMap((source, index) => sourceRelations(source, ["sources", index])),
    ...reports.flatMap((report, index) => reportRelations(report, ["reports", index])),
  ];
}

function repeatedIds(group: string, members: readonly unknown[]): Found[] {
  const ids = members.map((member) => get(member, "id"));
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (typeof id !== "string" || first === index) return [];
    return [
      {
        path: [group, index, "id"],
        message: `${shown(id)} is already the id of ${group}[${first}]; choose another`,
      },
    ];
  });
}

function sourceRelations(source: unknown, at: Found["path"]): Found[] {
  const path = get(source, "path");
  const found = [
    ...repeated(source, "personal", at),
    ...repeated(source, "quiet_days", at),
    ...personalKeys(source, at),
  ];
  if (typeof path !== "string") return found;
  const placeholders = [...path.matchAll(/\{[^{},]*\}/g)].map(([whole]) => whole);
  for (const placeholder of placeholders.filter((one) => one !== "{date}")) {
    found.push({
      path: [...at, "path"],
      message: `${shown(placeholder)} is not known in a path; only {date} is`,
    });
  }
  if (/[/\\]$/.test(path)) {
    found.push({
      path: [...at, "path"],
      message: `${shown(path)} is a folder; name the files in it, such as ${shown(`${path}*.csv`)}`,
    });
  }
  if (String(get(source, "expects")).startsWith("daily") && placeholders.length === 0) {
    const message =
      "daily files are told apart by their date; put {date} into the path, or expect latest row or file time";
    found.push({ path: [...at, "expects"], message });
  }
  return found;
}

/** What is replaced at landing cannot tell rows apart or put them in order afterwards. */
function personalKeys(source: unknown, at: Found["path"]): Found[] {
  return list(source, "personal").flatMap((column, index) => {
    const role = ["key", "version"].find((key) => typeof column === "string" && get(source, key) === column);
    if (role === undefined) return [];
    const message = `${shown(column)} is the ${role} of this source, which must reach the lake as it is; choose another ${role} or remove it here`;
    return [{ path: [...at, "personal", index], message }];
  });
}

function reportRelations(report: unknown, at: Found["path"]): Found[] {
  return [...repeated(report, "kpis", at), ...hour(report, at), ...readers(report, at)];
}

function hour(report: unknown, at: Found["path"]): Found[] {
  const period = get(report, "period") as ReportConfig["period"];
  const text = get(report, "at");
  if (
    !Object.hasOwn(scheduleForms, String(period)) ||
    typeof text !== "string" ||
    !schedulePattern.test(text)
  )
    return [];
  if (scheduleOf(period, text)) return [];
  return [
    {
      path: [...at, "at"],
      message: `${shown(text)} does not fit a report on a ${period}; ${scheduleForms[period]}`,
    },
  ];
}

function readers(report: unknown, at: Found["path"]): Found[] {
  const addresses = list(report, "to").map((reader) => {
    const address = get(reader, "address");
    return typeof address === "string" ? address.toLowerCase() : undefined;
  });
  return addresses.flatMap((address, index) => {
    const first = addresses.indexOf(address);
    if (!address || first === index) return [];
    return [
      {
        path: [...at, "to", index, "address"],
        message: `is the same address as to[${first}] of this report; remove one`,
      },
    ];
  });
}

function repeated(owner: unknown, key: string, at: Found["path"]): Found[] {
  const members = list(owner, key);
  return members.flatMap((member, index) => {
    if (typeof member !== "string" || members.indexOf(member) === index) return [];
    return [{ path: [...at, key, index], message: `${shown(member)} is listed twice; remove one` }];
  });
}

/** A key of a group, whatever the value is; undefined when it is no group or has no such key of its own. */
export function get(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

/** The list under a key, or an empty one. */
export function list(value: unknown, key: string): readonly unknown[] {
  const found = get(value, key);
  return Array.isArray(found) ? found : [];
}
