import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catchUp, givenUp, isSettled, owed, settledWith } from "../../functions/core/owed.ts";
import { addDays } from "../../functions/core/period.ts";
import { known, reportOf, week, zone } from "./sample.ts";

// W41 begins on Monday 5 October 2026, W44 on the 26th, W46 on 9 November; each is due at 08:00 in Budapest on the
// Monday after, so W46 on 16 November at 07:00Z.
const monday = "2026-11-16T07:00:00Z";
const daily = reportOf({ period: "day", at: { time: "06:00" } });
const since = (firstSeen: string, ...settled: readonly string[]) => known({ firstSeen, settled });
const long = "2026-01-01T00:00:00Z";
const names = (
  of: typeof owed,
  now: string,
  state: ReturnType<typeof known> | undefined,
  report = reportOf(),
) => of(report, state, zone, now).map(({ name }) => name);

test("three periods are caught up on", () => {
  expect(catchUp).toBe(3);
});

describe("a report owes", () => {
  test("a period from its hour on, and not a second before", () => {
    const state = since(long, "2026-W43", "2026-W44", "2026-W45");
    expect(names(owed, "2026-11-16T06:59:59Z", state)).toEqual([]);
    expect(names(owed, monday, state)).toEqual(["2026-W46"]);
    expect(names(owed, "2026-11-19T07:00:00Z", state)).toEqual(["2026-W46"]);
  });

  test("the last three that were due, oldest first, and nothing older", () => {
    expect(names(owed, monday, since(long))).toEqual(["2026-W44", "2026-W45", "2026-W46"]);
    // Stopped from Wednesday to Sunday, Tuesday's report sent: on Monday those of Friday to Sunday go out.
    expect(names(owed, monday, since(long, "2026-11-10"), daily)).toEqual([
      "2026-11-13",
      "2026-11-14",
      "2026-11-15",
    ]);
  });

  test("only what is not settled, whichever that is", () => {
    expect(names(owed, monday, since(long, "2026-W45"))).toEqual(["2026-W44", "2026-W46"]);
    expect(names(owed, monday, since(long, "2026-W46"))).toEqual(["2026-W44", "2026-W45"]);
    expect(names(owed, monday, since(long, "2026-W44", "2026-W45", "2026-W46"))).toEqual([]);
  });

  test("nothing that was due before it was first seen", () => {
    expect(names(owed, "2026-11-22T09:00:00Z", since("2026-11-18T09:00:00Z"))).toEqual([]);
    expect(names(owed, "2026-11-23T07:00:00Z", since("2026-11-18T09:00:00Z"))).toEqual(["2026-W47"]);
    expect(names(owed, "2026-11-18T09:00:00Z", since(monday))).toEqual(["2026-W46"]); // the very instant it was due
  });

  test("nothing when nobody has noted it yet", () => {
    expect(names(owed, monday, undefined)).toEqual([]);
    expect(names(givenUp, monday, undefined)).toEqual([]);
  });

  test("only the period due last when the clock is set back before the first sight, and only once", () => {
    expect(names(owed, "2026-11-09T07:00:00Z", since(monday))).toEqual(["2026-W45"]);
    expect(names(owed, "2026-11-09T07:00:00Z", since(monday, "2026-W45"))).toEqual([]);
    expect(names(givenUp, "2026-11-09T07:00:00Z", since(monday))).toEqual([]);
  });
});

describe("given up are", () => {
  test("the three before those that are owed, when they are not settled", () => {
    expect(names(givenUp, monday, since(long))).toEqual(["2026-W41", "2026-W42", "2026-W43"]);
    expect(names(givenUp, monday, since(long, "2026-W42"))).toEqual(["2026-W41", "2026-W43"]);
  });

  test("none that was due before the report was first seen", () => {
    // W43 was due on Monday 26 October at 08:00, winter time: 07:00Z.
    expect(names(givenUp, monday, since("2026-10-26T07:00:00Z"))).toEqual(["2026-W43"]);
    expect(names(givenUp, monday, since("2026-10-26T07:00:01Z"))).toEqual([]);
  });
});

describe("what is settled", () => {
  const week1 = "2026-01-05";
  /** Weeks counted from that of 5 January. */
  const weeks = (...numbers: readonly number[]) =>
    numbers.map((number) => week(addDays(week1, 7 * number)).name);
  const settle = (...all: readonly string[]) => all.reduce<readonly string[]>(settledWith, []);

  test("is kept oldest first, each once, and the same array says that nothing changed", () => {
    const both = settle("2026-W46", "2026-W45", "2026-W46");
    expect(both).toEqual(["2026-W45", "2026-W46"]);
    expect(settledWith(both, "2026-W45")).toBe(both);
  });

  test("is the newest ten; what is older than ten of them is not asked for again", () => {
    const ten = settle(...weeks(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect(settledWith(ten, weeks(11)[0]!)).toEqual(weeks(2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    expect(settledWith(ten, weeks(0)[0]!)).toBe(ten);
    expect(isSettled(ten, weeks(0)[0]!)).toBe(true);
    expect(isSettled(settle(...weeks(2, 3)), weeks(0)[0]!)).toBe(false);
  });

  test("stays settled in whatever order periods are settled, and the newest is never dropped", () => {
    const someWeeks = fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(someWeeks, (numbers) => {
        const all = weeks(...numbers);
        const settled = settle(...all);
        expect(all.filter((name) => !isSettled(settled, name))).toEqual([]);
        expect(settled).toEqual([...new Set(all)].sort().slice(-10));
      }),
    );
  });

  test("of weeks does not crowd out days, once a report was made a daily one", () => {
    const ten = settle(...weeks(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    const mixed = settledWith(ten, "2026-11-15");
    expect(isSettled(mixed, "2026-11-15")).toBe(true);
    expect(isSettled(mixed, "2026-11-14")).toBe(false);
    expect(mixed).toHaveLength(11);
  });

  test("is told apart over the turn of a year: W53 comes before the next W01", () => {
    const state = since(long, "2026-W53");
    // 2026-W53 is 28 December to 3 January, 2027-W01 the week after, due on Monday 11 January.
    expect(names(owed, "2027-01-11T07:00:00Z", state)).toEqual(["2026-W52", "2027-W01"]);
  });
});
