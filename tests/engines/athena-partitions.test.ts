/** More partitions than one UNLOAD may write, and rows that belong to none of them. */

import { expect, test } from "vitest";
import type { Pointer } from "../../functions/core/warehouse.ts";
import { asking, rowsFor, shown } from "../contracts/warehouse/place.ts";
import { front, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";

const athena = front();
const place = () => placeOn({ aws: engines().moto, athena: athena().url });

const home = (number: number) => ({ home: `h${String(number).padStart(3, "0")}` });
const homes = (count: number) => Array.from({ length: count }, (_, index) => home(index));

/** Rows `1` and `2` of every home below `count` but those that end in 8; `home` may say otherwise of row number `n`. */
function rowsOf(count: number, homeOf = "home") {
  const columns = [...(rowsFor("quarantine", []).query.text.match(/cast\(null as \w+\) as \w+/g) ?? [])].map(
    (column) => column.replace(/.* as home$/, "made.home").replace(/.* as key$/, "made.key"),
  );
  const made = `select ${homeOf} as home, key from (select n, 'h' || lpad(cast(n as varchar), 3, '0') as home, key from unnest(sequence(0, ${count - 1})) as a (n) cross join (values '1', '2') as b (key) where n % 10 <> 8) as all_rows`;
  return asking(`select ${columns.join(", ")} from (${made}) as made`);
}

/** UNLOADs below this bucket, in the order of their first places, and in how many folders each wrote. */
const unloadsBelow = (bucket: string) =>
  athena().log.executions.filter(({ sql }) => sql.includes(`TO 's3://${bucket}/`));

const placesOf = (pointers: readonly Pointer[]) =>
  Map.groupBy(
    pointers.filter(({ location }) => location !== ""),
    ({ location }) => location.slice(0, location.indexOf("/place=")),
  );

test.each([
  [99, 1, [89]], // of 0..98 ten end in 8
  [100, 2, [89, 1]], // 99 is the only one of the second statement
  [198, 2, [90, 89]], // 99..197: nine of them end in 8
  [250, 3, [90, 89, 46]], // 198..249: six of 52 end in 8
])(
  "%i partitions take %i statements, none of more than a hundred folders, and all come back",
  async (count, statements, folders) => {
    const here = await place();
    const draft = await here.worker().draft("one");
    const pointers = await draft.write(rowsOf(count), "quarantine", homes(count));
    expect(unloadsBelow(here.bucket).map(({ state }) => state)).toEqual(
      Array.from({ length: statements }, () => "SUCCEEDED"),
    );
    expect([...placesOf(pointers).values()].map((of) => of.length).sort((a, b) => b - a)).toEqual(folders);
    expect(pointers).toHaveLength(count);
    const wanted = homes(count).map((partition, index) => [partition, index % 10 === 8 ? 0 : 2]);
    expect(pointers.map(({ partition, rows }) => [partition, rows])).toEqual(wanted);
    const empty = pointers
      .filter(({ rows }) => rows === 0)
      .map(({ location, bytes }) => `${location}${bytes}`);
    expect(new Set(empty)).toEqual(new Set(["0"]));
    const expected = homes(count).flatMap(({ home: name }, index) =>
      index % 10 === 8 ? [] : [`${name}|1`, `${name}|2`],
    );
    expect(await shown(draft, "quarantine", "home", "key")).toEqual(expected);
  },
);

test("of 250 partitions one that was not asked for fails the write by its name, and a row without one too", async () => {
  const here = await place();
  const draft = await here.worker().draft("one");
  const stray = rowsOf(250, "if(n = 151 and key = '2', 'stray', home)");
  await expect(draft.write(stray, "quarantine", homes(250))).rejects.toThrow(
    "test wrote quarantine stray, which was not asked for",
  );
  const missing = homes(250).filter(({ home: name }) => name !== "h200");
  await expect(draft.write(rowsOf(250), "quarantine", missing)).rejects.toThrow(
    "test wrote quarantine h200, which was not asked for",
  );
  const lost = rowsOf(250, "if(n = 151 and key = '2', null, home)");
  await expect(draft.write(lost, "quarantine", homes(250))).rejects.toThrow(
    "a row for quarantine has no home",
  );
  expect(await shown(draft, "quarantine", "home", "key")).toEqual([]);
});
