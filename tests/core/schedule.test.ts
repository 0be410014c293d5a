import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { next, periodOf } from "../../functions/core/period.ts";
import { dueAt, lastDue, nextDue } from "../../functions/core/schedule.ts";
import { reportOf, week, zone } from "./sample.ts";

const at = (time: string, day?: number) => ({ time, ...(day !== undefined && { day }) });
const monthly = (time: string, day: number) => reportOf({ period: "month", at: at(time, day) });
const daily = (time: string, settings = {}) => reportOf({ period: "day", at: at(time), ...settings });

describe("a report goes out", () => {
  // The week 9 to 15 November ends when Monday the 16th begins in Budapest: 2026-11-15T23:00:00Z.
  const w46 = week("2026-11-09");

  test("on its weekday after the week, at its hour", () => {
    expect(dueAt(reportOf({ at: at("08:00", 1) }), w46)).toBe("2026-11-16T07:00:00Z");
    expect(dueAt(reportOf({ at: at("08:00", 3) }), w46)).toBe("2026-11-18T07:00:00Z");
    expect(dueAt(reportOf({ at: at("23:59", 7) }), w46)).toBe("2026-11-22T22:59:00Z");
  });

  test("at its hour in the report's own zone, on the organisation's days", () => {
    expect(dueAt(reportOf({ zone: "America/New_York" }), w46)).toBe("2026-11-16T13:00:00Z"); // 08:00 at -05:00
    expect(dueAt(reportOf({ zone: "Asia/Kolkata" }), w46)).toBe("2026-11-16T02:30:00Z"); // 08:00 at +05:30
  });

  test("when the week is over, where Monday morning comes before that", () => {
    // Monday 08:00 in Auckland (+13:00) is Sunday 19:00Z; the week ends four hours later.
    expect(dueAt(reportOf({ zone: "Pacific/Auckland" }), w46)).toBe("2026-11-15T23:00:00Z");
    // Monday 12:00 there is 23:00Z, not a moment too early; 12:01 is on time too.
    expect(dueAt(reportOf({ zone: "Pacific/Auckland", at: at("12:00", 1) }), w46)).toBe(
      "2026-11-15T23:00:00Z",
    );
    expect(dueAt(reportOf({ zone: "Pacific/Auckland", at: at("12:01", 1) }), w46)).toBe(
      "2026-11-15T23:01:00Z",
    );
  });

  test("on day N of the month after", () => {
    const october = periodOf("month", "2026-10-31", zone);
    expect(dueAt(monthly("08:30", 1), october)).toBe("2026-11-01T07:30:00Z");
    expect(dueAt(monthly("08:30", 15), october)).toBe("2026-11-15T07:30:00Z");
    expect(dueAt(monthly("08:30", 28), periodOf("month", "2027-01-01", zone))).toBe("2027-02-28T07:30:00Z");
    expect(dueAt(monthly("08:30", 2), periodOf("month", "2026-12-01", zone))).toBe("2027-01-02T07:30:00Z");
  });

  test("the day after a day", () => {
    expect(dueAt(daily("06:00"), periodOf("day", "2026-11-15", zone))).toBe("2026-11-16T05:00:00Z");
    expect(dueAt(daily("00:00"), periodOf("day", "2026-11-15", zone))).toBe("2026-11-15T23:00:00Z");
  });

  test("once on the night of a clock change: later by the skipped hour, or at the first of two", () => {
    // 28 March 2027: 02:30 does not exist, so 03:30 at +02:00. 25 October 2026: 02:30 comes twice, first at +02:00.
    expect(dueAt(daily("02:30"), periodOf("day", "2027-03-27", zone))).toBe("2027-03-28T01:30:00Z");
    expect(dueAt(daily("02:30"), periodOf("day", "2026-10-24", zone))).toBe("2026-10-25T00:30:00Z");
  });

  test("at the same local hour when the reader's clocks change and the organisation's do not", () => {
    // New York leaves summer time on 1 November 2026, a week after Budapest.
    const report = reportOf({ zone: "America/New_York" });
    expect(dueAt(report, week("2026-10-19"))).toBe("2026-10-26T12:00:00Z");
    expect(dueAt(report, week("2026-10-26"))).toBe("2026-11-02T13:00:00Z");
  });
});

describe("the last period due", () => {
  test("is the week before, from the very second it is due", () => {
    expect(lastDue(reportOf(), zone, "2026-11-16T06:59:59Z").name).toBe("2026-W45");
    expect(lastDue(reportOf(), zone, "2026-11-16T07:00:00Z").name).toBe("2026-W46");
  });

  test("is not the one before the last either, where that is still to come in the report's zone", () => {
    // Day D goes out at 20:00 in New York on D + 1, which is 01:00Z on D + 2: two hours after D + 1 closed in Budapest.
    const report = daily("20:00", { zone: "America/New_York" });
    expect(lastDue(report, zone, "2026-11-17T23:30:00Z").name).toBe("2026-11-15");
    expect(lastDue(report, zone, "2026-11-18T00:59:59Z").name).toBe("2026-11-15");
    expect(lastDue(report, zone, "2026-11-18T01:00:00Z").name).toBe("2026-11-16");
  });

  test("is due by now and the next one is not, for any schedule, zones and moment", () => {
    const zones = fc.constantFrom(
      zone,
      "America/New_York",
      "Pacific/Auckland",
      "Pacific/Pago_Pago",
      "Pacific/Kiritimati",
      "UTC",
    );
    const schedule = fc.oneof(
      fc.record({ period: fc.constant("day" as const) }),
      fc.record({ period: fc.constant("week" as const), day: fc.integer({ min: 1, max: 7 }) }),
      fc.record({ period: fc.constant("month" as const), day: fc.integer({ min: 1, max: 28 }) }),
    );
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 11, 31) / 1000 });
    const times = fc.constantFrom("00:00", "02:30", "08:00", "23:59");
    fc.assert(
      fc.property(schedule, zones, zones, times, moment, (chosen, organisation, own, time, seconds) => {
        const day = "day" in chosen ? chosen.day : undefined;
        const report = reportOf({ period: chosen.period, zone: own, at: at(time, day) });
        const now = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
        const last = lastDue(report, organisation, now);
        expect(dueAt(report, last) <= now).toBe(true);
        expect(dueAt(report, next(last)) > now).toBe(true);
        expect(dueAt(report, last) >= last.endsAt).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test("the next ones are those after now, in order", () => {
  const names = nextDue(reportOf(), zone, "2026-11-16T07:00:00Z", 3).map(({ name }) => name);
  expect(names).toEqual(["2026-W47", "2026-W48", "2026-W49"]);
  expect(nextDue(reportOf(), zone, "2026-11-16T06:59:59Z", 1)[0]?.name).toBe("2026-W46");
});
