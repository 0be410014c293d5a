/** The door of queries/: what it gives by name. */

import { expect, test } from "vitest";
import { query, queryNames } from "../../queries/index.ts";

test("the names are those of the files, without the macros of one engine", () => {
  expect(queryNames).toContain("facts/contacts");
  expect(queryNames).not.toContain("duckdb");
  expect([...queryNames].sort()).toEqual(queryNames);
});

test("a query nobody wrote is refused with the file that is missing", () => {
  expect(() => query("kpis/nobody_wrote")).toThrow("queries/kpis/nobody_wrote.sql: there is no such file.");
});

test("a query is read once", () => {
  expect(query("facts/contacts")).toBe(query("facts/contacts"));
});
