/** Subject and preheader: the two lines a reader sees before opening anything. */

import type { Format } from "./format.ts";
import type { KpiView } from "./kpi-view.ts";
import { shortened } from "./plain.ts";
import type { Summary } from "./summary.ts";

const subjectLength = 60;
/** What a phone shows of a subject. */
const seenLength = 40;
/** Of whose numbers they are: as a rule, and where nothing fits otherwise. */
const scopeLength = 16;
const leastScopeLength = 10;
const preheaderLength = 100;

/**
 * At most 60 characters, in one line: the worst KPI with its value and change, then the period. The fullest wording that
 * fits what a phone shows, else the fullest that fits at all.
 */
export function subjectOf(summary: Summary, format: Format): string {
  const { words } = format;
  const around = (finding: string, period: string, of: string): string => {
    const whole = words.subject.whole(of === "" ? finding : words.subjectOf(of, finding), period);
    return summary.incomplete ? words.subject.incomplete(whole) : whole;
  };
  const found = findings(summary, format);
  const periods = [...new Set([summary.period, summary.briefPeriod])];
  const said = (of: string, all: readonly string[]) =>
    all.flatMap((finding) => periods.map((period) => around(finding, period, of)));
  const wordings = (of: string) => said(of, found);
  const must = mustSay(summary, words);
  const [of, least] = [shortened(summary.of, scopeLength), shortened(summary.of, leastScopeLength)];
  const within = (most: number, all: readonly string[]) => all.find(({ length }) => length <= most);
  const subject =
    within(seenLength, said(of, must)) ??
    within(subjectLength, [...said(of, must), ...said(least, must)]) ??
    // Which day is missing is worth more than what a phone shows at once.
    (summary.lacking.length > 0 ? undefined : within(seenLength, wordings(of))) ??
    within(subjectLength, [...wordings(of), ...wordings(least)]) ??
    around(
      cut(summary, subjectLength - around("", summary.briefPeriod, least).length, format),
      summary.briefPeriod,
      least,
    );
  return subject.replaceAll("\u00a0", " ");
}

/** The shortest wording in what room there is: of a figure its name is shortened, whose first words say most; its value stays. */
function cut(summary: Summary, room: number, format: Format): string {
  const { subject } = format.words;
  const [worst] = summary.attention;
  if (!worst || summary.lacking.length > 0) return shortened(findings(summary, format).at(-1) ?? "", room);
  return subject.bare(shortened(worst.name, room - subject.bare("", worst.value).length), worst.value);
}

/** From the fullest wording to the shortest. */
function findings(summary: Summary, { words }: Format): readonly string[] {
  // A figure of data that are not all there would be the first thing anybody reads, and wrong.
  if (summary.lacking.length > 0) return summary.lacking;
  const [worst] = summary.attention;
  if (!worst) {
    const missed = summary.kpis.filter(({ status }) => status === "near" || status === "off").slice(0, 1);
    // Where the conclusion is too long to be said whole, what it is about is.
    return [
      concluded(summary, words),
      ...missed.flatMap((kpi) => [...told(kpi, words), ...bare(kpi, words)]),
    ];
  }
  return [...told(worst, words), ...bare(worst, words)];
}

const concluded = (summary: Summary, words: Format["words"]) =>
  summary.finding === "" ? figureOf(summary, words) : summary.finding;

const bare = (kpi: KpiView, { subject }: Format["words"]) =>
  namesOf(kpi).map((name) => subject.bare(name, kpi.value));

const namesOf = ({ name, shortName }: KpiView) => [...new Set([name, shortName])];

/** With its change, or where there is none with how it stands. */
function told(kpi: KpiView, words: Format["words"]): readonly string[] {
  const change = movedOf(kpi, words) || kpi.statusWord.toLocaleLowerCase(words.locale);
  return namesOf(kpi).map((name) => words.subject.finding(name, kpi.value, change));
}

/** What is not left out for the sake of a phone: that a target is missed, and what is concluded of all targets. */
function mustSay(summary: Summary, words: Format["words"]): readonly string[] {
  const [worst] = summary.attention;
  if (summary.lacking.length > 0) return [];
  if (!worst) return [concluded(summary, words)];
  return worst.status === "off" && movedOf(worst, words) === "" ? told(worst, words) : [];
}

/** Where nothing is concluded: the first figure there is. */
function figureOf({ kpis, headline }: Summary, { subject }: Format["words"]): string {
  const first = kpis.find(({ missing }) => missing === "");
  return first ? subject.bare(first.shortName, first.value) : headline;
}

/** At most 100 characters that do not repeat the subject: the second problem, one good fact, when the data end; whole sentences. */
export function preheaderOf(summary: Summary, { words }: Format): string {
  const [, second] = summary.attention;
  const good = summary.kpis.find((kpi) => kpi.status === "on");
  const facts = [
    second ? words.preheader.second(factOf(second, words)) : "",
    good ? words.preheader.good(factOf(good, words)) : "",
    words.sentence(summary.dataUntil),
  ].filter((fact) => fact !== "");
  const said = facts.reduce((so, fact) => {
    const more = so === "" ? fact : `${so} ${fact}`;
    return more.length <= preheaderLength ? more : so;
  }, "");
  return said === "" ? shortened(facts[0] ?? "", preheaderLength) : said;
}

function factOf(kpi: KpiView, words: Format["words"]): string {
  const moved = movedOf(kpi, words);
  return [kpi.shortName, kpi.value, moved && `(${moved})`].filter((part) => part !== "").join(" ");
}

/** Its change, where it is one. */
function movedOf({ previous }: KpiView, { arrow }: Format["words"]): string {
  return previous.arrow === arrow.flat ? "" : previous.short;
}
