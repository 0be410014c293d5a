import { expect, test } from "vitest";
import { groundOf } from "./chaos.ts";
import { summary } from "./judge.ts";
import { trialOf } from "./sprout-social-trial.ts";
import { chaosSuite } from "./suite.ts";
import { sweeps } from "./sweep.ts";

chaosSuite("sprout-social", (seed) => trialOf(seed, { share: 0.05, days: 1 }), {
  seeds: ["3", "7"],
  killsEach: 29,
});

test("400 messages of one second are all there", async () => {
  const at = Date.parse("2026-11-03T10:00:00Z") / 1000;
  const stir = { bursts: [{ at, count: 400 }], restless: [], deleted: 0, reopened: 0 };
  const ground = groundOf(trialOf("calm burst", { days: 0.6, chaos: { name: "burst", stir } }));
  expect(summary(await sweeps.increments(ground))).toEqual([]);
});

test("what is done with a message days after it was written is noticed", async () => {
  const ground = groundOf(trialOf("calm days", { days: 5, share: 0.2, everySeconds: 6 * 3600 }));
  const late = ground.ledger.versions.filter(
    ({ stream, at, body }) => stream === "messages" && at - createdIn(body) > 1.5 * 86_400_000,
  );
  expect(late.length).toBeGreaterThan(3);
  expect(summary(await sweeps.increments(ground))).toEqual([]);
});

const createdIn = (body: string) => Date.parse(JSON.parse(body).created_time);
