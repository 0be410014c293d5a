/** Everything an email says, formatted: the templates and the text twin add layout and nothing else. */

import type { ReportModel, Status } from "../functions/core/model.ts";
import { type ActionView, actionViews } from "./actions.ts";
import { type BoardView, boardView } from "./board.ts";
import { type BrandView, brandOf } from "./brand.ts";
import type { Tone } from "./change.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, formatOf } from "./format.ts";
import { safeLink } from "./html.ts";
import type { KpiView } from "./kpi-view.ts";
import { type OperationsView, operationsView } from "./operations.ts";
import { clip, labelLength, plain } from "./plain.ts";
import { type ReasonView, reasonsOf, reasonsTitle } from "./reasons.ts";
import { restatedSentences } from "./restated.ts";
import { type Spark, sparkOf, type TrendView, trendOf } from "./spark.ts";
import { preheaderOf, subjectOf } from "./subject.ts";
import { comparedName, comparesLastYear, headlineKpis, type Summary, summaryOf } from "./summary.ts";
import { type TeamView, teamView } from "./team.ts";
import type { BlockName } from "./text.ts";
import type { Words } from "./words/words.ts";

/** One of the first few figures, which have room for a picture. */
export interface HeroView extends KpiView {
  readonly spark: Spark | null;
}

export interface EmailView extends Summary {
  readonly words: Words;
  readonly colours: {
    readonly status: Readonly<Record<Status, string>>;
    readonly tone: Readonly<Record<Tone, string>>;
  };
  readonly brand: BrandView | null;
  readonly subject: string;
  readonly preheader: string;
  readonly line: string;
  /** Shown on top when data are missing, else empty. */
  readonly warning: string;
  /** The worst three, and how many more there are. */
  readonly worst: readonly KpiView[];
  readonly worstMore: string;
  readonly heroes: readonly { readonly left: HeroView; readonly right: HeroView | null }[];
  readonly others: readonly KpiView[];
  /** How many are left to the page; empty where none is. */
  readonly othersMore: string;
  readonly reasons: readonly ReasonView[];
  /** What earlier reports said and is true no longer: the first few, and how many more. */
  readonly restated: readonly string[];
  readonly reasonsTitle: string;
  readonly reasonsNote: string;
  readonly trend: TrendView | null;
  readonly thisPeriod: string;
  /** Said where last year would be shown; empty where the report does not look at it. */
  readonly noLastYear: string;
  /** What was promised, the overdue first: the first few, and how many more. */
  readonly actions: readonly ActionView[];
  readonly actionsMore: string;
  /** What only a report for the board says. */
  readonly board: BoardView;
  /** What only a report for operations says. */
  readonly operations: OperationsView;
  /** What only a report for a team says. */
  readonly team: TeamView | null;
  /** `124 of 14,994 rows left out: closed before they opened (80), without a time (44).` */
  readonly excludedSentence: string;
  readonly why: string;
  /** Where these emails end; empty where no link could do so. */
  readonly unsubscribe: string;
}

/** Dark enough for 4.5:1 on white; the dark theme replaces them by class. */
const colours = {
  status: { on: "#0b6b4b", near: "#7a4f00", off: "#b3261e", none: "#4f5a6b" },
  tone: { good: "#0b6b4b", bad: "#b3261e", flat: "#4f5a6b" },
} as const;

const worstShown = 3;
const heroesShown = 4;
const restatedShown = 3;
const missingShown = 3;
const actionsShown = 3;
const exclusionsShown = 3;

/** The view of one report, the same for every recipient: of parts that have a block of their own, those that are shown. */
export function emailView(model: ReportModel, words: Words, blocks: readonly BlockName[]): EmailView {
  const format = formatOf(words, model.organisation.zone, model.organisation.currency);
  const summary = clipped(summaryOf(model, format));
  const figures = isBeside(model) ? [] : summary.kpis;
  const actions = actionViews(model, format);
  const more = summary.attention.length - worstShown;
  return {
    ...summary,
    words,
    colours,
    brand: brandOf(model),
    subject: subjectOf(summary, format),
    preheader: preheaderOf(summary, format),
    line: words.reportLine(summary.organisation, summary.title),
    warning: warningOf(summary, format),
    worst: summary.attention.slice(0, worstShown),
    worstMore: more > 0 ? words.attentionMore(format.count(more)) : "",
    heroes: blocks.includes("heroes") ? heroesOf(figures, model, format) : [],
    others: figures.slice(heroesShown),
    othersMore: "",
    reasons: blocks.includes("reasons") ? reasonsOf(model.reasons, format) : [],
    restated: firstOf(restatedSentences(model, format), format),
    reasonsTitle: reasonsTitle(model, format),
    reasonsNote: words.reasonsNote(comparedName(model, "previous", format)),
    trend: blocks.includes("trend") ? trendView(model, format) : null,
    thisPeriod: words.thisPeriod[model.period.grain],
    noLastYear: comparesLastYear(model) ? words.noLastYear : "",
    actions: actions.slice(0, actionsShown),
    actionsMore:
      actions.length > actionsShown ? words.actions.more(format.count(actions.length - actionsShown)) : "",
    board: boardView(model, summary.kpis, format),
    operations: operationsView(model, format),
    team: teamView(model, format),
    excludedSentence: excludedSentence(summary, format),
    why: whyOf(model, words),
    unsubscribe: model.unsubscribe === undefined ? "" : safeLink(model.unsubscribe),
  };
}

