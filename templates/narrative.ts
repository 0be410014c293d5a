/**
 * The first sentences of a report, two to four: what moved and by how much, which groups made it, whether it is noise,
 * and what was promised about it. They claim no cause beyond arithmetic.
 */

import type { ActionModel } from "../functions/core/actions.ts";
import { type KpiId, kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";
import { type NarrativeModel, subjectOf } from "../functions/core/narrative-subject.ts";
import type { Why } from "../functions/core/narrative-why.ts";
import { wholeName } from "./beside.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { isIdle } from "./headline.ts";
import { judgedSentence, movedSentence, nameOf, sinceOf } from "./narrative-change.ts";
import { clip, plain, shortened } from "./plain.ts";
import { cellOf, type Sentence } from "./sentence.ts";
import { headlineKpis, isIncomplete } from "./shown.ts";

export function narrativeOf(model: ReportModel, format: Format): readonly Sentence[] {
  const known = headlineKpis(model).filter(({ value }) => isKnown(value));
  const isHere = (one: NarrativeModel | null) => known.some(({ id }) => id === one?.kpi);
  const subject: NarrativeModel | null = [model.narrative ?? null, subjectOf(model)].find(isHere) ?? null;
  const kpi = known.find(({ id }) => id === subject?.kpi);
  return [
    ...findings(kpi, subject?.why, known, model, format),
    ...actionSentence(subject, model, format),
  ].map((one) => ({
    ...one,
    text: format.words.sentence(one.text),
  }));
}

/** As one paragraph. */
export function narrativeText(model: ReportModel, format: Format): string {
  return narrativeOf(model, format)
    .map(({ text }) => text)
    .join(" ");
}

function findings(
  kpi: KpiModel | undefined,
  why: Why | undefined,
  known: readonly KpiModel[],
  model: ReportModel,
  format: Format,
): readonly Sentence[] {
  if (isIncomplete(model)) return incomplete(known, format);
  const { empty, nothing } = format.words.narrative;
  const none = { text: nothing, cells: [] };
  if (!kpi) return [{ text: empty, cells: model.kpis.map((one) => cellOf(one, "value")) }, none];
  const isStanding = kpiOf(kpi.id)?.kind === "running";
  if (isIdle(known))
    return [noContacts(known, model, format), isStanding ? movedSentence(kpi, model, format) : none];
  return [
    movedSentence(kpi, model, format),
    ...(why ? [whySentence(why, kpi, format)] : []),
    judgedSentence(kpi, known, model, format),
  ];
}

/** Of data that are not all there nothing is concluded: one figure is said, as far as it goes. */
function incomplete(known: readonly KpiModel[], format: Format): readonly Sentence[] {
  const { narrative } = format.words;
  const kpi = known.find(({ id }) => id === "contacts_opened") ?? known[0];
  const lead = { text: narrative.missing, cells: ["missing", "dataUntil"] };
  if (!kpi) return [lead, { text: narrative.empty, cells: [] }];
  const value = formatOfKpi(kpi, format).value(kpi.unit, kpi.value ?? 0);
  return [lead, { text: narrative.soFar(nameOf(kpi, format), value), cells: [cellOf(kpi, "value")] }];
}

function noContacts(known: readonly KpiModel[], model: ReportModel, format: Format): Sentence {
  const { words, count } = format;
  const opened = known.find(({ id }) => id === "contacts_opened") as KpiModel;
  const cells = [cellOf(opened, "value"), cellOf(opened, "previous", "value")];
  const { value } = opened.previous;
  if (!isKnown(value)) return { text: words.narrative.noContacts, cells };
  const text = words.narrative.noContactsAfter(
    sinceOf(opened, model, format),
    words.contacts(count(value), value),
  );
  return { text, cells: [...cells, cellOf(opened, "previous", "against", "name")] };
}

/** A group has room for fewer characters than a row of a table has. */
const groupLength = 40;

/** What the groups did, with a sign: together it is the change, or what is between the two values. */
function whySentence(why: Why, kpi: KpiModel, common: Format): Sentence {
  const { words } = common;
  const { narrative } = words;
  const shown = formatOfKpi(kpi, common);
  const amount = (value: number) => amountText(kpi, value, shown);
  const groups = why.groups.map(({ member, amount: part }) =>
    narrative.group(clip(wholeName(member, common), groupLength), amount(part)),
  );
  const parts = [...groups, ...(why.rest ? [narrative.rest(amount(why.rest))] : [])].join(", ");
  const cells = [
    ...why.groups.flatMap((_, at) => [`groups.${at}.member`, `groups.${at}.amount`]),
    ...["by", "rest"],
    ...(isRatio(kpi.id) ? ["rate", "mix"] : []),
  ].map((path) => `narrative.why.${path}`);
  return { text: splitText(narrative.by[why.by](parts), why, kpi, amount, words), cells };
}

/** A count has no rate and so no mix: its groups are all there is to say. */
const isRatio = (id: KpiId) => ["share", "mean", "points"].includes(kpiOf(id)?.kind ?? "");

function splitText(
  said: string,
  { rate, mix }: Why,
  { id }: KpiModel,
  amount: (value: number) => string,
  { narrative }: Format["words"],
): string {
  if (!isRatio(id)) return said;
  if (mix === 0) return narrative.onlyRate(said);
  return rate === 0 ? narrative.onlyMix(said) : narrative.split(said, amount(mix), amount(rate));
}

/** `+180`, `−1.2 pts`, `+1 h 10 min`. */
function amountText({ unit }: KpiModel, value: number, format: Format): string {
  if (unit === "count") return format.difference(value);
  if (unit === "share" || unit === "points") return format.signed(unit, value);
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  return `${sign}${format.value(unit, Math.abs(value))}`;
}

const promiseLength = 80;

/**
 * What was promised about the KPI, the overdue first; where it is no problem, whatever is to be done next. Readers of a
 * part are not told what was promised for the whole, and so not that nothing was.
 */
function actionSentence(
  subject: Pick<NarrativeModel, "kpi" | "about"> | null,
  { actions = [], scope }: ReportModel,
  { words, named }: Format,
): readonly Sentence[] {
  if (scope) return [];
  const isProblem = subject?.about === "problem";
  const isOpen = ({ status, kpi }: ActionModel, of?: KpiId) =>
    status === "open" && (of === undefined || kpi === of);
  const any = actions.findIndex((one) => isOpen(one));
  const own = actions.findIndex((one) => isOpen(one, subject?.kpi));
  const at = own >= 0 || isProblem ? own : any;
  const action = actions[at];
  const { narrative } = words;
  if (!action) return [{ text: any >= 0 ? narrative.noActionFor : narrative.noAction, cells: ["actions"] }];
  const day = named(action.due).long;
  const when = action.isOverdue ? words.actions.overdue(day) : words.actions.due(day);
  const what = shortened(plain(action.what), promiseLength).replace(/\.$/, "");
  const who = words.actions.of(clip(plain(action.owner), groupLength));
  const cells = ["what", "owner", "due", "isOverdue"].map((path) => `actions.${at}.${path}`);
  return [{ text: narrative.action(what, who, when), cells }];
}
