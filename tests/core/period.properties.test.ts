import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../functions/core/errors.ts";
import {
  addDays,
  daysOf,
  isDate,
  isZone,
  localDate,
  localInstant,
  next,
  type PeriodGrain,
  periodAt,
  periodOf,
  previous,
  sameLastYear,
  startOfDay,
} from "../../functions/core/period.ts";

const budapest = "Europe/Budapest";

describe("what is not a date, a zone or an instant", () => {
  test.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "2026-11-15T00:00",
    " 2026-11-15",
    "0000-01-01",
    "+010000-01-01",
    "",
  ])("%j is no date", (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => periodOf("day", text, budapest)).toThrow(InputError);
    expect(() => addDays(text, 1)).toThrow(InputError);
  });

  test.each(["", "Budapest", "europe/budapest", "+02:00", "UTC+2", "Europe/Budapest ", "Mars/Olympus"])(
    "%j is no zone",
    (text) => {
      expect(isZone(text)).toBe(false);
      expect(() => startOfDay("2026-11-15", text)).toThrow(InputError);
      expect(() => localInstant("2026-11-15", "08:00", text)).toThrow(InputError);
    },
  );

  test.each([budapest, "UTC", "Etc/UTC", "Asia/Calcutta", "Asia/Kolkata", "America/Argentina/Buenos_Aires"])(
    "%s is a zone",
    (text) => {
      expect(isZone(text)).toBe(true);
    },
  );

  test.each(["2026-11-15", "2026-11-15T08:00:00", "2026-02-30T00:00:00Z", "2026-11-15T25:00:00Z", "now", ""])(
    "%j is no instant",
    (text) => {
      expect(() => localDate(text, budapest)).toThrow(InputError);
    },
  );

  test.each(["24:00", "8:00", "08:60", "08:00:00", ""])("%j is no time", (time) => {
    expect(() => localInstant("2026-11-15", time, budapest)).toThrow(InputError);
  });
});

describe("whatever the date and the zone", () => {
  const grain = fc.constantFrom<PeriodGrain>("day", "week", "month");
  const zone = fc.constantFrom(
    budapest,
    "America/Sao_Paulo",
    "Pacific/Apia",
    "America/St_Johns",
    "Asia/Kathmandu",
    "UTC",
  );
  const date = fc.integer({ min: 0, max: 25_000 }).map((count) => addDays("1975-01-01", count));
  const period = fc.tuple(grain, date, zone).map(([which, day, where]) => periodOf(which, day, where));

  test("a period ends where the next one begins, and the way back leads home", () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(next(one).startsAt).toBe(one.endsAt);
        expect(next(one).start).toBe(one.end);
        expect(previous(next(one))).toEqual(one);
        expect(next(previous(one))).toEqual(one);
      }),
    );
  });

  test("the days of a week or month tile it", () => {
    fc.assert(
      fc.property(period, (one) => {
        const days = daysOf(one).map((day) => periodOf("day", day, one.zone));
        expect(days[0]?.startsAt).toBe(one.startsAt);
        expect(days.at(-1)?.endsAt).toBe(one.endsAt);
        days.slice(1).forEach((day, index) => {
          expect(day.startsAt).toBe(days[index]?.endsAt);
        });
        for (const day of days) expect(periodOf(one.grain, day.start, one.zone)).toEqual(one);
      }),
    );
  });

  test("an instant lies in its own day, and in none beside it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 157_766_400, max: 2_300_000_000 }), zone, (seconds, where) => {
        const instant = new Date(seconds * 1000).toISOString();
        const day = periodAt("day", instant, where);
        expect(Date.parse(day.startsAt)).toBeLessThanOrEqual(seconds * 1000);
        expect(Date.parse(day.endsAt)).toBeGreaterThan(seconds * 1000);
      }),
    );
  });

  test("last year's day or week begins on the same weekday, 364 days back", () => {
    fc.assert(
      fc.property(date, zone, (day, where) => {
        for (const which of ["day", "week"] as const) {
          const one = periodOf(which, day, where);
          expect(addDays(sameLastYear(one).start, 364)).toBe(one.start);
        }
      }),
    );
  });
});
