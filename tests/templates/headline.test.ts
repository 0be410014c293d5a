import { expect, test } from "vitest";
import type { KpiModel, ReasonModel, ReportModel, Status, Verdict } from "../../functions/core/model.ts";
import { formatOf } from "../../templates/format.ts";
import { headlineOf, movementOf } from "../../templates/headline.ts";
import { en } from "../../templates/words/en.ts";
import { mean, opened, resolved } from "./kpis.ts";
import { model } from "./model.ts";

const format = formatOf(en, "Europe/Budapest");
const headline = (kpis: readonly KpiModel[]): string => headlineOf(kpis, "Week 46", format);
const standing = (...statuses: readonly Status[]) => statuses.map((status) => ({ ...mean, status }));
const moving = (...verdicts: readonly Verdict[]) =>
  verdicts.map((verdict): KpiModel => ({ ...mean, status: "none", previous: { ...mean.previous, verdict } }));

test.each<[readonly Status[], string]>([
  [["off", "on", "on", "on", "none"], "1 of 4 targets is missed"],
  [["off", "off", "none"], "2 of 2 targets are missed"],
  [["off", "near", "on"], "1 of 3 targets is missed, 1 more narrowly"],
  [["near", "on", "on", "on"], "1 of 4 targets is narrowly missed"],
  [["near", "near", "on"], "2 of 3 targets are narrowly missed"],
  [["on", "on", "none"], "All 2 targets are met"],
  [["on"], "The only target is met"],
  [["near", "none"], "The only target is narrowly missed"],
  [["off", "none"], "The only target is missed"],
])("the headline counts targets: %j", (statuses, words) => {
  expect(headline(standing(...statuses))).toBe(words);
});

test("a target without a value is not counted", () => {
  const [off, on] = standing("off", "on");
  expect(headline([{ ...off!, value: null }, on!, on!])).toBe("All 2 targets are met");
});

test.each<[readonly Verdict[], string]>([
  [["worse", "worse", "worse", "better"], "3 KPIs got clearly worse"],
  [["worse", "neutral"], "1 KPI got clearly worse"],
  [["unchanged", "better"], "No KPI got clearly worse"],
  [["neutral", "unknown"], "The figures of Week 46"],
])("without targets it counts what got worse: %j", (verdicts, words) => {
  expect(headline(moving(...verdicts))).toBe(words);
});

test("without any value it says that there are no data", () => {
  expect(headline(standing("off").map((kpi) => ({ ...kpi, value: null })))).toBe("No data for Week 46");
});

test("a period without a contact compares nothing, whatever still stands open", () => {
  const standing: KpiModel = { ...resolved, id: "open_backlog", value: 100, status: "on" };
  const idle = [...moving("unchanged", "unchanged"), standing].map((kpi, index) => ({
    ...kpi,
    ...(index === 0 && { id: opened.id }),
    ...(index < 2 && { value: 0 }),
  }));
  expect(headline(idle)).toBe("No contacts in Week 46: there is nothing to compare");
  expect(movementOf({ ...model, reasons: [] }, idle, "week 45", format)).toBe("");
  // One contact is something.
  expect(headline([{ ...idle[0]!, value: 1 }, ...idle.slice(1)])).toBe("The only target is met");
});

test("nothing after nothing is neither better nor worse", () => {
  const [kpi] = moving("unchanged");
  const nothing = { ...kpi!, value: 0, previous: { ...kpi!.previous, value: 0 } };
  expect(headline([nothing])).toBe("The figures of Week 46");
  expect(headline([nothing, kpi!])).toBe("No KPI got clearly worse");
});

const few = (count: number, kpi: KpiModel = mean): readonly KpiModel[] =>
  Array.from({ length: count }, () => ({
    ...kpi,
    status: "none" as const,
    previous: { ...kpi.previous, change: null, verdict: "unknown" as const, withheld: "too few to compare" },
  }));

