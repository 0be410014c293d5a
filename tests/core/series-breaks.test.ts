import { describe, expect, test } from "vitest";
import {
  breaksBetween,
  breaksOf,
  feedingFacts,
  type SourceBreak,
  type ToldInput,
} from "../../functions/core/series-breaks.ts";
import { week } from "./sample.ts";
import { asked, days, edges, long, third, told, workdays } from "./telling.ts";

describe("a source that begins", () => {
  const [desk, phone] = breaksOf(asked(told));

  test("is told with its first day, and the one before which everything is there", () => {
    // Of the 20 days after the first all 20 are told: (20 + 0.5) / 21 = 0.976. Of three Mondays three, so the chance of a
    // record on Monday the 2nd was (3 + 0.976) / 4 = 0.994, and that of none 0.006, which is less than 0.1.
    expect(phone).toMatchObject({ source: "phone", kind: "begins", day: third, apart: "2026-11-02" });
    expect(phone?.kpis).toContain("contacts_opened");
    expect(phone?.kpis).not.toContain("logged_in_seconds");
    // All the data begin with it: whatever is before has no value anyway.
    expect(desk).toMatchObject({ source: "desk", kind: "begins", day: long });
  });

  test("breaks what is held against a week it is not in, or only a part of, and nothing later", () => {
    const between = (now: string, before: string) =>
      breaksBetween([phone as SourceBreak], "contacts_opened", week(now), week(before));
    const found = [{ source: "phone", kind: "begins", day: third }];
    expect(between("2026-11-02", "2026-10-26")).toEqual(found);
    expect(between("2026-11-09", "2026-11-02")).toEqual(found);
    expect(between("2026-11-16", "2026-11-09")).toEqual([]);
    expect(between("2026-10-26", "2026-10-19")).toEqual([]);
  });

  test("breaks what is held against last year for a whole year", () => {
    const year = { start: "2025-11-10", end: "2025-11-17" };
    const [old] = breaksOf(asked({ contacts: { phone: days("2025-11-12", "2026-11-24") } }));
    expect(breaksBetween([old as SourceBreak], "contacts_opened", week("2026-11-09"), year)).toEqual([
      { source: "phone", kind: "begins", day: "2025-11-12" },
    ]);
    const later = { start: "2025-11-17", end: "2025-11-24" };
    expect(breaksBetween([old as SourceBreak], "contacts_opened", week("2026-11-16"), later)).toEqual([]);
  });

  test("is no beginning where it is so rare that none had to come before", () => {
    // One record every tenth day: 3, 13 and 23 November. A month that begins two days before its first has all of it.
    const [rare] = breaksOf(asked({ contacts: { phone: days(third, "2026-11-24", 10) } }));
    const month = { start: "2026-11-01", end: "2026-12-01" };
    const next = { start: "2026-12-01", end: "2027-01-01" };
    expect(breaksBetween([rare as SourceBreak], "contacts_opened", next, month)).toEqual([]);
    const before = { start: "2026-10-01", end: "2026-11-01" };
    expect(breaksBetween([rare as SourceBreak], "contacts_opened", month, before)).toHaveLength(1);
  });

  test("is none on the Monday after a weekend on which it never tells anything", () => {
    const open = breaksOf(asked({ contacts: { phone: days("2026-08-03", "2026-11-24", 1, workdays) } }));
    // August begins on a Saturday: nothing was to come before the 3rd, and July has none of it.
    const august = { start: "2026-08-01", end: "2026-09-01" };
    expect(
      breaksBetween(open, "contacts_opened", { start: "2026-09-01", end: "2026-10-01" }, august),
    ).toEqual([]);
    expect(
      breaksBetween(open, "contacts_opened", august, { start: "2026-07-01", end: "2026-08-01" }),
    ).toHaveLength(1);
  });

  test("begins with the day it is read from, whatever older contacts come along", () => {
    const older = days("2026-10-06", third, 2);
    const some = { contacts: { phone: [...older, ...days(third, "2026-11-24")] } };
    expect(edges(breaksOf(asked(some)))).toEqual(["phone begins 2026-10-06"]);
    expect(edges(breaksOf(asked(some, { since: { phone: third } })))).toEqual([`phone begins ${third}`]);
  });

  test("begins where it tells something as often as later, not with the first of single stragglers", () => {
    // The 21 days from 3 November on are the fullest four weeks; a quarter of them is 5.25. From 6 July on four weeks have
    // 1 day, from 1 October on 5 (1, 8, 15, 22, 25), from 8 October on 6 (8, 15, 22, 25, 3 and 4 November).
    const older = ["2026-07-06", "2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-25"];
    const some = (more: readonly string[]) =>
      edges(breaksOf(asked({ contacts: { phone: [...more, ...days(third, "2026-11-24")] } })));
    expect(some(older)).toEqual(["phone begins 2026-10-08"]);
    expect(some(["2026-07-06"])).toEqual([`phone begins ${third}`]);
  });

  test("is none of a source that tells nothing since it is read", () => {
    const old = { contacts: { phone: days(long, "2026-10-01") } };
    expect(breaksOf(asked(old, { since: { phone: third } }))).toEqual([]);
  });

  test("is nothing to KPIs it is no part of", () => {
    const only = breaksOf(asked(told, { adds: (_, { id }) => id === "contacts_opened" }));
    expect(only.flatMap(({ kpis }) => kpis)).toEqual(["contacts_opened", "contacts_opened"]);
    expect(breaksOf(asked(told, { adds: () => false }))).toEqual([]);
  });
});

