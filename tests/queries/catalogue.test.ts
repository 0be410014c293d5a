/** The catalogue and the SQL hold together: each family gives its measures and no others, of the facts and settings they say. */

import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { factNames } from "../../functions/core/facts.ts";
import { families, familyFacts, type Kpi, kpis, measureOf } from "../../functions/core/kpi.ts";
import { type Parameter, parameters } from "../../functions/core/parameters.ts";
import { queries } from "../../queries/index.ts";
import { literalsOf, namedOf, patternsOf } from "./measures.ts";

const all: readonly Kpi[] = kpis;
const every: readonly Parameter[] = parameters;
const ids = new Set(every.map(({ id }) => id));
const measures = new Set(all.map(measureOf));
const folder = join(import.meta.dirname, "../../queries/kpis");

/** Read where values are made, where agents are ranked, and where scores are judged as they land. */
const elsewhere = ["volume_day_basis", "ranking_fewest", "satisfaction_scale", "effort_scale"];

test("each file in queries/kpis is a family, and each family a file", () => {
  const files = globSync("*.sql", { cwd: folder }).map((file) => basename(file, ".sql"));
  expect(files.sort()).toEqual([...families].sort());
  expect(Object.keys(familyFacts).sort()).toEqual([...families].sort());
});

describe.each(families)("%s", (family) => {
  const sql = queries[`kpis/${family}`]!;
  const entries = all.filter((kpi) => kpi.family === family);
  const own = new Set(entries.map(measureOf));
  const patterns = patternsOf(sql.text);
  const literals = new Set(literalsOf(sql.text));

  test("gives every measure its entries are made of", () => {
    const given = (measure: string) => literals.has(measure) || patterns.some((one) => one.test(measure));
    expect([...own].filter((measure) => !given(measure))).toEqual([]);
  });

  test("gives no measure that no entry is made of", () => {
    expect(namedOf(sql.text).filter((measure) => !own.has(measure))).toEqual([]);
    // What only looks like one may be a parameter, or what another family gives.
    const alike = [...literals].filter((word) => /[a-z0-9]_(share|seconds|points|score)$/.test(word));
    expect(alike.filter((word) => !ids.has(word) && !measures.has(word))).toEqual([]);
  });

  test("reads the facts it cannot do without", () => {
    const read = sql.reads.map(({ table }) => table as string);
    const needed: readonly string[] = familyFacts[family];
    // Of what is summed already, the facts are read where it is summed.
    const isSummed = read.includes("kpi_daily");
    expect(needed.filter((fact) => !read.includes(fact) && !isSummed)).toEqual([]);
    expect(factNames.filter((fact) => fact === family && !needed.includes(fact))).toEqual([]);
  });

  test("reads the parameters its entries list, and no others", () => {
    const asked = Object.keys(sql.params).map((name) => name.replace(/_pattern$/, ""));
    const perMember = every.filter((one) => one.perMember).map(({ id }) => id);
    const limited = sql.inputs?.includes("limits") ? perMember.filter((id) => literals.has(id)) : [];
    const read = new Set([...asked, ...limited].filter((name) => ids.has(name)));
    const listed = new Set(entries.flatMap((kpi) => kpi.parameters ?? []) as readonly string[]);
    for (const kpi of entries) if (kpi.window) listed.add(kpi.window);
    expect([...listed].filter((id) => !elsewhere.includes(id)).sort()).toEqual([...read].sort());
  });
});

test("every parameter is listed by some entry, or read elsewhere", () => {
  const listed = new Set<string>(all.flatMap((kpi) => kpi.parameters ?? []));
  expect([...ids].filter((id) => !listed.has(id) && !elsewhere.includes(id))).toEqual([]);
});

test("what may differ by channel or department is read from the limits", () => {
  const limited = families.filter((family) => queries[`kpis/${family}`]!.inputs?.includes("limits"));
  const literals = new Set(limited.flatMap((family) => literalsOf(queries[`kpis/${family}`]!.text)));
  expect(every.filter((one) => one.perMember && !literals.has(one.id)).map(({ id }) => id)).toEqual([]);
});

test("ids are words without acronyms, and each is there once", () => {
  expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))]);
  for (const { id } of all) expect(id).toMatch(/^[a-z]+(_([a-z]+|[0-9]+|p50|p90))*$/);
});

test("entries made of one measure are of one family and are kept by breakdowns the measure has", () => {
  const of = Map.groupBy(all, measureOf);
  for (const [measure, entries] of of)
    expect([measure, new Set(entries.map(({ family }) => family)).size]).toEqual([measure, 1]);
});

test("a band is said where good lies between two values, and nowhere else", () => {
  for (const { id, direction, band } of all)
    expect([id, band !== undefined]).toEqual([id, direction === "band"]);
});

describe("reading the SQL", () => {
  test("knows literals, lists of values and words put together", () => {
    const text = `-- 'no_share'
      select 'a_share' as kpi, x from (values ('m', 'b_share'), ('n', 'c_share')) as t(metric, kpi)
      union all select 'd_' || kind || '_share' as kpi, 'one_seconds' from y`;
    expect(namedOf(text)).toEqual(["a_share", "b_share", "c_share"]);
    expect(literalsOf(text)).not.toContain("no_share");
    expect(patternsOf(text).map((one) => [one.test("d_x_share"), one.test("e_x_share")])).toEqual([
      [true, false],
    ]);
  });
});