test("where most stand on too few contacts it says how many were judged", () => {
  // 3 judged and 9 that stand on too few are 12; a volume, which has no good direction, is neither.
  const mostly = [...moving("unchanged", "unchanged", "better"), ...few(9), ...few(1, opened)];
  expect(headline(mostly)).toBe("No KPI got clearly worse (3 of 12 judged)");
  expect(movement(mostly)).toBe(
    "1 KPI got clearly better, none worse since week 45; 9 more stand on too few contacts to compare.",
  );
  expect(headline([...moving("worse"), ...few(1)])).toBe("1 KPI got clearly worse (1 of 2 judged)");
  expect(movement([...moving("unchanged"), ...few(1)])).toBe(
    "No KPI got clearly better or worse since week 45; 1 more stands on too few contacts to compare.",
  );
});

test("where all stand on too few contacts nothing is said to have got better or worse", () => {
  expect(headline([...few(12), ...moving("neutral")])).toBe("Too few contacts to compare");
  expect(movement(few(12))).toBe("Too few contacts to compare with week 45.");
});

const movement = (kpis: readonly KpiModel[], reasons: readonly ReasonModel[] = [], others = [opened]) =>
  movementOf({ ...model, kpis: others, reasons } satisfies ReportModel, kpis, "week 45", format);

test.each<[readonly Verdict[], string]>([
  [["worse", "worse", "better", "neutral"], "2 KPIs got clearly worse, 1 better since week 45."],
  [["worse", "unchanged"], "1 KPI got clearly worse, none better since week 45."],
  [["better", "better"], "2 KPIs got clearly better, none worse since week 45."],
  [["better"], "1 KPI got clearly better, none worse since week 45."],
  [["unchanged", "neutral"], "No KPI got clearly better or worse since week 45."],
  [["neutral", "unknown"], ""],
])("one sentence says how many got worse and better: %j", (verdicts, words) => {
  expect(movement(moving(...verdicts))).toBe(words);
});

const reason = (name: string, contacts: number, previous: number | null): ReasonModel => ({
  reason: name,
  contacts,
  share: null,
  previous,
  change: previous === null ? null : contacts / previous - 1,
});

test("the reason whose contacts changed most is named, whichever way", () => {
  const rose = reason("Late delivery", 819, 271); // 548 more
  const fell = reason("Refund status", 100, 700); // 600 fewer
  expect(movement([], [reason("Login problem", 900, 880), rose])).toBe(
    "Late delivery contacts rose from 271 to 819.",
  );
  expect(movement([], [rose, fell])).toBe("Refund status contacts fell from 700 to 100.");
  expect(movement([], [reason("", 819, 271)])).toBe("Contacts with no reason given rose from 271 to 819.");
});

test.each<[string, ReasonModel]>([
  ["fewer than 30 now", reason("Late delivery", 29, 200)],
  ["fewer than 30 before", reason("Late delivery", 300, 29)],
  ["a change below 10 %", reason("Late delivery", 1_099, 1_000)],
  ["nothing before", reason("Late delivery", 300, null)],
  ["a change that is withheld", { ...reason("Late delivery", 300, 100), change: null }],
])("no reason is named for %s", (_, one) => {
  expect(movement([], [one])).toBe("");
});

test("30 contacts and 10 % are enough", () => {
  expect(movement([], [reason("Late delivery", 33, 30)])).toBe("Late delivery contacts rose from 30 to 33.");
  expect(movement([], [reason("Late delivery", 63, 70)])).toBe("Late delivery contacts fell from 70 to 63.");
});

test("where the largest change does not count, no smaller one takes its place", () => {
  const large = reason("Login problem", 1_090, 1_000); // 90 more, 9 %
  expect(movement([], [large, reason("Late delivery", 80, 40)])).toBe("");
});

test("no reason is named where the change in contacts opened is not shown", () => {
  const late = [reason("Late delivery", 819, 271)];
  const withheld = { ...opened, previous: { ...opened.previous, change: null, withheld: "new" as const } };
  expect(movement([], late, [withheld])).toBe("");
  expect(movement([], late, [resolved])).toBe("");
});

test("a sixth reason is not in the report, and so not in its first lines", () => {
  const five = Array.from({ length: 5 }, (_, at) => reason(`r${at}`, 100, 100));
  expect(movement([], [...five, reason("Late delivery", 819, 271)])).toBe("");
});
