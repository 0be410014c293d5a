/** How long a silence is none by a source's own habit: before its first record, and after its last. */

import { describe, expect, test } from "vitest";
import { breaksOf } from "../../functions/core/series-breaks.ts";
import { asked, days, edges, long } from "./telling.ts";

describe("a source that begins", () => {
  test("begins with a stretch that has a quarter of the fullest one's days, and with none that has less", () => {
    // 28 of 28 days are the fullest; every fourth of 28 days makes 7, from 1 to 25 July.
    const some = (more: readonly string[]) =>
      edges(breaksOf(asked({ contacts: { phone: [...more, ...days("2026-10-01", "2026-11-24")] } })));
    const july = days("2026-07-01", "2026-07-29", 4);
    expect(some(july)).toEqual(["phone begins 2026-07-01"]);
    expect(some(july.slice(1))).toEqual(["phone begins 2026-10-01"]);
  });

  test("is apart from the days before it as far as its own habit reaches", () => {
    // Every second Tuesday: of the 8 after the first 4, so (4 + 0.079) / 9 = 0.453 of each, 0.079 / 9 = 0.0088 of other days.
    // Three Tuesdays and 24 other days of silence: 0.547 ^ 3 * 0.991 ^ 24 = 0.13; with the fourth, four weeks before, 0.07.
    const [second] = breaksOf(asked({ contacts: { phone: days("2026-06-02", "2026-11-24", 14) } }));
    expect(second).toMatchObject({ day: "2026-06-02", apart: "2026-05-05" });
    // Every fortieth day, Tuesday then Sunday: of 56 days one was told, 1.5 / 57 = 0.026 of all; of 8 Sundays 1, so
    // 0.114 of each, and 0.0029 of other days: a week of silence 0.871, 16 weeks 0.109. The 17th is the one with the Sunday.
    const rare = breaksOf(asked({ contacts: { phone: days("2026-01-06", "2026-11-24", 40) } }));
    expect(rare).toMatchObject([{ day: "2026-01-06", apart: "2025-09-14" }]);
    // Every sixtieth: of 56 days none, 0.5 / 57 / 9 = 0.00097 of each. 400 days of silence are 0.68, and no news.
    expect(breaksOf(asked({ contacts: { phone: days("2026-01-06", "2026-11-24", 60) } }))).toEqual([]);
  });

  test("is no day of what belongs to none, wherever it is read from", () => {
    const known = ["1900-01-01", ...days("2026-01-06", "2026-11-24", 40)];
    const read = (since: string) =>
      edges(breaksOf(asked({ contacts: { phone: known } }, { since: { phone: since } })));
    expect(read("1900-01-01")).toEqual(["phone begins 2026-01-06"]);
    expect(read("2026-01-01")).toEqual(["phone begins 2026-01-06"]);
  });
});

describe("a source that ends", () => {
  test("of a rare source takes a silence that is one in a thousand by its habit", () => {
    // Every second Tuesday, as above: a week of silence is 0.547 * 0.991 ^ 6 = 0.519. Ten weeks are 0.0014, and 0.00073
    // with the eleventh Tuesday after 25 August, 10 November: the data have to reach up to the 11th.
    const rare = (end: string) =>
      edges(breaksOf(asked({ contacts: { phone: days("2026-06-02", "2026-08-26", 14) } }, { until: end })));
    expect(rare("2026-11-10")).toEqual(["phone begins 2026-06-02"]);
    expect(rare("2026-11-11")).toEqual(["phone begins 2026-06-02", "phone ends 2026-08-25"]);
  });

  test("has the habit of its last eight weeks", () => {
    // On each day of four weeks, then on Tuesdays only: 8 of 8 Tuesdays, (8 + 0.57) / 9 = 0.952, of other weekdays 4 of 8,
    // 0.508. Six days from Wednesday on are 3.05 missed, and 4.0 with the Tuesday after 25 August, 1 September.
    const known = [...days("2026-06-30", "2026-07-28"), ...days("2026-07-28", "2026-09-01", 7)];
    const ends = (end: string) =>
      edges(breaksOf(asked({ contacts: { phone: known } }, { until: end }))).slice(1);
    expect(ends("2026-09-01")).toEqual([]);
    expect(ends("2026-09-02")).toEqual(["phone ends 2026-08-25"]);
  });

  test("has the habit of the days since it began, where these are fewer", () => {
    // Of 9 days before the last each is told: 0.975 or 0.983 of each, 3.9 of Wednesday the 11th to Saturday the 14th.
    const ends = (end: string) =>
      edges(breaksOf(asked({ contacts: { phone: days("2026-11-01", "2026-11-11") } }, { until: end })));
    expect(ends("2026-11-14")).toEqual(["phone begins 2026-11-01"]);
    expect(ends("2026-11-15")).toEqual(["phone begins 2026-11-01", "phone ends 2026-11-10"]);
  });

  test("has no habit of holidays: what it told on none of them it may tell on other such days", () => {
    // The eight Mondays before 8 November are holidays. Of the 48 other days each is told: 48.5 / 49 = 0.990 of a Monday, of
    // which none is known, and 8.99 / 9 of others: 3.99 missed from Monday the 9th to Thursday. With Mondays of silence
    // among its habit that one would count 0.09, and the four days 3.04.
    const holidays = days("2026-09-14", "2026-11-03", 7);
    const open = days(long, "2026-11-09").filter((day) => !holidays.includes(day));
    const ends = (end: string) =>
      edges(breaksOf(asked({ contacts: { phone: open } }, { until: end, holidays }))).slice(1);
    expect(ends("2026-11-12")).toEqual([]);
    expect(ends("2026-11-13")).toEqual(["phone ends 2026-11-08"]);
  });
});
