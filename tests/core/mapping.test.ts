import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import { QueryError } from "../../functions/core/errors.ts";
import { mappingColumns, mappingProblems, mappingQuery } from "../../functions/core/mapping.ts";
import { typedQuery } from "../../functions/core/typed.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { checkMapping } from "../../functions/stages/mappings.ts";
import { freshRoots } from "../adapters/folders.ts";
import { sourceOf } from "../memory.ts";

const fresh = freshRoots();
let engine: ReturnType<typeof duckdb>;
beforeAll(async () => {
  engine = duckdb(await fresh(), { threads: 1, memory: "200MB" });
});
afterAll(() => engine.close());

const mapping = (text: string) =>
  checkMapping(sourceOf({ mapping: { file: "desk.sql", text } }), engine as unknown as Warehouse);

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
    ["with a closing semicolon", `${good} ;\n`],
    ["with a comment behind it", `${good} -- the end`],
    ["with names in capitals", "SELECT ROW_ID, key AS Contact_ID, body AS OPENED_AT FROM raw"],
    ["with a subquery of its own", `with mine as (\n${good}\n)\nselect * from mine`],
  ])("may be used %s", async (_, text) => {
    await expect(mapping(text)).resolves.toBeUndefined();
  });

  test("leaves out what it likes: a column that is not given is NULL, and is not read", () => {
    const { text, inputs } = typedQuery("contacts", new Set(["row_id", "contact_id", "opened_at"]));
    expect(inputs).toEqual(["raw_rows", "mapping", "elsewhere"]);
    expect(text).toContain("cast(null as timestamp) as resolved_at");
    expect([...text.matchAll(/m\.(\w+)/g)].map(([, name]) => name)).toEqual([
      ...["row_id", "contact_id", "opened_at", "row_id", "row_id"],
    ]);
  });

  test("that is empty is refused before it is run", async () => {
    for (const text of ["", " \n ;\n"])
      await expect(mapping(text)).rejects.toThrow("desk.sql: the mapping is empty. Write a select over raw");
    expect(mappingQuery("desk.sql", `${good}; `).text).toBe(good);
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
    ["an unknown table", "select row_id, key as contact_id, body as opened_at\nfrom §rows", "rows"],
    [
      "an unknown type",
      "select row_id, cast(key as §integr) as contact_id, body as opened_at from raw",
      "integr",
    ],
    [
      "two commas",
      "select row_id, key as contact_id,§, body as opened_at from raw",
      'syntax error at or near ","',
    ],
    ["a misspelt from", "select row_id, key as contact_id, body as opened_at §form raw", 'near "form"'],
    ["a misspelt select", "selec row_id §from raw", 'near "from"'],
    ["an open quote", "select row_id,\n §'key as contact_id from raw", "unterminated quoted string"],
    ["a bracket left open", `select row_id\nfrom raw\nwhere (§`, "the query ends too early"],
    ["a bracket too many", "select row_id\nfrom raw§)", "this bracket closes nothing"],
    ["no select", "-- to be written§", "the query ends too early"],
    ["one letter", "x§", "the query ends too early"],
    ["a second statement", "select row_id from raw§; drop table raw", 'near ";"'],
    ["something else than a select", "delete §from raw", 'near "from"'],
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
    [
      "a line that is too long to show",
      `select row_id, ${Array.from({ length: 20 }, (_, index) => `'text ${index}' as c${index}`).join(", ")}, §created as opened_at, key as contact_id from raw where key is not null and op <> 'reject' and body is not null and page is not null`,
      "created",
    ],
  ])("%s", async (_, text, problem) => {
    const { sql, place } = marked(text);
    const refusal = mapping(sql);
    await expect(refusal).rejects.toThrow(QueryError);
    await expect(refusal).rejects.toThrow(`desk.sql:${place}: `);
    await expect(refusal).rejects.toThrow(problem);
    await expect(refusal).rejects.toThrow(/[^.!]\. Mend the SQL of the mapping\.$/);
  });
});

describe("wrong columns are refused with their place and what to do", () => {
  test.each([
    [
      "one that is missing",
      "select row_id, key as contact_id from raw",
      "1:1",
      "the mapping has no column opened_at. Name the column with the time",
    ],
    [
      "no row_id",
      "select key as contact_id, body as opened_at from raw",
      "1:1",
      "the mapping has no column row_id. Select row_id from raw as it is",
    ],
    [
      "one nobody knows",
      `${good.replace("\n", ",\n  key as §chanel\n")}`,
      "",
      '"chanel" is not a column Raport knows (did you mean channel?). Use row_id, contact_id',
    ],
    [
      "a time that is no text",
      `${good.replace("\n", ",\n  current_date as §resolved_at\n")}`,
      "",
      "resolved_at is date, not text. Leave times as the text the file has",
    ],
    [
      "a number",
      `${good.replace("\n", ",\n  5 as §agent\n")}`,
      "",
      "agent is integer, not text. Write cast(... as varchar) as agent.",
    ],
    [
      "one that is there twice",
      `${good.replace("\n", ",\n  op as §contact_id\n")}`,
      "",
      "column contact_id is there twice. Leave one out.",
    ],
  ])("%s", async (_, text, at, problem) => {
    const { sql, place } = text.includes("§") ? marked(text) : { sql: text, place: at };
    await expect(mapping(sql)).rejects.toThrow(`desk.sql:${place}: ${problem}`);
  });

  test.each([
    ["sla_verdicts", "key as verdict_id, op as contact_id, op as metric, op as due_at", "achieved_at"],
    ["surveys", "key as survey_id, op as contact_id, op as kind, op as invited_at", "answered_at"],
  ] as const)(
    "of %s without %s none was missed or unanswered: nobody says",
    async (fact, columns, missing) => {
      const problems = (given: string) =>
        mappingProblems(
          { file: "desk.sql", text: given },
          fact,
          given.split(", ").map((one) => ({ name: one.split(" as ")[1] ?? one, type: "VARCHAR" })),
        );
      expect(problems(`row_id, ${columns}`)).toEqual([
        expect.stringContaining(`the mapping has no column ${missing}. UTC instant`),
      ]);
      expect(problems(`row_id, ${columns}, op as ${missing}`)).toEqual([]);
    },
  );

  test("all at once, a line for each", async () => {
    const error = await mapping("select key as contactid, 5 as agent from raw").catch(
      (found: unknown) => found,
    );
    const lines = String((error as Error).message).split("\n");
    expect(lines.map((line) => line.split(": ")[1])).toEqual([
      "the mapping has no column row_id. Select row_id from raw as it is",
      "the mapping has no column contact_id. Name the column that identifies a contact, for example",
      "the mapping has no column opened_at. Name the column with the time the contact was opened, for example",
      `"contactid" is not a column Raport knows (did you mean contact_id?). Use ${mappingColumns("contacts").join(", ")}.`,
      "agent is integer, not text. Write cast(... as varchar) as agent.",
    ]);
  });

  test("twice is twice also for an engine that gives both the same name", () => {
    const columns = ["row_id", "contact_id", "opened_at", "reason", "reason"].map((name) => ({
      name,
      type: "VARCHAR",
    }));
    expect(
      mappingProblems({ file: "desk.sql", text: "select a as reason, b as reason" }, "contacts", columns),
    ).toEqual(["desk.sql:1:26: column reason is there twice. Leave one out."]);
  });
});
