import { describe, expect, test } from "vitest";
import { InputError } from "../../functions/core/errors.ts";
import {
  addDays,
  daysOf,
  isClosed,
  lastClosed,
  localDate,
  localInstant,
  next,
  type PeriodGrain,
  periodAt,
  periodOf,
  previous,
  requireClosed,
  sameLastYear,
  startOfDay,
  trailing,
} from "../../functions/core/period.ts";

const budapest = "Europe/Budapest";
const hours = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe("days", () => {
  // Start and end are local midnights minus the offset of that side of the change.
  test.each([
    // Budapest goes from +01 to +02 at 02:00: midnight is 23:00Z the day before, the next one 22:00Z.
    [budapest, "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23],
    // ... and back at 03:00: 22:00Z the day before, then 23:00Z.
    [budapest, "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25],
    // New York -05 to -04: 05:00Z, then 04:00Z.
    ["America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 23],
    // Sao Paulo jumped from 00:00 to 01:00 (-03 to -02): the day began at 01:00 -02 = 03:00Z, the next at 00:00 -02.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z", 23],
    // Lord Howe moves by half an hour: +10:30 to +11 at 02:00 on 2026-10-04.
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z", 23.5],
    ["Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z", "2026-01-01T18:15:00Z", 24],
    ["UTC", "2024-02-29", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", 24],
  ])("%s %s is as long as its clock says", (zone, date, startsAt, endsAt, length) => {
    const day = periodOf("day", date, zone);
    expect(day).toMatchObject({
      grain: "day",
      start: date,
      end: addDays(date, 1),
      name: date,
      startsAt,
      endsAt,
      zone,
    });
    expect(hours(day.startsAt, day.endsAt)).toBe(length);
  });

  test("a day that a zone skipped is empty, and no instant lies in it", () => {
    // Samoa went from 2011-12-29 24:00 -10 to 2011-12-31 00:00 +14, both 2011-12-30T10:00Z.
    const skipped = periodOf("day", "2011-12-30", "Pacific/Apia");
    expect(skipped.startsAt).toBe("2011-12-30T10:00:00Z");
    expect(skipped.endsAt).toBe("2011-12-30T10:00:00Z");
    expect(localDate("2011-12-30T09:59:59Z", "Pacific/Apia")).toBe("2011-12-29");
    expect(localDate("2011-12-30T10:00:00Z", "Pacific/Apia")).toBe("2011-12-31");
    expect(previous(periodOf("day", "2011-12-31", "Pacific/Apia")).name).toBe("2011-12-30");
    expect(daysOf(periodOf("week", "2011-12-30", "Pacific/Apia"))).toHaveLength(7);
    expect(lastClosed("week", "2011-12-30T10:00:00Z", "Pacific/Apia").name).toBe("2011-W51");
  });

  test("an instant belongs to the day that begins no later, and to no other", () => {
    expect(localDate("2026-03-28T22:59:59.999Z", budapest)).toBe("2026-03-28");
    expect(localDate("2026-03-28T23:00:00Z", budapest)).toBe("2026-03-29");
    expect(localDate("2026-03-29T00:00:00+01:00", budapest)).toBe("2026-03-29");
    expect(localDate("2026-01-01T11:59:59Z", "Pacific/Kiritimati")).toBe("2026-01-02"); // +14: 01:59 on the 2nd
    expect(localDate("2026-01-01T11:59:59Z", "Etc/GMT+12")).toBe("2025-12-31"); // -12: 23:59 the day before
  });

  test("minutes repeated across midnight stay in the day that has begun", () => {
    // St John's went back at 00:01 on 2010-11-07: that day began at 00:00 -02:30 = 02:30Z, then 23:01 was shown again.
    expect(startOfDay("2010-11-07", "America/St_Johns")).toBe("2010-11-07T02:30:00Z");
    expect(localDate("2010-11-07T02:29:59Z", "America/St_Johns")).toBe("2010-11-06");
    expect(localDate("2010-11-07T02:45:00Z", "America/St_Johns")).toBe("2010-11-07");
  });

  test("days are added on the calendar, leap days included", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2023-02-28", 1)).toBe("2023-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addDays("1969-12-31", 1)).toBe("1970-01-01");
  });
});

describe("weeks", () => {
  test.each([
    // 2021-01-01 is a Friday: its Thursday is 2020-12-31, the 53rd of 2020.
    ["2020-12-31", "2020-W53"],
    ["2021-01-01", "2020-W53"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    // 2024-12-30 is a Monday whose Thursday is 2025-01-02.
    ["2024-12-29", "2024-W52"],
    ["2024-12-30", "2025-W01"],
    ["2025-01-01", "2025-W01"],
    // 2026 begins on a Thursday, so it has 53 of them: the last is 2026-12-31.
    ["2026-01-01", "2026-W01"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-01", "2026-W53"],
    ["1969-12-31", "1970-W01"],
  ])("%s is in %s", (date, name) => {
    expect(periodOf("week", date, budapest).name).toBe(name);
  });

  test("a week ends on the Monday it does not include", () => {
    const week = periodOf("week", "2026-11-15", budapest); // a Sunday
    expect(week).toEqual({
      grain: "week",
      start: "2026-11-09",
      end: "2026-11-16",
      zone: budapest,
      startsAt: "2026-11-08T23:00:00Z",
      endsAt: "2026-11-15T23:00:00Z",
      name: "2026-W46",
    });
    expect(periodOf("week", "2026-11-16", budapest).name).toBe("2026-W47");
  });

  test("a week with a clock change is an hour shorter or longer than 168", () => {
    const spring = periodOf("week", "2026-03-29", budapest);
    const autumn = periodOf("week", "2026-10-25", budapest);
    expect(hours(spring.startsAt, spring.endsAt)).toBe(167);
    expect(hours(autumn.startsAt, autumn.endsAt)).toBe(169);
  });
});

describe("months", () => {
  test.each([
    ["2024-02-29", "2024-02-01", "2024-03-01", 29],
    ["2023-02-01", "2023-02-01", "2023-03-01", 28],
    ["1900-02-10", "1900-02-01", "1900-03-01", 28],
    ["2026-12-31", "2026-12-01", "2027-01-01", 31],
  ])("the month of %s is %s up to %s", (date, start, end, length) => {
    const month = periodOf("month", date, budapest);
    expect(month).toMatchObject({ start, end, name: start.slice(0, 7) });
    expect(daysOf(month)).toHaveLength(length);
  });
});

describe("neighbours", () => {
  test.each<[PeriodGrain, string, string, string]>([
    ["day", "2026-01-01", "2025-12-31", "2026-01-02"],
    ["week", "2026-12-31", "2026-W52", "2027-W01"],
    ["week", "2021-01-04", "2020-W53", "2021-W02"],
    ["month", "2026-01-31", "2025-12", "2026-02"],
    ["month", "2024-03-31", "2024-02", "2024-04"],
  ])("the %s of %s lies between %s and %s", (grain, date, before, after) => {
    const period = periodOf(grain, date, budapest);
    expect(previous(period).name).toBe(before);
    expect(next(period).name).toBe(after);
  });

  test.each<[PeriodGrain, string, string]>([
    // 364 = 52 * 7: the same weekday. 2026-11-16 - 364 = 2025-11-17, a Monday too.
    ["week", "2026-11-16", "2025-W47"],
    // Across a 53-week year the number moves by one: 2021-01-04 - 364 = 2020-01-06 (W02), 2020-12-28 - 364 = 2019-12-30 (W01).
    ["week", "2021-01-04", "2020-W02"],
    ["week", "2020-12-28", "2020-W01"],
    ["day", "2026-11-15", "2025-11-16"],
    ["day", "2024-02-29", "2023-03-02"],
    ["month", "2024-02-29", "2023-02"],
    ["month", "2026-11-15", "2025-11"],
  ])("the %s of %s is compared with %s a year earlier", (grain, date, name) => {
    expect(sameLastYear(periodOf(grain, date, budapest)).name).toBe(name);
  });

  test("trailing periods come oldest first and end with this one", () => {
    const names = trailing(periodOf("week", "2021-01-05", budapest), 3).map((period) => period.name);
    expect(names).toEqual(["2020-W52", "2020-W53", "2021-W01"]);
    expect(trailing(periodOf("month", "2026-02-01", budapest), 13)[0]?.name).toBe("2025-02");
  });
});

describe("open and closed", () => {
  const week = periodOf("week", "2026-11-15", budapest); // ends 2026-11-15T23:00:00Z

  test("a period is closed from the very instant it ends", () => {
    expect(isClosed(week, "2026-11-15T22:59:59.999Z")).toBe(false);
    expect(isClosed(week, "2026-11-15T23:00:00Z")).toBe(true);
    expect(lastClosed("week", "2026-11-15T22:59:59Z", budapest).name).toBe("2026-W45");
    expect(lastClosed("week", "2026-11-15T23:00:00Z", budapest).name).toBe("2026-W46");
    expect(periodAt("month", "2026-10-31T23:00:00Z", budapest).name).toBe("2026-11");
  });

  test("a report on an open period is refused with the time it closes", () => {
    expect(() => requireClosed(week, "2026-11-15T23:00:00Z")).not.toThrow();
    expect(() => requireClosed(week, "2026-11-12T08:00:00Z")).toThrow(InputError);
    expect(() => requireClosed(week, "2026-11-12T08:00:00Z")).toThrow(
      "week 2026-W46 is still open, and a report on a period still open is refused. " +
        "It closes when 2026-11-16 begins in Europe/Budapest (2026-11-15T23:00:00Z); ask again then, or for 2026-W45.",
    );
  });
});

describe("wall times", () => {
  test.each([
    ["2026-11-16", "08:00", budapest, "2026-11-16T07:00:00Z"],
    // Skipped: 02:30 +01 (as if the clock had not moved) is 01:30Z, which clocks show as 03:30.
    ["2026-03-29", "02:30", budapest, "2026-03-29T01:30:00Z"],
    ["2026-03-29", "02:00", budapest, "2026-03-29T01:00:00Z"],
    // Repeated: 02:30 comes at +02 first.
    ["2026-10-25", "02:30", budapest, "2026-10-25T00:30:00Z"],
    ["2018-11-04", "00:00", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    // The skipped day: 08:00 -10 is 18:00Z, shown as 08:00 on the 31st.
    ["2011-12-30", "08:00", "Pacific/Apia", "2011-12-30T18:00:00Z"],
  ])("%s %s in %s", (date, time, zone, instant) => {
    expect(localInstant(date, time, zone)).toBe(instant);
  });
});