/** In a report for all teams the figures stand in the first line of its tables; one department has no table of departments. */
const isBeside = ({ team, scope }: ReportModel) => team !== undefined && !scope;

/** That data are missing, and the first few of what: the page says all. */
function warningOf({ warning, missing }: Summary, { words, count }: Format): string {
  if (warning === "") return "";
  const more = missing.length - missingShown;
  return [
    warning,
    ...missing.slice(0, missingShown).map((one) => clip(one, 3 * labelLength)),
    ...(more > 0 ? [words.moreMissing(count(more))] : []),
  ].join(" ");
}

function firstOf(sentences: readonly string[], { words, count }: Format): readonly string[] {
  const more = sentences.length - restatedShown;
  const first = sentences.slice(0, restatedShown).map((sentence) => clip(sentence, 3 * labelLength));
  return more > 0 ? [...first, words.restated.more(count(more))] : first;
}

/** An email has no room for a title of 300 characters; the page shows them whole. */
function clipped(summary: Summary): Summary {
  const isLong = ({ name, shortName }: KpiView) => Math.max(name.length, shortName.length) > labelLength;
  const clippedName = (kpi: KpiView): KpiView => ({
    ...kpi,
    name: clip(kpi.name, labelLength),
    shortName: clip(kpi.shortName, labelLength),
  });
  const kpis = summary.kpis.map((kpi) => (isLong(kpi) ? clippedName(kpi) : kpi));
  return {
    ...summary,
    organisation: clip(summary.organisation, labelLength),
    title: clip(summary.title, labelLength),
    exclusions: summary.exclusions.map((exclusion) => ({
      ...exclusion,
      reason: clip(exclusion.reason, labelLength),
    })),
    kpis,
    attention: summary.attention.flatMap(({ id }) => kpis.find((kpi) => kpi.id === id) ?? []),
  };
}

/** In pairs. */
function heroesOf(figures: readonly KpiView[], model: ReportModel, format: Format): EmailView["heroes"] {
  const heroes = figures.slice(0, heroesShown).map((view): HeroView => {
    const kpi = model.kpis.find(({ id }) => id === view.id);
    return {
      ...view,
      spark: kpi ? sparkOf(kpi, kpi.previous.against.grain, formatOfKpi(kpi, format)) : null,
    };
  });
  return heroes.flatMap((left, at) => (at % 2 === 0 ? [{ left, right: heroes[at + 1] ?? null }] : []));
}

/** The trend of contacts opened; of the first KPI with one where a report leaves contacts opened out. */
function trendView(model: ReportModel, format: Format): TrendView | null {
  const kpis = headlineKpis(model);
  const opened = kpis.filter(({ id }) => id === "contacts_opened");
  for (const kpi of [...opened, ...kpis]) {
    const trend = trendOf(
      kpi,
      clip(format.words.kpis[kpi.id].name, labelLength),
      model.period,
      formatOfKpi(kpi, format),
    );
    if (trend) return trend;
  }
  return null;
}

function excludedSentence({ excluded, exclusions }: Summary, { words, count }: Format): string {
  const [first, more] = [exclusions.slice(0, exclusionsShown), exclusions.length - exclusionsShown];
  const reasons = first.map(({ rows, reason }) => words.excludedBecause(rows, reason)).join(", ");
  const said = words.sentence(reasons === "" ? sentenceCase(excluded) : `${excluded}: ${reasons}`);
  return more > 0 ? `${said} ${words.moreMissing(count(more))}` : said;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function whyOf({ report }: ReportModel, words: Words): string {
  const title = clip(plain(report.title), labelLength);
  const owner = clip(plain(report.owner ?? ""), labelLength);
  return owner === "" ? words.why(title) : words.whyOwner(title, owner);
}
