import { expect, test } from "vitest";
import { isFew } from "../../functions/core/discreet.ts";
import { labelsOf } from "../../functions/core/labels.ts";
import type { DayValues } from "../../functions/core/samples.ts";
import { built, opened, start } from "./built.ts";
import { figure } from "./sample.ts";

/** A day with so many contacts, of which so many were counted for the KPI. */
const day = (contacts: number, counted: number | null): DayValues => {
  const values = [
    figure("contacts_opened", start, { value: contacts }),
    figure("resolved_within_day_share", start, { value: 0.5, denominator: counted }),
  ];
  return (kpi) => values.find((value) => value.kpi === kpi);
};

test.each([
  [5, 5, false],
  [4, 5, true],
  [5, 4, true],
  [0, null, true],
  [5, null, false],
])(
  "a day of %s contacts with %s counted is one of few: %s, where five are enough",
  (contacts, counted, few) => {
    expect(isFew("resolved_within_day_share", start, day(contacts, counted), 5)).toBe(few);
  },
);

test("a reader gets the labels of what the report shows, and of nothing else", () => {
  const model = built([opened(9, start, "department", "Billing"), opened(9, start, "reason", "Late")]);
  const labels = {
    departments: { Billing: "Számlázás", Secret: "Titkos" },
    reasons: { Late: "Késés", Fraud: "Csalás" },
  };
  expect(labelsOf(labels, model)).toEqual({
    labels: { departments: { Billing: "Számlázás" }, reasons: { Late: "Késés" } },
  });
  expect(labelsOf({ departments: { Secret: "Titkos" }, reasons: {} }, model)).toEqual({});
});
