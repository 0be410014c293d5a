import { describe, expect, test } from "vitest";
import { groupsOf } from "../../functions/core/groups.ts";
import type { Grain, KpiId } from "../../functions/core/kpi.ts";
import { grainsFor, kpisFor } from "../../functions/core/parts.ts";
import type { ReportInput } from "../../functions/core/report.ts";
import { valuesWithin } from "../../functions/core/scope.ts";
import type { Value } from "../../functions/core/values.ts";
import { before, built, opened, start } from "./built.ts";
import { figure, reportOf } from "./sample.ts";

const team = (...kpis: readonly KpiId[]) => reportOf({ template: "team", kpis });
const satisfied = "customer_satisfaction_share" as const;
const share = (kpi: KpiId, by: Grain, member: string, numerator: number, denominator: number, at = start) =>
  figure(kpi, at, { by, member, numerator, denominator, value: numerator / denominator });
const tableBy = (by: string, rows: readonly Value[], settings: Partial<ReportInput>) =>
  built(rows, settings).breakdowns.find((one) => one.by === by)!;

describe("the agents of a team", () => {
  const rows = [
    share(satisfied, "agent", "Ana", 90, 100),
    share(satisfied, "agent", "Bo", 60, 75),
    share(satisfied, "agent", "Cy", 24, 25),
    share(satisfied, "agent", "(not stated)", 99, 100),
    // 0.9 after 0.7: by the pooled 0.8 the error is the root of 0.16 * 2 / 100, 0.057; 3.5 errors.
    share(satisfied, "agent", "Ana", 70, 100, before),
    // 0.8 after 0.78: less than half an error.
    share(satisfied, "agent", "Bo", 78, 100, before),
  ];
  const settings = { report: team(satisfied), targets: { [satisfied]: { atLeast: 0.85 } } };
  const told = (member: string) =>
    tableBy("agent", rows, settings).members.find((one) => one.member === member)?.values[satisfied];

  test("are ranked where enough stands behind their value", () => {
    expect(told("Ana")).toMatchObject({ value: 0.9, n: 100, rank: 1 });
    expect(told("Bo")).toMatchObject({ value: 0.8, n: 75, rank: 2 });
    // 0.96 would be the best, of 25 surveys; 30 are asked for.
    expect(told("Cy")).toMatchObject({ value: 0.96, n: 25 });
    expect(told("Cy")?.rank).toBeUndefined();
  });

  test("do not count those of whom nobody says who they are", () => {
    expect(told("(not stated)")?.rank).toBeUndefined();
  });

  test("have got better only where that is no chance", () => {
    expect(told("Ana")?.verdict).toBe("better");
    expect(told("Bo")?.verdict).toBe("unchanged");
    expect(told("Cy")?.verdict).toBe("unknown");
  });

  test("change by what may be chance among as many, and then do not", () => {
    const count = (member: string, now: number, then: number) => [
      opened(now, start, "agent", member),
      opened(then, before, "agent", member),
    ];
    // 131 - 100 = 31, by the root of 231, 15.2: 2.04 errors, p = 0.041. The smallest of five p has to be below 0.1 / 5.
    const steady = ["a", "b", "c", "d"].flatMap((name) => count(name, 100, 100));
    const verdictOf = (some: readonly Value[]) =>
      tableBy("agent", some, { report: team("contacts_opened") }).members.find(
        ({ member }) => member === "Ana",
      )?.values.contacts_opened?.verdict;
    expect(verdictOf(count("Ana", 131, 100))).toBe("neutral");
    expect(verdictOf([...count("Ana", 131, 100), ...steady])).toBe("unchanged");
  });

  test("stand against the target of the whole", () => {
    expect(told("Ana")?.status).toBe("on");
    // (0.85 - 0.8) / 0.85 = 5.9 %, more than the 3 % that is near.
    expect(told("Bo")?.status).toBe("off");
  });

  test("are ranked by what customers say before how fast they are", () => {
    const both = built(rows, { report: team("resolution_seconds", satisfied) });
    expect(both.team).toMatchObject({ rankedBy: satisfied, fewest: 30 });
    expect(built(rows, { report: team("resolution_seconds", "handle_seconds") }).team?.rankedBy).toBe(
      "resolution_seconds",
    );
    // More contacts are not better, and fewer open ones are those of who has fewer.
    expect(built(rows, { report: team("contacts_resolved", "open_backlog") }).team?.rankedBy).toBeNull();
  });

  test("are in no other report", () => {
    const { breakdowns, team: none } = built(rows, { report: reportOf({ kpis: [satisfied] }) });
    expect([none, breakdowns.some(({ by }) => by === "agent")]).toEqual([undefined, false]);
    expect(grainsFor(reportOf())).not.toContain("agent");
    expect(kpisFor(reportOf())).not.toContain("open_older_than_7_days");
  });
});

