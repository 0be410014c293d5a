import { expect, test } from "vitest";
import type { KpiModel, Status, Verdict } from "../../functions/core/model.ts";
import { formatOf } from "../../templates/format.ts";
import { headlineOf } from "../../templates/headline.ts";
import { en } from "../../templates/words/en.ts";
import { mean, opened, resolved } from "./kpis.ts";

const format = formatOf(en, "Europe/Budapest");
const headline = (kpis: readonly KpiModel[]): string => headlineOf(kpis, "Week 46", format);
const standing = (...statuses: readonly Status[]): readonly KpiModel[] =>
  statuses.map((status) => ({ ...mean, status, ...(status === "none" && { target: null }) }));
const moving = (...verdicts: readonly Verdict[]) =>
  verdicts.map(
    (verdict): KpiModel => ({
      ...mean,
      target: null,
      status: "none",
      previous: { ...mean.previous, verdict },
    }),
  );

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

test.each<[readonly Status[], string]>([
  [["on", "on"], "2 on target, 1 not judged"],
  [["on"], "1 on target, 1 not judged"],
  [["off"], "1 of 2 targets is missed, 1 not judged"],
  [["near"], "1 of 2 targets is narrowly missed, 1 not judged"],
  [["off", "near"], "1 of 3 targets is missed, 1 more narrowly, 1 not judged"],
])("a target that cannot be judged is neither met nor missed: %j", (statuses, words) => {
  // Without a value; and with one whose data are not all there.
  for (const unjudged of [{ value: null }, { status: "none" as const }])
    expect(headline([{ ...mean, ...unjudged }, ...standing(...statuses)])).toBe(words);
});

test.each<[readonly Verdict[], string]>([
  [["worse", "worse", "worse", "better"], "3 KPIs got clearly worse"],
  [["worse", "neutral"], "1 KPI got clearly worse (1 of 2 judged)"],
  [["better", "unchanged", "unknown"], "No KPI got clearly worse (2 of 3 judged)"],
  [["unchanged", "better"], "No KPI got clearly worse"],
  [["neutral", "unknown"], "The figures of Week 46"],
])("without targets it counts what got worse: %j", (verdicts, words) => {
  expect(headline(moving(...verdicts))).toBe(words);
});

test("without any value it says that there are no data", () => {
  expect(headline(standing("off").map((kpi) => ({ ...kpi, value: null })))).toBe("No data for Week 46");
});

test("a period without a contact compares nothing, whatever still stands open", () => {
  const standing: KpiModel = {
    ...resolved,
    id: "open_backlog",
    value: 100,
    status: "on",
    target: { atMost: 200 },
  };
  const idle = [...moving("unchanged", "unchanged"), standing].map((kpi, index) => ({
    ...kpi,
    ...(index === 0 && { id: opened.id }),
    ...(index < 2 && { value: 0 }),
  }));
  expect(headline(idle)).toBe("No contacts in Week 46: there is nothing to compare");
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
  expect(headline([...moving("worse"), ...few(1)])).toBe("1 KPI got clearly worse (1 of 2 judged)");
});

test("where all stand on too few contacts nothing is said to have got better or worse", () => {
  expect(headline([...few(12), ...moving("neutral")])).toBe("Too few contacts to compare");
});
