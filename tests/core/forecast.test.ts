import { describe, expect, test } from "vitest";
import { forecast, nextChange } from "../../functions/core/forecast.ts";
import { configOf, filesUntil, known, reportOf, stateOf } from "./sample.ts";

const monday = "2026-11-16T07:00:00Z"; // W46 is due; the next Mondays are the 23rd and the 30th
const config = configOf();
const sent = stateOf({ reports: { weekly: known({ settled: ["2026-W46"] }) } });

describe("what goes out next", () => {
  test("says when in both clocks, to whom, and what it waits for", () => {
    expect(forecast(config, sent, monday)).toEqual([
      {
        report: "weekly",
        title: "Weekly digest",
        period: expect.objectContaining({ name: "2026-W47" }),
        dueAt: "2026-11-23T07:00:00Z",
        local: "2026-11-23 08:00",
        zone: "Europe/Budapest",
        recipients: [
          { name: "Ana Pop", address: "ana@example.org", locale: "en", scope: null },
          { name: "Bo Ek", address: "bo@example.org", locale: "en", scope: null },
        ],
        waitsFor: [
          "the end of the week (2026-11-22T23:00:00Z)",
          "helpdesk: the file for 2026-11-16 is missing (contacts-2026-11-16.csv, expected by 06:00)",
        ],
        failing: [],
        until: "2026-12-14T07:00:00Z",
        then: "give up",
        pausedUntil: null,
      },
    ]);
  });

  test("begins with what is due and waits, or would go out now", () => {
    const late = stateOf({ sources: { helpdesk: filesUntil("2026-11-14") } });
    const names = (state: typeof sent) => forecast(config, state, monday).map(({ period }) => period.name);
    expect(names(late)).toEqual(["2026-W46", "2026-W47"]);
    expect(forecast(config, stateOf(), monday)[0]?.waitsFor).toEqual([]);
  });

  test("is so many sends of all reports by their hour", () => {
    const daily = reportOf({ id: "daily", period: "day", at: { time: "06:00" } });
    const both = configOf({ reports: [reportOf(), daily] });
    const state = stateOf({ reports: { weekly: sent.reports.weekly!, daily: known({ firstSeen: monday }) } });
    const found = forecast(both, state, "2026-11-20T12:00:00Z", 4).map(
      ({ report, dueAt }) => `${report} ${dueAt}`,
    );
    // The days of the 17th to the 19th are owed since their mornings.
    expect(found).toEqual([
      "daily 2026-11-18T05:00:00Z",
      "daily 2026-11-19T05:00:00Z",
      "daily 2026-11-20T05:00:00Z",
      "daily 2026-11-21T05:00:00Z",
    ]);
  });

  test("passes over a pause and says until when it lasts", () => {
    const paused = configOf({ reports: [reportOf({ pausedUntil: "2026-11-24" })] });
    expect(forecast(paused, sent, monday)).toMatchObject([
      { dueAt: "2026-11-30T07:00:00Z", pausedUntil: "2026-11-24" },
    ]);
    expect(forecast(paused, sent, "2026-11-23T23:00:00Z")).toMatchObject([{ pausedUntil: null }]);
  });

  test("names a pause with the send it puts off to, and with no other", () => {
    const pauses = (pausedUntil: string, now = monday) =>
      forecast(configOf({ reports: [reportOf({ pausedUntil })] }), sent, now, 2).map(
        (one) => `${one.period.name} ${one.pausedUntil}`,
      );
    expect(pauses("2026-11-24")).toEqual(["2026-W48 2026-11-24", "2026-W49 null"]);
    expect(pauses("2026-11-20")).toEqual(["2026-W47 null", "2026-W48 null"]); // no Monday lies in it
  });

  test("names the deadline and what happens at it", () => {
    const strict = configOf({ reports: [reportOf({ incomplete: { wait: "12:00", then: "skip" } })] });
    expect(forecast(strict, sent, monday)).toMatchObject([{ until: "2026-11-23T11:00:00Z", then: "skip" }]);
  });
});

describe("the next change", () => {
  const change = (state: typeof sent, now: string, reports = [reportOf()], sources = config.sources) =>
    nextChange(configOf({ reports, sources }), state, now);
  const rows = config.sources.map((source) => ({ ...source, expects: { kind: "latest-row" as const } }));

  test("is the next midnight where something waits, and the file of the day may be read from then on", () => {
    const late = stateOf({ sources: { helpdesk: filesUntil("2026-11-14") } });
    expect(change(late, "2026-11-16T09:00:00Z")).toBe("2026-11-16T23:00:00Z");
    expect(change(sent, monday)).toBe("2026-11-23T07:00:00Z");
  });

  test("is the hour of the next report", () => {
    expect(change(sent, monday, [reportOf()], rows)).toBe("2026-11-23T07:00:00Z");
  });

  test("is the deadline, the word to the owner, and the end of settling of what waits", () => {
    const strict = reportOf({ incomplete: { wait: 1800, then: "skip" } });
    const late = stateOf({ sources: { helpdesk: filesUntil("2026-11-14") } });
    expect(change(late, monday, [strict], rows)).toBe("2026-11-16T07:30:00Z");
    expect(change(late, monday, [reportOf()], rows)).toBe("2026-11-16T08:00:00Z");
    const settling = rows.map((source) => ({ ...source, settleSeconds: 8.25 * 3600 })); // 23:00Z + 8:15 = 07:15Z
    expect(change(late, monday, [strict], settling)).toBe("2026-11-16T07:15:00Z");
  });

  test("is none where nothing is planned", () => {
    expect(change(sent, monday, [], rows)).toBeNull();
  });
});
