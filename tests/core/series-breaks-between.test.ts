/** Which breaks are between two spans of days, or within one. */

import { describe, expect, test } from "vitest";
import { addDays } from "../../functions/core/period.ts";
import {
  breaksBetween,
  breaksOf,
  breaksWithin,
  type SourceBreak,
  withoutNames,
} from "../../functions/core/series-breaks.ts";
import { week } from "./sample.ts";
import { asked, days, long, third, told } from "./telling.ts";

describe("a source that ends", () => {
  test("breaks what is held against a week it was in", () => {
    const breaks = breaksOf(asked({ contacts: { phone: days(long, "2026-11-11") } }));
    const between = (now: string, before: string) =>
      breaksBetween(breaks, "contacts_opened", week(now), week(before));
    const found = [{ source: "phone", kind: "ends", day: "2026-11-10" }];
    expect(between("2026-11-09", "2026-11-02")).toEqual(found);
    expect(between("2026-11-16", "2026-11-09")).toEqual(found);
    expect(between("2026-11-23", "2026-11-16")).toEqual([]);
    // Neither Wednesday nor Thursday has any of it.
    const day = (start: string) => ({ start, end: addDays(start, 1) });
    expect(breaksBetween(breaks, "contacts_opened", day("2026-11-12"), day("2026-11-11"))).toEqual([]);
    // Sunday the 8th as the last day is the whole of week 45 and nothing of the next.
    const sunday = breaksOf(asked({ contacts: { phone: days(long, "2026-11-09") } }));
    expect(breaksBetween(sunday, "contacts_opened", week("2026-11-02"), week("2026-10-26"))).toEqual([]);
    expect(breaksBetween(sunday, "contacts_opened", week("2026-11-09"), week("2026-11-02"))).toHaveLength(1);
  });

  test("between two periods and was in neither breaks nothing", () => {
    const summer = breaksOf(asked({ contacts: { phone: days("2026-06-01", "2026-09-01") } }));
    const november = { start: "2025-11-03", end: "2025-11-10" };
    expect(breaksBetween(summer, "contacts_opened", week("2026-11-02"), november)).toEqual([]);
    expect(breaksBetween(summer, "contacts_opened", week("2026-08-17"), november)).toHaveLength(1);
    expect(breaksBetween(withoutNames(summer), "contacts_opened", week("2026-11-02"), november)).toEqual([]);
  });

  test("on the day before the second period, and began on the day after the first, was in neither", () => {
    const november = { start: "2025-11-03", end: "2025-11-10" };
    const between = (first: string, end: string) =>
      breaksBetween(
        breaksOf(asked({ contacts: { phone: days(first, end) } })),
        ...(["contacts_opened", week("2026-11-02"), november] as const),
      );
    expect(between("2025-11-10", "2026-11-02")).toEqual([]);
    expect(between("2025-11-09", "2026-11-02")).toHaveLength(2);
    expect(between("2025-11-10", "2026-11-03")).toHaveLength(2);
  });

  test("and another that begins later break what is between them, also for who is told of no source by name", () => {
    // The desk is in November 2025 and not in November 2026; the phone the other way round.
    const moved = breaksOf(
      asked({
        contacts: { desk: days("2025-06-02", "2026-03-01"), phone: days("2026-06-01", "2026-11-24") },
      }),
    );
    const november = { start: "2025-11-03", end: "2025-11-10" };
    const found = [
      { source: "desk", kind: "ends", day: "2026-02-28" },
      { source: "phone", kind: "begins", day: "2026-06-01" },
    ];
    expect(breaksBetween(moved, "contacts_opened", week("2026-11-02"), november)).toEqual(found);
    expect(breaksBetween(withoutNames(moved), "contacts_opened", week("2026-11-02"), november)).toEqual(
      found.map((one) => ({ ...one, source: null })),
    );
  });
});

test("two facts of one source that begin on one day are told once", () => {
  const both = { contacts: { phone: told.contacts.phone }, contact_legs: { phone: told.contacts.phone } };
  const breaks = breaksOf(asked(both));
  expect(breaks).toHaveLength(2);
  expect(breaksBetween(breaks, "cost_per_contact", week("2026-11-09"), week("2026-11-02"))).toEqual([
    { source: "phone", kind: "begins", day: third },
  ]);
});

test("a period has the breaks of its days, each source once, but not those all data begin with", () => {
  const breaks = breaksOf(asked({ ...told, contact_legs: { phone: told.contacts.phone } }));
  const within = (date: string) =>
    breaksWithin({ breaks, begins: long, firstDay: long }, week(date)).map(({ source, day, kpis }) => ({
      ...{ source, day },
      both: kpis.includes("contacts_opened") && kpis.includes("handle_seconds"),
    }));
  expect(within("2026-11-02")).toEqual([{ source: "phone", day: third, both: true }]);
  expect(within("2026-11-09")).toEqual([]);
  // Tuesday 1 September: both would be told of the week the data begin in.
  expect(within(long)).toEqual([]);
});

test("a day belongs to the week it begins, and a source that ends on the day another begins is told beside it", () => {
  const on = (kind: "begins" | "ends", kpi: "contacts_opened" | "contacts_resolved"): SourceBreak => ({
    ...{ source: "phone", kind, day: "2026-11-09", apart: "2026-11-08", kpis: [kpi] },
  });
  const breaks = [on("begins", "contacts_opened"), on("ends", "contacts_resolved")];
  const within = (date: string, known: object) =>
    breaksWithin({ breaks, firstDay: long, ...known }, week(date));
  expect(within("2026-11-02", {})).toEqual([]);
  expect(within("2026-11-09", {})).toEqual(breaks);
  expect(within("2026-11-16", {})).toEqual([]);
  // Of daily files the data begin with the first one, though a straggler is older.
  expect(within("2026-11-09", { begins: "2026-11-09" })).toEqual([]);
});
