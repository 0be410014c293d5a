/** Files are read by the names of their columns; what landed is read by the path it lies at. */

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { batchFolder } from "../../functions/core/landing.ts";
import type { Pointer, TableName } from "../../functions/core/warehouse.ts";
import { asking, kept, shown, writeHomes } from "../contracts/warehouse/place.ts";
import { front, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";
import { parquetOf, pointerTo } from "./glue-place.ts";

const athena = front();
const place = () => placeOn({ aws: engines().moto, athena: athena().url });

test("a file written before a column existed reads NULL for it, whatever the order of the others", async () => {
  const here = await place();
  const old = pointerTo("quarantine", { home: "old" }, "facts/quarantine/run=1/a/f");
  const turned = pointerTo("quarantine", { home: "turned" }, "facts/quarantine/run=1/b/f");
  const row = (home: string) => ({ home, key: "1", fact: "contacts", problem: "late", file: "a.csv" });
  await here.lake.put(old.location, await parquetOf("quarantine", [row("old")], ["problem", "found"]));
  await here.lake.put(turned.location, await parquetOf("quarantine", [row("turned")], [], true));
  const draft = await here
    .worker({ catalog: (catalog) => ({ ...catalog, pointers: pointersOf(old, turned) }) })
    .draft("one");
  await writeHomes(draft, ["new"], kept("new", "1"));
  expect(await shown(draft, "quarantine", "home", "key", "fact", "problem", "file", "found")).toEqual([
    "new|1|null|null|null|null",
    "old|1|contacts|null|a.csv|null",
    "turned|1|contacts|late|a.csv|null",
  ]);
});

const pointersOf =
  (...all: readonly Pointer[]) =>
  async (table: TableName) =>
    all.filter((pointer) => pointer.table === table);

const feed = "it-s-42/contacts";
const part = (batch: number, name = "part-0000.ndjson.gz") =>
  `${batchFolder("it-s-42", "contacts", batch)}${name}`;

function landed(batch: number, location: string): Pointer {
  const partition = { feed, batch: String(batch).padStart(9, "0") };
  return { table: "landed", partition, location, rows: 1, bytes: 1 };
}

const hostile = 'it\'s "odd" \\ 日本\n; drop table x --';

test("raw rows say feed and batch by their path, and hold any text", async () => {
  const here = await place();
  const draft = await here.worker().draft("one");
  const put = async (batch: number, key: string) =>
    here.lake.put(
      part(batch),
      gzipSync(`${JSON.stringify({ source: "it-s-42", key, body: `{"a":${JSON.stringify(hostile)}}` })}\n`),
    );
  await put(1, "/raw/other/contacts/batch=000000009/");
  await put(12, hostile);
  draft.attach("landed", [landed(1, part(1)), landed(12, part(12))]);
  const select = asking(
    "select feed, batch, key, json_extract_scalar(body, '$.a') as a from landed",
    "landed",
  );
  expect(new Set(await Array.fromAsync(draft.rows(select)))).toEqual(
    new Set([
      { feed, batch: "000000001", key: "/raw/other/contacts/batch=000000009/", a: hostile },
      { feed, batch: "000000012", key: hostile, a: hostile },
    ]),
  );
});

test.each([
  ["in another batch", part(2)],
  ["of another feed", `${batchFolder("other", "contacts", 1)}part-0000.ndjson.gz`],
  ["whose name breaks the line", part(1, "part\nelsewhere/part-0000.ndjson.gz")],
  ["whose name ends in half a line break", part(1, "part\r")],
  ["whose name holds a place", part(1, "part of more")],
])("a raw object %s is refused", async (_, location) => {
  const draft = await (await place()).worker().draft("one");
  draft.attach("landed", [landed(1, location)]);
  await expect(shown(draft, "landed", "key")).rejects.toThrow(
    /is not where batch 000000001 of it-s-42\/contacts lies/,
  );
});
