import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  aroundEvent,
  daysIn,
  eachDay,
  lastYearOf,
  perOpenDay,
  previousOf,
  toDate,
  trailingBefore,
  unevenHolidays,
} from "../../functions/core/against.ts";
import { weekdayOf } from "../../functions/core/daymix.ts";
import { addDays, type PeriodGrain, periodOf } from "../../functions/core/period.ts";

const of = (grain: PeriodGrain, date: string) => periodOf(grain, date, "Europe/Budapest");

describe("the period before", () => {
  test("of a day is the same weekday, or the day before where the organisation says so", () => {
    expect(previousOf(of("day", "2026-11-16"), "same_weekday").name).toBe("2026-11-09");
    expect(previousOf(of("day", "2026-11-16"), "day_before").name).toBe("2026-11-15");
  });

  test("of a week or month is the one before", () => {
    expect(previousOf(of("week", "2026-01-01"), "same_weekday").name).toBe("2025-W52");
    expect(previousOf(of("month", "2026-03-31"), "same_weekday").name).toBe("2026-02");
  });
});

describe("last year", () => {
  const name = (grain: PeriodGrain, date: string, alignment: "364d" | "iso" | "calendar") => {
    const found = lastYearOf(of(grain, date), alignment);
    return found && ("name" in found ? found.name : `${found.start}..${found.end}`);
  };

  test("364 days back a week is a week, and lands elsewhere after a year of 53", () => {
    expect(lastYearOf(of("week", "2026-11-16"), "364d")).toMatchObject({
      start: "2025-11-17",
      end: "2025-11-24",
    });
    expect(name("week", "2021-01-04", "364d")).toBe("2020-W02");
    expect(name("week", "2020-12-28", "364d")).toBe("2020-W01"); // 2020-W53
    expect(name("day", "2026-11-16", "364d")).toBe("2025-11-17");
  });

  test("by ISO week it is the week of the same number, on the same weekday, and week 53 has none", () => {
    expect(lastYearOf(of("week", "2026-11-16"), "iso")).toMatchObject({
      start: "2025-11-17",
      end: "2025-11-24",
    });
    expect(name("week", "2021-01-04", "iso")).toBe("2020-W01");
    expect(name("week", "2020-12-28", "iso")).toBeNull(); // 2019 had 52
    expect(name("day", "2021-01-06", "iso")).toBe("2020-01-01"); // Wednesday of 2021-W01
    expect(name("day", "2021-01-01", "iso")).toBeNull(); // Friday of 2020-W53
  });

  test("by the calendar it is the same dates, and 28 February for the day that only leap years have", () => {
    expect(name("day", "2024-02-29", "calendar")).toBe("2023-02-28");
    expect(name("day", "2026-11-16", "calendar")).toBe("2025-11-16");
    expect(name("week", "2026-11-16", "calendar")).toBe("2025-11-16..2025-11-23");
    expect(name("week", "2024-02-29", "calendar")).toBe("2023-02-26..2023-03-05"); // still seven days
  });

  test.each(["364d", "iso", "calendar"] as const)(
    "a month is the month of the same name: %s",
    (alignment) => {
      expect(name("month", "2024-02-29", alignment)).toBe("2023-02");
    },
  );

  test("by 364 days or ISO week, every day keeps its weekday", () => {
    const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
    fc.assert(
      fc.property(date, fc.constantFrom("364d" as const, "iso" as const), (day, alignment) => {
        const found = lastYearOf(of("day", day), alignment);
        if (found) expect(weekdayOf(found.start)).toBe(weekdayOf(day));
      }),
      { numRuns: 60 },
    );
  });
});

test("what trails a week are the complete weeks before it, without itself", () => {
  expect(trailingBefore(of("week", "2026-11-16"), 4).map(({ name }) => name)).toEqual([
    "2026-W43",
    "2026-W44",
    "2026-W45",
    "2026-W46",
  ]);
});

