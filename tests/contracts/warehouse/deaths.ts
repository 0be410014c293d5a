/** The swap is the commit. Whatever its worker does or fails to do afterwards, no reader sees half of it. */

import { expect, test } from "vitest";
import type { Catalog } from "../../../functions/adapters/engine.ts";
import { stateKey } from "../../../functions/adapters/generations.ts";
import { LostRaceError } from "../../../functions/core/errors.ts";
import type { Lake, Warehouse } from "../../../functions/ports.ts";
import {
  gate,
  kept,
  numbers,
  type Place,
  published,
  publishNumber,
  type Wrap,
  writeHomes,
  writeNumber,
} from "./place.ts";

const killed = new Error("the process was killed");

const deaths: readonly (readonly [string, Wrap])[] = [
  [
    "before it moved a pointer",
    { catalog: (catalog) => ({ ...catalog, apply: () => Promise.reject(killed) }) },
  ],
  ["after it moved the pointers, before it said so", { catalog: diesAfterwards }],
];

function diesAfterwards(catalog: Catalog): Catalog {
  return {
    ...catalog,
    async apply(pointers, generation) {
      await catalog.apply(pointers, generation);
      throw killed;
    },
  };
}

export function deathsContract(open: () => Promise<Place>): void {
  test.each(deaths)(
    "a worker dies %s: readers wait, and the next draft completes its generation",
    async (_, wrap) => {
      const place = await open();
      await publishNumber(place.worker(), 1);
      await expect(publishNumber(place.worker(wrap), 2)).rejects.toThrow(killed);
      let looks = 0;
      const reading = place.worker().read((reader) => {
        looks += 1;
        return numbers(reader);
      });
      await new Promise((later) => setTimeout(later, 120));
      expect(looks).toBe(0);
      // What was published is known all the same, and that it is not there to read yet.
      const { generation, pending } = await place.worker().published();
      expect([generation, pending.map(({ table }) => table)]).toEqual([2, ["kpi_daily", "kpi_weekly"]]);
      const draft = await place.worker().draft("next");
      expect(draft.state).toMatchObject({ generation: 2, pending: [] });
      expect(await numbers(draft)).toBe("2 2");
      expect(await reading).toBe("2 2");
      await writeNumber(draft, 3);
      await draft.commit({}, "facts");
      expect(await place.worker().read((reader) => numbers(reader))).toBe("3 3");
    },
  );

  test("when nobody completes it, a reader gives up and says what to do", async () => {
    const place = await open();
    await expect(publishNumber(place.worker(deaths[0]![1]), 1)).rejects.toThrow(killed);
    const reading = place.worker().read((reader) => numbers(reader));
    await expect(reading).rejects.toThrow(LostRaceError);
    await expect(reading).rejects.toThrow("`run` finishes its work");
  });

  test("a sweep between the swap and the pointers spares the files of both generations", async () => {
    const place = await open();
    await publishNumber(place.worker(), 1);
    await expect(publishNumber(place.worker(deaths[0]![1]), 2)).rejects.toThrow(killed);
    expect(await place.worker().sweep()).toBe(0);
    await place.worker().draft("next");
    expect(await place.worker().read((reader) => numbers(reader))).toBe("2 2");
  });

  test.each(["state", "catalog"] as const)(
    "a sweep that has another publish just before it reads the %s removes nothing of either's generation",
    async (what) => {
      const place = await open();
      await publishNumber(place.worker(), 1);
      let waits = true;
      const meanwhile = async () => {
        if (!waits) return;
        waits = false;
        await publishNumber(place.worker(), 2);
      };
      const late: Wrap = {
        lake: (lake) => ({
          ...lake,
          async get(key) {
            if (what === "state" && key === stateKey) await meanwhile();
            return lake.get(key);
          },
        }),
        catalog: (catalog) => ({
          ...catalog,
          async pointers(table) {
            if (what === "catalog") await meanwhile();
            return catalog.pointers(table);
          },
        }),
      };
      await place.worker(late).sweep();
      expect(waits).toBe(false);
      expect(await place.worker().read((reader) => numbers(reader))).toBe("2 2");
    },
  );

  test("pointers moved late, after a later generation, move nothing", async () => {
    const place = await open();
    await publishNumber(place.worker(), 1);
    const hold = gate();
    const late = place.worker({
      catalog: (catalog) => ({
        ...catalog,
        async apply(pointers, generation) {
          await hold.pass();
          await catalog.apply(pointers, generation);
        },
      }),
    });
    const draft = await late.draft("late");
    await writeNumber(draft, 2);
    await writeHomes(draft, ["a"], kept("a", "old"));
    const committing = draft.commit({}, "facts");
    await hold.reached;
    const next = await place.worker().draft("next");
    await writeNumber(next, 3);
    await writeHomes(next, ["a"], kept("a", "new"));
    await next.commit({}, "facts");
    hold.open();
    await committing; // it was published, by another
    const worker = place.worker();
    expect(await worker.read((reader) => numbers(reader))).toBe("3 3");
    expect(await published(worker, "quarantine", "key")).toEqual(["new"]);
    expect(await worker.read(async ({ state }) => state)).toMatchObject({ generation: 3, pending: [] });
  });

  test("who wakes up just after the very first swap does not undo what came since", async () => {
    const place = await open();
    const hold = gate();
    let published = false;
    const dawdle = (lake: Lake): Lake => ({
      ...lake,
      async claim(...all) {
        const answer = await lake.claim(...all);
        published = new TextDecoder().decode(all[1]).includes("kpi_daily");
        if (published) await hold.pass();
        return answer;
      },
      async swap(...all) {
        const answer = await lake.swap(...all);
        if (!published && new TextDecoder().decode(all[1]).includes("kpi_daily")) {
          published = true;
          await hold.pass();
        }
        return answer;
      },
    });
    const committing = publishNumber(place.worker({ lake: dawdle }), 1);
    await hold.reached;
    await publishNumber(place.worker(), 2);
    hold.open();
    await committing;
    expect(await place.worker().read((reader) => numbers(reader))).toBe("2 2");
    expect((await place.worker().draft("x")).state.generation).toBe(2);
  });

  test("a swap that took effect although its answer was lost is completed, not repeated", async () => {
    const place = await open();
    await publishNumber(place.worker(), 1);
    const forgetful = (lake: Lake): Lake => ({
      ...lake,
      async swap(...all) {
        await lake.swap(...all);
        throw new Error("the connection broke");
      },
    });
    await expect(publishNumber(place.worker({ lake: forgetful }), 2)).rejects.toThrow("the connection broke");
    const draft = await place.worker().draft("next");
    expect(draft.state.generation).toBe(2);
    expect(await place.worker().read((reader) => numbers(reader))).toBe("2 2");
  });

  test("a generation published while another one is being completed is completed too", async () => {
    const place = await open();
    await expect(publishNumber(place.worker(deaths[0]![1]), 1)).rejects.toThrow(killed);
    let intruded = false;
    const interrupted = (lake: Lake): Lake => ({
      ...lake,
      async swap(...all) {
        if (!intruded) {
          intruded = true;
          await place.worker().draft("another"); // completes the first generation
          const dying = place.worker(deaths[0]![1]);
          await expect(publishHome(dying)).rejects.toThrow(killed);
        }
        return lake.swap(...all);
      },
    });
    const draft = await place.worker({ lake: interrupted }).draft("next");
    expect(draft.state).toMatchObject({ generation: 2, pending: [] });
    await writeNumber(draft, 3);
    await draft.commit({}, "facts");
    expect(await published(place.worker(), "quarantine", "key")).toEqual(["between"]);
    expect(await place.worker().read((reader) => numbers(reader))).toBe("3 3");
  });
}

async function publishHome(worker: Warehouse): Promise<void> {
  const draft = await worker.draft("between");
  await writeHomes(draft, ["a"], kept("a", "between"));
  await draft.commit({}, "facts");
}
