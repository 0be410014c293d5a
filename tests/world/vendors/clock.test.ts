import { describe, expect, test } from "vitest";
import { realClock, virtualClock } from "../../../world/vendors/clock.ts";

describe("the virtual clock", () => {
  test("sleeping costs nothing and moves it", async () => {
    const clock = virtualClock(1000);
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe(3_601_000);
  });

  test("two who sleep at once do not wait for each other", async () => {
    const clock = virtualClock(0);
    await Promise.all([clock.sleep(60), clock.sleep(40)]);
    expect(clock.now()).toBe(60);
  });

  test("never goes back", () => {
    const clock = virtualClock(500);
    clock.at(100);
    expect(clock.now()).toBe(500);
    clock.at(700);
    expect(clock.now()).toBe(700);
  });

  test("a sleep that is called off fails, and time stands", async () => {
    const clock = virtualClock(500);
    const stop = new AbortController();
    const sleep = clock.sleep(100, stop.signal);
    stop.abort(new Error("called off"));
    await expect(sleep).rejects.toThrow("called off");
    await expect(clock.sleep(100, stop.signal)).rejects.toThrow("called off");
    expect(clock.now()).toBe(500);
  });
});

describe("the real clock", () => {
  test("shows the time it was shifted to", () => {
    const shift = 86_400_000;
    const before = Date.now() + shift;
    expect(realClock(shift).now()).toBeGreaterThanOrEqual(before);
  });

  test("a sleep ends, or is called off", async () => {
    await realClock().sleep(1);
    const stop = new AbortController();
    const sleep = realClock().sleep(60_000, stop.signal);
    stop.abort(new Error("called off"));
    await expect(sleep).rejects.toThrow("called off");
    await expect(realClock().sleep(60_000, stop.signal)).rejects.toThrow("called off");
  });
});
