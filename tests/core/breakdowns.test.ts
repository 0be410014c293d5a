import { describe, expect, test } from "vitest";
import { usualComparison } from "../../functions/core/comparison.ts";
import type { KpiId } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import { periodsBroken } from "../../functions/core/report.ts";
import { before, built, kpisOf, lastYear, opened, start } from "./built.ts";
import { configOf, figure } from "./sample.ts";

describe("its reasons", () => {
  const reason = (value: number, at: string, member: string) => opened(value, at, "reason", member);
  const reasonsOf = (...rows: readonly ReturnType<typeof opened>[]) => built(rows).reasons;

  test("are compared by the rules of every change: from fewer than 30 there is none", () => {
    expect(reasonsOf(reason(15, start, "Login"), reason(5, before, "Login"))).toEqual([
      {
        ...{ reason: "Login", contacts: 15, share: null, previous: 5, change: null },
        ...{ verdict: "unknown", withheld: "too few to compare" },
      },
    ]);
  });

  test("do not change by what may be chance", () => {
    // 110 - 100 = 10 more, where such counts scatter by the root of 210, 14.5; 300 - 100 by the root of 400, 20.
    const [rise, chance] = reasonsOf(
      ...[reason(300, start, "Delivery"), reason(100, before, "Delivery")],
      ...[reason(110, start, "Login"), reason(100, before, "Login")],
    );
    expect(rise).toMatchObject({ change: 2, verdict: "neutral" });
    expect(chance).toMatchObject({ previous: 100, verdict: "unchanged" });
    expect(chance?.change).toBeCloseTo(0.1, 12);
  });
});

test("of five reasons one looks like a change by chance more easily than one alone", () => {
  const reason = (value: number, at: string, member: string) => opened(value, at, "reason", member);
  // 131 - 100 = 31, by the root of 231, 15.2: 2.04 errors, p = 0.041. The smallest of five p has to be below 0.1 / 5.
  const rise = [reason(131, start, "Login"), reason(100, before, "Login")];
  const steady = ["a", "b", "c", "d"].flatMap((name) => [
    reason(100, start, name),
    reason(100, before, name),
  ]);
  expect(built(rise).reasons[0]).toMatchObject({ reason: "Login", verdict: "neutral" });
  expect(built([...rise, ...steady]).reasons[0]).toMatchObject({ reason: "Login", verdict: "unchanged" });
});

