/** What is wrong with a mapping, in Trino's words, at the place it has in the admin's file. */

import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { QueryError } from "../../functions/core/errors.ts";
import { batchFolder } from "../../functions/core/landing.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { stageSources } from "../../functions/stages/facts.ts";
import { checkMapping } from "../../functions/stages/mappings.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";
import { front, type PlaceOnAthena, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";

const athena = front();
let here: PlaceOnAthena;
let engine: Warehouse;
beforeAll(async () => {
  here = await placeOn({ aws: engines().moto, athena: athena().url });
  engine = here.worker();
});

const mapping = (text: string) => checkMapping(sourceOf({ mapping: { file: "desk.sql", text } }), engine);

/** The place of `§` in the text as `line:column`, and the text without it. */
function marked(text: string): { readonly sql: string; readonly place: string } {
  const lines = text.slice(0, text.indexOf("§")).split("\n");
  return { sql: text.replace("§", ""), place: `${lines.length}:${lines.at(-1)!.length + 1}` };
}

const good =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.created') as opened_at\nfrom raw";

describe("a mapping", () => {
  test.each([
    ["as it is", good],
    ["with a comment behind it", `${good} -- the end`],
    ["with names in capitals", "SELECT ROW_ID, key AS Contact_ID, body AS OPENED_AT FROM raw"],
    ["with a subquery of its own", `with mine as (\n${good}\n)\nselect * from mine`],
  ])("may be used %s", async (_, text) => {
    await expect(mapping(text)).resolves.toBeUndefined();
  });

  test("that is empty is refused before it is run", async () => {
    for (const text of ["", " \n ;\n"])
      await expect(mapping(text)).rejects.toThrow("desk.sql: the mapping is empty. Write a select over raw");
  });
});

describe("wrong SQL is refused with its place", () => {
  test.each([
    [
      "an unknown column",
      "select row_id,\n  key as contact_id,\n  §created as opened_at\nfrom raw",
      "created",
    ],
    [
      "an unknown function",
      "select row_id, key as contact_id,\n  §jsn_extract(body, '$.a') as opened_at\nfrom raw",
      "jsn_extract",
    ],
    [
      "an unknown table",
      "select row_id, key as contact_id, body as opened_at\nfrom §rows_of_it",
      "rows_of_it",
    ],
    [
      "an unknown type",
      "select row_id, §cast(key as integr) as contact_id, body as opened_at from raw",
      "integr",
    ],
    ["two commas", "select row_id, key as contact_id,§, body as opened_at from raw", "mismatched input ','"],
    ["a misspelt from", "select row_id, key as contact_id, body as opened_at §form raw", "'form'"],
    ["a misspelt select", "selec row_id §from raw", "'from'"],
    ["an open quote", "select row_id,\n §'key as contact_id from raw", "'"],
    ["a bracket left open", `select row_id\nfrom raw\nwhere (§`, "the query ends too early"],
    ["a bracket too many", `select row_id\nfrom raw§)`, "this bracket closes nothing"],
    ["no select", "-- to be written§", "the query ends too early"],
    ["one letter", "§x", "Table 'x' does not exist"],
    ["a second statement", "select row_id from raw§; drop table raw", "';'"],
    ["something else than a select", "§delete from raw", "'delete'"],
    [
      "lines that end as on Windows",
      "select row_id,\r\n key as contact_id,\r\n §created as opened_at\r\nfrom raw",
      "created",
    ],
    ["lines that begin with tabs", "select row_id,\n\t\t§created as opened_at\nfrom raw", "created"],
    [
      "comments above it",
      `-- What?\n--\n-- grain one row\n\nselect §created as opened_at from raw`,
      "created",
    ],
    ["accents before it", "select 'árvíztűrő' as reason, §created as opened_at from raw", "created"],
  ])("%s", async (_, text, problem) => {
    const { sql, place } = marked(text);
    const found = await mapping(sql).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(QueryError);
    const { message } = found as Error;
    expect(message).toContain(`desk.sql:${place}: `);
    expect(message).toContain(problem);
    expect(message).toMatch(/[^.!]\. Mend the SQL of the mapping\.$/);
  });
});

test.each([
  [
    "one that is missing",
    "select row_id, key as contact_id from raw",
    "1:1: the mapping has no column opened_at",
  ],
  [
    "a time that is no text",
    `${good.replace("\n", ",\n  current_date as resolved_at\n")}`,
    "2:19: resolved_at is date, not text. Leave times as the text the file has",
  ],
  ["a number", `${good.replace("\n", ",\n  5 as agent\n")}`, "2:8: agent is integer, not text. Write cast("],
  [
    "text of a fixed length",
    `${good.replace("\n", ",\n  cast('a' as char(3)) as agent\n")}`,
    "2:27: agent is char",
  ],
])("a wrong column is refused: %s", async (_, text, problem) => {
  await expect(mapping(text)).rejects.toThrow(`desk.sql:${problem}`);
});

test.each([
  ["cast(json_extract_scalar(body, '$.n') as integer)", "Cannot cast 'abc' to INT"],
  ["1 / cast(json_extract_scalar(body, '$.zero') as integer)", "Division by zero"],
  ["date_parse(json_extract_scalar(body, '$.n'), '%Y')", "Invalid format"],
])("a value that a row cannot be mapped with is told as such: %s", async (text, problem) => {
  const key = `${batchFolder("helpdesk", "contacts", 1)}part-0000.ndjson.gz`;
  const row = { source: "helpdesk", key: "1", op: "upsert", body: '{"n":"abc","zero":"0"}' };
  const body = gzipSync(`${JSON.stringify(row)}\n`);
  await here.lake.put(key, body);
  const sql = good.replace("\n", `,\n  cast(${text} as varchar) as agent\n`);
  const config = configOf("UTC", [sourceOf({ zone: "UTC", mapping: { file: "desk.sql", text: sql } })]);
  const manifest = { batch: 1, source: "helpdesk", stream: "contacts", run: "r", rows: 1, files: [] };
  const batches = [
    { source: "helpdesk", manifests: [{ ...manifest, objects: [{ key, rows: 1, bytes: body.length }] }] },
  ];
  const draft = await engine.draft("one");
  const staging = stageSources({ config, run: draft.run, batches }, draft, engine, () => undefined);
  const told = await staging.catch((error: unknown) => String(error));
  expect(told).toContain(`desk.sql: a row cannot be mapped: ${problem}`);
  expect(told).toContain("Use try_cast");
});
