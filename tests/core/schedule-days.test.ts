import { describe, expect, test } from "vitest";
import type { BusinessHours, WorkingDays } from "../../functions/core/config.ts";
import { periodOf } from "../../functions/core/period.ts";
import {
  deadlineOf,
  dueAt,
  lastDue,
  nextSends,
  pausedUntil,
  workingDays,
} from "../../functions/core/schedule.ts";
import { reportOf, week, zone } from "./sample.ts";

describe("the last working day", () => {
  const monthly = (working?: WorkingDays, time = "08:00") =>
    reportOf({ period: "month", at: { day: "last working day", time, ...(working && { working }) } });
  const month = (date: string) => periodOf("month", date, zone);
  const weekdays = [1, 2, 3, 4, 5];

  test("is that of the month after the period, Monday to Friday where nobody says otherwise", () => {
    // October goes out in November 2026, which ends on a Monday; September in October, which ends on a Saturday.
    expect(dueAt(monthly(), month("2026-10-01"))).toBe("2026-11-30T07:00:00Z");
    expect(dueAt(monthly(), month("2026-09-01"))).toBe("2026-10-30T07:00:00Z");
    // January 2027 ends on a Sunday.
    expect(dueAt(monthly(), month("2026-12-01"))).toBe("2027-01-29T07:00:00Z");
  });

  test("is earlier where its holidays are", () => {
    const working = { weekdays, holidays: ["2026-12-31", "2026-12-30"] };
    expect(dueAt(monthly(working), month("2026-11-01"))).toBe("2026-12-29T07:00:00Z");
  });

  test("is one on which the organisation opens", () => {
    // Saturdays and Sundays only: the last Sunday of November 2026 is the 29th.
    expect(dueAt(monthly({ weekdays: [6, 7], holidays: [] }), month("2026-10-01"))).toBe(
      "2026-11-29T07:00:00Z",
    );
  });

  test("is the very last day where nobody works all month", () => {
    expect(dueAt(monthly({ weekdays: [], holidays: [] }), month("2026-10-01"))).toBe("2026-11-30T07:00:00Z");
  });

  test("makes October the last due on its day, and not the second before", () => {
    expect(lastDue(monthly(), zone, "2026-11-30T06:59:59Z").name).toBe("2026-09");
    expect(lastDue(monthly(), zone, "2026-11-30T07:00:00Z").name).toBe("2026-10");
  });

  test("comes from the default hours, without the holidays of either list", () => {
    const hours: BusinessHours = {
      schedules: {
        default: {
          zone,
          week: [
            { weekday: 6, from: 540, to: 720 },
            { weekday: 1, from: 540, to: 720 },
            { weekday: 1, from: 780, to: 1020 },
          ],
          holidays: ["2026-12-26"],
        },
      },
      ofDepartment: {},
    };
    expect(workingDays({ businessHours: hours, holidays: ["2026-11-01"] })).toEqual({
      weekdays: [1, 6],
      holidays: ["2026-11-01", "2026-12-26"],
    });
    expect(workingDays({ businessHours: null, holidays: [] })).toEqual({ weekdays, holidays: [] });
  });
});

describe("a deadline", () => {
  const w46 = week("2026-11-09"); // due on 16 November at 08:00 in Budapest: 07:00Z

  test("is so many seconds after the hour it is due", () => {
    expect(deadlineOf(reportOf(), { wait: 0, then: "skip" }, w46)).toBe("2026-11-16T07:00:00Z");
    expect(deadlineOf(reportOf(), { wait: 6 * 3600, then: "skip" }, w46)).toBe("2026-11-16T13:00:00Z");
  });

  test("is the next such local time after that hour, in the report's own zone", () => {
    const until = (wait: string, settings = {}) =>
      deadlineOf(reportOf(settings), { wait, then: "send" }, w46);
    expect(until("12:00")).toBe("2026-11-16T11:00:00Z");
    expect(until("08:00")).toBe("2026-11-17T07:00:00Z");
    expect(until("07:59")).toBe("2026-11-17T06:59:00Z");
    // 08:00 in New York is 13:00Z; noon there is 17:00Z.
    expect(until("12:00", { zone: "America/New_York" })).toBe("2026-11-16T17:00:00Z");
  });

  test("in a skipped hour is later by it, and in a repeated one the first of the two", () => {
    // Days due at 02:00 on 28 March 2027 (01:00Z) and on 25 October 2026 (00:00Z, summer time).
    const daily = reportOf({ period: "day", at: { time: "02:00" } });
    const until = (date: string) =>
      deadlineOf(daily, { wait: "02:30", then: "skip" }, periodOf("day", date, zone));
    expect(until("2027-03-27")).toBe("2027-03-28T01:30:00Z");
    expect(until("2026-10-24")).toBe("2026-10-25T00:30:00Z");
  });
});

describe("a pause", () => {
  test("ends when its day begins in the report's zone", () => {
    expect(pausedUntil({ pausedUntil: "2026-11-24", zone })).toBe("2026-11-23T23:00:00Z");
    expect(pausedUntil({ pausedUntil: "2026-11-24", zone: "America/New_York" })).toBe("2026-11-24T05:00:00Z");
    expect(pausedUntil({ zone })).toBeNull();
  });

  test("is passed over by what goes out next, up to its very instant", () => {
    const next = (pausedUntil: string, time = "08:00") =>
      nextSends(reportOf({ pausedUntil, at: { day: 1, time } }), zone, "2026-11-17T00:00:00Z", 2).map(
        ({ name }) => name,
      );
    expect(next("2026-11-23")).toEqual(["2026-W47", "2026-W48"]); // W47 is due on the 23rd itself
    expect(next("2026-11-24")).toEqual(["2026-W48", "2026-W49"]);
    expect(next("2026-11-23", "00:00")).toEqual(["2026-W47", "2026-W48"]); // the very first moment of that day
    expect(next("2026-11-01")).toEqual(["2026-W47", "2026-W48"]); // long over
  });
});
