import { describe, expect, test } from "vitest";
import { dataBegin, firstWhole, wholeOf } from "../../functions/core/begin.ts";
import { due } from "../../functions/core/due.ts";
import { forecast } from "../../functions/core/forecast.ts";
import { stateOf as judged, type Value, valuesOf } from "../../functions/core/values.ts";
import { sourceOf } from "../memory.ts";
import { before, built, covered, kpisOf, lastYear, opened, start, w46 } from "./built.ts";
import { configOf, consumed, figure, known, landedFiles, reportOf, stateOf, week } from "./sample.ts";

const daily = sourceOf({ path: "/in/contacts-{date}.csv", expects: { kind: "daily", by: "06:00" } });
const rows = sourceOf({ path: "/in/*.csv", expects: { kind: "latest-row" } });
const days = (first: string, count: number, each: number) =>
  Array.from({ length: count }, (_, day) => {
    const date = new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10);
    return [date, each] as const;
  });

describe("the data begin", () => {
  const config = configOf({ sources: [daily] });
  const report = reportOf();

  test("on the day of the first daily file, whatever older contact lies in it", () => {
    const volumes = new Map([["2026-09-14", 2], ...days("2026-11-01", 15, 40)]);
    expect(dataBegin(report, config, stateOf({ volumes }))).toBe("2026-11-01");
  });

  test("before it, where the first file brings the past with it", () => {
    const volumes = new Map(days("2026-09-14", 63, 40));
    expect(dataBegin(report, config, stateOf({ volumes }))).toBe("2026-09-14");
  });

  test("before it, from half as many contacts a day as its own week has", () => {
    // 7 x 20 = 140 lie before 7 x 40 = 280: just half. 6 x 20 + 19 = 139 are fewer.
    const half = new Map([...days("2026-11-02", 7, 20), ...days("2026-11-09", 7, 40)]);
    const files = { helpdesk: landedFiles(...days("2026-11-09", 7, 40).map(([date]) => ({ date }))) };
    expect(dataBegin(report, config, stateOf({ volumes: half, sources: files }))).toBe("2026-11-02");
    const fewer = new Map([...half, ["2026-11-02", 19]]);
    expect(dataBegin(report, config, stateOf({ volumes: fewer, sources: files }))).toBe("2026-11-09");
  });

  test("with the first contact, where files are of no day", () => {
    const volumes = new Map(days("2026-11-05", 11, 40));
    const other = configOf({ sources: [rows] });
    expect(dataBegin(report, other, stateOf({ volumes, sources: { helpdesk: landedFiles({}) } }))).toBe(
      "2026-11-05",
    );
  });

  test("nowhere as long as there is no contact", () => {
    expect(dataBegin(report, config, stateOf())).toBeNull();
  });

  test("so that the first whole week is the next one, unless they begin on a Monday", () => {
    expect(firstWhole(week("2026-11-05"), "2026-11-05").name).toBe("2026-W46");
    expect(firstWhole(week("2026-11-09"), "2026-11-09").name).toBe("2026-W46");
  });
});

describe("a period before the data begin", () => {
  // Monday 23 November, 08:00 in Budapest: the weeks 45, 46 and 47 would be owed.
  const now = "2026-11-23T07:00:00Z";
  const at = (first: string, count: number) => {
    const volumes = new Map(days(first, count, 40));
    const files = [...volumes.keys()].map((date) => ({ date }));
    const state = stateOf({
      volumes,
      sources: { helpdesk: landedFiles(...files) },
      warehouse: consumed("2026-11-22T22:00:00Z"),
      reports: { weekly: known({ firstSeen: "2026-11-02T07:00:00Z" }) },
    });
    return [configOf({ sources: [daily] }), state, now] as const;
  };
  const sent = ({ work }: ReturnType<typeof due>) =>
    work.map((one) => ("period" in one ? `${one.kind} ${one.period.name}` : one.kind));

  test("is not owed, nor given up; the one they begin within is, and waits for nothing", () => {
    const found = due(...at("2026-11-12", 11));
    expect(sent(found)).toEqual(["send 2026-W46", "send 2026-W47"]);
    expect([found.waiting, found.missed, found.early]).toEqual([[], [], []]);
  });

  test("is told of as long as it is the last one that was due", () => {
    const begun = due(...at("2026-11-23", 1));
    expect(sent(begun)).toEqual([]);
    expect(begun.early).toMatchObject([
      { report: "weekly", period: { name: "2026-W47" }, begins: "2026-11-23", whole: { name: "2026-W48" } },
    ]);
  });

  test("does not stand among what goes out next, and the one they begin within says so", () => {
    const [config, state] = at("2026-11-19", 4);
    expect(forecast(config, state, now).map(({ period, begins }) => [period.name, begins])).toEqual([
      ["2026-W47", "2026-11-19"],
      ["2026-W48", undefined],
    ]);
  });
});

