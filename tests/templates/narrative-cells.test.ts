import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KpiModel, ReportModel } from "../../functions/core/model.ts";
import { formatOfKpi } from "../../templates/durations.ts";
import { type Format, formatOf } from "../../templates/format.ts";
import { narrativeOf } from "../../templates/narrative.ts";
import { en } from "../../templates/words/en.ts";
import { mean, median, opened, resolved, withinDay } from "./kpis.ts";
import { model } from "./model.ts";
import { action, previously, said, share } from "./narratives.ts";

const format = formatOf(en, "Europe/Budapest");
const sentences = (one: ReportModel) => narrativeOf(one, format);

/** The model with one cell changed, by its path; `kpis` are found by their ids. */
function changed(one: ReportModel, path: string): ReportModel {
  const copy = structuredClone(one);
  const steps = path.split(".");
  const last = steps.pop() as string;
  const holder = steps.reduce<Record<string, unknown>>((at, step) => {
    const next = Array.isArray(at) ? (at.find((kpi) => kpi.id === step) ?? at[Number(step)]) : at[step];
    return next as Record<string, unknown>;
  }, copy as never);
  holder[last] = another(path, last, holder[last], one);
  return copy;
}

/** Something else that could stand there, and reads differently. */
function another(path: string, last: string, old: unknown, one: ReportModel): unknown {
  if (path === "actions") return [action({ kpi: one.narrative?.kpi ?? null })];
  if (last === "verdict") return old === "worse" ? "better" : "worse";
  if (last === "status") return old === "off" ? "near" : "off";
  if (last === "p") return undefined;
  if (last === "by") return old === "channel" ? "reason" : "channel";
  if (last === "name") return "2026-W40";
  if (last === "due") return "2026-10-01";
  if (last === "withheld") return "it was 0 before";
  if (typeof old === "boolean") return !old;
  if (typeof old === "string") return `${old} else`;
  if (typeof old === "number") return old * 1.5;
  throw new Error(`${path} holds ${old}`);
}

const told: readonly (readonly [string, ReportModel])[] = [
  ["a count", { ...model, actions: [action()] }],
  ["a count nothing was promised about", model],
  ["a share", share],
  [
    "one that is not compared",
    {
      ...model,
      kpis: model.kpis.map((kpi) =>
        kpi.id === "open_backlog"
          ? previously(kpi, { change: null, verdict: "unknown", withheld: "too few to compare" })
          : kpi,
      ),
    },
  ],
  ["data that are not all there", { ...model, dataUntil: "2026-11-15T22:59:59Z" }],
];

describe.each(told)("of %s", (_, one) => {
  const before = sentences(one);
  const isCell = (path: string) => path !== "missing" && path !== "dataUntil";
  const cells = [...new Set(before.flatMap(({ cells }) => cells))].filter(isCell);

  test.each(cells)("a change of %s changes the sentences that cite it and no other", (path) => {
    const after = sentences(changed(one, path));
    expect(after.length).toBe(before.length);
    before.forEach(({ text, cells: cited }, at) => {
      expect(`${at} ${after[at]?.text !== text}`).toBe(`${at} ${cited.includes(path)}`);
    });
  });

  test("what is not cited changes nothing", () => {
    const numbers = one.kpis.flatMap(({ id, previous }) => [
      `kpis.${id}.value`,
      `kpis.${id}.previous.value`,
      ...(previous.change === null ? [] : [`kpis.${id}.previous.change`]),
      `kpis.${id}.lastYear.value`,
    ]);
    for (const path of numbers.filter((one) => !cells.includes(one)))
      expect([path, said(changed(one, path))]).toEqual([path, said(one)]);
  });
});

test("two KPIs that swap their values are not told of as before", () => {
  const swap = (one: string, other: string): ReportModel => {
    const value = (id: string) => model.kpis.find((kpi) => kpi.id === id)!.value;
    const given: Readonly<Record<string, number | null>> = { [one]: value(other), [other]: value(one) };
    return { ...model, kpis: model.kpis.map((kpi) => ({ ...kpi, value: given[kpi.id] ?? kpi.value })) };
  };
  expect(said(swap("open_backlog", "contacts_resolved"))[0]).not.toBe(said(model)[0]);
  // 12,206 were resolved
  expect(said(swap("open_backlog", "contacts_resolved"))[0]).toContain("from 1,042 to 12,206");
  expect(said(swap("contacts_opened", "contacts_resolved"))).toEqual(said(model));
});

