/** A definition changes: the last weeks get it at once, older ones are compared with nothing until a backfill. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { change } from "../../functions/core/compare.ts";
import type { Config } from "../../functions/core/config.ts";
import { type Kpi, kpiOf } from "../../functions/core/kpi.ts";
import { usualParameters } from "../../functions/core/parameters.ts";
import { type PeriodGrain, periodOf } from "../../functions/core/period.ts";
import { compute, tablesOutdated } from "../../functions/stages/compute.ts";
import { readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
let home: Home;
let config: Config;

// 40 contacts of one customer each on 9 January, 13 October and 10 November; every second one asks again after 3 days.
const days = ["2026-01-09", "2026-10-13", "2026-11-10"];
const rows = days.flatMap((day) =>
  Array.from({ length: 40 }, (_, index) => [
    `${day}-${index},c${day}-${index},${day} 10:00`,
    ...(index % 2 === 0 ? [`${day}-${index}-again,c${day}-${index},${plus(day, 3)} 09:00`] : []),
  ]).flat(),
);

function plus(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

const withWindow = (days: number): Config => ({
  ...config,
  parameters: {
    ...usualParameters,
    organisation: {
      ...usualParameters.organisation,
      repeat_window_days: days,
      first_contact_window_days: days,
    },
  },
});

beforeEach(() => {
  home = temporaryHome("2026-11-20T00:00:00Z");
  writeFileSync(join(home.inbox, "a.csv"), `${["id,customer,opened", ...rows].join("\n")}\n`);
  const column = (name: string) => `json_extract_scalar(body, '$.${name}')`;
  const text = `select row_id, key as contact_id, ${column("customer")} as customer_id, ${column("opened")} as opened_at, 'final' as tells from raw`;
  config = configOf(zone, [
    sourceOf({ path: `${home.inbox}/*.csv`, mapping: { file: "mapping.sql", text } }),
  ]);
});
afterEach(() => home.remove());

const solved = async (grain: PeriodGrain, day: string) =>
  (
    await home.ports.warehouse.read((reader) =>
      readValues(reader, grain, [periodOf(grain, day, zone)], {
        kpis: ["first_contact_resolution_share"],
        grains: ["all"],
      }),
    )
  )[0];
const outdated = (of: Config) => home.ports.warehouse.read((reader) => tablesOutdated(of, reader));

test("the last weeks get a changed definition at once, older days keep theirs until a backfill", async () => {
  await home.run(config);
  // Of the 40 first contacts 20 were repeated within 7 days; within 1 day none was.
  for (const day of days) expect((await solved("day", day))?.value).toBe(0.5);
  const strict = withWindow(1);
  expect(await outdated(strict)).toBe(true);
  await home.run(strict);
  // The contacts again are first contacts themselves now: 20 more on their own day.
  expect((await solved("day", "2026-11-10"))?.value).toBe(1);
  expect((await solved("day", "2026-10-13"))?.value).toBe(1); // 35 days before 13 November lie in October
  expect((await solved("day", "2026-01-09"))?.value).toBe(0.5);
  expect(await outdated(strict)).toBe(false);

  const kpi = kpiOf("first_contact_resolution_share") as Kpi;
  const [now, before] = [await solved("month", "2026-11-10"), await solved("month", "2026-01-09")];
  expect(change(kpi, now, before)).toMatchObject({ change: null, withheld: "the definition changed" });

  await compute({ config: strict, run: "backfill", backfillFrom: "2026-01-01" }, home.ports);
  const backfilled = await solved("month", "2026-01-09");
  expect([backfilled?.numerator, backfilled?.denominator]).toEqual([60, 60]); // 40 and the 20 that ask again
  expect(change(kpi, now, backfilled).withheld).not.toBe("the definition changed");
  const again = await compute({ config: strict, run: "again", backfillFrom: "2026-01-01" }, home.ports);
  expect(again.unchanged).toBe(true);
});

test("a late row does not mix two definitions in one day", async () => {
  await home.run(config);
  const strict = withWindow(1);
  await home.run(strict);
  writeFileSync(join(home.inbox, "b.csv"), "id,customer,opened\nlate,someone,2026-01-09 12:00\n");
  await home.run(strict);
  // 9 January is summed again, so all of it by the new definition: 40 and the late one, none of them repeated in a day.
  const late = await solved("day", "2026-01-09");
  expect([late?.numerator, late?.denominator]).toEqual([41, 41]);
});

test("a month of several definitions is like no other", async () => {
  await home.run(config);
  await compute({ config: withWindow(1), run: "half", backfillFrom: "2026-10-12" }, home.ports);
  const month = await solved("month", "2026-10-13");
  const day = await solved("day", "2026-10-13");
  expect(month?.fingerprint).toBe(day?.fingerprint); // 13 and 16 October alone have rows, and both have the new one
  await compute({ config: withWindow(2), run: "other", backfillFrom: "2026-10-15" }, home.ports);
  const mixed = await solved("month", "2026-10-13");
  expect(mixed?.fingerprint).toContain("+");
  expect(mixed?.value).toBeNull();
});

test("a rebuild makes everything again from raw, and the same", async () => {
  await home.run(config);
  const before = await solved("month", "2026-10-13");
  const made = await compute({ config, run: "rebuild", rebuild: true }, home.ports);
  expect(made).toMatchObject({ rebuilt: true, unchanged: false, landed: rows.length, mapped: rows.length });
  expect(await solved("month", "2026-10-13")).toEqual(before);
});
