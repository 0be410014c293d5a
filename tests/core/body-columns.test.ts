import { expect, test } from "vitest";
import { bodyColumns } from "../../functions/core/body-columns.ts";

const names = (text: string) => bodyColumns(text).map(({ name }) => name);

test("the columns a mapping reads are those its paths begin with", () => {
  expect(
    names(`select json_extract_scalar(body, '$.opened'), json_extract_scalar(r.body, '$["Date/Time ""Closed"]'),
      try_cast(JSON_EXTRACT(body,'$.via.channel') as varchar), json_extract_scalar(body, '$["it''s"]') from raw as r`),
  ).toEqual(["opened", "via", "it's"]);
  expect(names(`select json_extract_scalar(body, '$["a \\"b\\" c"]') from raw`)).toEqual(['a "b" c']);
});

test("where each stands is counted from one", () => {
  expect(bodyColumns("select\n  json_extract_scalar(body, '$.a')\nfrom raw")).toEqual([
    { name: "a", at: "2:29" },
  ]);
});

test("comments, other literals and the rest of raw are no columns", () => {
  expect(
    names(
      "-- json_extract_scalar(body, '$.old')\nselect '$.x', json_extract_scalar(other, '$.y'), 'body, ''$.z' from raw",
    ),
  ).toEqual([]);
});

test("columns that stand in for one another may be missing", () => {
  expect(
    names(
      "select coalesce(json_extract_scalar(body, '$.new'), json_extract_scalar(body, '$.old')) as a, json_extract_scalar(body, '$.b') as b",
    ),
  ).toEqual(["b"]);
});
