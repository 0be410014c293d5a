/** Rounding of numbers that a reader will add up: the printed parts sum to the printed whole. */

import type { Bridge, Effect } from "./bridge.ts";

/** Times of at least so many seconds are printed in days and hours, where none beside them is shorter. */
export const daysFrom = 172_770;

/**
 * Each part in whole steps, so that they sum to `whole` steps: all are rounded down, and what is missing goes to those
 * that lost most (largest remainder). None is off by a whole step. Without `whole`, it is the rounded sum.
 */
export function roundTogether(parts: readonly number[], step: number, whole?: number): readonly number[] {
  const exact = parts.map((part) => snapped(part / step));
  const down = exact.map(Math.floor);
  const sum = whole ?? roundAway(snapped(exact.reduce((total, one) => total + one, 0)));
  const missing = sum - down.reduce((total, one) => total + one, 0);
  if (!(missing >= 0 && missing <= parts.length))
    throw new RangeError("the parts do not add up to the whole");
  const lost = (index: number) => exact[index]! - down[index]!;
  const order = parts
    .map((_, index) => index)
    .sort((a, b) => lost(b) - lost(a) || Math.abs(exact[b]!) - Math.abs(exact[a]!) || a - b);
  const raised = new Set(order.slice(0, missing));
  return down.map((one, index) => one + (raised.has(index) ? 1 : 0));
}

/**
 * A bridge as it is printed, in multiples of `step`: rate and mix sum to the whole, the rate effects of the groups to
 * the rate, their mix effects to the mix, and the two of a group to its own whole. `whole`, in steps, is what a reader
 * sees of the change; without it, it is the rounded one.
 */
export function printed(
  bridge: Bridge,
  step: number,
  whole: number = roundAway(snapped(bridge.whole / step)),
): Bridge {
  const { effects } = bridge;
  const [rate = 0, mix = 0] = roundTogether([bridge.rate, bridge.mix], step, whole);
  const rates = roundTogether(
    effects.map((effect) => effect.rate),
    step,
    rate,
  );
  const mixes = roundTogether(
    effects.map((effect) => effect.mix),
    step,
    mix,
  );
  const steps = (count: number) => Number((count * step).toPrecision(12)) + 0;
  return {
    whole: steps(whole),
    rate: steps(rate),
    mix: steps(mix),
    effects: effects.map(({ member }, index): Effect => {
      const [one = 0, other = 0] = [rates[index], mixes[index]];
      return { member, rate: steps(one), mix: steps(other), whole: steps(one + other) };
    }),
    mostly: bridge.mostly,
  };
}

/** Half a step away from 0, as numbers are printed; 0 has no sign. */
function roundAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

/** What a binary fraction missed by less than a millionth of a step is not there to be rounded. */
function snapped(value: number): number {
  const near = Math.round(value * 2) / 2;
  return Math.abs(value - near) < 1e-6 ? near : value;
}
