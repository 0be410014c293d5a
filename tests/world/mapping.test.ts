import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseQuery } from "../../functions/core/query.ts";
import { prelude } from "../../queries/index.ts";
import { header } from "../../world/rows.ts";

const text = readFileSync(new URL("../../config/mappings/northwind.sql", import.meta.url), "utf8");
const config = parse(readFileSync(new URL("../../config/exports.yaml", import.meta.url), "utf8"));

/** The mapping's answer for one row of raw. */
async function mapped(body: object, op = "upsert"): Promise<Record<string, unknown> | undefined> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    await connection.run(prelude());
    await connection.run(
      "create table raw as select '1/a.csv:2' as row_id, 'C-1' as key, 'v1' as version, $op as op, $body as body, 1 as batch",
      { op, body: JSON.stringify(body) },
    );
    return (await connection.runAndReadAll(text)).getRowObjectsJson()[0];
  } finally {
    connection.closeSync();
  }
}

test("the mapping reads every column of the export", async () => {
  const row = {
    contact_id: " C-098200007 ",
    opened_at: "2026-11-20T09:15:02+01:00",
    resolved_at: "",
    channel: "Phone",
    department: "Billing",
    reason: "Invoice question",
    agent: "Anna Kovács",
    status: "open",
    updated_at: "2026-11-20T09:15:02+01:00",
    first_resolved_at: "",
    reopened_at: "",
    assigned_at: "2026-11-20T09:15:09+01:00",
    handed_over_at: " ",
    customer_id: "K-00017",
    direction: "Inbound",
    outcome: "",
    tags: "complaint|vip",
    began_with: "person",
    solved_at_once: "yes",
    requester_wait_seconds: "",
    agent_wait_seconds: "0",
    on_hold_seconds: "",
    location: "Budapest",
    product: "Home",
    queue: "Billing phone",
  };
  expect(Object.keys(row).join(",")).toBe(header);
  expect(await mapped(row)).toEqual({
    row_id: "1/a.csv:2",
    contact_id: "C-098200007",
    version: "v1",
    opened_at: "2026-11-20T09:15:02+01:00",
    resolved_at: null,
    channel: "phone",
    department: "Billing",
    reason: "Invoice question",
    agent: "Anna Kovács",
    first_resolved_at: null,
    reopened_at: null,
    assigned_at: "2026-11-20T09:15:09+01:00",
    handed_over_at: null,
    customer_id: "K-00017",
    direction: "inbound",
    outcome: null,
    tags: "complaint|vip",
    began_with: "person",
    is_solved_at_once: "yes",
    requester_wait_seconds: null,
    agent_wait_seconds: "0",
    on_hold_seconds: null,
    location: "Budapest",
    product: "Home",
    queue: "Billing phone",
    is_deleted: "false",
  });
});

test("a contact without tags states that it has none", async () => {
  expect(await mapped({ contact_id: "C-1", tags: " " })).toMatchObject({ tags: "" });
  expect(await mapped({ contact_id: "C-1" })).toMatchObject({ tags: null });
});

test("a row with nothing in it is mapped to nothing, not to empty text", async () => {
  const answer = await mapped({ contact_id: " " }, "delete");
  expect(answer).toMatchObject({ contact_id: null, opened_at: null, channel: null, is_deleted: "true" });
});

test("the mapping's header says what it answers and what it reads", () => {
  const query = parseQuery("northwind", text);
  expect(query.question).toMatch(/^What .*\?$/);
  expect(query.inputs).toEqual(["raw"]);
  expect(query.params).toEqual({});
});

test("the starter config names columns the export has", () => {
  const [source] = config.sources;
  expect(header.split(",")).toEqual(expect.arrayContaining([source.key, source.version]));
  expect(source.path).toContain("contacts-{date}.csv.gz");
  expect(config.reports[0].to).toHaveLength(2);
});
