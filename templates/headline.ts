/** The line a report opens with: how its targets stand, or how many of its KPIs got worse. */

import { isOfTooFew } from "../functions/core/compare.ts";
import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel } from "../functions/core/model.ts";
import { type Format, isKnown } from "./format.ts";

/** `1 of 4 targets is missed`; without any target how many KPIs got worse. A KPI without a value has no say. */
export function headlineOf(kpis: readonly KpiModel[], period: string, format: Format): string {
  const { headline } = format.words;
  const known = kpis.filter(({ value }) => isKnown(value));
  if (known.length === 0) return headline.empty(period);
  if (isIdle(known)) return headline.nothing(period);
  return findingOf(kpis, format) || headline.figures(period);
}

/** The same for a subject, which names the period itself; empty where there are figures and nothing is concluded of them. */
export function shortHeadlineOf(kpis: readonly KpiModel[], format: Format): string {
  const { subject } = format.words;
  const known = kpis.filter(({ value }) => isKnown(value));
  if (known.length === 0) return subject.noData;
  return isIdle(known) ? subject.noContacts : findingOf(kpis, format);
}

function findingOf(kpis: readonly KpiModel[], format: Format): string {
  const { headline } = format.words;
  const known = kpis.filter(({ value }) => isKnown(value));
  const targets = known.filter(({ status }) => status !== "none");
  if (targets.length > 0)
    return targetsOf(targets, kpis.filter(({ target }) => target !== null).length, format);
  const { worse, judged, few, all } = movedOf(known);
  if (judged === 0) return few > 0 ? headline.tooFew : "";
  const found = headline.worse(format.count(worse), worse);
  return judged === all ? found : headline.judged(found, format.count(judged), format.count(all));
}

/** Of `all` there are, those that are not judged are neither met nor missed. */
function targetsOf(judged: readonly KpiModel[], all: number, { words, count }: Format): string {
  const { headline, score } = words;
  const off = judged.filter(({ status }) => status === "off").length;
  const near = judged.filter(({ status }) => status === "near").length;
  const left = all - judged.length;
  const said = (finding: string) =>
    left > 0 ? `${finding}, ${score.notJudged(count(left), left)}` : finding;
  if (off + near === 0)
    return left > 0 ? said(score.on(count(judged.length), judged.length)) : headline.met(count(all), all);
  if (all === 1) return off === 1 ? headline.onlyMissed : headline.onlyNear;
  if (off === 0) return said(headline.near(count(near), count(all), near, all));
  const missed = headline.missed(count(off), count(all), off, all);
  return said(near === 0 ? missed : headline.nearToo(missed, count(near), near));
}

/** Whether no contact came and nothing else was counted: what still stands open says nothing of the period. */
export function isIdle(known: readonly KpiModel[]): boolean {
  const stands = ({ id }: KpiModel) => kpiOf(id)?.kind === "running";
  return (
    known.some(({ id }) => id === "contacts_opened") && known.every((kpi) => kpi.value === 0 || stands(kpi))
  );
}

/** How many got worse of those whose change is judged, how many stand on too few, and all whose change could be judged (volumes' is not). */
function movedOf(kpis: readonly KpiModel[]) {
  // Nothing after nothing is no change that could be good or bad.
  const some = kpis.filter(
    ({ value, previous, direction }) => direction !== "none" && (value !== 0 || previous.value !== 0),
  );
  const verdicts = some.map(({ previous }) => previous.verdict);
  return {
    worse: verdicts.filter((verdict) => verdict === "worse").length,
    judged: verdicts.filter((verdict) => verdict !== "neutral" && verdict !== "unknown").length,
    few: some.filter(({ previous }) => isOfTooFew(previous)).length,
    all: some.length,
  };
}
