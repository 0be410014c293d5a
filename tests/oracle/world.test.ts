import { expect, test } from "vitest";
import { usualParameters } from "../../functions/core/parameters.ts";
import { casesAliveOn, remembering } from "../../world/cases.ts";
import { addDays } from "../../world/clock.ts";
import { dayOf, nightly } from "../../world/exports.ts";
import { oracle } from "./index.ts";
import type { OracleRow } from "./sums.ts";
import { factsOf } from "./world.ts";

const week = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 480, to: 1080 }));
const businessHours = {
  schedules: { default: { zone: "Europe/Budapest", week, holidays: [] } },
  ofDepartment: {},
};
const [from, to] = ["2026-10-01", "2026-10-31"];
const facts = factsOf("2026-09-20", to, "northwind");
const asked = { zone: "Europe/Budapest", parameters: usualParameters, businessHours, from, to };
const rows = oracle(facts, asked);
const additive = rows.filter(({ kpi }) => !/_p[59]0$|_largest$|^open_|known_answer/.test(kpi));
const keyOf = ({ kpi, by, member }: OracleRow) => `${kpi} | ${by} | ${member}`;
const of = (kpi: string, by = "all", member = "all") =>
  rows.find((row) => row.period === "month" && row.kpi === kpi && row.by === by && row.member === member);

test("every KPI has a value for the month in all", () => {
  const kpis = new Set(
    rows.filter((row) => row.by === "all" && row.period === "month").map((row) => row.kpi),
  );
  // All but the three mixes, which have no value in all: 16, 12, 2, 13, 11, 14, 6, 4, 7 and 1.
  expect(kpis.size).toBe(86);
});

test("the days of a month sum to it, numerator and denominator", () => {
  const days = Map.groupBy(
    additive.filter((row) => row.period === "day"),
    keyOf,
  );
  for (const month of additive.filter((row) => row.period === "month")) {
    const sum = (part: "numerator" | "denominator") =>
      (days.get(keyOf(month)) ?? []).reduce((total, row) => total + (row[part] ?? 0), 0);
    expect(sum("numerator")).toBeCloseTo(month.numerator ?? 0, 4);
    // A mix is of all contacts, also of days on which the member had none; a mean per day is of all days.
    if (!/^(channel|reason|transfer_reason)_share$|per_day$/.test(month.kpi)) {
      expect(sum("denominator")).toBe(month.denominator ?? 0);
    }
  }
});

test("the members of a breakdown sum to all", () => {
  for (const by of ["channel", "department", "hour", "agent", "queue", "channel_x_reason"]) {
    for (const kpi of ["contacts_opened", "open_backlog", "queue_answered", "contacts_handled"]) {
      const members = rows.filter((row) => row.period === "month" && row.kpi === kpi && row.by === by);
      const sum = members.reduce((total, row) => total + (row.value ?? 0), 0);
      expect(sum).toBe(of(kpi)?.value);
    }
  }
});

test("no share lies outside nought and one", () => {
  const isOutside = ({ kpi, value }: OracleRow) =>
    kpi.endsWith("_share") && value !== null && !(value >= 0 && value <= 1);
  expect(rows.filter(isOutside)).toEqual([]);
});

test("shuffled facts give the same rows", () => {
  const turned = Object.fromEntries(
    Object.entries(facts).map(([name, all]) => [name, all.toReversed()]),
  ) as unknown as typeof facts;
  const sorted = (all: readonly OracleRow[]) =>
    all
      .map(
        (row) => `${keyOf(row)} ${row.period} ${row.start} ${row.numerator?.toFixed(4)} ${row.denominator}`,
      )
      .sort();
  const small = { ...asked, grains: ["all"] };
  expect(sorted(oracle(turned, small))).toEqual(sorted(oracle(facts, small)));
});

test("the facts are those the exports of the days tell of, as far as their contacts are known", () => {
  const [first, last] = ["2026-10-05", "2026-10-18"];
  const told = factsOf(first, last, "northwind");
  const known = new Set(told.contacts.map(({ id }) => id));
  const openedOn = remembering();
  const exported = new Map<string, Set<string>>();
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const day = dayOf(date, "northwind", casesAliveOn(date, "northwind", openedOn));
    for (const { name, columns, recordsOn } of nightly) {
      const ids = exported.get(name) ?? new Set();
      exported.set(name, ids);
      for (const record of recordsOn(day)) {
        const of = record.contact_id;
        if (of === undefined || known.has(of)) ids.add(record[columns[0] ?? ""] ?? "");
      }
    }
  }
  const ids = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id));
  expect(exported.get("legs")).toEqual(ids(told.legs));
  expect(exported.get("messages")).toEqual(ids(told.messages));
  expect(exported.get("surveys")).toEqual(ids(told.surveys));
  expect(exported.get("sla")).toEqual(ids(told.verdicts));
  expect(exported.get("agent-time")).toEqual(ids(told.agentTime));
});

test("the month's loaded cost is spread to the cent", () => {
  const loaded = facts.costs.filter((cost) => cost.basis === "loaded" && cost.month === "2026-10");
  const whole = loaded.reduce((sum, cost) => sum + cost.amount, 0);
  expect(of("cost_per_contact")?.numerator).toBeCloseTo(whole, 4);
});
