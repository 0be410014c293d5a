/** One commit makes everything a draft wrote current at once, and only one of two drafts can. */

import { expect, test } from "vitest";
import { LostRaceError } from "../../../functions/core/errors.ts";
import { factNames } from "../../../functions/core/facts.ts";
import { stagedTable } from "../../../functions/core/warehouse.ts";
import {
  gate,
  kept,
  numbers,
  type Place,
  published,
  publishNumber,
  rowsFor,
  shown,
  writeHomes,
  writeNumber,
} from "./place.ts";

export function commitsContract(open: () => Promise<Place>): void {
  test("an empty place has every table, without rows, in generation 0", async () => {
    const worker = (await open()).worker();
    expect(await worker.read((reader) => numbers(reader))).toBe("- -");
    expect(await worker.read(async ({ state }) => state)).toEqual({
      generation: 0,
      pending: [],
      consumed: {},
      facts: "",
    });
  });

  test("what was written and committed is read, with the state that was committed in the same swap", async () => {
    const place = await open();
    const draft = await place.worker().draft("one");
    await writeNumber(draft, 7);
    const consumed = {
      helpdesk: { batch: 3, landed: 9, mapped: 8, quarantined: 1, latestEventAt: "2026-11-16T08:00:00Z" },
    };
    await draft.commit(consumed, "made of these");
    const other = place.worker();
    expect(await other.read((reader) => numbers(reader))).toBe("7 7");
    const state = { generation: 1, pending: [], consumed, facts: "made of these" };
    expect(await other.read(async (reader) => reader.state)).toEqual(state);
    expect(await other.published()).toEqual(state);
  });

  test("a draft sees its own writes, and nobody else does before the commit", async () => {
    const place = await open();
    const [writer, other] = [place.worker(), place.worker()];
    await publishNumber(writer, 1);
    const draft = await writer.draft("two");
    await writeNumber(draft, 2);
    expect(await numbers(draft)).toBe("2 2");
    expect(await writer.read((reader) => numbers(reader))).toBe("1 1");
    expect(await other.read((reader) => numbers(reader))).toBe("1 1");
    expect(await numbers(await other.draft("three"))).toBe("1 1");
    await draft.commit({}, "facts");
    expect(await other.read((reader) => numbers(reader))).toBe("2 2");
  });

  test("a draft that is never committed leaves nothing to read", async () => {
    const place = await open();
    await writeNumber(await place.worker().draft("given-up"), 1);
    expect(await place.worker().read((reader) => numbers(reader))).toBe("- -");
    await publishNumber(place.worker(), 2);
    expect(await place.worker().read((reader) => numbers(reader))).toBe("2 2");
  });

  test.each([0, 1])(
    "of two drafts of generation %i the second to commit loses, and harms nothing",
    async (generation) => {
      const place = await open();
      const worker = place.worker();
      if (generation === 1) await publishNumber(worker, 9);
      const [first, second] = [await worker.draft("first"), await place.worker().draft("second")];
      await writeNumber(second, 2);
      await writeHomes(second, ["b"], kept("b", "never"));
      await writeNumber(first, 1);
      await first.commit({}, "facts");
      await expect(second.commit({}, "facts")).rejects.toThrow(LostRaceError);
      expect(await worker.read((reader) => numbers(reader))).toBe("1 1");
      expect(await published(worker, "quarantine", "key")).toEqual([]);
      await publishNumber(place.worker(), 3);
      expect(await worker.read((reader) => numbers(reader))).toBe("3 3");
    },
  );

  test("a second run of the same name writes somewhere new, and keeps what the first one published", async () => {
    const worker = (await open()).worker();
    const first = await worker.draft("same");
    await writeHomes(first, ["a"], kept("a", "1"));
    await first.commit({}, "facts");
    const second = await worker.draft("same");
    await writeHomes(second, ["b"], kept("b", "2"));
    await second.commit({}, "facts");
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|1", "b|2"]);
  });

  test("two writes of one draft add up, and the later one wins where they meet", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    await Promise.all([
      writeHomes(draft, ["a"], kept("a", "1")),
      writeHomes(draft, ["b"], kept("b", "1")),
      draft.pointers("quarantine"),
    ]);
    await writeHomes(draft, ["b", "c"], [...kept("b", "2"), ...kept("c", "2")]);
    const all = ["a|1", "b|2", "c|2"];
    expect(await shown(draft, "quarantine", "home", "key")).toEqual(all);
    await draft.commit({}, "facts");
    expect(await published(worker, "quarantine", "home", "key")).toEqual(all);
  });

  test.each(factNames.map(stagedTable))("what a run staged is never published: %s", async (table) => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const staged = rowsFor(table, [{ run: "one.helpdesk", key: "1" }]);
    await draft.write(staged, table, [{ run: "one.helpdesk" }]);
    expect(await shown(draft, table, "key")).toEqual(["1"]);
    await draft.commit({}, "facts");
    expect(await published(worker, table, "key")).toEqual([]);
  });

  test("a reader of the old generation looks again when a commit came in between, even after its files are gone", async () => {
    const place = await open();
    await publishNumber(place.worker(), 1);
    const hold = gate();
    let looks = 0;
    const reading = place.worker().read(async (reader) => {
      looks += 1;
      const [day] = await shown(reader, "kpi_daily", "numerator");
      await reader.pointers("kpi_weekly"); // it knows the old file now
      await hold.pass();
      return `${day} ${(await shown(reader, "kpi_weekly", "numerator"))[0]}`;
    });
    await hold.reached;
    const writer = place.worker();
    await publishNumber(writer, 2);
    expect(await writer.sweep()).toBeGreaterThan(0);
    hold.open();
    expect(await reading).toBe("2 2");
    expect(looks).toBe(2);
  });

  test("an error of the reader's own is passed on at once", async () => {
    const worker = (await open()).worker();
    let looks = 0;
    const reading = worker.read(async () => {
      looks += 1;
      throw new Error("its own");
    });
    await expect(reading).rejects.toThrow("its own");
    expect(looks).toBe(1);
  });

  test("many readers during many commits never see two generations at once", async () => {
    const place = await open();
    const writer = place.worker();
    await publishNumber(writer, 0);
    const workers = [place.worker(), place.worker()];
    let done = false;
    const seen: string[] = [];
    const readers = Array.from({ length: place.crowd.readers }, async (_, index) => {
      while (!done) seen.push(await workers[index % 2]!.read((reader) => numbers(reader)));
    });
    for (let number = 1; number <= place.crowd.commits; number += 1) {
      await publishNumber(writer, number);
      if (number % 3 === 0) await writer.sweep();
    }
    done = true;
    await Promise.all(readers);
    const mixed = seen.filter((pair) => pair.split(" ")[0] !== pair.split(" ")[1]);
    expect(mixed).toEqual([]);
    expect(await workers[0]!.read((reader) => numbers(reader))).toBe(
      `${place.crowd.commits} ${place.crowd.commits}`,
    );
    expect(new Set(seen).size).toBeGreaterThan(1); // they did read meanwhile
  });
}
