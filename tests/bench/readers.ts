/** Reports for as many readers as asked: every one has figures, a language and links of its own. */

import type { Change, KpiModel, ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { linkPlaceholder, unsubscribePlaceholder } from "../../functions/stages/personal.ts";
import { stateOf } from "../templates/states.ts";

export type TemplateName = ReportModel["report"]["template"];

/** The report that tests are made with, its figures up to 9.7 % higher: others for each of 9,700 readers. */
export function modelFor(reader: number, template: TemplateName): ReportModel {
  const base = stateOf(template, "as usual");
  const factor = (place: number) => 1 + (1 + ((reader * 31 + place * 17) % 9_700)) / 100_000;
  const times = (value: number | null, place: number) =>
    value === null ? null : Number((value * factor(place)).toPrecision(9));
  const moved = (change: Change, place: number, of: typeof times): Change => ({
    ...change,
    value: of(change.value, place),
    change: times(change.change, place + 1),
  });
  const kpi = (one: KpiModel, at: number): KpiModel => {
    // Nobody counts half a contact.
    const of = (value: number | null, place: number) => {
      const made = times(value, place);
      return made !== null && one.unit === "count" ? Math.round(made) : made;
    };
    return {
      ...one,
      value: of(one.value, at),
      previous: moved(one.previous, at + 3, of),
      lastYear: moved(one.lastYear, at + 5, of),
      trend: one.trend.map((point, place) => ({
        ...point,
        value: of(point.value, at + place),
        lastYear: of(point.lastYear, at + place + 7),
      })),
    };
  };
  return {
    ...base,
    locale: locales[reader % locales.length] ?? "en",
    organisation: { ...base.organisation, currency: "EUR" },
    kpis: base.kpis.map(kpi),
    reasons: base.reasons.map((one, at) => ({ ...one, contacts: Math.round(one.contacts * factor(at)) })),
    link: linkPlaceholder,
    unsubscribe: unsubscribePlaceholder,
  };
}

/** As long as those that are signed. */
export function linksFor(reader: number) {
  const token = `${String(reader).padStart(8, "0")}.${"A1b2C3d4".repeat(24)}`;
  return {
    open: `https://reports.example.org/open/${token}`,
    unsubscribe: `https://reports.example.org/unsubscribe/${token}`,
  };
}
