/** Rows that any mapping took are looked for in the staged tables of every fact: of one left out they would be quarantined. */

import { expect, test } from "vitest";
import { factNames } from "../../functions/core/facts.ts";
import { stagedTable } from "../../functions/core/warehouse.ts";
import { query } from "../../queries/index.ts";

test("what was taken is read from every fact's staged table, once each", () => {
  const read = [...query("staging/taken").text.matchAll(/\bfrom (\w+)/g)].map(([, table]) => table);
  expect(read.toSorted()).toEqual(factNames.map(stagedTable).toSorted());
});
