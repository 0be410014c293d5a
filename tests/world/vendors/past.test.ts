/** Vendors that leave files cannot take back what lies there: asked a day later, they tell the same of what is past. */

import { expect, test } from "vitest";
import { startOfDay } from "../../../world/clock.ts";
import { amazonConnect } from "../../../world/vendors/amazon-connect/index.ts";
import { asterisk } from "../../../world/vendors/asterisk/index.ts";
import { centreOf } from "../../../world/vendors/centre.ts";
import type { Personality } from "../../../world/vendors/vendor.ts";

const told = ({ versions }: Personality, until: number) => [
  ...versions(centreOf({ from: "2026-11-03", until, seed: "past" })),
];

test.each([asterisk, amazonConnect])("$name tells the same past, whenever it is asked", (personality) => {
  const ten = startOfDay("2026-11-04") + 10 * 3600;
  const later = told(personality, ten + 86_400);
  // While calls, pauses and shifts go on, and an hour on both sides of midnight.
  for (const hours of [0, 0.5, 1, 3, 13, 15]) {
    const until = ten + hours * 3600;
    const past = told(personality, until);
    expect(past.length).toBeGreaterThan(500);
    expect(past).toEqual(later.filter(({ at }) => at < until * 1000));
  }
});
