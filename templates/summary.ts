/** What email and page both say first: the finding, the period, what it is compared with, and what the data do not cover. */

import { nearTarget } from "../functions/core/compare.ts";
import type { KpiModel, ReportModel, Status } from "../functions/core/model.ts";
import { breakNotes } from "./breaks.ts";
import { type Format, isKnown } from "./format.ts";
import { headlineOf, shortHeadlineOf } from "./headline.ts";
import { safeLink } from "./html.ts";
import { type KpiView, kpiView } from "./kpi-view.ts";
import { lackBriefs, lackSentence } from "./lacks.ts";
import { narrativeOf } from "./narrative.ts";
import { plain } from "./plain.ts";
import { problemText } from "./problems.ts";
import { headlineKpis, isIncomplete, yearOf } from "./shown.ts";
import { stateNotes } from "./state-notes.ts";
import type { Words } from "./words/words.ts";

export { headlineKpis, isIncomplete, yearOf } from "./shown.ts";

export interface Mark {
  readonly status: Status;
  readonly sign: string;
  readonly text: string;
}

export interface Summary {
  readonly organisation: string;
  readonly title: string;
  readonly link: string;
  readonly period: string;
  /** `Week 46`, `15 Nov 2026`, `Nov 2026`. */
  readonly briefPeriod: string;
  readonly days: string;
  readonly headline: string;
  /** The same in few words and without the period; empty where nothing is concluded. */
  readonly finding: string;
  /** Two to four sentences: what moved, which groups made it, whether it is noise, what was promised. */
  readonly narrative: readonly string[];
  /** Empty when no KPI says what it is compared with. */
  readonly compared: string;
  readonly score: readonly Mark[];
  readonly kpis: readonly KpiView[];
  /** All of them, worst first. */
  readonly attention: readonly KpiView[];
  readonly dataUntil: string;
  /** `124 of 14,994 rows left out`. */
  readonly excluded: string;
  /** Rows and reason, one per reason: `80`, `closed before they opened`. */
  readonly exclusions: readonly { readonly rows: string; readonly reason: string }[];
  /** Whether the period had data missing when the report was made. */
  readonly incomplete: boolean;
  /** That they were, in a sentence; empty where none were. */
  readonly warning: string;
  /** What they are for a subject, from the fullest wording to the shortest; none where nobody said. */
  readonly lacking: readonly string[];
  /** What they are, a sentence each, as far as somebody said. */
  readonly missing: readonly string[];
  /** Whose numbers these are; empty where they are everybody's. */
  readonly of: string;
  /** What the marks "near", "provisional" and "still open" mean, for those that occur. */
  readonly markNotes: readonly string[];
}

/** The summary of a report. Mixes (shares by channel or reason) are breakdowns and no KPI of their own. */
export function summaryOf(model: ReportModel, format: Format): Summary {
  const link = safeLink(model.link);
  const shown = headlineKpis(model);
  const withYear = comparesLastYear(model);
  const kpis = shown.map((kpi) => kpiView(kpi, link, yearOf(model.period.name), format, withYear));
  return {
    organisation: plain(model.organisation.name),
    title: titleOf(model, format),
    link,
    period: format.period(model.period),
    briefPeriod: format.brief(model.period),
    days: format.days(model.period),
    headline: headOf(model, shown, format),
    finding: shortHeadlineOf(shown, format),
    narrative: narrativeOf(model, format).map(({ text }) => text),
    compared: [comparedWith(model, format), holidaysOf(model, format)].filter((one) => one !== "").join(". "),
    score: scoreOf(kpis, format),
    kpis,
    attention: model.attention.flatMap((id) => kpis.find((kpi) => kpi.id === id) ?? []),
    dataUntil: dataUntil(model, format),
    ...exclusionsOf(model, format),
    incomplete: isIncomplete(model),
    warning: warningOf(model, format),
    lacking: lackBriefs(model.missing ?? [], format),
    missing: (model.missing ?? []).map((lack) => lackSentence(lack, format)),
    of: plain(model.scope?.member ?? ""),
    markNotes: [
      ...markNotes(kpis, shown, format),
      ...scopeNotes(model, format),
      ...breakNotes(model, format),
    ],
  };
}

function headOf(model: ReportModel, shown: readonly KpiModel[], format: Format): string {
  const period = format.period(model.period);
  const isMarked = isIncomplete(model) && shown.some(({ value }) => isKnown(value));
  return isMarked ? format.words.headline.incomplete(period) : headlineOf(shown, period, format);
}

/** Of what was before the data began nothing is still to come. */
function warningOf(model: ReportModel, { words }: Format): string {
  if (!isIncomplete(model)) return "";
  const { missing = [] } = model;
  return missing.length > 0 && missing.every(({ kind }) => kind === "begins")
    ? words.partial
    : words.incomplete;
}

function titleOf({ report, scope }: ReportModel, { words }: Format): string {
  return scope ? words.titleOf(plain(report.title), plain(scope.member)) : plain(report.title);
}

