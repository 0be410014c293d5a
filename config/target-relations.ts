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
  const sign = side === "at_most" ? -1 : 1;
  const strict = (value: unknown) => sign * numberOf(value);
  if (get(target, side) === undefined && get(target, opposite(side)) !== undefined)
    return [{ path, message: `the target has no ${side} this could lead to; write ${opposite(side)} here` }];
  if (strict(written) > strict(get(target, side)))
    return [
      { path, message: `${shown(written)} is stricter than the target itself; ease it, or move the target` },
    ];
  if (strict(written) < strict(get(earlier, side)))
    return [{ path, message: `${shown(written)} is easier than the milestone before it; sort them` }];
  return [];
}

const opposite = (side: (typeof sides)[number]) => (side === "at_most" ? "at_least" : "at_most");

/** Not a number when there is none; the schema says what is wrong with it. */
function numberOf(value: unknown): number {
  return typeof value === "string" || typeof value === "number" ? limitOf(value) : Number.NaN;
}
