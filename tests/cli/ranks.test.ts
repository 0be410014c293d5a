/**
 * `raport kpis --by agent --rank`: who does best, by hand. Of Monday 2026-11-09, UTC, Ana closed 30 of 30 within a day,
 * Bo 30 of 40, Cy 30 of 40 too, Di 1 of 1; two contacts name nobody.
 */

import { beforeAll, expect, test } from "vitest";
import type { KpiRow } from "../../functions/cli/kpis.ts";
import { said } from "./said.ts";
import { mapping, type Two, twoSources } from "./two.ts";

const header = "id,opened,closed,agent";
const within = "2026-11-09 09:00,2026-11-09 10:00";
const late = "2026-11-09 09:00,2026-11-11 09:00";
const of = (agent: string, inTime: number, tooLate: number) =>
  [...Array(inTime).fill(within), ...Array(tooLate).fill(late)].map(
    (times, index) => `${agent}${index},${times},${agent}`,
  );
// Bo and Cy are late with 10 of 40 each: 30 / 40.
const lines = [
  header,
  ...of("Ana", 30, 0),
  ...of("Bo", 30, 10),
  ...of("Cy", 30, 10),
  ...of("Di", 1, 0),
  ...of("", 2, 0),
];

let two: Two;
const ask = (...words: readonly string[]) =>
  said(
    "kpis",
    "--config",
    two.config,
    "--home",
    two.home,
    "--period",
    "month",
    "--on",
    "2026-11-01",
    ...words,
  );

beforeAll(async () => {
  two = await twoSources({
    "calls.sql": mapping.replace("'$.channel') as channel", "'$.agent') as agent"),
    "calls/c.csv": `${lines.join("\n")}\n`,
    "tickets/t.csv": "id,opened,closed,channel\n",
  });
  await two.run();
});

test("the best is first, equals share a rank, and too few have none", async () => {
  const { out } = await ask("--by", "agent", "--kpi", "resolved_within_day_share", "--rank", "--json");
  const found: KpiRow[] = JSON.parse(out);
  const ranks = Object.fromEntries(
    found.map(({ member, numerator, denominator, rank }) => [member, [numerator, denominator, rank]]),
  );
  expect(ranks).toEqual({
    Ana: [30, 30, 1],
    Bo: [30, 40, 2],
    Cy: [30, 40, 2],
    Di: [1, 1, null],
    "(not stated)": [2, 2, null],
  });
});

test("the table says why there is no rank", async () => {
  const { out } = await ask("--by", "agent", "--kpi", "resolved_within_day_share", "--rank");
  const last = (name: string) =>
    out
      .split("\n")
      .find((line) => line.includes(` ${name} `))
      ?.split(/ {2,}/)
      .at(-1);
  expect(["Ana", "Bo", "Di", "(not stated)"].map(last)).toEqual(["1", "2", "fewer than 30", "–"]);
});

test("without one KPI those that can be ranked are, and without --rank nothing is", async () => {
  const ranked: KpiRow[] = JSON.parse((await ask("--by", "agent", "--rank", "--json")).out);
  const ids = new Set(ranked.map(({ kpi }) => kpi));
  expect([ids.has("resolution_seconds"), ids.has("contacts_opened")]).toEqual([true, false]);
  expect(ranked.every((row) => "rank" in row)).toBe(true);
  const plain: KpiRow[] = JSON.parse((await ask("--by", "agent", "--json")).out);
  expect(plain.some((row) => "rank" in row)).toBe(false);
});
