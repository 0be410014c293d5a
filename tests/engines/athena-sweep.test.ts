/** What is in use stays, also for a draft that goes on; what older generations left goes. */

import { paginateGetTables } from "@aws-sdk/client-glue";
import { expect, test } from "vitest";
import { kept, numbers, published, publishNumber, shown, writeHomes } from "../contracts/warehouse/place.ts";
import { front, type PlaceOnAthena, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";

const athena = front();

async function scratchOf(here: PlaceOnAthena) {
  const names: string[] = [];
  for await (const { TableList = [] } of paginateGetTables(
    { client: here.glue },
    { DatabaseName: here.scratch },
  ))
    for (const { Name = "" } of TableList) names.push(Name);
  const listings = (await here.keys("scratch/")).map((key) => key.split("/")[1] ?? "");
  expect(listings).toEqual(names.toSorted()); // each table has its listing, and no listing is without its table
  return names;
}

/** How many there are of each generation: `{ g1: 3 }`. */
function byGeneration(names: readonly string[]) {
  const groups = Map.groupBy(names, (name) => /g\d+(?=[_/])/.exec(name)?.[0] ?? "none");
  return Object.fromEntries([...groups].map(([generation, of]) => [generation, of.length]));
}

test("a sweep removes what older generations needed, and nothing a reader or the next draft needs", async () => {
  const here = await placeOn({ aws: engines().moto, athena: athena().url });
  const worker = here.worker();
  await publishNumber(worker, 1);
  await worker.read((reader) => numbers(reader));
  await publishNumber(worker, 2);
  await worker.read((reader) => numbers(reader));
  const results = await here.keys("results/");
  expect(results.length).toBeGreaterThan(0);
  const draft = await here.worker().draft("three");
  await writeHomes(draft, ["a"], kept("a", "3"));
  await shown(draft, "quarantine", "key");
  expect(await numbers(draft)).toBe("2 2");
  // A table for each file that was written, which is counted first and read later; a draft reads by tables of its own.
  expect(byGeneration(await scratchOf(here))).toEqual({ g1: 2, g2: 2, g3: 3 });
  expect(byGeneration(await here.keys("state/attempts/"))).toEqual({ g1: 2, g2: 2, g3: 1 });
  const drafted = await here.keys("facts/quarantine/");

  expect(await here.worker().sweep()).toBe(2); // the files of the first generation
  expect(byGeneration(await scratchOf(here))).toEqual({ g2: 2, g3: 3 });
  expect(byGeneration(await here.keys("state/attempts/"))).toEqual({ g3: 1 });
  expect(await here.keys("facts/quarantine/")).toEqual(drafted);
  expect(await here.keys("results/")).toEqual(expect.arrayContaining([...results]));
  expect(await here.worker().sweep()).toBe(0);

  const begun = athena().log.executions.filter(({ sql }) => sql.startsWith("UNLOAD")).length;
  const successor = await here.worker().draft("four");
  await writeHomes(successor, ["a"], kept("a", "3"));
  expect(athena().log.executions.filter(({ sql }) => sql.startsWith("UNLOAD"))).toHaveLength(begun);
  await successor.commit({}, "facts");
  expect(await published(here.worker(), "quarantine", "key")).toEqual(["3"]);
  expect(await here.worker().read((reader) => numbers(reader))).toBe("2 2");
  // What the same worker had made for a generation that was swept is made again, not remembered.
  expect(await worker.sweep()).toBe(0);
  expect(await worker.read((reader) => numbers(reader))).toBe("2 2");
});