describe("a report", () => {
  const values = [opened(236, start), opened(116, before), opened(90, lastYear)];
  const since = (begins: string) =>
    built(values, { report: kpisOf("contacts_opened") }, { ...covered, begins }).kpis[0];

  test("is held against a week that the data know whole", () => {
    // 236 after 116 is 120 more: 120 / 116.
    expect(since("2025-06-02")?.previous).toMatchObject({ value: 116, change: 120 / 116 });
  });

  test("is held against a week whose first day is the first of the data", () => {
    expect(since("2026-11-02")?.previous).toMatchObject({ value: 116, change: 120 / 116 });
  });

  test("leaves out who is known only of a week that is not whole, and days before the data", () => {
    const values = valuesOf(
      [opened(9), opened(9, start, "channel", "phone"), opened(4, before, "channel", "fax")],
      covered,
    );
    const fifth = { kpi: "contacts_opened", value: 1 } as unknown as Value;
    const whole = (begins: string) =>
      wholeOf({ period: w46, values, days: () => fifth, coverage: { begins } });
    const weeks = [w46, week(before)];
    expect(whole("2026-11-02").values.members("channel", weeks)).toEqual(["phone", "fax"]);
    expect(whole("2026-11-05").values.members("channel", weeks)).toEqual(["phone"]);
    expect(whole("2026-11-05").days?.("contacts_opened", "2026-11-04")).toBeUndefined();
    expect(whole("2026-11-05").days?.("contacts_opened", "2026-11-05")).toBe(fifth);
  });

  test("is not held against four days of a week, and does not show them in its trend", () => {
    // The data begin on Thursday 5 November: the week from Monday 2 November has four days of seven.
    const kpi = since("2026-11-05");
    expect(kpi).toMatchObject({ value: 236, state: "final" });
    expect(kpi?.previous).toMatchObject({ value: null, change: null, withheld: "the data begin within it" });
    expect(kpi?.lastYear).toMatchObject({ value: null, change: null, withheld: "no earlier data" });
    expect(kpi?.trend.slice(-2).map(({ value }) => value)).toEqual([null, 236]);
    // The quarter began in October, and so did the month before the data.
    expect(kpi?.further?.map(({ kind }) => kind)).toEqual(["trailing"]);
  });

  test("holds no stock against one of last year that lacks what stood open before the data", () => {
    const stock = (begins: string) =>
      built(
        [start, before, lastYear].map((at) => figure("open_backlog", at, { value: 100 })),
        { report: kpisOf("open_backlog") },
        { ...covered, begins },
      ).kpis[0];
    // The week of 10 November 2025 ended on the 17th: 180 days after 21 May 2025, 179 after the 22nd. It began 173 days after
    // the former, which is less than half a year and nothing shorter.
    expect(stock("2025-05-20")?.lastYear).toMatchObject({ value: 100, change: 0 });
    for (const begins of ["2025-05-21", "2025-05-22"])
      expect(stock(begins)?.lastYear).toMatchObject({
        ...{ value: null, change: null, verdict: "unknown" },
        withheld: "the data begin less than half a year before it",
      });
    const byChannel = (begins: string) =>
      built(
        [start, before, lastYear].map((at) =>
          figure("open_backlog", at, { value: 100, by: "channel", member: "chat" }),
        ),
        { report: kpisOf("open_backlog") },
        { ...covered, begins },
      ).breakdowns.find(({ by }) => by === "channel")?.members[0]?.values.open_backlog;
    expect(byChannel("2025-05-20")).toMatchObject({ value: 100, lastYear: 100 });
    expect(byChannel("2025-05-21")).toMatchObject({ value: 100, previous: 100, lastYear: null });
    // Against the week before it may be held: both lack the same.
    expect(stock("2025-05-22")?.previous).toMatchObject({ value: 100, change: 0 });
  });

  test("of the week they begin within has values that are open", () => {
    expect(since("2026-11-11")).toMatchObject({ value: 236, state: "open" });
    expect(
      judged("contacts_opened", week("2026-11-02"), undefined, { ...covered, begins: "2026-11-09" }),
    ).toBe("open");
    expect(judged("contacts_opened", w46, undefined, { ...covered, begins: "2026-11-09" })).toBe("final");
  });
});
