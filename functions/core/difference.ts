/** What differs between two values of the config, a plain line for each, by the names the file has for them. */

import { kpiOf, type Unit } from "./kpi.ts";
import { parameters } from "./parameters.ts";

/** `targets.open_backlog.at_most: 400 -> 300`; members of lists that have an id are told by it. */
export function differences(before: unknown, after: unknown, path: readonly string[]): readonly string[] {
  if (sameText(before, after)) return [];
  const [left, right] = [groupOf(before), groupOf(after)];
  if (left === undefined || right === undefined)
    return [`${pathOf(path)}: ${shownAt(path, before)} -> ${shownAt(path, after)}`];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => differences(left.get(key), right.get(key), [...path, key]));
}

/** Texts as JSON tells them apart: the order of keys says nothing. */
export function sameText(before: unknown, after: unknown): boolean {
  return sortedText(before) === sortedText(after);
}

function sortedText(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isGroup(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? ""
  );
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a value is made of, by name; undefined where it is one value, or a list of such. */
function groupOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isGroup(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const ids = value.map((member: unknown) => (isGroup(member) ? member.id : undefined));
  if (ids.some((id) => typeof id !== "string")) return undefined;
  return new Map(value.map((member: unknown, index) => [String(ids[index]), member]));
}

/** Below these stand names of the organisation's own, which are told as they are. */
const ownNames = new Set([
  "departments",
  "reasons",
  "byChannel",
  "byDepartment",
  "ofDepartment",
  "schedules",
  "labels",
  "reports",
  "sources",
  "actions",
  "events",
]);

const pathOf = (path: readonly string[]) =>
  path.map((key, index) => nameAt(path.slice(0, index), key)).join(".");

const nameAt = (path: readonly string[], key: string) =>
  ownNames.has(path.at(-1) ?? "") ? key : written(key);

/** As the file calls it: `atMost` is `at_most`. */
const written = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** One line for any value the schema lets through, which holds no line break. */
function shownAt(path: readonly string[], value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "number") return shownNumber(value, unitAt(path));
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.map((member) => shownAt(path, member)).join(", ");
  if (!isGroup(value)) return String(value);
  const members = Object.entries(value).map(
    ([key, inner]) => `${nameAt(path, key)}: ${shownAt([...path, key], inner)}`,
  );
  return `{ ${members.join(", ")} }`;
}

function unitAt(path: readonly string[]): Unit {
  const [group, id = ""] = path;
  if (group === "targets" || group === "benchmarks") return kpiOf(id)?.unit ?? "number";
  const parameter = parameters.find((one) => one.id === path.at(-1));
  return group === "parameters" && parameter?.kind === "duration" ? "seconds" : "number";
}

/** As an admin writes it: `8h`, `70%`, `400`. */
function shownNumber(value: number, unit: Unit): string {
  if (unit === "seconds") return durationText(value);
  return unit === "share" ? `${Number((value * 100).toFixed(6))}%` : String(value);
}

export function durationText(seconds: number): string {
  const [unit, size] = (
    [
      ["d", 86_400],
      ["h", 3600],
      ["m", 60],
    ] as const
  ).find(([, size]) => seconds > 0 && seconds % size === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
}
