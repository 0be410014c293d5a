import { expect, test } from "vitest";
import { groundOf } from "./chaos.ts";
import { summary } from "./judge.ts";
import { chaosSuite } from "./suite.ts";
import { sweeps } from "./sweep.ts";
import { trialOf } from "./zendesk-trial.ts";

chaosSuite(
  "zendesk",
  (seed) => trialOf(seed, { share: 0.015, days: 1, everySeconds: 4 * 3600, mostAtOnce: 1300 }),
  {
    seeds: ["6", "8"],
  },
);

test("1,300 tickets of one second are all there, behind the cursor and behind the time", async () => {
  const at = Date.parse("2026-11-03T10:00:00Z") / 1000;
  const stir = { bursts: [{ at, count: 1300 }], restless: [], deleted: 0, reopened: 0 };
  const rest = { days: 0.45, share: 0.01, everySeconds: 6 * 3600, chaos: { name: "burst", stir } };
  expect(summary(await sweeps.increments(groundOf(trialOf("calm burst", rest))))).toEqual([]);
});