describe("its breakdowns", () => {
  const count = (value: number, at: string, member: string) => opened(value, at, "department", member);
  const departments = (...rows: readonly ReturnType<typeof opened>[]) =>
    built(rows).breakdowns.find(({ by }) => by === "department")?.members ?? [];

  test("call what may be chance so, all changes of a table together", () => {
    // 131 - 100 = 31, by the root of 231, 15.2: 2.04 errors, p = 0.041. The smallest of five p has to be below 0.1 / 5.
    const rise = [count(131, start, "Login"), count(100, before, "Login")];
    const steady = ["a", "b", "c", "d"].flatMap((name) => [
      count(100, start, name),
      count(100, before, name),
    ]);
    const [alone] = departments(...rise);
    const [among] = departments(...rise, ...steady);
    expect(alone?.values.contacts_opened?.noise).toBeUndefined();
    expect(among?.values.contacts_opened).toMatchObject({ unclear: ["previous"], noise: ["previous"] });
  });

  test("compare few after none as little as few after few", () => {
    const [one] = departments(
      count(1, start, "Tiny"),
      count(30, start, "Large"),
      count(0, before, "Tiny"),
    ).slice(-1);
    expect(one?.values.contacts_opened).toMatchObject({ value: 1, few: ["previous", "lastYear"] });
    // 30 are enough to be called new.
    const [large] = departments(count(30, start, "Large"));
    expect(large?.values.contacts_opened?.few).toBeUndefined();
  });

  test("say where one side stands on too few contacts to compare", () => {
    const share = (at: string, denominator: number) =>
      figure("resolved_within_day_share", at, {
        ...{ value: 0.5, numerator: denominator / 2, denominator },
        ...{ by: "channel", member: "chat" },
      });
    const rows = [
      opened(40, start, "channel", "chat"),
      share(start, 40),
      share(before, 28),
      share(lastYear, 30),
    ];
    const [chat] =
      built(rows, { report: kpisOf("resolved_within_day_share") }).breakdowns.find(
        ({ by }) => by === "channel",
      )?.members ?? [];
    expect(chat?.values.contacts_opened?.unclear).toBeUndefined();
    // A half and a half: no change, and 40 after 0 last week is new.
    expect(chat?.values.resolved_within_day_share?.unclear).toEqual(["lastYear"]);
    // 28 of the week before are fewer than 30; 30 of last year are enough, and 15 and 15 more than 5 of either kind.
    expect(chat?.values.resolved_within_day_share?.few).toEqual(["previous"]);
  });

  test("say nothing of a last year that is no week, rather than of another one", () => {
    const rows = [opened(9, start, "channel", "chat"), opened(3, lastYear, "channel", "chat")];
    const yearBefore = (alignment: "364d" | "iso" | "calendar") => {
      const settings = { ...configOf(), comparison: { ...configOf().comparison, lastYear: alignment } };
      const { breakdowns } = built(rows, { settings, report: kpisOf("contacts_opened") });
      return breakdowns.find(({ by }) => by === "channel")?.members[0]?.values.contacts_opened?.lastYear;
    };
    // 364 days and week 46 of 2025 both begin on 10 November; the same dates, 9 to 15 November 2025, are no week.
    expect(yearBefore("364d")).toBe(3);
    expect(yearBefore("iso")).toBe(3);
    expect(yearBefore("calendar")).toBeNull();
  });

  test("keep a member that vanished since the period before, with 0 contacts", () => {
    const rows = [
      ...[
        opened(9, start, "channel", "chat"),
        opened(5, before, "channel", "chat"),
        opened(3, lastYear, "channel", "chat"),
      ],
      opened(4, before, "channel", "fax"),
      figure("resolution_seconds", before, { value: 60, denominator: 4, by: "channel", member: "fax" }),
      opened(8, lastYear, "channel", "telex"),
    ];
    const channels = built(rows, { report: kpisOf("contacts_opened", "resolution_seconds") }).breakdowns.find(
      ({ by }) => by === "channel",
    );
    expect(channels?.members.map(({ member }) => member)).toEqual(["chat", "fax"]);
    expect(channels?.members[0]?.values.contacts_opened).toEqual({
      ...{ value: 9, previous: 5, lastYear: 3 },
      few: ["previous", "lastYear"],
    });
    expect(channels?.members[1]?.values.contacts_opened).toEqual({
      ...{ value: 0, previous: 4, lastYear: 0 },
      few: ["previous"],
      // Nothing, as a year ago.
      unclear: ["lastYear"],
    });
    expect(channels?.members[1]?.values.resolution_seconds).toEqual({
      value: null,
      previous: 60,
      lastYear: null,
    });
  });

  test("keep reasons of transfers apart from those of contacts", () => {
    const reason = (kpi: KpiId, member: string, value: number) =>
      figure(kpi, start, { value, by: "reason", member });
    const rows = [
      reason("contacts_opened", "Billing", 9),
      reason("contacts_opened", "Delivery", 4),
      reason("transfers", "Wrong queue", 2),
      reason("transfers", "Language", 3),
      reason("transfers", "Billing", 1),
      figure("transfers", start, { value: 2, by: "channel", member: "phone" }),
      figure("transfers", start, { value: 2, by: "channel_x_reason", member: "phone / Wrong queue" }),
    ];
    const { breakdowns, kpis } = built(rows, {
      report: kpisOf("contacts_opened", "transfers", "transfer_reason_share"),
    });
    const table = (by: string) => breakdowns.find((one) => one.by === by)!;
    const named = (by: string) => table(by).members.map(({ member }) => member);
    expect(table("reason").kpis).toEqual(["contacts_opened", "reason_share"]);
    expect(named("reason")).toEqual(["Billing", "Delivery"]);
    expect(table("transfer_reason").kpis).toEqual(["transfers", "transfer_reason_share"]);
    expect(named("transfer_reason")).toEqual(["Language", "Wrong queue", "Billing"]); // 3, 2 and 1
    expect(table("transfer_reason").members[0]?.values.transfers?.value).toBe(3);
    expect(named("channel")).toEqual(["phone"]);
    expect(table("channel").kpis).toContain("transfers");
    expect([table("channel_x_reason").kpis, named("channel_x_reason")]).toEqual([["contacts_opened"], []]);
    const members = (id: KpiId) =>
      kpis.find((kpi) => kpi.id === id)?.members?.filter(({ by }) => by === "reason");
    expect(members("contacts_opened")?.map(({ member }) => member)).toEqual(["Billing", "Delivery"]);
  });

  test("show the KPIs of the report, and each mix where it is defined", () => {
    const report = kpisOf("contacts_opened", "open_backlog");
    const kpis = new Map(built([], { report }).breakdowns.map(({ by, kpis: ids }) => [by, ids]));
    expect([...kpis.keys()]).toEqual(["channel", "department", "reason", "channel_x_reason"]);
    expect(kpis.get("channel")).toContain("channel_share");
    expect(kpis.get("channel")).not.toContain("reason_share");
    expect(kpis.get("reason")).toContain("reason_share");
    expect(kpis.get("department")).not.toContain("channel_share");
    expect(kpis.get("channel_x_reason")).toContain("open_backlog");
  });
});

describe("of a day", () => {
  const day = periodOf("day", "2026-11-12", "Europe/Budapest"); // a Thursday
  const came = (value: number, at: string, by: "reason" | "channel", member: string) =>
    opened(value, at, by, member);
  // 300 on the day, 100 a week before, 290 the day before.
  const rows = (by: "reason" | "channel") => [
    came(300, "2026-11-12", by, "phone"),
    came(100, "2026-11-05", by, "phone"),
    came(290, "2026-11-11", by, "phone"),
  ];
  const channelOf = (previousDay: "same_weekday" | "day_before") =>
    built(rows("channel"), {
      period: day,
      settings: { ...configOf(), comparison: { ...usualComparison, previousDay } },
    }).breakdowns.find(({ by }) => by === "channel")?.members[0]?.values.contacts_opened;

  test("reasons and breakdowns are held against what the figures are: the same weekday", () => {
    expect(built(rows("reason"), { period: day }).reasons[0]).toMatchObject({ previous: 100, change: 2 });
    expect(channelOf("same_weekday")).toMatchObject({ value: 300, previous: 100 });
    expect(built([], { period: day }).kpis[0]?.previous.against.start).toBe("2026-11-05");
    expect(periodsBroken(day, configOf()).map(({ start }) => start)).toContain("2026-11-05");
  });

  test("they are held against the day before where the organisation says so", () => {
    expect(channelOf("day_before")).toMatchObject({ value: 300, previous: 290 });
  });
});
