/**
 * SF 311 (10,000 service requests, PDDL) through the real stages, against figures that were computed without Raport:
 * section 3 and the traps of section 2 of the README beside the data. Nothing here was taken from Raport's own output.
 */

import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Kpi, type KpiId, kpis } from "../functions/core/kpi.ts";
import type { Value } from "../functions/core/values.ts";
import type { Row } from "../functions/ports.ts";
import type { Computed } from "../functions/stages/compute.ts";
import { readExclusions, readValues } from "../functions/stages/values.ts";
import { type Home, temporaryHome } from "./home.ts";
import {
  type BadRow,
  badRows,
  categories,
  config,
  everyMonth,
  file,
  inUtc,
  landedWith,
  local2019,
  sources,
  utc2019,
  within,
} from "./sf311/figures.ts";
import { wholeHistory } from "./sf311/whole.ts";

const catalogue: readonly Kpi[] = kpis;
const absent = !existsSync(file);
if (absent) console.warn(`The SF 311 figures are not checked: ${file} is not there.`);

describe.skipIf(absent)("SF 311, where its file is beside the project", () => {
  let home: Home;
  let computed: Computed;
  let months: readonly Value[];
  let bad: readonly BadRow[];
  let landed: string;

  beforeAll(async () => {
    home = temporaryHome("2019-11-30T00:00:00Z");
    computed = (await home.run(config)).computed;
    months = await home.ports.warehouse.read((reader) => readValues(reader, "month", everyMonth()));
    bad = badRows();
    landed = landedWith(bad);
  }, 300_000);
  afterAll(() => home.remove());

  const all = (text: string): Promise<readonly Row[]> => home.select(text, ["contacts"]);
  const one = async (text: string): Promise<Row> => (await all(text))[0] ?? {};
  const counts = async (text: string): Promise<Record<string, unknown>> =>
    Object.fromEntries((await all(text)).map((row) => [String(row.name), row.n]));
  /** What the monthly tables add up to, by member. */
  const summed = (kpi: KpiId, by: Value["by"]): Record<string, number> => {
    const sums: Record<string, number> = {};
    for (const value of months)
      if (value.kpi === kpi && value.by === by)
        sums[value.member] = (sums[value.member] ?? 0) + (value.numerator ?? 0);
    return sums;
  };
  test("every row lands, and the 48 resolved before they were opened are quarantined", async () => {
    expect(computed).toMatchObject({ landed: 10_000, mapped: 9_952, quarantined: 48 });
    const excluded = await home.ports.warehouse.read((reader) => readExclusions(reader, ["sf311"]));
    expect(excluded).toEqual([{ reason: "resolved before it was opened", rows: 48 }]);
    expect(bad).toHaveLength(48);
    const seconds = bad.map(
      ({ opened, closed }) => (Date.parse(`${closed}Z`) - Date.parse(`${opened}Z`)) / 1000,
    );
    expect([Math.min(...seconds), Math.max(...seconds)]).toEqual([-732_559, -4_607]);
    const kept = await home.select("select key, found from quarantine", ["quarantine"]);
    expect(kept.map(({ found }) => found).sort()).toEqual(
      bad.map(({ opened, closed }) => `${opened} UTC > ${closed} UTC`).sort(),
    );
  });

  test("the first case opened in July 2008, the last in November 2019", async () => {
    expect(await one(`select min(opened_at) as first, max(opened_at) as last from ${landed}`)).toEqual({
      first: "2008-07-01T09:35:16Z",
      last: "2019-11-11T19:44:11Z",
    });
  });

  test("9,637 cases are closed and 363 open", async () => {
    expect(
      await counts(`select case when resolved_at is null then 'Open' else 'Closed' end as name, count(*) as n
        from ${landed} group by 1`),
    ).toEqual({ Closed: 9_637, Open: 363 });
    expect(summed("contacts_opened", "all")).toEqual({ all: 9_952 });
    expect(summed("contacts_resolved", "all")).toEqual({ all: 9_589 });
    const backlog = months.find(
      ({ kpi, by, start }) => kpi === "open_backlog" && by === "all" && start === "2019-11-01",
    );
    expect(backlog?.value).toBe(363);
  });

  test("the mean resolution time of the 9,589 is exact", async () => {
    const { resolution_seconds: mean } = await wholeHistory(home, "values/figures");
    expect(mean?.denominator).toBe(9_589);
    // A mean to 17 digits says the whole seconds it was made of: 9,589 x 1805.27... h x 3,600 s.
    expect(mean?.numerator).toBe(Math.round(9_589 * 1805.2724699018559 * 3_600));
    expect(Number(mean?.value) / 3_600).toBeCloseTo(1805.2724699018559, 9);
  });

  test("with the 48 it would be the mean of 9,637", async () => {
    const { n, total } =
      await one(`select count(*) as n, cast(sum(date_diff('second', opened_at, resolved_at)) as bigint) as total
      from ${landed} where resolved_at is not null`);
    expect(n).toBe(9_637);
    expect(total).toBe(Math.round(9_637 * 1796.215336578926 * 3_600));
    expect(Number(total) / Number(n) / 3_600).toBeCloseTo(1796.215336578926, 9);
  });

  test("the percentiles are within 1 % of the nearest rank", async () => {
    const found = await wholeHistory(home, "values/percentiles");
    const hours = (kpi: KpiId) => Number(found[kpi]?.value) / 3_600;
    expect(found.resolution_seconds_p50?.denominator).toBe(9_589);
    within(hours("resolution_seconds_p50"), 116.61138888888888);
    within(hours("resolution_seconds_p90"), 4449.651666666667);
  });

  test("the percentiles of all closed rows are those of the rows themselves", async () => {
    const ranked = `(select date_diff('second', opened_at, resolved_at) as seconds,
      row_number() over (order by date_diff('second', opened_at, resolved_at)) as place
      from ${landed} where resolved_at is not null) as ranked`;
    // Nearest ranks of 9,637: 0.5 x 9,637 = 4,818.5 and 0.9 x 9,637 = 8,673.3, so the 4,819th and the 8,674th.
    const rows = await all(`select seconds from ${ranked} where place in (4819, 8674) order by place`);
    const [p50, p90] = rows.map(({ seconds }) => Number(seconds) / 3_600);
    expect(p50).toBeCloseTo(115.57944444444445, 9);
    expect(p90).toBeCloseTo(4413.356111111111, 9);
  });

  test("2,453 were closed within 24 hours, exactly", async () => {
    const { resolved_within_day_share: share } = await wholeHistory(home, "values/figures");
    expect([share?.numerator, share?.denominator]).toEqual([2_453, 9_589]);
    expect(
      await one(`select count(*) as n from ${landed}
        where date_diff('second', opened_at, resolved_at) between 0 and 86400`),
    ).toEqual({ n: 2_453 });
  });

  test("the longest took 292,039,119 seconds", async () => {
    expect(
      await one("select max(date_diff('second', opened_at, resolved_at)) as longest from contacts"),
    ).toEqual({ longest: 292_039_119 });
  });

  test("each channel has its rows and its closed rows", async () => {
    const rows = await all(
      `select channel as name, count(*) as opened, count(resolved_at) as closed from ${landed} group by channel`,
    );
    expect(Object.fromEntries(rows.map(({ name, opened, closed }) => [name, [opened, closed]]))).toEqual(
      sources,
    );
  });

  test("the KPI tables have the same per channel, less the quarantined", async () => {
    const opened = summed("contacts_opened", "channel");
    const resolved = summed("contacts_resolved", "channel");
    for (const [name, figures] of Object.entries(sources)) {
      const left = bad.filter(({ source }) => source === name).length;
      expect([opened[name], resolved[name]]).toEqual(figures.map((figure) => figure - left));
    }
    expect(Object.keys(opened)).toHaveLength(6);
  });

  test("the six categories with most rows, of 37, and 144 agencies", async () => {
    const rows = await all(
      `select reason as name, count(*) as n from ${landed} group by reason order by n desc`,
    );
    expect(rows.slice(0, 6).map(({ name, n }) => [name, n])).toEqual(categories);
    expect(rows).toHaveLength(37);
    expect(await one(`select count(distinct department) as n from ${landed}`)).toEqual({ n: 144 });
    const kept = summed("contacts_opened", "reason");
    for (const { name, n } of rows)
      expect((kept[String(name)] ?? 0) + bad.filter(({ category }) => category === name).length).toBe(n);
  });

  test("rows per year of creation, in UTC and in Los Angeles", async () => {
    const per = (day: string) =>
      counts(`select cast(year(${day}) as varchar) as name, count(*) as n from ${landed} group by 1`);
    expect(await per("opened_at")).toEqual(inUtc);
    expect(await per("opened_on")).toEqual({ ...inUtc, "2015": 879, "2016": 1_024 });
  });

  const perMonth = async (day: string) => {
    const found = await counts(
      `select cast(month(${day}) as varchar) as name, count(*) as n from ${landed} where year(${day}) = 2019 group by 1`,
    );
    return utc2019.map((_, month) => Number(found[String(month + 1)] ?? 0));
  };

  test("rows per month of 2019, in UTC and in Los Angeles", async () => {
    expect(await perMonth("opened_at")).toEqual(utc2019);
    expect(await perMonth("opened_on")).toEqual(local2019);
  });

  test("the monthly tables count local months, less the quarantined", async () => {
    const opened = local2019.map((_, month) => {
      const start = `2019-${String(month + 1).padStart(2, "0")}-01`;
      return months.find(
        (value) => value.kpi === "contacts_opened" && value.by === "all" && value.start === start,
      )?.value;
    });
    const left = local2019.map(
      (_, month) =>
        bad.filter(({ day }) => day.startsWith(`2019-${String(month + 1).padStart(2, "0")}-`)).length,
    );
    expect(opened).toEqual(local2019.map((n, month) => n - (left[month] ?? 0)));
  });

  test("550 rows change day between the zones, one of them its year", async () => {
    expect(
      await one(`select count_if(date(opened_at) <> opened_on) as days,
        count_if(year(opened_at) <> year(opened_on)) as years from ${landed}`),
    ).toEqual({ days: 550, years: 1 });
  });

  test("no share lies outside 0 and 1, and every KPI made of contacts alone has values", () => {
    const found = new Set(months.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
    // The file names no agents, assignments or tags, and nobody says when the city is open or who waited.
    const made = catalogue.filter(({ family }) => family === "volume" || family === "resolution");
    const unsaid = [
      ...["contacts_assigned", "contacts_completed", "known_answer_open_share"],
      ...["resolution_business_seconds", "requester_wait_seconds", "agent_wait_seconds", "on_hold_seconds"],
    ];
    for (const { id } of made) expect([id, found.has(id as KpiId)]).toEqual([id, !unsaid.includes(id)]);
    for (const { kpi, value } of months)
      if (kpi.endsWith("_share")) expect(value !== null && value >= 0 && value <= 1).toBe(true);
  });

  test("a second run finds nothing to do", async () => {
    expect((await home.run(config)).computed.unchanged).toBe(true);
  });
});
