import { describe, expect, test } from "vitest";
import { type Chaos, calm, chaosOf, faults } from "../../../world/vendors/chaos.ts";

const window = { from: 1_000_000, to: 1_000_000 + 36 * 3600 };
const drawn = Array.from({ length: 300 }, (_, seed) => chaosOf(String(seed), window, ["talk", "surveys"]));

describe("what a seed draws", () => {
  test("is the same every time, and another with another seed", () => {
    expect(chaosOf("17", window)).toEqual(chaosOf("17", window));
    expect(chaosOf("17", window)).not.toEqual({ ...chaosOf("18", window), name: "17" });
  });

  test("has all that can go wrong, in some seed", () => {
    const ways: Readonly<Record<string, (chaos: Chaos) => boolean>> = {
      "late records": ({ late }) => late > 0.5,
      "repeated records": ({ repeats }) => repeats > 0,
      "mixed pages": ({ isMixed }) => isMixed,
      throttling: ({ throttled }) => throttled > 0,
      outages: ({ outages }) => outages.length > 0,
      "revoked access": ({ revoked }) => revoked.length > 0,
      "a stream that is lacking": ({ forbidden }) => forbidden.length > 0,
      "missing parents": ({ missing }) => missing > 0,
      "tokens that expire by requests": ({ tokens }) => tokens.requests < 100,
      "tokens that expire by time": ({ tokens }) => tokens.minutes < 60,
      "a gateway": ({ mostBytes }) => mostBytes !== null,
      drift: ({ drift }) => drift > 0,
      "a huge record": ({ hasGiant }) => hasGiant,
      "records without an id": ({ nameless }) => nameless > 0,
      "a burst of 2,500": ({ stir }) => stir?.bursts.some(({ count }) => count === 2500) ?? false,
      "two bursts": ({ stir }) => stir?.bursts.length === 2,
      restlessness: ({ stir }) => (stir?.restless.length ?? 0) > 3,
      deletions: ({ stir }) => (stir?.deleted ?? 0) > 0,
      reopenings: ({ stir }) => (stir?.reopened ?? 0) > 0,
    };
    for (const [name, has] of Object.entries(ways)) expect(drawn.filter(has).length, name).toBeGreaterThan(2);
    for (const fault of faults) {
      const count = drawn.filter((chaos) => (chaos.faults[fault] ?? 0) > 0).length;
      // What drips is waited for in real time: only a socket does it.
      expect(count > 2, fault).toBe(fault !== "drip");
    }
  });

  test("happens within the window", () => {
    for (const { stir, outages, revoked } of drawn) {
      for (const { at } of stir?.bursts ?? []) {
        expect(at).toBeGreaterThan(window.from);
        expect(at).toBeLessThan(window.to);
      }
      for (const { from, to } of [...outages, ...revoked]) {
        expect(from).toBeGreaterThanOrEqual(window.from * 1000);
        expect(from).toBeLessThan(window.to * 1000);
        expect(to - from).toBeGreaterThanOrEqual(300_000);
      }
    }
  });
});

test("a calm vendor does nothing of it", () => {
  const never = Number.POSITIVE_INFINITY;
  const { late, repeats, isMixed, throttled, missing, drift, hasGiant, nameless, mostBytes, stir } = calm;
  expect([late, repeats, throttled, missing, drift, nameless]).toEqual([0, 0, 0, 0, 0, 0]);
  expect([isMixed, hasGiant, mostBytes, stir]).toEqual([false, false, null, null]);
  expect([calm.faults, calm.outages, calm.revoked, calm.forbidden]).toEqual([{}, [], [], []]);
  expect([calm.tokens, calm.month]).toEqual([{ requests: never, minutes: never }, 1]);
});
