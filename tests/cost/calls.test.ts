/**
 * What the command of costs takes for counted is what a run gives today. The week is run by tests/engines/cost.test.ts, as it takes
 * minutes; COUNT=write (`npm run cost:count`) runs it here and writes all counts down.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { calls } from "../../infra/cost/calls.ts";
import { count } from "./count.ts";
import { without } from "./same.ts";

const isWritten = process.env.COUNT === "write";

test.skipIf(isWritten)("the counts of a day, and of what adds to it, are what a run gives", async () => {
  const { week, sent, ...counted } = await count(1);
  const { week: _, sent: __, ...written } = calls;
  expect(without(counted, written)).toEqual(without(written, counted));
  // The daily report, to two readers.
  expect([week, sent]).toEqual([counted.day, { reports: 1, emails: 2 }]);
});

test.runIf(isWritten)(
  "the counts are written down",
  async () => {
    const file = join(import.meta.dirname, "../../infra/cost/counts.json");
    writeFileSync(file, `${JSON.stringify(await count(7), null, 2)}\n`);
  },
  1_800_000,
);

test("counts that hang on which of two queries comes first may differ a little, no others", () => {
  const kinds = (tables: number, gets: number) => ({
    day: { "send glue.CreateTable": tables, "send s3.get sent": gets },
  });
  expect(without(kinds(10, 3), kinds(13, 3))).toEqual(without(kinds(13, 3), kinds(10, 3)));
  expect(without(kinds(10, 3), kinds(17, 3))).not.toEqual(without(kinds(17, 3), kinds(10, 3)));
  expect(without(kinds(10, 3), kinds(10, 4))).not.toEqual(without(kinds(10, 4), kinds(10, 3)));
});
