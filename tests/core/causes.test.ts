import { describe, expect, test } from "vitest";
import { causesOf } from "../../functions/core/causes.ts";
import type { Scope } from "../../functions/core/config.ts";
import { inconclusive } from "../../functions/core/incomplete.ts";
import type { Value } from "../../functions/core/values.ts";
import { valuesOf } from "../../functions/core/values.ts";
import { before, built, covered, kpisOf, opened, start, w46 } from "./built.ts";
import { configOf, figure } from "./sample.ts";

function causes(rows: readonly Value[], settings: Partial<ReturnType<typeof configOf>> = {}, scope?: Scope) {
  const report = built(rows, { report: kpisOf("contacts_opened", "resolved_within_day_share") });
  const config = { ...configOf(), ...settings };
  return causesOf(report, {
    ...{ period: w46, values: valuesOf(rows, covered), settings: config },
    ...(scope && { scope }),
  });
}

const share = (numerator: number, at: string, member: string): readonly Value[] => [
  figure("resolved_within_day_share", at, {
    ...{
      by: member === "all" ? "all" : "department",
      member,
      numerator,
      denominator: member === "all" ? 2000 : 1000,
    },
    value: numerator / (member === "all" ? 2000 : 1000),
  }),
];
const shares = [
  ...[...share(1100, start, "all"), ...share(1300, before, "all")],
  ...[...share(600, start, "Orders"), ...share(800, before, "Orders")],
  ...[...share(500, start, "Billing"), ...share(500, before, "Billing")],
];

describe("the bridge of a change", () => {
  test("says what each group did to it", () => {
    // 1100 of 2000 is 0.55, 1300 of 2000 was 0.65. Orders: half of all, 0.6 after 0.8: 0.5 x -0.2 = -0.1. Billing: 0.5 after 0.5.
    expect(causes(shares).bridges).toEqual([
      {
        ...{ kpi: "resolved_within_day_share", by: "department", whole: -0.1, rate: -0.1, mix: 0 },
        effects: [
          { member: "Orders", rate: -0.1, mix: 0, whole: -0.1 },
          { member: "Billing", rate: 0, mix: 0, whole: 0 },
        ],
      },
    ]);
  });

  test("names six groups and tells the others together", () => {
    // Eight channels of 100 each; now 10, 20 ... 80 more: 360 in all. The six that did most made 80 + 70 + 60 + 50 + 40 + 30 = 330.
    const channels = Array.from({ length: 8 }, (_, at) => `c${at + 1}`);
    const rows = [
      ...[opened(1160), opened(800, before)],
      ...channels.flatMap((one, at) => [
        opened(110 + 10 * at, start, "channel", one),
        opened(100, before, "channel", one),
      ]),
    ];
    const [bridge] = causes(rows).bridges ?? [];
    expect(bridge?.effects.map(({ member, whole }) => `${member} ${whole}`)).toEqual([
      "c8 80",
      "c7 70",
      "c6 60",
      "c5 50",
      "c4 40",
      "c3 30",
    ]);
    expect(bridge).toMatchObject({ whole: 360, rest: { members: 2, whole: 30, rate: 30, mix: 0 } });
  });

  test("is none where the groups are not all of the count", () => {
    const rows = [
      ...[opened(1160), opened(800, before)],
      ...[opened(700, start, "channel", "email"), opened(400, before, "channel", "email")],
      ...[opened(400, start, "channel", "phone"), opened(400, before, "channel", "phone")],
    ];
    expect(causes(rows).bridges).toBeUndefined();
  });

  test("is none of a change that is none, and none to readers who may not know every group", () => {
    const even = [
      opened(800),
      opened(800, before),
      opened(800, start, "channel", "a"),
      opened(800, before, "channel", "a"),
    ];
    expect(causes(even).bridges).toBeUndefined();
    expect(causes(shares, {}, { by: "channel", member: "email" }).bridges).toBeUndefined();
  });

  test("is none of figures that are not complete", () => {
    const report = built(shares, { report: kpisOf("resolved_within_day_share") });
    const model = { ...report, ...causes(shares) };
    expect(inconclusive(model).bridges).toEqual([]);
  });
});

describe("what happened", () => {
  // Thirteen weeks to 15 November 2026 begin on 17 August.
  const events = [
    { id: "a", title: "Move", on: "2026-08-10", until: "2026-08-17" },
    { id: "b", title: "Before", on: "2026-08-10", until: "2026-08-16" },
    { id: "c", title: "Sale", on: "2026-11-15" },
    { id: "d", title: "Later", on: "2026-11-16" },
    { id: "e", title: "New phones", on: "2026-10-01", channels: ["Phone"] },
  ];

  test("within the weeks of the trend is told, the earliest first", () => {
    expect(causes([], { events }).events).toEqual([
      { title: "Move", on: "2026-08-10", until: "2026-08-17" },
      { title: "New phones", on: "2026-10-01" },
      { title: "Sale", on: "2026-11-15" },
    ]);
  });

  test("to other channels than a reader's is not told", () => {
    const titles = (member: string) =>
      causes([], { events }, { by: "channel", member }).events?.map(({ title }) => title);
    expect(titles("email")).toEqual(["Move", "Sale"]);
    expect(titles("phone")).toEqual(["Move", "New phones", "Sale"]);
  });

  test("on holidays is told by their days", () => {
    const holidays = ["2026-08-16", "2026-08-20", "2026-11-15", "2026-12-25"];
    expect(causes([], { holidays }).holidays).toEqual(["2026-08-20", "2026-11-15"]);
    expect(causes([])).toEqual({});
  });
});
