import { expect, test } from "vitest";
import { nameIn, takenAsIs } from "../../functions/core/lacking.ts";

const taken = (text: string) => takenAsIs("contacts", text).map(({ column, path }) => `${column} ${path}`);

test("a needed column that is taken as it is says where it comes from", () => {
  expect(
    taken(
      `select row_id, json_extract_scalar(r.body, '$.id') as contact_id,
         JSON_EXTRACT_SCALAR( body , '$["Created at"]' ) opened_at, json_extract_scalar(body, '$.x') as channel from raw as r`,
    ),
  ).toEqual(["contact_id $.id", 'opened_at $["Created at"]']);
});

test("of what is made of more, stands in a comment or comes from two places nothing is claimed", () => {
  expect(taken("select coalesce(json_extract_scalar(body, '$.a'), '') as opened_at from raw")).toEqual([]);
  expect(taken("select key as opened_at -- json_extract_scalar(body, '$.a') as opened_at\nfrom raw")).toEqual(
    [],
  );
  const one = (path: string) => `select json_extract_scalar(body, '${path}') as opened_at from raw`;
  expect(taken(`${one("$.a")} union all ${one("$.b")}`)).toEqual([]);
  expect(taken(one("$.a.b"))).toEqual([]);
});

test.each([
  ["$.opened", "opened"],
  ['$["Created at"]', "Created at"],
  ["$.a[0]", undefined],
  ["$", undefined],
])("the path %s calls %s", (path, name) => {
  expect(nameIn(path)).toBe(name);
});
