/** Milestones lead to their target: later days, stricter limits, never past the target itself. */

import { entries, type Found, get, list } from "./found.ts";
import { shown } from "./say.ts";
import { limitOf } from "./values.ts";

const sides = ["at_most", "at_least"] as const;

export function targetRelations(targets: unknown): Found[] {
  return entries(targets).flatMap(([kpi, target]) => {
    const milestones = list(target, "milestones");
    return milestones.flatMap((milestone, index) => {
      const at = ["targets", kpi, "milestones", index];
      return [
        ...order(milestone, milestones[index - 1], get(target, "from"), at),
        ...sides.flatMap((side) => strictness(side, milestone, milestones[index - 1], target, at)),
      ];
    });
  });
}

function order(milestone: unknown, earlier: unknown, from: unknown, at: Found["path"]): Found[] {
  const [by, before] = [get(milestone, "by"), get(earlier, "by")];
  const path = [...at, "by"];
  if (typeof by !== "string") return [];
  if (typeof before === "string" && by <= before)
    return [
      {
        path,
        message: `${shown(by)} is not after the milestone before it, ${shown(before)}; sort them by day`,
      },
    ];
  if (earlier === undefined && typeof from === "string" && by < from)
    return [
      { path, message: `${shown(by)} is before the target counts, ${shown(from)}; choose a later day` },
    ];
  return [];
}

function strictness(
  side: (typeof sides)[number],
  milestone: unknown,
  earlier: unknown,
  target: unknown,
  at: Found["path"],
): Found[] {
  const written = get(milestone, side);
  if (written === undefined) return [];
  const path = [...at, side];
  const than = (other: unknown) => (side === "at_most" ? -1 : 1) * distance(written, other);
  if (get(target, side) === undefined && get(target, opposite(side)) !== undefined)
    return [{ path, message: `the target has no ${side} this could lead to; write ${opposite(side)} here` }];
  if (than(get(target, side)) > 0)
    return [
      { path, message: `${shown(written)} is stricter than the target itself; ease it, or move the target` },
    ];
  if (than(get(earlier, side)) < 0)
    return [{ path, message: `${shown(written)} is easier than the milestone before it; sort them` }];
  return [];
}

const opposite = (side: (typeof sides)[number]) => (side === "at_most" ? "at_least" : "at_most");

/** How far one limit is above another; not a number where they are not of one notation, which the schema reports. */
function distance(written: unknown, other: unknown): number {
  return notation(written) === notation(other)
    ? limitOf(written as string) - limitOf(other as string)
    : Number.NaN;
}

function notation(value: unknown): string | undefined {
  if (typeof value === "number") return "number";
  return typeof value === "string" ? (value.endsWith("%") ? "share" : "time") : undefined;
}
