/** A write says which partitions it is about: each of them is afterwards what the select gave, and no other moved. */

import { expect, test } from "vitest";
import type { Warehouse } from "../../../functions/ports.ts";
import { type Cells, kept, type Place, published, rowsFor, shown, writeHomes } from "./place.ts";

const hostile = [
  "a b",
  "it's",
  'say "hi"',
  "100%",
  "a/b",
  "..",
  "a=b",
  "home=a",
  "x; drop table contacts; --",
  "')) OR 1=1 --",
  "__proto__",
  "constructor",
  "*",
  "[ab]",
  "{feed}",
  "\\",
  "tab\there",
  "árvíztűrő",
  "e\u0301", // not the same text as the next one
  "\u00e9",
  "日本",
  "🙂",
  "",
  " a",
  "A",
  "a",
  "null",
  "NULL",
];

async function publish(worker: Warehouse, run: string, homes: readonly string[], rows: readonly Cells[]) {
  const draft = await worker.draft(run);
  const pointers = await writeHomes(draft, homes, rows);
  await draft.commit({}, "facts");
  return pointers;
}

export function partitionsContract(open: () => Promise<Place>): void {
  test("a partition that was asked for and got no rows has nothing left of its old ones", async () => {
    const worker = (await open()).worker();
    await publish(
      worker,
      "one",
      ["a", "b", "c"],
      [...kept("a", "1", "2"), ...kept("b", "1"), ...kept("c", "1")],
    );
    const pointers = await publish(worker, "two", ["a", "b", "new"], kept("b", "2"));
    expect(pointers.map(({ partition, rows }) => `${partition.home} ${rows}`).sort()).toEqual([
      "a 0",
      "b 1",
      "new 0",
    ]);
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["b|2", "c|1"]);
  });

  test("a write without any rows empties what was asked for, and nothing else", async () => {
    const worker = (await open()).worker();
    await publish(worker, "one", ["a", "b"], [...kept("a", "1"), ...kept("b", "1")]);
    await publish(worker, "two", ["a"], []);
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["b|1"]);
  });

  test("a partition that is asked for twice is written once", async () => {
    const draft = await (await open()).worker().draft("one");
    const pointers = await writeHomes(draft, ["a", "b", "a"], [...kept("a", "1"), ...kept("b", "1", "2")]);
    expect(pointers.map(({ rows }) => rows)).toEqual([1, 2]);
    expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1", "b|1", "b|2"]);
  });

  test("a row outside the partitions asked for fails the write, which then changed nothing", async () => {
    const worker = (await open()).worker();
    await publish(worker, "one", ["a"], kept("a", "1"));
    const draft = await worker.draft("two");
    const rows = [...kept("a", "2"), ...kept("b", "2")];
    await expect(writeHomes(draft, ["a"], rows)).rejects.toThrow(
      "test wrote quarantine b, which was not asked for",
    );
    expect(await shown(draft, "quarantine", "home", "key")).toEqual(["a|1"]);
    await draft.commit({}, "facts");
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|1"]);
  });

  test.each([
    ["quarantine", { key: "1" }, { home: "a" }, "home"],
    [
      "kpi_daily",
      { family: "volume", numerator: 1 },
      { family: "volume", period_start: "2026-11-16" },
      "period_start",
    ],
    ["kpi_daily", { period_start: "2026-11-16" }, { family: "volume", period_start: "2026-11-16" }, "family"],
  ] as const)(
    "a row of %s without its partition fails the write: %o",
    async (table, cells, partition, column) => {
      const draft = await (await open()).worker().draft("one");
      const writing = draft.write(rowsFor(table, [cells]), table, [partition]);
      await expect(writing).rejects.toThrow(`a row for ${table} has no`);
      await expect(writing).rejects.toThrow(column);
    },
  );

  test("clear forgets every partition of its table, of the draft's own writes too, and of no other", async () => {
    const worker = (await open()).worker();
    await publish(worker, "one", ["a"], kept("a", "1"));
    const draft = await worker.draft("two");
    const contact = { cohort: "2026-11-16", contact_id: "1" };
    await draft.write(rowsFor("contacts", [contact]), "contacts", [{ cohort: "2026-11-16" }]);
    await writeHomes(draft, ["b"], kept("b", "2"));
    await draft.clear("quarantine");
    expect(await shown(draft, "quarantine", "key")).toEqual([]);
    await writeHomes(draft, ["c"], kept("c", "3"));
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|1"]);
    await draft.commit({}, "facts");
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["c|3"]);
    expect(await published(worker, "contacts", "contact_id")).toEqual(["1"]);
  });

  test("hostile partition values come back as they went, and are superseded one by one", async () => {
    const worker = (await open()).worker();
    const rows = hostile.flatMap((home) => kept(home, "1"));
    await publish(worker, "one", hostile, rows);
    const all = hostile.map((home) => `${home}|1`).sort();
    expect(await published(worker, "quarantine", "home", "key")).toEqual(all);
    const odd = hostile.filter((_, index) => index % 2 === 1);
    await publish(
      worker,
      "two",
      odd,
      odd.flatMap((home) => kept(home, "2")),
    );
    const mixed = hostile.map((home, index) => `${home}|${1 + (index % 2)}`).sort();
    expect(await published(worker, "quarantine", "home", "key")).toEqual(mixed);
    const but = hostile.slice(1);
    await publish(worker, "three", but, []);
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a b|1"]);
    await publish(worker, "four", hostile, []);
    expect(await published(worker, "quarantine", "home", "key")).toEqual([]);
  });

  test.each([1, 2, 59, 60])(
    "of sixty small partitions written together %i are superseded, and never read again",
    async (count) => {
      const worker = (await open()).worker();
      const homes = Array.from({ length: 60 }, (_, index) => `h${String(index).padStart(2, "0")}`);
      await publish(
        worker,
        "one",
        homes,
        homes.flatMap((home) => kept(home, "old", "old")),
      );
      const again = homes.slice(0, count);
      await publish(
        worker,
        "two",
        again,
        again.flatMap((home) => kept(home, "new")),
      );
      await worker.sweep();
      const expected = homes.flatMap((home, index) =>
        index < count ? [`${home}|new`] : [`${home}|old`, `${home}|old`],
      );
      expect(await published(worker, "quarantine", "home", "key")).toEqual(expected);
    },
  );

  test("what stands for another table is limited by that table's partitions", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const starts = ["2026-11-09", "2026-11-16"];
    await draft.write(
      rowsFor(
        "kpi_weekly",
        starts.map((period_start, index) => ({ family: "volume", period_start, numerator: index })),
      ),
      "kpi_weekly",
      starts.map((period_start) => ({ family: "volume", period_start })),
      "print",
    );
    await draft.commit({}, "facts");
    const query = {
      name: "test",
      text: "select numerator from kpi_table",
      question: "",
      params: { starts: "dates" as const },
      reads: [{ table: "kpi_table" as const, by: { period_start: "starts" } }],
    };
    const select = {
      query,
      params: { starts: ["2026-11-16"] },
      standIns: { kpi_table: "kpi_weekly" as const },
    };
    const files = await worker.read(async (reader) => ({
      rows: await Array.fromAsync(reader.rows(select)),
      prints: (await reader.pointers("kpi_weekly")).map(({ fingerprint }) => fingerprint),
    }));
    expect(files).toEqual({ rows: [{ numerator: 1 }], prints: ["print", "print"] });
  });

  test("the catalog keeps the days that a cohort's components name", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const row = (cohort: string, day: string) => ({ family: "volume", cohort, day, numerator: 1 });
    const rows = [
      row("2026-11-16", "2026-11-18"),
      row("2026-11-16", "2026-11-16"),
      row("2026-11-16", "2026-11-18"),
    ];
    await draft.write(rowsFor("components", [...rows, row("2026-11-17", "2026-11-17")]), "components", [
      { family: "volume", cohort: "2026-11-16" },
      { family: "volume", cohort: "2026-11-17" },
    ]);
    const pointers = await draft.pointers("components");
    expect(pointers.map(({ rows: count, lists }) => ({ count, lists }))).toEqual([
      { count: 3, lists: ["2026-11-16", "2026-11-18"] },
      { count: 1, lists: ["2026-11-17"] },
    ]);
  });

  test("a sweep removes what no pointer names, but not what the next generation is being made of", async () => {
    const place = await open();
    const worker = place.worker();
    await publish(worker, "one", ["a", "b"], [...kept("a", "1"), ...kept("b", "1")]);
    expect(await worker.sweep()).toBe(0);
    await publish(worker, "two", ["a"], kept("a", "2"));
    // Where partitions share a file, b still lives in the first run's.
    expect(await worker.sweep()).toBe(place.sharesFiles ? 0 : 1);
    await publish(worker, "three", ["b"], kept("b", "3"));
    const drafted = await worker.draft("four");
    await writeHomes(drafted, ["a"], kept("a", "4"));
    await writeHomes(await place.worker().draft("given-up"), ["c"], kept("c", "never"));
    expect(await place.worker().sweep()).toBe(1); // the first run's last file
    expect(await worker.sweep()).toBe(0);
    await drafted.commit({}, "facts");
    expect(await worker.sweep()).toBe(2); // a of the second run, and what was given up
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|4", "b|3"]);
  });
}
