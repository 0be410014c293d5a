/** A model in which every text of other people is replaced: what is not known to be ours is theirs. */

import { kpiOf } from "../../functions/core/kpi.ts";

/** Names of parts of the model whose strings are ours, whatever they say: kinds, verdicts, units, settings. */
const ours = new Set([
  ...["locale", "template", "zone", "currency", "colour", "grain", "by", "unit", "direction", "kind"],
  ...["state", "status", "verdict", "basis", "withheld", "fingerprint", "comparisons"],
  ...["hidden", "few", "unclear", "noise", "link", "unsubscribe", "report.id", "value", "value[]"],
]);

/** Dates, instants, periods, and ids of KPIs. */
const isFigure = (text: string) => /^\d{4}-[\dWQ]/.test(text) || kpiOf(text) !== undefined;

/** `plant` is told where the text stands: `reasons[].reason`. */
export function planted<T>(model: T, plant: (path: string) => string): T {
  return walk(model, "", plant) as T;
}

function walk(value: unknown, path: string, plant: (path: string) => string): unknown {
  if (typeof value === "string") return isOurs(path) || isFigure(value) ? value : plant(path);
  if (Array.isArray(value)) return value.map((one) => walk(one, `${path}[]`, plant));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, walk(one, path === "" ? key : `${path}.${key}`, plant)]),
  );
}

function isOurs(path: string): boolean {
  const name = (path.split(".").at(-1) ?? "").replace(/\[\]$/, "");
  return ours.has(path) || ours.has(name);
}
