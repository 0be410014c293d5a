import { expect, test } from "vitest";
import { change } from "../../functions/core/compare.ts";
import { type Kpi, kpiOf } from "../../functions/core/kpi.ts";
import { figures } from "../vectors/figures.ts";

const figureOf = figures();
const kpi = kpiOf("resolution_seconds_p50") as Kpi;

/** Contacts resolved after so many seconds each. */
const took = (...seconds: readonly number[]) => ({
  contacts: [
    "contact_id,opened_at,resolved_at",
    ...seconds.map((one, index) => {
      const at = new Date(Date.UTC(2026, 10, 16, 9) + one * 1000).toISOString();
      return `${index},2026-11-16T09:00:00Z,${at}`;
    }),
  ],
});
const each = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);

test("the error of a median is a quarter of the distance of the ranks between which it lies", async () => {
  // 1 to 59 seconds, where buckets are exact: the 30th of 59. 29.5 - 1.96 x sqrt(59 / 4) = 21.97 and 37.03: the 22nd and the 38th.
  const found = await figureOf(
    "resolution_seconds_p50",
    "2026-11-16",
    took(...Array.from({ length: 59 }, (_, at) => at + 1)),
  );
  expect([found?.value, found?.denominator]).toEqual([30, 59]);
  expect(found?.standardError).toBeCloseTo((38 - 22) / 3.92, 9);
});

test("a median of few that moved a little is not called better or worse, one of many is", async () => {
  const spread = (count: number, from: number) => Array.from({ length: count }, (_, at) => from + (at % 30));
  const median = async (seconds: readonly number[]) =>
    figureOf("resolution_seconds_p50", "2026-11-16", took(...seconds));
  const few = change(kpi, await median(spread(30, 22)), await median(spread(30, 20)));
  expect([few.verdict, few.basis]).toEqual(["unchanged", "own_error"]);
  const many = change(kpi, await median(spread(900, 24)), await median(spread(900, 20)));
  expect(many.verdict).toBe("worse");
});

test("no percentile lies above the largest, whose bucket reaches further", async () => {
  // 1.019 ^ 440 - 1 = 3949.4 and 1.019 ^ 441 - 1 = 4024.5: the bucket of 3,960 holds 3,950 to 4,024, whose middle is 3,987.
  const found = await figureOf(
    "resolution_seconds_p90",
    "2026-11-16",
    took(...each(9, 100), ...each(2, 3960)),
  );
  expect([found?.value, found?.denominator]).toEqual([3960, 11]);
  const below = await figureOf("resolution_seconds_p90", "2026-11-16", took(...each(9, 3960), 4024));
  expect(below?.value).toBe(3987); // the ninth of ten
});

test("contacts that all took the same are certain", async () => {
  const found = await figureOf("resolution_seconds_p50", "2026-11-16", took(...each(40, 10)));
  expect([found?.value, found?.standardError]).toEqual([10, 0]);
});