/** What a report of a part has not, in sentences. */
function scopeNotes(model: ReportModel, { words }: Format): readonly string[] {
  const { scope, notKept = [], smallestGroup, breakdowns } = model;
  const isHidden = () =>
    breakdowns.some(({ members }) =>
      members.some(({ values }) => Object.values(values).some(({ hidden }) => hidden)),
    );
  const names = notKept.map((id) => words.kpis[id].name).join(", ");
  return [
    ...(scope && names !== "" ? [words.notKept[scope.by](names)] : []),
    ...(smallestGroup !== undefined && isHidden() ? [words.hiddenNote(smallestGroup)] : []),
  ];
}

/** Whether the report looks at last year, and there is anything of it. */
export function comparesLastYear(model: ReportModel): boolean {
  const isThere = model.kpis.some(({ trend }) => trend.some(({ lastYear }) => isKnown(lastYear)));
  return asksLastYear(model) && (isThere || hasValue(model, "lastYear"));
}

const asksLastYear = ({ comparisons }: ReportModel) => comparisons?.includes("last_year") ?? true;

/** A period everything is compared with: `week 45`, `week 46 of 2025`. */
export function comparedName(
  { kpis: [kpi], period }: ReportModel,
  side: "previous" | "lastYear",
  format: Format,
): string {
  return kpi ? format.inline(kpi[side].against, yearOf(period.name)) : format.words.none;
}

function markNotes(kpis: readonly KpiView[], shown: readonly KpiModel[], format: Format): readonly string[] {
  const near = kpis.some(({ status }) => status === "near");
  return [
    ...(near ? [format.words.nearNote(format.target("share", nearTarget))] : []),
    ...stateNotes(shown, format),
  ];
}

function scoreOf(kpis: readonly KpiView[], { words, count }: Format): readonly Mark[] {
  const known = kpis.filter(({ missing }) => missing === "");
  const mark = (status: Status, number: number, kind: keyof Words["score"] = status): readonly Mark[] => {
    const text = words.score[kind](count(number), number);
    return number === 0 ? [] : [{ status, sign: words.statusSign[status], text }];
  };
  const unjudged = known.filter(({ statusWord }) => statusWord === words.notJudged);
  const judged = known.filter((kpi) => !unjudged.includes(kpi));
  return [
    ...(["on", "near", "off", "none"] as const).flatMap((status) =>
      mark(status, judged.filter((kpi) => kpi.status === status).length),
    ),
    ...mark("none", unjudged.length, "notJudged"),
    ...mark("none", kpis.length - known.length, "noData"),
  ];
}

function comparedWith(model: ReportModel, format: Format): string {
  const [kpi] = model.kpis;
  // Of incomplete data nothing is compared with anything.
  if (!kpi || isIncomplete(model)) return "";
  const year = yearOf(model.period.name);
  const { words, inline, days } = format;
  const [previous, lastYear] = [kpi.previous.against, kpi.lastYear.against];
  const [before, then] = [inline(previous, year), inline(lastYear, year)];
  const hasLastYear = asksLastYear(model) && hasValue(model, "lastYear");
  if (!hasValue(model, "previous") && !hasLastYear) return words.nothingBefore;
  if (hasLastYear) return words.compared(before, days(previous), then, days(lastYear));
  const only = words.comparedOnly(before, days(previous));
  return asksLastYear(model) ? words.noneOf(only, then) : only;
}

/** Those of the period and of the one it is held against. Nearly every month has one: there they tell nothing. */
function holidaysOf({ period, kpis, holidays = [] }: ReportModel, { words, named }: Format): string {
  if (period.grain === "month") return "";
  const spans = [period, kpis[0]?.previous.against ?? period];
  const days = holidays.filter((day) => spans.some(({ start, end }) => day >= start && day < end));
  return days.length === 0 ? "" : words.holidays(days.map((day) => named(day).long).join(", "));
}

function hasValue({ kpis }: ReportModel, side: "previous" | "lastYear"): boolean {
  return kpis.some((kpi) => isKnown(kpi[side].value));
}

function dataUntil({ dataUntil, organisation }: ReportModel, { words, instant }: Format): string {
  return dataUntil === null
    ? words.noDataUntil
    : words.dataUntil(instant(dataUntil), plain(organisation.zone));
}

function exclusionsOf(
  { exclusions, sources, scope }: ReportModel,
  { words, count }: Format,
): Pick<Summary, "excluded" | "exclusions"> {
  if (scope) return { excluded: words.excludedOfWhole, exclusions: [] };
  const kept = exclusions.filter(({ rows }) => rows > 0);
  const rows = kept.reduce((sum, exclusion) => sum + exclusion.rows, 0);
  const landed = sources.reduce((sum, source) => sum + source.landed, 0);
  const some =
    landed < rows ? words.excluded(count(rows), rows) : words.excludedOf(count(rows), count(landed), rows);
  return {
    excluded: rows === 0 ? words.nothingExcluded : some,
    exclusions: told(kept, words).map((one) => ({ rows: count(one.rows), reason: one.reason })),
  };
}

/** Some of what the warehouse tells apart is told alike: such rows are counted together. */
function told(exclusions: ReportModel["exclusions"], words: Words): ReportModel["exclusions"] {
  const rows = new Map<string, number>();
  for (const one of exclusions) {
    const reason = problemText(one.reason, words);
    rows.set(reason, (rows.get(reason) ?? 0) + one.rows);
  }
  return [...rows].map(([reason, count]) => ({ reason, rows: count })).sort((a, b) => b.rows - a.rows);
}
