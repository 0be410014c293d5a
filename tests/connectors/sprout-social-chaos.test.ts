import { expect, test } from "vitest";
import { groundOf, stageOf } from "./chaos.ts";
import { judged, summary } from "./judge.ts";
import { account, trialOf } from "./sprout-social-trial.ts";
import { chaosSuite } from "./suite.ts";
import { sweeps } from "./sweep.ts";

chaosSuite("sprout-social", (seed) => trialOf(seed, { share: 0.05, days: 1 }), {
  seeds: ["3", "7"],
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

test("a month's requests that are used up are waited for until the next one, by every run", async () => {
  // 100 of 250,000, and November ends on the first day.
  const rest = { days: 1.2, share: 0.05, from: "2026-11-30", chaos: { name: "month", month: 0.0004 } };
  const trial = trialOf("calm month", rest);
  const stage = stageOf(groundOf({ ...trial, source: { ...account, since: "2026-11-30" } }));
  await stage.until(stage.ground.centre.until * 1000);
  await stage.quiet();
  expect(summary(await judged(stage))).toEqual([]);
  const refused = stage.vendor.calls.filter(({ trouble }) => trouble === "month");
  const inNovember = stage.vendor.calls.filter(({ at }) => at < Date.parse("2026-12-01T00:00:00Z"));
  expect([refused.length, inNovember.length]).toEqual([1, 101]);
  const idle = stage.runs.filter(
    ({ at, landing }) => at < Date.parse("2026-12-01T00:00:00Z") && landing?.isLeft,
  );
  expect(idle.length).toBeGreaterThan(3);
});

const createdIn = (body: string) => Date.parse(JSON.parse(body).created_time);
