/** The plain-text twin of an email: the same view, so the same numbers, for readers who get no HTML. */

import { eventLines, stepLines, toDateLines } from "./board-text.ts";
import type { ChangeView } from "./change.ts";
import type { KpiView } from "./kpi-view.ts";
import { channelLines, heatLines, unusualLines } from "./operations-text.ts";
import type { TrendEnd, TrendView } from "./spark.ts";
import { ageingLines, agentLines, departmentLines, rankingLines, roseLines, slaLines } from "./team-text.ts";
import type { EmailView, HeroView } from "./view.ts";

/** Every block a template may be made of, as lines; an empty line is left out, and a block without lines. */
const texts = {
  brand: () => [],
  summary,
  attention: (it) =>
    section(
      it.words.attention,
      [it.words.attentionRule, ...it.worst.flatMap((kpi) => attentionLines(kpi, it)), it.worstMore],
      it.worst,
    ),
  actions: (it) =>
    section(
      it.words.actions.title,
      [
        ...it.actions.flatMap(({ what, sign, when, who }) => [what, `  ${sign} ${when} · ${who}`]),
        it.actionsMore,
      ],
      it.actions,
    ),
  toDate: toDateLines,
  steps: stepLines,
  events: eventLines,
  unusual: unusualLines,
  heat: heatLines,
  channels: channelLines,
  restated: (it) => section(it.words.restated.title, it.restated, it.restated),
  button: (it) => [`${it.words.button}: ${it.link}`],
  heroes: (it) =>
    section(
      it.words.heroes,
      it.heroes.flatMap(({ left, right }) => [left, right].flatMap((kpi) => heroLines(kpi, it))),
      it.heroes,
    ),
  others: (it) =>
    section(it.words.others, [...it.others.flatMap((kpi) => otherLines(kpi, it)), it.othersMore], it.others),
  reasons: (it) =>
    section(
      it.reasonsTitle,
      [
        it.reasonsNote,
        ...it.reasons.flatMap(({ reason, label, whose }, at) => [
          `${at + 1}. ${reason}: ${label}`,
          whose === "" ? "" : `   ${whose}`,
        ]),
      ],
      it.reasons,
    ),
  departments: departmentLines,
  sla: slaLines,
  agents: agentLines,
  ranking: rankingLines,
  ageing: ageingLines,
  rose: roseLines,
  trend: (it) => (it.trend ? trendLines(it.trend, it) : []),
  footer: (it) => [
    "-- ",
    it.words.sentence(it.dataUntil),
    it.excludedSentence,
    ...it.markNotes,
    definitions(it),
    it.why,
    unsubscribe(it),
  ],
} as const satisfies Readonly<Record<string, (it: EmailView) => readonly string[]>>;

export type BlockName = keyof typeof texts;

/** The whole email as text, block by block; lines end in `\n`. */
export function renderText(it: EmailView, blocks: readonly BlockName[]): string {
  let text = "";
  for (const name of blocks) {
    let block = "";
    for (const line of texts[name](it)) if (line !== "") block += block === "" ? line : `\n${line}`;
    if (block !== "") text += text === "" ? block : `\n\n${block}`;
  }
  return `${breakable(text)}\n`;
}

function summary(it: EmailView): readonly string[] {
  return [
    it.line,
    it.headline,
    ...it.narrative,
    `${it.period} · ${it.days}`,
    it.compared,
    it.score.map((mark) => `${mark.sign} ${mark.text}`).join("  "),
    `${it.dataUntil} · ${it.excluded}`,
    it.warning === "" ? "" : `! ${it.warning}`,
  ];
}

function section(title: string, lines: readonly string[], content: readonly unknown[]): readonly string[] {
  return content.length === 0 ? [] : [title.toUpperCase(), ...lines];
}

function attentionLines(kpi: KpiView, it: EmailView): readonly string[] {
  return [
    `${kpi.sign} ${kpi.name}: ${kpi.value}`,
    `  ${joined(kpi.previous.arrow, kpi.sentence)}`,
    `  ${statusOf(kpi, it)}`,
  ];
}

function heroLines(kpi: HeroView | null, it: EmailView): readonly string[] {
  if (!kpi) return [];
  const { words } = it;
  return [
    `${kpi.name}: ${kpi.value}`,
    `  ${statusOf(kpi, it)}`,
    `  ${movedOf(kpi)}`,
    kpi.lastYear.short === "" ? "" : `  ${lastYearOf(kpi.lastYear, words.lastYearVersus)}`,
    ...kpi.notes.map((note) => `  ${note}`),
    kpi.spark ? `  ${kpi.spark.caption}` : "",
  ];
}

/** As short as its row in the table. */
function otherLines(kpi: KpiView, it: EmailView): readonly string[] {
  const changes = kpi.changes.map(({ lead, rest }) => joined(lead, rest));
  return [
    `${kpi.name}: ${kpi.value}`,
    `  ${statusOf(kpi, it)}`,
    `  ${changes.join(" · ")}`,
    ...kpi.notes.map((note) => `  ${note}`),
  ];
}

function movedOf({ previous, versusPrevious }: KpiView): string {
  const judgement = previous.judgement === "" ? "" : `, ${previous.judgement}`;
  return `${joined(previous.arrow, previous.words, versusPrevious)}${judgement}`;
}

function lastYearOf(change: ChangeView, versus: string): string {
  return joined(change.brief, change.judgement, versus);
}

function statusOf(kpi: KpiView, { words }: EmailView): string {
  const target = kpi.target === "" ? "" : words.target.labelled(kpi.target);
  return joinedBy(" · ", [`${kpi.sign} ${kpi.statusWord}`, target, kpi.stateWord]);
}

function trendLines(trend: TrendView, it: EmailView): readonly string[] {
  const { words, thisPeriod } = it;
  return [
    trend.title.toUpperCase(),
    joinedBy("; ", [
      `${thisPeriod}: ${trend.now}`,
      trend.hasLastYear ? `${words.lastYear}: ${trend.lastYear}` : it.noLastYear,
    ]),
    trend.range,
    words.trendSpan(endOf(trend.first, it), endOf(trend.last, it)),
    ...trend.points.map((point) => `${point.period}: ${point.text}`),
  ];
}

function endOf({ name, days }: TrendEnd, { words }: EmailView): string {
  return days === "" ? name : words.withDays(name, days);
}

function definitions({ words, link }: EmailView): string {
  return `${words.definitions}: ${link}#definitions`;
}

function unsubscribe({ words, unsubscribe: link }: EmailView): string {
  return link === "" ? "" : `${words.unsubscribe}: ${link}`;
}

function joined(...parts: readonly string[]): string {
  return joinedBy(" ", parts);
}

/** What there is of them. */
function joinedBy(between: string, parts: readonly string[]): string {
  let all = "";
  for (const part of parts) if (part !== "") all += all === "" ? part : between + part;
  return all;
}

/** Spaces that do not break are for narrow tables; in plain text they would only get in the way of searching. */
function breakable(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
