/**
 * A publish that dies at any call, before or after its effect: our readers see the old generation or the new one whole,
 * or are told to wait; other tools see each table old or new; and the next draft completes what was published.
 */

import type { GlueClient } from "@aws-sdk/client-glue";
import { afterAll, expect, test } from "vitest";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Lake } from "../../functions/ports.ts";
import { numbers, publishNumber, writeNumber } from "../contracts/warehouse/place.ts";
import { Kill } from "../memory.ts";
import { front, type PlaceOnAthena, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";
import { overruled } from "./glue-place.ts";
import { trino } from "./statements.ts";

const athena = front();

/** A worker's calls to the lake and to Glue, counted from `arm` on; it dies at one of them and does nothing ever after. */
function dying(call: number, when: "before" | "after") {
  let armed = false;
  let calls = 0;
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    if (!armed) return act();
    const number = calls++;
    if (number > call || (number === call && when === "before")) throw new Kill(`killed at ${number}`);
    const result = await act();
    if (number === call) throw new Kill(`killed after ${number}`);
    return result;
  };
  return {
    arm: () => {
      armed = true;
    },
    died: () => calls > call,
    lake: (lake: Lake): Lake => ({
      put: (...all) => step(() => lake.put(...all)),
      get: (...all) => step(() => lake.get(...all)),
      list: lake.list,
      remove: (...all) => step(() => lake.remove(...all)),
      claim: (...all) => step(() => lake.claim(...all)),
      swap: (...all) => step(() => lake.swap(...all)),
    }),
    glue: (client: GlueClient) => overruled(client, (command) => step(() => client.send(command))),
  };
}

/** What other tools read of the two tables: one row, or `-`. */
async function elsewhere({ database }: PlaceOnAthena): Promise<readonly string[]> {
  const one = (table: string) => `SELECT '${table}', numerator FROM "${database}"."${table}"`;
  const { rows } = await trino(engines().trino, `${one("kpi_daily")} UNION ALL ${one("kpi_weekly")}`, {
    catalog: "lake",
  });
  expect(new Set(rows.map(([table]) => table)).size).toBe(rows.length);
  return ["kpi_daily", "kpi_weekly"].map((table) =>
    String(rows.find(([name]) => name === table)?.[1] ?? "-"),
  );
}

/** What a reader of ours is given; `refused` when it is told to come again. Only one look: the next would be the same. */
async function seen(here: PlaceOnAthena): Promise<string> {
  const { pending } = await here.worker().published();
  if (pending.length === 0) return here.worker().read((reader) => numbers(reader));
  return "refused";
}

let deaths = 0;
const outcomes = new Map<string, number>();

afterAll(() => {
  // Of the calls of a commit: the swap that publishes, two looks and a table and its partitions twice in Glue, the catalog
  // (a look, a swap), a look after it, and the swap that says so: each before and after its effect.
  expect(deaths).toBeGreaterThanOrEqual(20);
  expect([...outcomes.keys()].sort()).toEqual(["new", "old", "refused"]);
  console.info(`deaths of a publish: ${deaths}`, Object.fromEntries(outcomes));
});

async function dieAt(
  here: PlaceOnAthena,
  number: number,
  call: number,
  when: "before" | "after",
): Promise<boolean> {
  const death = dying(call, when);
  const draft = await here.worker({ lake: death.lake, glue: death.glue }).draft("dying");
  await writeNumber(draft, number);
  death.arm();
  const outcome = await draft.commit({}, "facts").then(
    () => "finished",
    (error: unknown) => error,
  );
  if (!death.died()) {
    expect(outcome).toBe("finished");
    return false;
  }
  expect(outcome).toBeInstanceOf(Error);
  return true;
}

test.each(["before", "after"] as const)("it dies %s each of its calls", async (when) => {
  const here = await placeOn({ aws: engines().moto, athena: athena().url });
  let number = 1;
  await publishNumber(here.worker(), number);
  for (let call = 0; ; call++) {
    const [old, next] = [`${number} ${number}`, `${number + 1} ${number + 1}`];
    if (!(await dieAt(here, number + 1, call, when))) return;
    deaths += 1;
    const found = await seen(here);
    expect([old, next, "refused"]).toContain(found);
    const outcome = found === old ? "old" : found === next ? "new" : found;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    for (const value of await elsewhere(here)) expect([String(number), String(number + 1)]).toContain(value);

    // Whoever comes next completes what was published, and finds nothing where nothing was.
    const successor = await here.worker().draft("next");
    const now = found === old ? number : number + 1;
    expect(successor.state).toMatchObject({ pending: [] });
    expect(await here.worker().read((reader) => numbers(reader))).toBe(`${now} ${now}`);
    expect(await elsewhere(here)).toEqual([String(now), String(now)]);
    number = now;
  }
});

test("a reader that comes while a dead publish waits to be completed is told so", async () => {
  const here = await placeOn({ aws: engines().moto, athena: athena().url });
  await publishNumber(here.worker(), 1);
  expect(await dieAt(here, 2, 2, "after")).toBe(true);
  const reading = here.worker().read((reader) => numbers(reader));
  await expect(reading).rejects.toThrow(LostRaceError);
  await publishNumber(here.worker(), 3);
  expect(await here.worker().read((reader) => numbers(reader))).toBe("3 3");
  expect(await elsewhere(here)).toEqual(["3", "3"]);
});
