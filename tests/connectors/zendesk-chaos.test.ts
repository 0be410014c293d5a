import { expect, test } from "vitest";
import { groundOf, stageOf } from "./chaos.ts";
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

test("the same seed asks for the same at the same instants, and another for something else", async () => {
  const asked = async (seed: string) => {
    const stage = stageOf(groundOf(trialOf(seed, { share: 0.01, days: 0.5, everySeconds: 6 * 3600 })));
    await stage.until(stage.ground.centre.until * 1000);
    return stage.vendor.calls.map(({ at, path, query, status }) => `${at} ${path}?${query} ${status}`);
  };
  const [first, again, other] = [await asked("6"), await asked("6"), await asked("8")];
  // Refused or broken, after which a pause is drawn.
  expect(first.filter((call) => !call.endsWith(" 200")).length).toBeGreaterThan(3);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("1,300 tickets of one second are all there, behind the cursor and behind the time", async () => {
  const at = Date.parse("2026-11-03T10:00:00Z") / 1000;
  const stir = { bursts: [{ at, count: 1300 }], restless: [], deleted: 0, reopened: 0 };
  const rest = { days: 0.45, share: 0.01, everySeconds: 6 * 3600, chaos: { name: "burst", stir } };
  expect(summary(await sweeps.increments(groundOf(trialOf("calm burst", rest))))).toEqual([]);
});