describe("of any report", () => {
  const kpis = [opened, mean, withinDay, resolved, median] as const;
  const verdict = fc.constantFrom("better", "worse", "unchanged", "unknown", "neutral" as const);
  const figures = fc.record({
    now: fc.double({ min: 0, max: 1, noNaN: true }),
    before: fc.double({ min: 0, max: 1, noNaN: true }),
    verdict,
    isTested: fc.boolean(),
    isFew: fc.boolean(),
  });
  const scales = { count: 20_000, seconds: 400_000, share: 1, points: 100, money: 9, number: 9 } as const;
  const kpiOf = (
    kpi: KpiModel,
    { now, before, verdict, isTested, isFew }: typeof figures extends fc.Arbitrary<infer T> ? T : never,
  ): KpiModel => {
    const round = kpi.unit === "count" ? Math.round : (value: number) => value;
    const [value, earlier] = [round(now * scales[kpi.unit]), round(before * scales[kpi.unit])];
    const moved = kpi.unit === "share" ? value - earlier : earlier === 0 ? null : (value - earlier) / earlier;
    const change = verdict === "unknown" ? null : moved;
    return {
      ...previously(kpi, {
        value: earlier,
        change,
        verdict: change === null ? "unknown" : verdict,
        ...(isTested && { p: 0.01 }),
        ...(change === null && isFew && { withheld: "too few to compare" }),
      }),
      value,
    };
  };
  const amount = fc.integer({ min: -5_000, max: 5_000 });
  const models = fc
    .record({
      figures: fc.array(figures, { minLength: kpis.length, maxLength: kpis.length }),
      subject: fc.nat(kpis.length - 1),
      amounts: fc.array(amount, { minLength: 6, maxLength: 6 }),
      hasWhy: fc.boolean(),
      hasAction: fc.boolean(),
    })
    .map(({ figures, subject, amounts, hasWhy, hasAction }): ReportModel => {
      const { id, unit } = kpis[subject]!;
      const step = unit === "share" ? 0.001 : 1;
      const [first = 0, second = 0, rest = 0, whole = 0, rate = 0, mix = 0] = amounts.map(
        (one) => one * step,
      );
      const groups = [
        { member: "email", amount: first },
        { member: "phone", amount: second },
      ];
      const why = { by: "channel", whole, rate, mix, rest, groups } as const;
      return {
        ...model,
        kpis: kpis.map((kpi, at) => kpiOf(kpi, figures[at]!)),
        attention: [id],
        narrative: { kpi: id, about: "problem", ...(hasWhy && { why }) },
        ...(hasAction && { actions: [action({ kpi: id })] }),
      };
    });

  test("each number in a sentence is that of a cell it cites", () => {
    fc.assert(
      fc.property(models, (one) => {
        for (const { text, cells } of sentences(one)) {
          const known = new Set(cells.flatMap((path) => numbersOf(formatted(one, path).join(" "))));
          for (const count of countsOf(one, cells)) known.add(format.count(count));
          for (const number of numbersOf(withoutNames(text))) expect([...known, text]).toContain(number);
        }
      }),
    );
  });

  test("there are two to four sentences, and none is cut or empty", () => {
    fc.assert(
      fc.property(models, (one) => {
        const told = sentences(one);
        expect(told.length).toBeGreaterThanOrEqual(2);
        expect(told.length).toBeLessThanOrEqual(4);
        for (const { text, cells } of told) {
          expect(text).toMatch(/^\p{Lu}.*[^.]\.$/su);
          expect(text).not.toMatch(/undefined|NaN|Infinity/);
          expect(cells.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

const numbersOf = (text: string) => text.match(/\d(?:[\d.,]*\d)?/g) ?? [];

/** Names of KPIs hold numbers of their own. */
const withoutNames = (text: string) =>
  model.kpis.reduce((left, { id }) => left.replaceAll(en.kpis[id].name, ""), text);

/** All ways a cell may be written. */
function formatted(one: ReportModel, path: string): readonly string[] {
  const [root, id, ...rest] = path.split(".");
  if (root === "actions") return [format.named(one.actions?.[Number(id)]?.due ?? "2026-01-01").long];
  const kpi = one.kpis.find((kpi) => kpi.id === (root === "kpis" ? id : one.narrative?.kpi));
  if (!kpi) return [];
  const own = formatOfKpi(kpi, format);
  if (root === "narrative") return amountsOf(one, path, kpi, own);
  const { value, previous, target, unit } = kpi;
  const cells: Readonly<Record<string, () => readonly string[]>> = {
    value: () => [own.value(unit, value ?? 0), own.difference((value ?? 0) - (previous.value ?? 0))],
    "previous.value": () => [own.value(unit, previous.value ?? 0)],
    "previous.change": () => [own.signed(unit, previous.change ?? 0)],
    "previous.against.name": () => [own.inline(previous.against, "2026")],
    "target.atMost": () => [own.target(unit, target?.atMost ?? 0)],
    "target.atLeast": () => [own.target(unit, target?.atLeast ?? 0)],
  };
  return cells[rest.join(".")]?.() ?? [];
}

function amountsOf(
  { narrative }: ReportModel,
  path: string,
  { unit }: KpiModel,
  own: Format,
): readonly string[] {
  const why = narrative?.why;
  if (!why) return [];
  const group = /groups\.(\d)\.amount/.exec(path);
  const amount = group ? why.groups[Number(group[1])]?.amount : why[path.split(".").at(-1) as "rest"];
  if (typeof amount !== "number") return [];
  return unit === "share" ? [own.signed(unit, amount)] : [own.value(unit, Math.abs(amount))];
}

/** How many of the cited verdicts are alike, how many are one at all, and how many there are. */
function countsOf(one: ReportModel, cells: readonly string[]): readonly number[] {
  const others = one.kpis.filter(({ id }) => id !== one.narrative?.kpi);
  const cited = (cell: string) => others.filter(({ id }) => cells.includes(`kpis.${id}.previous.${cell}`));
  const alike = (verdict: string) =>
    cited("verdict").filter(({ previous }) => previous.verdict === verdict).length;
  const judged = alike("worse") + alike("better") + alike("unchanged");
  return [alike("worse"), alike("better"), cited("withheld").length, judged, cited("verdict").length];
}
