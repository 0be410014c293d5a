/** The catalog mirrored into Glue, when its writers die or come late. */

import { BatchUpdatePartitionCommand } from "@aws-sdk/client-glue";
import { describe, expect, test } from "vitest";
import { glueCatalog } from "../../functions/adapters/aws/glue.ts";
import { dyingLake, Kill, type MemoryLake, memoryLake } from "../memory.ts";
import { dyingGlue, type GluePlace, gluePlace, overruled, pointerTo } from "./glue-place.ts";

const at = (run: string, place: number) => `facts/contacts/run=${run}/place=${place}/f`;
const kpi = { family: "volume", period_start: "2026-11-01" };
const first = [
  pointerTo("contacts", { cohort: "2026-11-01" }, at("1", 0)),
  pointerTo("contacts", { cohort: "2026-11-02" }, at("1", 1)),
  pointerTo("kpi_daily", kpi, "kpi/kpi_daily/run=1/place=0/f", 4, "a"),
];
const second = [
  pointerTo("contacts", { cohort: "2026-11-02" }, "", 0),
  pointerTo("contacts", { cohort: "2026-11-03" }, at("2", 0)),
  pointerTo("kpi_daily", kpi, "kpi/kpi_daily/run=2/place=0/f", 5, "b"),
];

interface World {
  readonly place: GluePlace;
  readonly lake: MemoryLake;
}

const catalogOf = ({ place, lake }: World, client = place.client) => glueCatalog(lake, place.glue(client));

async function world(): Promise<World> {
  return { place: await gluePlace(), lake: memoryLake() };
}

/** What is in Glue and in the lake, but for the names of this world. */
async function kept({ place, lake }: World): Promise<unknown> {
  const objects = [...lake.objects].map(([key, body]) => [key, JSON.parse(Buffer.from(body).toString())]);
  const partitions = [await place.partitions("contacts"), await place.partitions("kpi_daily")];
  return JSON.parse(JSON.stringify([objects, partitions]).replaceAll(place.bucket, "bucket"));
}

describe("a writer that dies", () => {
  test.each(["before", "after"] as const)(
    "%s any of its calls to Glue leaves what the next one makes whole",
    async (when) => {
      const never = await world();
      await never.place.glue().prepare();
      await catalogOf(never).apply(first, 1);
      await catalogOf(never).apply(second, 2);
      const expected = await kept(never);
      let call = 0;
      for (let isDone = false; !isDone; call++) {
        const one = await world();
        const { client, died } = dyingGlue(one.place.client, call, when);
        const work = async () => {
          await one.place.glue(client).prepare();
          await catalogOf(one, client).apply(first, 1);
          await catalogOf(one, client).apply(second, 2);
        };
        await work().catch((error) => expect(error).toBeInstanceOf(Kill));
        isDone = !died();
        await one.place.glue().prepare();
        await catalogOf(one).apply(first, 1);
        await catalogOf(one).apply(second, 2);
        expect(await kept(one), `${when} call ${call}`).toEqual(expected);
      }
      // 2 for the database, 2 for each of 14 tables; then per generation 2 tables of GetTable, update and, where one is new, create.
      expect(call - 1).toBe(30 + 6 + 5);
    },
  );

  test.each([0, 1, 2, 3, 4])("at its call %i to the lake", async (call) => {
    const one = await world();
    await one.place.glue().prepare();
    const lake = dyingLake(one.lake, call, "after");
    const catalog = glueCatalog(lake, one.place.glue());
    await catalog.apply(first, 1).catch((error) => expect(error).toBeInstanceOf(Kill));
    await catalogOf(one).apply(first, 1);
    expect((await one.place.partitions("contacts")).map(({ values }) => values[0])).toEqual([
      "2026-11-01",
      "2026-11-02",
    ]);
    expect(await catalogOf(one).pointers("contacts")).toEqual(first.slice(0, 2));
  });
});

describe("a generation that comes late", () => {
  test("moves nothing, in Glue and in the lake", async () => {
    const one = await world();
    await one.place.glue().prepare();
    await catalogOf(one).apply(first, 1);
    await catalogOf(one).apply(second, 2);
    const before = await kept(one);
    let calls = 0;
    const counting = overruled(one.place.client, async () => {
      calls += 1;
      return undefined;
    });
    await catalogOf(one, counting).apply(first, 1);
    await catalogOf(one, counting).apply(second, 2);
    expect(calls).toBe(0);
    expect(await kept(one)).toEqual(before);
  });

  test("and has begun to move Glue when others went on, puts it where they did", async () => {
    const one = await world();
    await one.place.glue().prepare();
    let isLate = false;
    const late = overruled(one.place.client, async (command) => {
      if (isLate || !(command instanceof BatchUpdatePartitionCommand)) return undefined;
      isLate = true;
      await catalogOf(one).apply(first, 1);
      await catalogOf(one).apply(second, 2);
      return undefined;
    });
    await catalogOf(one, late).apply(first, 1);
    const never = await world();
    await never.place.glue().prepare();
    await catalogOf(never).apply(first, 1);
    await catalogOf(never).apply(second, 2);
    expect(isLate).toBe(true);
    expect(await kept(one)).toEqual(await kept(never));
  });
});

test("what our readers read is the lake's own", async () => {
  const one = await world();
  await one.place.glue().prepare();
  await catalogOf(one).apply(first, 1);
  await catalogOf(one).apply(second, 2);
  expect(await catalogOf(one).pointers("contacts")).toEqual([first[0], second[1]]);
  expect(await catalogOf(one).pointers("kpi_daily")).toEqual([second[2]]);
});
