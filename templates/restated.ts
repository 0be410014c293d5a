/** What earlier reports said and is true no longer, and the days unlike their weekday: a sentence each. */

import { kpiOf } from "../functions/core/kpi.ts";
import type { AnomalyModel, ReportModel, RestatementModel } from "../functions/core/model.ts";
import { formatFor } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { plain } from "./plain.ts";

/** `First contact resolution of week 45 was reported as 91.2%; it is now 89.8%: 34 came in late, 30 of them in Billing.` */
export function restatedSentences(model: ReportModel, format: Format): readonly string[] {
  return (model.restatements ?? []).flatMap((one) =>
    restated(one, model, formatFor(one.kpi, [one.reported, one.value], format)),
  );
}

function restated(one: RestatementModel, { period }: ReportModel, format: Format): readonly string[] {
  const { words } = format;
  const value = (number: number | null) => (isKnown(number) ? format.value(one.unit, number) : words.noData);
  // What reads as it did was said rightly.
  if (value(one.reported) === value(one.value) && one.cause.kind !== "definition") return [];
  const when = format.inline(one.period, period.end.slice(0, 4));
  const said = words.restated.said(words.kpis[one.kpi].name, when, value(one.reported), value(one.value));
  return [words.sentence(words.restated.because(said, causeOf(one, format)))];
}

function causeOf({ cause }: RestatementModel, format: Format): string {
  const { words } = format;
  if (cause.kind === "definition") return words.restated.definition;
  if (cause.size === undefined) return words.restated.differently;
  const what = words.restated[cause.kind](format.count(cause.size), cause.size);
  const { place } = cause;
  if (!place) return what;
  const member = plain(place.member);
  return place.size === cause.size
    ? words.restated.wholly(what, place.size, member)
    : words.restated.mostly(what, format.count(place.size), member);
}

/** `Contacts opened on 12 November 2026: 412, usually 280 on this weekday (median of 8).` */
export function unusualSentences(model: ReportModel, format: Format): readonly string[] {
  return (model.anomalies ?? []).map((one) =>
    unusual(one, formatFor(one.kpi, [one.value, one.usual], format)),
  );
}

function unusual({ kpi, day, value, usual, days, wild = 0 }: AnomalyModel, format: Format): string {
  const { words } = format;
  const entry = kpiOf(kpi);
  const unit = entry?.unit ?? "count";
  const said = words.unusual.day(
    words.kpis[kpi].name,
    format.named(day).long,
    format.value(unit, value),
    format.value(unit, usual),
    format.count(days),
    days,
  );
  return words.sentence(wild > 0 ? words.unusual.without(said, format.count(wild), wild) : said);
}
