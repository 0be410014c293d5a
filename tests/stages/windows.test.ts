import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { periodOf } from "../../functions/core/period.ts";
import { readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
const text =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.customer') as customer_id, json_extract_scalar(body, '$.opened') as opened_at, 'final' as tells from raw";

let home: Home;
beforeEach(() => {
  home = temporaryHome("2026-12-01T00:00:00Z");
});
afterEach(() => home.remove());

const put = (file: string, ...rows: readonly string[]) =>
  writeFileSync(join(home.inbox, file), `${["id,customer,opened", ...rows].join("\n")}\n`);
const source = (id: string) =>
  sourceOf({ id, path: `${home.inbox}/${id}-*.csv`, mapping: { file: "mapping.sql", text } });

/** Where the components of each day's contacts are: another place means they were made again. */
const placesOf = async (family: string) => {
  const pointers = await home.ports.warehouse.read((reader) => reader.pointers("components"));
  const mine = pointers.filter(({ partition }) => partition.family === family);
  return new Map(mine.map(({ partition, location }) => [partition.cohort, location]));
};

test("a new contact makes the repeats of eight days before and after again, and of no other day", async () => {
  const config = configOf(zone, [source("helpdesk")]);
  const days = Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, "0")}`);
  put("helpdesk-1.csv", ...days.map((day, index) => `${index},ann,${day} 09:00`));
  await home.run(config);
  const [repeats, volume] = [await placesOf("repeats"), await placesOf("volume")];
  put("helpdesk-2.csv", "new,bob,2026-11-16 09:00");
  await home.run(config);
  const again = (now: Map<unknown, string>, before: Map<unknown, string>) =>
    [...now].filter(([cohort, place]) => before.get(cohort) !== place).map(([cohort]) => cohort);
  expect(again(await placesOf("volume"), volume)).toEqual(["2026-11-16"]);
  // The window is 7 days and begins at any hour, so it reaches into the eighth day.
  expect(again(await placesOf("repeats"), repeats).sort()).toEqual(days.slice(8 - 1, 24));
});

test("a customer is the same in every source, a contact's id is not", async () => {
  put("helpdesk-1.csv", "1,ann,2026-11-16 09:00", "2,bob,2026-11-16 09:00");
  put("calls-1.csv", "1,ann,2026-11-18 09:00", "3,cid,2026-11-18 09:00");
  await home.run(configOf(zone, [source("helpdesk"), source("calls")]));
  const periods = ["2026-11-16", "2026-11-18"].map((day) => periodOf("day", day, zone));
  const values = await home.ports.warehouse.read((reader) =>
    readValues(reader, "day", periods, { grains: ["all"] }),
  );
  const of = (id: string) =>
    values
      .filter(({ kpi }) => kpi === id)
      .map(({ start, numerator, denominator }) => `${start}: ${numerator} of ${denominator}`)
      .sort();
  // ann wrote on Monday and called on Wednesday.
  expect(of("repeat_contact_share")).toEqual(["2026-11-16: 0 of 2", "2026-11-18: 1 of 2"]);
  // Of ann and bob bob was helped; of those who first asked on Wednesday cid.
  expect(of("first_contact_resolution_share")).toEqual(["2026-11-16: 1 of 2", "2026-11-18: 1 of 1"]);
});
