import { describe, expect, test } from "vitest";
import { bucketsOf } from "../../../world/vendors/buckets.ts";

/** Ten in a minute: one every six seconds, after the first ten. */
const limits = { slow: { requests: 10, seconds: 60 }, other: { requests: 1, seconds: 1 } };

describe("a bucket", () => {
  test("grants what is in it at once, and then says when there is one again", () => {
    const buckets = bucketsOf(limits);
    for (let request = 0; request < 10; request += 1) expect(buckets.ask("slow", 0)).toEqual({ until: 0 });
    expect(buckets.ask("slow", 0)).toEqual({ refused: "over", until: 6000 });
    // Two seconds later a third of one is there: four seconds are missing.
    expect(buckets.ask("slow", 2000)).toEqual({ refused: "over", until: 6000 });
    expect(buckets.ask("slow", 6000)).toEqual({ until: 6000 });
    expect(buckets.ask("slow", 6001).refused).toBe("over");
  });

  test("is never fuller than full", () => {
    const buckets = bucketsOf(limits);
    const hour = 3_600_000;
    expect(buckets.ask("slow", 0).refused).toBeUndefined();
    for (let request = 0; request < 10; request += 1)
      expect(buckets.ask("slow", hour).refused).toBeUndefined();
    expect(buckets.ask("slow", hour).refused).toBe("over");
  });

  test("is one for each group", () => {
    const buckets = bucketsOf(limits);
    expect(buckets.ask("other", 0)).toEqual({ until: 0 });
    expect(buckets.ask("other", 0).refused).toBe("over");
    expect(buckets.ask("slow", 0).refused).toBeUndefined();
    expect(() => buckets.ask("none", 0)).toThrow("no bucket is called none");
  });
});

describe("who was told to wait", () => {
  test("comes early until then, whatever is in the bucket, and not a millisecond longer", () => {
    const buckets = bucketsOf(limits);
    buckets.wait("slow", 7000);
    buckets.wait("slow", 5000);
    expect(buckets.ask("slow", 6999)).toEqual({ refused: "early", until: 7000 });
    expect(buckets.ask("slow", 7000)).toEqual({ until: 7000 });
    expect(buckets.ask("other", 6999).refused).toBeUndefined();
  });
});

describe("a month", () => {
  const monthly = { all: { requests: 100, seconds: 1, month: 4 } };
  const end = Date.parse("2026-11-30T23:59:59Z");
  const next = Date.parse("2026-12-01T00:00:00Z");

  test("is over when its requests are, until the next one begins in UTC", () => {
    const buckets = bucketsOf(monthly);
    for (let request = 0; request < 4; request += 1) expect(buckets.ask("all", end).refused).toBeUndefined();
    expect(buckets.ask("all", end)).toEqual({ refused: "month", until: next });
    expect(buckets.ask("all", next).refused).toBeUndefined();
  });

  test("may be shorter: half of four is two", () => {
    const buckets = bucketsOf(monthly, 0.5);
    expect([1, 2, 3].map(() => buckets.ask("all", end).refused)).toEqual([undefined, undefined, "month"]);
  });
});
