/** What the pictures are of is a report there could be: its parts agree with each other by the rules of core. */

import { expect, test } from "vitest";
import { statusOf } from "../../functions/core/compare.ts";
import { templates } from "../../functions/core/config.ts";
import { isAbsolute } from "../../functions/core/evidence.ts";
import type { Change, KpiModel } from "../../functions/core/model.ts";
import { stateNames, stateOf } from "./states.ts";

const told = templates.flatMap((template) => stateNames.map((state) => [template, state] as const));

/** Of what is told, the change is the one between its two values. */
function isOfItsValues(kpi: KpiModel, { value, change }: Change): boolean {
  if (change === null || kpi.value === null || value === null) return change === null;
  const moved = isAbsolute(kpi) ? kpi.value - value : (kpi.value - value) / value;
  return Math.abs(moved - change) < 1e-5;
}

test.each(told)("%s, %s: everything adds up", (template, state) => {
  const { kpis, report } = stateOf(template, state);
  expect(report.template).toBe(template);
  expect(new Set(kpis.map(({ id }) => id)).size).toBe(kpis.length);
  for (const kpi of kpis) {
    const { previous, lastYear, status, trend, value } = kpi;
    expect([kpi.id, isOfItsValues(kpi, previous), isOfItsValues(kpi, lastYear)]).toEqual([
      kpi.id,
      true,
      true,
    ]);
    const isOpen = kpi.state === "open";
    expect([kpi.id, status]).toEqual([kpi.id, isOpen ? "none" : statusOf(value, kpi.target)]);
    expect([kpi.id, trend.at(-1)?.value]).toEqual([kpi.id, isOpen ? null : value]);
  }
});
