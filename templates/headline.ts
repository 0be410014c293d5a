/** The two lines a report opens with: how its targets stand, and one sentence on what moved since the period before. */

import { isOfTooFew } from "../functions/core/compare.ts";
import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel, ReasonModel, ReportModel } from "../functions/core/model.ts";
import { type Format, isKnown } from "./format.ts";
import { clip, labelLength, plain } from "./plain.ts";
import { reasonsShown } from "./reasons.ts";

/** `1 of 4 targets is missed`; without any target how many KPIs got worse. A KPI without a value has no say. */
export function headlineOf(kpis: readonly KpiModel[], period: string, format: Format): string {
  const { headline } = format.words;
  const known = kpis.filter(({ value }) => isKnown(value));
  if (known.length === 0) return headline.empty(period);
  if (isIdle(known)) return headline.nothing(period);
  return findingOf(known, format) || headline.figures(period);
}

/** The same for a subject, which names the period itself; empty where there are figures and nothing is concluded of them. */
export function shortHeadlineOf(kpis: readonly KpiModel[], format: Format): string {
  const { subject } = format.words;
  const known = kpis.filter(({ value }) => isKnown(value));
  if (known.length === 0) return subject.noData;
  return isIdle(known) ? subject.noContacts : findingOf(known, format);
}

function findingOf(known: readonly KpiModel[], format: Format): string {
  const { headline } = format.words;
  const targets = known.filter(({ status }) => status !== "none");
  if (targets.length > 0) return targetsOf(targets, format);
  const { worse, judged, few } = movedOf(known);
  if (judged === 0) return few > 0 ? headline.tooFew : "";
  const found = headline.worse(format.count(worse), worse);
  return few === 0 ? found : headline.judged(found, format.count(judged), format.count(judged + few));
}

function targetsOf(targets: readonly KpiModel[], { words: { headline }, count }: Format): string {
  const all = targets.length;
  const off = targets.filter(({ status }) => status === "off").length;
  const near = targets.filter(({ status }) => status === "near").length;
  if (off + near === 0) return headline.met(count(all), all);
  if (all === 1) return off === 1 ? headline.onlyMissed : headline.onlyNear;
  if (off === 0) return headline.near(count(near), count(all), near, all);
  const missed = headline.missed(count(off), count(all), off, all);
  return near === 0 ? missed : headline.nearToo(missed, count(near), near);
}

/** `5 KPIs got worse, 1 better since week 45. Late delivery contacts rose from 271 to 819.`; empty when nothing compares. */
export function movementOf(
  model: ReportModel,
  kpis: readonly KpiModel[],
  since: string,
  format: Format,
): string {
  const { words } = format;
  const isNothing = isIdle(kpis.filter(({ value }) => isKnown(value)));
  const moved = isNothing ? "" : judgedSince(kpis, since, format);
  const sentences = [moved, reasonMoved(model, format)].filter((one) => one !== "").map(words.sentence);
  return sentences.join(" ");
}

function judgedSince(kpis: readonly KpiModel[], since: string, { words: { movement }, count }: Format) {
  const { worse, better, judged, few } = movedOf(kpis);
  if (judged === 0) return few > 0 ? movement.tooFew(since) : "";
  const moved =
    worse > 0
      ? movement.worse(count(worse), worse, count(better), better, since)
      : movement.better(count(better), better, since);
  return few > 0 ? movement.fewToo(moved, count(few), few) : moved;
}

/** Whether no contact came and nothing else was counted: what still stands open says nothing of the period. */
function isIdle(known: readonly KpiModel[]): boolean {
  const stands = ({ id }: KpiModel) => kpiOf(id)?.kind === "running";
  return (
    known.some(({ id }) => id === "contacts_opened") && known.every((kpi) => kpi.value === 0 || stands(kpi))
  );
}

/** How many got worse and better of those whose change is judged at all (volumes are not), and how many stand on too few. */
function movedOf(kpis: readonly KpiModel[]) {
  // Nothing after nothing is no change that could be good or bad.
  const some = kpis.filter(({ value, previous }) => value !== 0 || previous.value !== 0);
  const verdicts = some.map(({ previous }) => previous.verdict);
  return {
    worse: verdicts.filter((verdict) => verdict === "worse").length,
    better: verdicts.filter((verdict) => verdict === "better").length,
    judged: verdicts.filter((verdict) => verdict !== "neutral" && verdict !== "unknown").length,
    few: some.filter((kpi) => kpi.direction !== "none" && isOfTooFew(kpi.previous)).length,
  };
}

/** Below these a reason's change is not worth a sentence: contacts on either side, percent of those before. */
const fewest = 30;
const leastPercent = 10;

/** The top reason whose contacts changed most, beside a change in contacts opened; empty when it changed little. */
function reasonMoved({ kpis, reasons }: ReportModel, { words, count }: Format): string {
  const opened = kpis.find(({ id }) => id === "contacts_opened");
  if (!isKnown(opened?.previous.change)) return "";
  const [most] = reasons
    .slice(0, reasonsShown)
    .flatMap((reason) => difference(reason))
    .sort((a, b) => Math.abs(b.more) - Math.abs(a.more));
  if (!most || Math.min(most.contacts, most.before) < fewest) return "";
  if (Math.abs(most.more) * 100 < most.before * leastPercent) return "";
  const name = clip(plain(most.reason), labelLength);
  const [before, now] = [count(most.before), count(most.contacts)];
  return most.more > 0 ? words.movement.rose(name, before, now) : words.movement.fell(name, before, now);
}

/** None where the model withholds the change, or calls it none. */
function difference({ reason, contacts, previous, change, verdict }: ReasonModel) {
  if (!isKnown(previous) || !isKnown(change) || !isKnown(contacts) || verdict === "unchanged") return [];
  return [{ reason, contacts, before: previous, more: contacts - previous }];
}
