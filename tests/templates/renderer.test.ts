/** What renders emails, as it would be bundled: only that. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleOf } from "../../infra/bundle.ts";

test("what renders emails carries no page, no CSV, no definitions and no library of zones", () => {
  const { inputs, size } = bundleOf(join(import.meta.dirname, "../../templates/email.ts"));
  const files = Object.keys(inputs).filter((path) => (inputs[path] ?? 0) > 0);
  const foreign =
    /temporal|templates\/(page|csv|charts|breakdowns)|words\/(details|.*definitions)|node_modules/;
  expect(files.filter((path) => foreign.test(path))).toEqual([]);
  expect(files.filter((path) => /words\/(en|(fi|hu|ro|ru)\/index)\.ts$/.test(path))).toHaveLength(5);
  // 248 kB when it was measured; far more would be a part of another kind.
  expect(size).toBeLessThan(300_000);
});
