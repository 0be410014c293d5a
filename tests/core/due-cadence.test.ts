import { describe, expect, test } from "vitest";
import { type Attempts, failedAgain, succeeded } from "../../functions/core/attempts.ts";
import { due, type State } from "../../functions/core/due.ts";
import { failing, forecast, nextChange } from "../../functions/core/forecast.ts";
import { sourceOf } from "../memory.ts";
import { configOf, consumed, filesUntil, known, reportOf, stateOf } from "./sample.ts";

// 08:00 in Budapest: the week 9 to 15 November is due.
const monday = "2026-11-16T07:00:00Z";
const config = configOf();
/** Nothing is due before the Monday after. */
const sent = { weekly: known({ settled: ["2026-W46"] }) };
const behind = consumed("2026-11-15T22:00:00Z", 0);

const same = (attempts: Attempts, isSame = true) => ({ ...attempts, isSame });
const landed = (at: string, isLeft = false) => same(succeeded("s", at, isLeft));

/** The same thing failed so many times in a row, the last time at this instant. */
function failed(times: number, at: string, why = "no file matches"): Attempts {
  let attempts: Attempts | undefined;
  for (let n = times; n > 0; n -= 1) {
    const day = new Date(Date.parse(at) - (n - 1) * 86_400_000).toISOString();
    attempts = failedAgain(attempts, "s", day, why);
  }
  return attempts!;
}

function at(machineNow: string, settings: Partial<State> = {}, of = config) {
  const tried = { landings: { helpdesk: landed(machineNow) }, computing: undefined };
  const state = stateOf({ polled: new Set(), reports: sent, tried, machineNow, ...settings });
  return due(of, state, machineNow);
}

const workAt = (...args: Parameters<typeof at>) =>
  at(...args).work.map((work) => (work.kind === "land" ? `land ${work.source}` : work.kind));

const landings = (helpdesk: ReturnType<typeof landed>) => ({
  tried: { landings: { helpdesk }, computing: undefined },
});

describe("a source", () => {
  test("is looked at an hour after it was last, and not before", () => {
    const since = landings(landed("2026-11-16T09:00:00Z"));
    expect(workAt("2026-11-16T09:59:59Z", since)).toEqual([]);
    expect(workAt("2026-11-16T10:00:00Z", since)).toEqual(["land helpdesk"]);
  });

  test("is looked at as often as the config says", () => {
    const often = configOf({ sources: config.sources.map((one) => ({ ...one, everySeconds: 300 })) });
    const since = landings(landed("2026-11-16T09:00:00Z"));
    expect(workAt("2026-11-16T09:04:59Z", since, often)).toEqual([]);
    expect(workAt("2026-11-16T09:05:00Z", since, often)).toEqual(["land helpdesk"]);
  });

  test("is looked at once it is new, was edited, has a file left, or the clock was set back", () => {
    const now = "2026-11-16T09:01:00Z";
    const minute = "2026-11-16T09:00:00Z";
    expect(workAt(now, { tried: { landings: {}, computing: undefined } })).toEqual(["land helpdesk"]);
    expect(workAt(now, landings(same(succeeded("s", minute), false)))).toEqual(["land helpdesk"]);
    expect(workAt(now, landings(landed(minute, true)))).toEqual(["land helpdesk"]);
    expect(workAt(now, landings(landed("2026-11-16T12:00:00Z")))).toEqual(["land helpdesk"]);
  });

  test("is looked at in every tick from the hour of a report that needs it until that goes out", () => {
    const weekly = known({ firstSeen: "2026-11-09T07:00:00Z", settled: ["2026-W45"] });
    const late = { sources: { helpdesk: filesUntil("2026-11-14") }, reports: { weekly } };
    const since = landings(landed("2026-11-16T06:59:00Z"));
    expect(workAt("2026-11-16T06:59:59Z", { ...late, ...since })).toEqual([]);
    expect(workAt(monday, { ...late, ...since })).toEqual(["land helpdesk"]);
    const begun = new Set(["weekly 2026-W46"]);
    expect(workAt(monday, { ...late, ...since, begun })).toEqual(["send"]);
  });

  test("is not looked at for a report that does not need it", () => {
    const two = configOf({ sources: [...config.sources, sourceOf({ id: "costs" })] });
    const tried = { landings: { helpdesk: landed(monday), costs: landed(monday) }, computing: undefined };
    const late = { sources: { helpdesk: filesUntil("2026-11-14") }, reports: { weekly: known() }, tried };
    expect(workAt(monday, late, two)).toEqual(["land helpdesk"]);
  });

  test("is always looked at where everything is done now", () => {
    const now = { polled: new Set<string>(), reports: sent, ...landings(landed(monday)) };
    expect(due(config, stateOf(now), monday).work).toEqual([{ kind: "land", source: "helpdesk" }]);
    const tried = { landings: { helpdesk: same(failed(3, monday)) }, computing: undefined };
    expect(due(config, stateOf({ ...now, tried }), monday).work).toHaveLength(1);
  });
});