describe("the age of the backlog", () => {
  const open = (numbers: readonly number[], at = start, by: Grain = "all", member = "all") =>
    (
      ["open_backlog", "open_older_than_1_day", "open_older_than_7_days", "open_older_than_30_days"] as const
    ).map((kpi, index) => figure(kpi, at, { by, member, value: numbers[index]! }));
  const report = team("contacts_opened");

  test("is the difference of what is older than one age and older than the next", () => {
    const rows = [
      ...open([100, 60, 25, 10]),
      ...open([90, 60, 20, 5], before),
      ...open([30, 10, 5, 0], start, "department", "Billing"),
      ...open([70, 50, 20, 10], start, "department", "Technical"),
      // Nothing open now, and nothing before: no line of its own.
      ...open([0, 0, 0, 0], start, "department", "Closed"),
      ...open([0, 0, 0, 0], before, "department", "Closed"),
    ];
    expect(built(rows, { report }).team?.ageing).toEqual({
      // 100 - 60, 60 - 25, 25 - 10, 10
      open: [40, 35, 15, 10],
      previous: [30, 40, 15, 5],
      departments: [
        { member: "Technical", open: [20, 30, 10, 10], previous: [0, 0, 0, 0] },
        { member: "Billing", open: [20, 5, 5, 0], previous: [0, 0, 0, 0] },
      ],
    });
  });

  test("is not told where more are old than there are", () => {
    expect(built(open([5, 6, 0, 0]), { report }).team?.ageing).toBeNull();
  });
});

describe("the reasons of a team", () => {
  const reason = (member: string, now: number, then: number) => [
    opened(now, start, "reason", member),
    opened(then, before, "reason", member),
  ];
  const rows = [
    // Five that are larger and did not change, then one that doubled.
    ...["a", "b", "c", "d", "e"].flatMap((name) => reason(name, 1_000, 1_000)),
    ...reason("Late delivery", 300, 100),
    ...reason("Refund", 100, 300),
    ...reason("Fraud", 40, 0),
    ...reason("Moon", 12, 0),
    ...reason("Sun", 11, 10),
    opened(200, start, "department_x_reason", "Logistics / Late delivery"),
    opened(100, start, "department_x_reason", "Billing / Late delivery"),
    opened(300, start, "department", "Logistics"),
    opened(900, start, "department", "Billing"),
  ];

  test("that rose are told though they are none of the five largest, and new ones once enough came", () => {
    const { reasons, team: told } = built(rows, { report: team("contacts_opened") });
    expect(reasons.map((one) => one.reason)).toEqual(["a", "b", "c", "d", "e"]);
    // 300 - 100 = 200 more, 40 - 0 = 40 more; 12 are fewer than 30.
    expect(told?.rose.map((one) => [one.reason, one.contacts, one.change])).toEqual([
      ["Late delivery", 300, 2],
      ["Fraud", 40, null],
    ]);
    // Nobody knows whether those of 12 after none and of 11 after 10 rose; of the other eight it is known.
    expect(told?.judgedReasons).toEqual({ judged: 8, all: 10 });
  });

  test("belong to whom the organisation says, else to the department most of them came to", () => {
    const rose = (settings: Partial<ReportInput>) =>
      built(rows, { report: team("contacts_opened"), ...settings }).team?.rose[0];
    expect(rose({})?.mostIn).toEqual({ department: "Logistics", contacts: 200 });
    const organisation = { name: "N", zone: "UTC", reasonOwners: { "late delivery": "Warehouse" } };
    expect(rose({ organisation })).toMatchObject({ owner: "Warehouse" });
    expect(rose({ organisation })?.mostIn).toBeUndefined();
    expect(rose({ scope: { by: "department", member: "Logistics" } })?.mostIn).toBeUndefined();
  });
});

test("a report for one department has that department's agents and no others", () => {
  const parted = (department: string, agent: string, value: number) => ({
    value: figure("contacts_opened", start, {
      ...{ by: "department_x_agent", member: `${department} / ${agent}`, value },
    }),
    parts: [department, agent],
  });
  const whole = (department: string, value: number) => ({
    value: opened(value, start, "department", department),
    parts: [department],
  });
  const scope = { by: "department", member: "Technical" } as const;
  const rows = valuesWithin(scope, [
    ...[whole("Technical", 90), whole("Billing", 40)],
    ...[parted("Technical", "Ana", 60), parted("Technical", "Bo", 30), parted("Billing", "Cy", 40)],
  ]);
  const { breakdowns, team: told } = built(rows, { report: team("contacts_opened"), scope });
  const agents = breakdowns.find(({ by }) => by === "agent");
  expect(agents?.members.map(({ member }) => member)).toEqual(["Ana", "Bo"]);
  expect(breakdowns.some(({ by }) => by === "department")).toBe(false);
  expect(told?.ageing?.departments).toEqual([]);
});

test("a reader of one department is told of an agent what is made of five at least", () => {
  const row = (kpi: KpiId, agent: string, settings: Partial<Value>) => ({
    value: figure(kpi, start, { by: "department_x_agent", member: `Technical / ${agent}`, ...settings }),
    parts: ["Technical", agent],
  });
  const contacts = { Ana: 90, Bo: 30, Cy: 3, Di: 50 };
  const surveys = { Ana: 25, Bo: 20, Cy: 1, Di: 3 };
  const groups = groupsOf(
    [
      ...Object.entries(contacts).map(([agent, value]) => row("contacts_opened", agent, { value })),
      ...Object.entries(surveys).map(([agent, denominator]) =>
        row(satisfied, agent, { value: 1, numerator: denominator, denominator }),
      ),
    ],
    5,
  );
  const hidden = (kpi: KpiId) =>
    Object.keys(contacts).filter((agent) =>
      groups.isHidden(kpi, start, "department_x_agent", ["Technical", agent], {
        by: "department",
        member: "Technical",
      }),
    );
  // Cy has 3 contacts, and Bo's 30 keep them from being the rest of the department's.
  expect(hidden("contacts_opened")).toEqual(["Bo", "Cy"]);
  // Of Di's 3 surveys nothing is told though there are 50 contacts; 1 + 3 are too few to hide each other, so Bo's 20 too.
  expect(hidden(satisfied)).toEqual(["Bo", "Cy", "Di"]);
});