describe("a source that ends", () => {
  const until = (end: string, more: Partial<ToldInput> = {}, isOpen = (_: number) => true) =>
    edges(breaksOf(asked({ contacts: { phone: days(long, end, 1, isOpen) } }, more))).filter((edge) =>
      edge.includes("ends"),
    );

  test("is told with its last day, once more silence than three days was not to be expected", () => {
    // Each day was told before, so each silent one counts nearly 1: three are less than 3.5, and a house may be closed so long.
    expect(until("2026-11-11", { until: "2026-11-14" })).toEqual([]);
    expect(until("2026-11-11", { until: "2026-11-15" })).toEqual(["phone ends 2026-11-10"]);
  });

  test("is none over a weekend, or a holiday, on which it never tells anything", () => {
    // Friday 13 November was the last. Up to and with Wednesday the 18th three workdays are silent, with Thursday four; of 8
    // Saturdays none was told, so each silent one counts 0.7 / 9 = 0.08.
    expect(until("2026-11-14", { until: "2026-11-19" }, workdays)).toEqual([]);
    expect(until("2026-11-14", { until: "2026-11-20" }, workdays)).toEqual(["phone ends 2026-11-13"]);
    const holidays = ["2026-11-17"];
    expect(until("2026-11-14", { until: "2026-11-20", holidays }, workdays)).toEqual([]);
  });

  test("is no gap: a source that speaks again never ended", () => {
    const gap = [...days(long, "2026-10-01"), ...days("2026-11-01", "2026-11-24")];
    expect(edges(breaksOf(asked({ contacts: { phone: gap } })))).toEqual([`phone begins ${long}`]);
  });

  test("is not one that tells something every second week", () => {
    // Five weeks without: three records of its habit are missing, which one in a thousand such silences would not surprise.
    const rare = { contacts: { phone: days(long, "2026-10-20", 14) } };
    expect(edges(breaksOf(asked(rare)))).toEqual([`phone begins ${long}`]);
  });
});

describe("a source that took over the work of another", () => {
  const continues = { phone: "desk" };

  test("begins nothing, and the other ends nothing", () => {
    const moved = { contacts: { desk: days(long, third), phone: days(third, "2026-11-24") } };
    expect(edges(breaksOf(asked(moved)))).toEqual([
      `desk begins ${long}`,
      "desk ends 2026-11-02",
      `phone begins ${third}`,
    ]);
    expect(edges(breaksOf(asked(moved, { continues })))).toEqual([`desk begins ${long}`]);
  });

  test("and falls silent ends what both were", () => {
    const moved = { contacts: { desk: days(long, third), phone: days(third, "2026-11-11") } };
    expect(edges(breaksOf(asked(moved, { continues })))).toEqual([
      `desk begins ${long}`,
      "phone ends 2026-11-10",
    ]);
  });

  test("begins what the other never told, be it a fact or a KPI of one", () => {
    const time = { agent_time: { phone: told.contacts.phone } };
    expect(edges(breaksOf(asked(time, { continues })))).toEqual([`phone begins ${third}`]);
    const adds = (source: string, { id }: { readonly id: string }) =>
      source === "phone" || id !== "contacts_opened";
    const [desk, phone, ...more] = breaksOf(asked(told, { continues, adds }));
    expect(edges([desk, phone] as SourceBreak[])).toEqual([`desk begins ${long}`, `phone begins ${third}`]);
    expect(more).toEqual([]);
    expect(phone?.kpis).toEqual(["contacts_opened"]);
    expect(desk?.kpis).not.toContain("contacts_opened");
  });

  test("is one of its own where the other tells nothing: two of them are not one", () => {
    const both = { contacts: { chat: days(long, "2026-11-24"), phone: told.contacts.phone } };
    const all = asked(both, { continues: { chat: "desk", phone: "desk" } });
    expect(edges(breaksOf(all))).toEqual([`chat begins ${long}`, `phone begins ${third}`]);
  });

  test("takes over from one that itself took over from another", () => {
    const three = {
      desk: days(long, "2026-10-01"),
      chat: days("2026-10-01", third),
      phone: told.contacts.phone,
    };
    const all = asked({ contacts: three }, { continues: { phone: "chat", chat: "desk" } });
    expect(edges(breaksOf(all))).toEqual([`desk begins ${long}`]);
  });
});

test("what makes a figure more: messages of a wait for one, contacts and costs of what one costs", () => {
  expect(feedingFacts("responses")).toEqual(["messages"]);
  expect(feedingFacts("agents")).toEqual(["agent_time"]);
  expect(feedingFacts("volume")).toEqual(["contacts"]);
  expect(feedingFacts("costs")).toEqual(["contacts", "contact_legs", "costs"]);
});