describe("a source that fails", () => {
  const afterwards = (times: number, minutes: number) => {
    const now = new Date(Date.parse(monday) + minutes * 60_000).toISOString();
    return workAt(now, { ...landings(same(failed(times, monday))), reports: { weekly: known() } });
  };

  test("is tried again after 5, 15 and 45 minutes, also while a report waits for it", () => {
    expect(afterwards(1, 4.9)).not.toContain("land helpdesk");
    expect(afterwards(1, 5)).toContain("land helpdesk");
    expect(afterwards(2, 14.9)).not.toContain("land helpdesk");
    expect(afterwards(2, 15)).toContain("land helpdesk");
    expect(afterwards(3, 44.9)).not.toContain("land helpdesk");
    expect(afterwards(3, 45)).toContain("land helpdesk");
  });

  test("is given up after nine tries, until its settings or its files change", () => {
    expect(afterwards(9, 100_000)).not.toContain("land helpdesk");
    const changed = landings(same(failed(9, monday), false));
    expect(workAt(monday, changed)).toEqual(["land helpdesk"]);
  });

  test("fails once where two workers try at once", () => {
    const first = failedAgain(undefined, "s", monday, "why");
    expect(failedAgain(first, "s", "2026-11-16T07:00:59Z", "why").failed).toBe(1);
    expect(failedAgain(first, "s", "2026-11-16T07:01:00Z", "why").failed).toBe(2);
    expect(failedAgain(first, "other", "2026-11-16T09:00:00Z", "why").failed).toBe(1);
  });

  test("does not keep the others", () => {
    const two = configOf({ sources: [...config.sources, sourceOf({ id: "phone" })] });
    expect(workAt(monday, landings(same(failed(1, monday))), two)).toEqual(["land phone"]);
  });

  test("is said to fail, how often, and when it is tried again on the organisation's clock", () => {
    const said = (times: number, now = monday) =>
      failing(config, stateOf(landings(same(failed(times, monday)))), now);
    // 07:00Z is 08:00 in Budapest.
    expect(said(1)).toEqual(["helpdesk: failed once, tried again at 08:05: no file matches"]);
    expect(said(3)).toEqual(["helpdesk: failed 3 times, tried again at 08:45: no file matches"]);
    expect(said(3, "2026-11-15T12:00:00Z")).toEqual([
      "helpdesk: failed 3 times, tried again at 2026-11-16 08:45: no file matches",
    ]);
    expect(said(9)).toEqual([
      "helpdesk: failed 9 times, not tried again until the config or its files change: no file matches",
    ]);
    expect(failing(config, stateOf(landings(landed(monday))), monday)).toEqual([]);
  });

  test("is told to its owner once three tries failed, under one key for as long as it lasts", () => {
    const owned = configOf({ reports: [reportOf({ owner: "owner@example.org" })] });
    const keys = (times: number, why?: string) =>
      at(monday, landings(same(failed(times, monday, why))), owned).notices.map(({ key }) => key);
    expect(keys(2)).toEqual([]);
    expect(keys(3)).toHaveLength(1);
    expect(keys(4)).toEqual(keys(3));
    expect(keys(3, "it may not be read")).not.toEqual(keys(3));
  });

  test("is the next change, when it is tried again", () => {
    const state = stateOf({ ...landings(same(failed(1, monday))), reports: sent, machineNow: monday });
    expect(nextChange(config, state, monday)).toBe("2026-11-16T07:05:00Z");
  });
});

