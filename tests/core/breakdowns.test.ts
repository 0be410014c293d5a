import { describe, expect, test } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import { before, built, kpisOf, lastYear, opened, start } from "./built.ts";
import { figure } from "./sample.ts";

describe("its breakdowns", () => {
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
    expect(channels?.members[0]?.values.contacts_opened).toEqual({ value: 9, previous: 5, lastYear: 3 });
    expect(channels?.members[1]?.values.contacts_opened).toEqual({ value: 0, previous: 4, lastYear: 0 });
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
