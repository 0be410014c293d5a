/**
 * Every folder tests/queries/KPI/A_FACT_IN_WORDS/ is a test, and so is every tests/queries/staging/A_FACT_IN_WORDS/.
 * Add a folder, worked out by hand, and it is found: no code to write. In it:
 *
 * contacts.csv   an export: any columns of core/facts.ts. Several (contacts-1.csv, contacts-2.csv) are landed and
 *                computed one after the other; messages.csv and the other facts come with the contacts of their turn.
 *                A column `source` names the source of a row, where it is of another one.
 * expected.csv   of a KPI: period, start, by, member and the numerator, denominator and value there. An empty cell is
 *                NULL, 1/3 a third; within, if there, is how far off the value may be. Of staging: the line of the
 *                export and any columns of the staged table, every row. `why` and lines with # show the sum.
 * params.json    zone, row_zone, landed_at, where Budapest and the first of January 2027 do not do; parameters,
 *                by_channel, by_department, business_hours; of staging the fact, where it is not contacts.
 * mapping.sql    where the columns have other names.
 */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FactName, facts } from "../../functions/core/facts.ts";
import { type Grain, type KpiId, kpis } from "../../functions/core/kpi.ts";
import { type PeriodGrain, periodOf } from "../../functions/core/period.ts";
import { type Value, valuesOf } from "../../functions/core/values.ts";
import { stagedTable } from "../../functions/core/warehouse.ts";
import { firstDay, readValues } from "../../functions/stages/values.ts";
import { built, type Case, type Cells, cases } from "./case.ts";
import { openDatabase } from "./memory-draft.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const found = cases();
const staging = found.filter(({ about }) => about === "staging");
const aboutKpis = found.filter(({ about }) => about !== "staging");

test("every KPI has cases, and every case a KPI", () => {
  expect([...new Set(aboutKpis.map(({ about }) => about))].sort()).toEqual(kpis.map(({ id }) => id).sort());
});

describe.each(kpis.map(({ id }) => id))("%s", (kpi) => {
  test.each(aboutKpis.filter(({ about }) => about === kpi))("$fact", async (one) => {
    const wanted = one.expected.map((row) => wantedOf(row));
    const actual = await valuesIn(one);
    for (const { at, by, member, cells, within } of wanted) {
      const { value, ...parts } = figures(actual(at).find(by, member));
      const place = `${at.grain} ${at.start} ${by} ${member}`;
      expect({ place, ...parts, value: near(value, cells.value, within) }).toEqual({ place, ...cells });
    }
    // Nothing else: a grain that is named is named with all its members.
    for (const { at, by } of wanted) {
      const named = wanted.filter(
        (row) => row.at.start === at.start && row.at.grain === at.grain && row.by === by,
      );
      const known = named.map(({ member }) => member);
      expect(
        actual(at)
          .members(by)
          .filter((member) => !known.includes(member)),
      ).toEqual([]);
    }
  });
});

describe("staging", () => {
  test.each(staging)("$fact", async (one) => {
    const draft = await built(one, database);
    const columns = Object.keys(one.expected[0] ?? {}).filter((name) => name !== "why");
    const keys = `row_id, ${facts[one.staged].id}, ${lastKey[one.staged] ?? "run"}`;
    const rows = await draft.execute(`select * from ${stagedTable(one.staged)} order by ${keys}`);
    const shown = rows.map((row) => {
      const line = /:0*(\d+)$/.exec(String(row.page))?.[1];
      return Object.fromEntries(
        columns.map((name) => [name, String((name === "line" ? line : row[name]) ?? "")]),
      );
    });
    expect(shown).toEqual(
      one.expected.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))),
    );
  });
});

/** What tells apart the rows of one line and id. */
const lastKey: Readonly<Partial<Record<FactName, string>>> = { agent_time: "spent_on" };

interface Place {
  readonly grain: PeriodGrain;
  readonly start: string;
}

/** Reads the values of one case as `kpis` and the reports do. */
async function valuesIn(one: Case) {
  const draft = await built(one, database);
  const coverage = { firstDay: await firstDay(draft), dataUntil: one.settings.landed_at };
  const rows: Value[] = [];
  const period = (at: Place) => periodOf(at.grain, at.start, one.settings.zone);
  const places = one.expected.map((row) => wantedOf(row).at);
  for (const grain of ["day", "week", "month"] as const) {
    const asked = places.filter((at) => at.grain === grain).map(period);
    const found = await readValues(draft, grain, asked, { kpis: [one.about as KpiId] });
    rows.push(...found.map((row) => ({ ...row, start: `${grain} ${row.start}` })));
  }
  return (at: Place) => {
    const mine = rows
      .filter(({ kpi, start }) => kpi === one.about && start === `${at.grain} ${at.start}`)
      .map((row) => ({ ...row, start: at.start }));
    const values = valuesOf(mine, coverage);
    return {
      find: (by: Grain, member: string) => values.at(one.about as KpiId, period(at), by, member),
      members: (by: Grain) => mine.filter((row) => row.by === by).map(({ member }) => member),
    };
  };
}

function wantedOf(row: Cells) {
  const at: Place = { grain: row.period as PeriodGrain, start: row.start ?? "" };
  return {
    at,
    by: row.by as Grain,
    member: row.member ?? "",
    within: Number(row.within ?? 0),
    cells: {
      numerator: number(row.numerator),
      denominator: number(row.denominator),
      value: number(row.value),
    },
  };
}

/** Rounded far below any figure's meaning, so that 1/3 by hand is 1/3 by SQL. */
function figures(value: Value | undefined) {
  const { numerator = null, denominator = null } = value ?? {};
  return { numerator, denominator, value: rounded(value?.value ?? null) };
}

/** `12`, `2/3`, or nothing for NULL. */
function number(text = ""): number | null {
  if (text === "") return null;
  const [over, under = "1"] = text.split("/");
  return rounded(Number(over) / Number(under));
}

const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)));

/** The wanted figure when the one found is as near to it as the case allows. */
function near(value: number | null, wanted: number | null, within: number): number | null {
  if (value === null || wanted === null) return value;
  return Math.abs(value - wanted) <= within * wanted ? wanted : value;
}