describe("the tables", () => {
  const landedMore = { warehouse: behind };
  const made = (machineNow: string, when: string, more: Partial<State> = {}) => {
    const tried = { landings: { helpdesk: landed(machineNow) }, computing: landed(when) };
    return workAt(machineNow, { ...landedMore, tried, ...more });
  };

  test("are made six hours after they were last, and not before", () => {
    expect(made("2026-11-16T14:59:59Z", "2026-11-16T09:00:00Z")).toEqual([]);
    expect(made("2026-11-16T15:00:00Z", "2026-11-16T09:00:00Z")).toEqual(["compute"]);
  });

  test("are made when a local day has closed since", () => {
    // Midnight in Budapest is 23:00Z.
    expect(made("2026-11-16T22:59:59Z", "2026-11-16T20:00:00Z")).toEqual([]);
    expect(made("2026-11-16T23:00:00Z", "2026-11-16T20:00:00Z")).toEqual(["compute"]);
  });

  test("are made before a report that is due, and at once when the config changed or a writer died", () => {
    const soon = ["2026-11-16T07:05:00Z", "2026-11-16T07:00:00Z"] as const;
    const polled = new Set(["helpdesk"]);
    expect(made(...soon)).toEqual([]);
    expect(made(...soon, { reports: { weekly: known() }, polled })).toEqual(["compute"]);
    expect(made(...soon, { outdated: true })).toEqual(["compute"]);
    const pointer = { table: "contacts", partition: {}, location: "x", rows: 1, bytes: 1 } as const;
    expect(made(...soon, { warehouse: { ...behind, pending: [pointer] } })).toEqual(["compute"]);
  });

  test("are not made where nothing landed since", () => {
    expect(made("2026-11-18T09:00:00Z", "2026-11-16T09:00:00Z", { warehouse: consumed(null) })).toEqual([]);
  });

  test("that could not be made hold what is due, and are tried again with pauses, or when something changed", () => {
    const tried = (times: number, isSame = true) => ({
      landings: { helpdesk: landed(monday) },
      computing: same(failed(times, monday, "orders.sql:3:9: no such column"), isSame),
    });
    const open = { ...landedMore, reports: { weekly: known() }, polled: new Set(["helpdesk"]) };
    const { work, waiting, held } = at("2026-11-16T07:04:00Z", { ...open, tried: tried(1) });
    expect([work, held]).toEqual([[], "orders.sql:3:9: no such column"]);
    expect(waiting.map(({ reasons }) => reasons)).toEqual([["orders.sql:3:9: no such column"]]);
    expect(workAt("2026-11-16T07:05:00Z", { ...open, tried: tried(1) })).toEqual(["compute"]);
    expect(workAt("2026-11-16T07:04:00Z", { ...open, tried: tried(1, false) })).toEqual(["compute"]);
    const coming = forecast(config, stateOf({ ...open, tried: tried(1) }), monday)[0];
    expect(coming?.waitsFor).toEqual(["orders.sql:3:9: no such column"]);
    expect(coming?.failing).toEqual([
      "the tables: failed once, tried again at 08:05: orders.sql:3:9: no such column",
    ]);
  });
});
