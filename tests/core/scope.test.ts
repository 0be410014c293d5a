import { describe, expect, test } from "vitest";
import { actionsOf } from "../../functions/core/actions.ts";
import type { Scope } from "../../functions/core/config.ts";
import { concerns } from "../../functions/core/discreet.ts";
import { groupsOf } from "../../functions/core/groups.ts";
import { type Grain, type Kpi, type KpiId, kpiOf } from "../../functions/core/kpi.ts";
import type { Action } from "../../functions/core/organisation.ts";
import { periodOf } from "../../functions/core/period.ts";
import { isKept, narrowed, type Parted, spelled, valuesWithin } from "../../functions/core/scope.ts";

const billing: Scope = { by: "department", member: "Billing" };
const start = "2026-11-09";

function row(kpi: KpiId, by: Grain, parts: readonly string[], value: number, at = start): Parted {
  const figures = { numerator: value, denominator: null, value, fingerprint: "f" };
  return { value: { kpi, start: at, by, member: parts.join(" / "), ...figures }, parts };
}
const opened = (by: Grain, parts: readonly string[], value: number, at = start) =>
  row("contacts_opened", by, parts, value, at);

describe("what both the report and its reader may see", () => {
  test("is the narrower of the two, whatever the capitals", () => {
    expect(narrowed(null, null)).toBeNull();
    expect(narrowed(null, billing)).toEqual(billing);
    expect(narrowed(billing, null)).toEqual(billing);
    expect(narrowed(billing, { ...billing, member: "billing" })).toEqual(billing);
  });

  test("is nothing where they differ: never the wider one", () => {
    expect(narrowed(billing, { ...billing, member: "Returns" })).toBeUndefined();
    expect(narrowed(billing, { by: "channel", member: "Billing" })).toBeUndefined();
  });
});

describe("the values of a scope", () => {
  test("are its own, as if there were nothing else; its mix is of its own contacts", () => {
    const values = valuesWithin(billing, [
      opened("all", [], 100),
      opened("department", ["Billing"], 40),
      opened("department", ["Returns"], 60),
      opened("department_x_channel", ["Billing", "chat"], 10),
      opened("department_x_channel", ["Returns", "chat"], 25),
      opened("channel", ["chat"], 35),
      row("channel_share", "channel", ["chat"], 0.35),
    ]);
    expect(values.map(({ kpi, by, member, value }) => [kpi, by, member, value])).toEqual([
      ["contacts_opened", "all", "all", 40],
      ["contacts_opened", "channel", "chat", 10],
      ["channel_share", "channel", "chat", 0.25],
    ]);
  });

  test("are not those of a member whose name holds what joins two of them", () => {
    const values = valuesWithin({ by: "department", member: "A" }, [
      opened("department", ["A"], 1),
      opened("department_x_channel", ["A / B", "chat"], 2),
      opened("department_x_channel", ["B", "A"], 3),
    ]);
    expect(values.map(({ by, value }) => [by, value])).toEqual([["all", 1]]);
  });

  test("are found in other capitals, unless two members differ in nothing else", () => {
    const rows = [opened("department", ["billing"], 1)];
    expect(spelled(billing, rows)).toBe("billing");
    expect(spelled(billing, [...rows, opened("department", ["BILLING"], 1)])).toBeUndefined();
    expect(spelled(billing, [...rows, opened("department", ["Billing"], 1)])).toBe("Billing");
  });

  test("have no occupancy by channel, no percentile in a breakdown, and no reasons of transfers", () => {
    const kept = (id: KpiId, by: Grain, scope: Scope) => isKept(kpiOf(id) as Kpi, by, scope);
    expect(kept("occupancy_share", "all", { by: "channel", member: "chat" })).toBe(false);
    expect(kept("occupancy_share", "all", billing)).toBe(true);
    expect(kept("resolution_seconds_p90", "all", billing)).toBe(true);
    expect(kept("resolution_seconds_p90", "channel", billing)).toBe(false);
    expect(kept("transfer_reason_share", "reason", billing)).toBe(false);
    expect(kept("reason_share", "reason", billing)).toBe(true);
  });
});

