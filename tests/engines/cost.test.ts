/**
 * What the command of costs takes for counted in a week is what a run gives today. It needs no engine, but minutes, so only
 * where RAPORT_COST_WEEK is set; a day of them is counted by tests/cost.
 */

import { expect, test } from "vitest";
import { calls } from "../../infra/cost/calls.ts";
import { count } from "../cost/count.ts";
import { without } from "../cost/same.ts";

test.skipIf(!process.env.RAPORT_COST_WEEK)("the counts of a week are what a run gives", async () => {
  // Seven daily reports and a weekly one, to two readers each.
  expect(calls.sent).toEqual({ reports: 8, emails: 16 });
  const counted = await count(7);
  expect(without(counted, calls)).toEqual(without(calls, counted));
});
