/** Which sources began or ended between two figures, and when: why they are not held against each other. */

import { spanNamed } from "../functions/core/archived.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";
import type { SeriesBreak, SourceBreak } from "../functions/core/series-breaks.ts";
import type { Withheld } from "../functions/core/withheld.ts";
import { type Format, isKnown } from "./format.ts";
import { plain } from "./plain.ts";
import { headlineKpis } from "./shown.ts";
import { upper } from "./words/first.ts";

const whatOf = ({ source }: SeriesBreak, { words }: Format) =>
  source === null ? words.breaks.other : words.breaks.of(plain(source));

/** `the records of phone for this figure begin on 3 November 2026`. */
export function breaksText(breaks: readonly SeriesBreak[], format: Format): string {
  const told = breaks.map((one) =>
    format.words.breaks[one.kind](whatOf(one, format), format.named(one.day).long),
  );
  // Two systems without a name that began on one day read the same.
  return [...new Set(told)].join("; ");
}

/** Why there is no change to tell, in words. */
export function withheldText(
  {
    withheld,
    breaks = [],
  }: { readonly withheld: Withheld; readonly breaks?: readonly SeriesBreak[] | undefined },
  format: Format,
): string {
  return breaks.length > 0 ? breaksText(breaks, format) : format.words.withheld[withheld];
}

/** The same of a whole report, a sentence each: of what it compares, and of what its trends show. */
export function breakNotes(model: ReportModel, format: Format): readonly string[] {
  const { words, named } = format;
  const shown = headlineKpis(model);
  const sentences = new Map<string, Set<string>>();
  for (const one of model.breaks ?? []) {
    for (const kpi of shown.filter(({ id }) => one.kpis.includes(id))) {
      const against = [...(kpi.previous.breaks ?? []), ...(kpi.lastYear.breaks ?? [])];
      const isTold = against.some(({ kind, day, source }) => key({ kind, day, source }) === key(one));
      if (!isTold && !(one.day < model.period.end && isShownBefore(one, kpi))) continue;
      const names = sentences.get(key(one)) ?? new Set();
      sentences.set(key(one), names.add(words.kpis[kpi.id].name));
    }
  }
  return [...sentences].map(([text, names]) => {
    const one = JSON.parse(text) as SeriesBreak;
    const say = one.kind === "begins" ? words.breaks.beginsFor : words.breaks.endsFor;
    return upper(words.sentence(say(whatOf(one, format), named(one.day).long, [...names].join(", "))));
  });
}

/** Whether its trend has a figure of a period that began before the break. */
const isShownBefore = ({ apart }: SourceBreak, { trend }: KpiModel) =>
  trend.some(({ period, value }) => isKnown(value) && (spanNamed(period)?.start ?? apart) <= apart);

const key = ({ source, kind, day }: SeriesBreak) => JSON.stringify({ source, kind, day });