describe("to date", () => {
  test.each([
    ["month", "2026-11-15", "2026-11-01", "2026-11-16", "2026-10-01", "2026-10-16"], // 15 days each
    ["month", "2026-11-01", "2026-11-01", "2026-11-02", "2026-10-01", "2026-10-02"],
    ["month", "2026-03-30", "2026-03-01", "2026-03-31", "2026-02-01", "2026-03-01"], // 30 days against all 28
    ["month", "2026-01-10", "2026-01-01", "2026-01-11", "2025-12-01", "2025-12-11"],
    ["quarter", "2026-11-15", "2026-10-01", "2026-11-16", "2026-07-01", "2026-08-16"], // 46 days each
    ["quarter", "2026-06-30", "2026-04-01", "2026-07-01", "2026-01-01", "2026-04-01"], // 91 days against all 90
    ["quarter", "2026-01-02", "2026-01-01", "2026-01-03", "2025-10-01", "2025-10-03"],
  ] as const)("%s, last day %s", (grain, lastDay, start, end, earlierStart, earlierEnd) => {
    expect(toDate(grain, lastDay)).toEqual({
      now: { start, end },
      before: { start: earlierStart, end: earlierEnd },
    });
  });
});

describe("before and after an event", () => {
  test("are whole weeks on either side, the event's day being the first after it", () => {
    // 2 to 15 November are 14 days, and 2 to 16 are 15, of which 14 are whole weeks
    const expected = {
      now: { start: "2026-11-02", end: "2026-11-16" },
      before: { start: "2026-10-19", end: "2026-11-02" },
    };
    expect(aroundEvent({ on: "2026-11-02" }, "2026-11-15")).toEqual(expected);
    expect(aroundEvent({ on: "2026-11-02" }, "2026-11-16")).toEqual(expected);
  });

  test("are as many days as there are in the first week, and four weeks at most", () => {
    expect(aroundEvent({ on: "2026-11-02" }, "2026-11-04")).toEqual({
      now: { start: "2026-11-02", end: "2026-11-05" },
      before: { start: "2026-10-30", end: "2026-11-02" },
    });
    expect(aroundEvent({ on: "2026-06-01" }, "2026-11-15")?.before.start).toBe("2026-05-04"); // 28 days
    expect(aroundEvent({ on: "2026-06-01" }, "2026-11-15", 14)?.before.start).toBe("2026-05-18");
  });

  test("end with the event where it ended", () => {
    expect(aroundEvent({ on: "2026-11-02", until: "2026-11-03" }, "2026-11-15")?.now).toEqual({
      start: "2026-11-02",
      end: "2026-11-04",
    });
    expect(aroundEvent({ on: "2026-11-02", until: "2026-12-24" }, "2026-11-08")?.now.end).toBe("2026-11-09");
  });

  test("are not there before its first day is complete", () => {
    expect(aroundEvent({ on: "2026-11-02" }, "2026-11-01")).toBeNull();
    expect(aroundEvent({ on: "2026-11-02" }, "2026-11-02")?.before.start).toBe("2026-11-01");
  });
});

test("the days of a span are counted across a change of clocks", () => {
  expect(daysIn({ start: "2026-10-24", end: "2026-10-27" })).toBe(3);
  expect(eachDay({ start: "2026-02-27", end: "2026-03-02" })).toEqual([
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
  ]);
  expect(eachDay({ start: "2026-03-02", end: "2026-03-02" })).toEqual([]);
});

test("a total by open days needs one", () => {
  const span = { start: "2026-11-09", end: "2026-11-16" };
  expect(perOpenDay(100, span, (day) => weekdayOf(day) <= 5)).toBe(20); // Monday to Friday
  expect(perOpenDay(100, span, () => false)).toBeNull();
});

describe("holidays of which one side has more", () => {
  const pair = {
    now: { start: "2026-12-21", end: "2026-12-28" },
    before: { start: "2026-12-14", end: "2026-12-21" },
  };

  test("mark the pair", () => {
    expect(unevenHolidays(pair, ["2026-12-25", "2026-12-26", "2026-12-28"])).toEqual({
      now: ["2026-12-25", "2026-12-26"], // the 28th is no day of it
      before: [],
    });
  });

  test("as many on either side do not", () => {
    expect(unevenHolidays(pair, ["2026-12-25", "2026-12-14"])).toBeNull();
    expect(unevenHolidays(pair, [])).toBeNull();
  });
});

test("to date, both sides are as long unless the earlier one is over", () => {
  const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
  fc.assert(
    fc.property(date, fc.constantFrom("month" as const, "quarter" as const), (lastDay, grain) => {
      const { now, before } = toDate(grain, lastDay);
      expect(addDays(now.end, -1)).toBe(lastDay);
      expect(before.end <= now.start).toBe(true);
      if (daysIn(before) < daysIn(now)) expect(before.end).toBe(now.start);
      else expect(daysIn(before)).toBe(daysIn(now));
    }),
    { numRuns: 60 },
  );
});
