/** What every connector of a vendor must stand, as tests: `npm run chaos` runs them with more seeds. */

import { describe, expect, test } from "vitest";
import { type Ground, groundOf, type Trial } from "./chaos.ts";
import { summary } from "./judge.ts";
import { sweeps } from "./sweep.ts";

export interface SuiteOptions {
  /** In `npm test`; the calm one is always there. */
  readonly seeds?: readonly string[];
  /** Sweeps that mean nothing for this vendor, with the reason. */
  readonly without?: Readonly<Partial<Record<keyof typeof sweeps, string>>>;
}

const names = Object.keys(sweeps) as (keyof typeof sweeps)[];

/** `name` as in `npm run chaos -- --connector NAME`, and in the name of the test file: `NAME-chaos.test.ts`. */
export function chaosSuite(name: string, trialOf: (seed: string) => Trial, options: SuiteOptions = {}): void {
  const { seeds: chosen = ["1", "2"], without = {} } = options;
  const hasMonth = trialOf("calm").monthly !== undefined;
  const tried = names.filter(
    (sweep) => without[sweep] === undefined && (hasMonth || sweep !== "a month used up"),
  );
  describe(`${name} loses nothing, asks for nothing twice and tells nothing`, () => {
    const grounds = new Map<string, Ground>();
    test.each(tried)("in calm weather, with no request too many: %s", async (sweep) => {
      const ground = grounds.get("calm") ?? groundOf(trialOf("calm"));
      grounds.set("calm", ground);
      expect(summary(await sweeps[sweep](ground))).toEqual([]);
    });
    test.each(manySeeds() ?? chosen)("in chaos, seed %s", async (seed) => {
      const ground = groundOf(trialOf(seed));
      const found: string[] = [];
      for (const sweep of tried)
        found.push(
          ...summary(await sweeps[sweep](ground, Number(seed) || 0)).map((one) => `${sweep}: ${one}`),
        );
      expect(found, `npm run chaos -- --connector ${name} --seed ${seed}`).toEqual([]);
    });
  });
}

/** Of a run by hand; undefined in `npm test`. */
function manySeeds(): readonly string[] | undefined {
  const { RAPORT_CHAOS_SEED: one, RAPORT_CHAOS_SEEDS: count } = process.env;
  if (one) return [one];
  if (!count) return undefined;
  return Array.from({ length: Number(count) }, (_, index) => String(index + 1));
}