describe("groups", () => {
  const table = (at: string, ...counts: readonly number[]) =>
    counts.map((count, index) => opened("department_x_reason", ["Billing", `r${index}`], count, at));
  const hidden = (rows: readonly Parted[], ...untold: Parameters<typeof groupsOf>[2] & object) =>
    rows
      .filter(({ value, parts }) =>
        groupsOf(rows, 5, untold).isHidden(value.kpi, value.start, value.by, parts, billing),
      )
      .map(({ parts }) => parts[1]);

  test("are judged by their own period alone", () => {
    // 3 with 9 in one week; in the other nothing is small.
    expect(hidden([...table(start, 3, 9, 40), ...table("2026-11-02", 30, 9, 40)])).toEqual(["r0", "r1"]);
  });

  test("that were hidden stay so when late rows made them larger", () => {
    // Last week's page hid 3 and 9; now they are 6 and 9: 6 told beside an unchanged 9 would tell the 3.
    const untold = (reason: string) => ({
      start,
      by: "department_x_reason" as const,
      parts: ["Billing", reason],
    });
    expect(hidden(table(start, 6, 9, 40))).toEqual([]);
    expect(hidden(table(start, 6, 9, 40), untold("r0"), untold("r1"))).toEqual(["r0", "r1"]);
  });

  test("of few surveys are hidden in every KPI, and so is the one that is hidden with them", () => {
    const score = (reason: string, n: number): Parted => {
      const one = row("customer_satisfaction_share", "department_x_reason", ["Billing", reason], 0.5);
      return { ...one, value: { ...one.value, numerator: n / 2, denominator: n } };
    };
    const id = "customer_satisfaction_share" satisfies KpiId;
    const rows = [...table(start, 50, 60, 70), score("r0", 2), score("r1", 20), score("r2", 30)];
    const groups = groupsOf(rows, 5);
    const at = (kpi: KpiId, reason: string) =>
      groups.isHidden(kpi, start, "department_x_reason", ["Billing", reason], billing);
    // 2 of 52 surveys with the next smallest, 20, are 22, which is 2 + 4 and more: r2 is told.
    for (const kpi of [id, "contacts_opened"] as const)
      expect(["r0", "r1", "r2"].map((reason) => at(kpi, reason))).toEqual([true, true, false]);
  });
});

describe("a group hidden in one KPI", () => {
  const counts = (reason: string, opened: number, open: number, resolved: number): readonly Parted[] => {
    const of = (kpi: KpiId, value: number, parts: Partial<Parted["value"]> = {}): Parted => {
      const one = row(kpi, "department_x_reason", ["Billing", reason], value);
      return { ...one, value: { ...one.value, ...parts } };
    };
    const mean = { numerator: resolved * 3600, denominator: resolved };
    return [
      of("contacts_opened", opened),
      of("open_backlog", open),
      of("resolution_seconds", 3600, mean),
      of("resolved_within_day_share", 0.5, { numerator: resolved / 2, denominator: resolved }),
    ];
  };
  const rows = [
    ...counts("Lost", 3, 0, 6),
    ...counts("Broken", 9, 0, 8),
    ...counts("Late", 60, 6, 40),
    ...counts("Refund", 90, 9, 80),
  ];
  const isHidden = (kpi: KpiId, reason: string) =>
    groupsOf(rows, 5).isHidden(kpi, start, "department_x_reason", ["Billing", reason], billing);

  test("is hidden in every other one of the same period", () => {
    // Lost (3) is hidden with Broken (9). Neither has an open contact, so the 6 of Late go with them: 6 >= 1 + 4. Of
    // times alone Lost and Broken would do (6 + 8 resolved), and the times of Late would be told.
    for (const kpi of ["contacts_opened", "open_backlog", "resolution_seconds"] as const)
      expect(["Lost", "Broken", "Late", "Refund"].map((one) => isHidden(kpi, one))).toEqual([
        true,
        true,
        true,
        false,
      ]);
  });
});

test("an event of channels is told to readers who have contacts in one of them", () => {
  const event = { id: "e", title: "Outage", on: start, channels: ["Phone"] };
  expect(concerns(event, null, [])).toBe(true);
  expect(concerns(event, billing, ["phone", "chat"])).toBe(true);
  expect(concerns(event, billing, ["chat"])).toBe(false);
  expect(concerns(event, { by: "channel", member: "chat" }, ["phone"])).toBe(false);
  expect(concerns({ id: "e", title: "Move", on: start }, billing, [])).toBe(true);
});

test("actions come overdue first, then by their day, then what is done; nothing dropped", () => {
  const action = (id: string, due: string, more: Partial<Action> = {}): Action => ({
    ...{ id, what: id, steps: [], owner: "O", due, status: "open" },
    ...more,
  });
  const week = periodOf("week", start, "Europe/Budapest");
  const actions = [
    action("later", "2026-12-01"),
    action("late", "2026-11-10"),
    action("today", "2026-11-16"),
    action("later than late", "2026-11-15"),
    action("done", "2026-11-09", { status: "done" }),
    action("done long ago", "2026-11-08", { status: "done" }),
    action("dropped", "2026-11-10", { status: "dropped" }),
    action("of another", "2026-11-11", { kpi: "open_backlog" }),
    action("of its own", "2026-11-12", { kpi: "contacts_opened" }),
  ];
  const shown = actionsOf(actions, { kpis: ["contacts_opened"] }, week, "2026-11-16");
  // One about a KPI that the report does not show is said all the same, without that KPI beside it.
  expect(shown.map(({ what, isOverdue, kpi }) => [what, isOverdue, kpi])).toEqual([
    ["late", true, null],
    ["of another", true, null],
    ["of its own", true, "contacts_opened"],
    ["later than late", true, null],
    ["today", false, null],
    ["later", false, null],
    ["done", false, null],
  ]);
});
