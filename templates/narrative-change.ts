/** What a KPI is, was and should be, and whether the change between is one: the first and third sentence of the narrative. */

import { isOfTooFew } from "../functions/core/compare.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";
import { withheldText } from "./breaks.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { targetText } from "./kpi-view.ts";
import { clip, labelLength } from "./plain.ts";
import { cellOf, type Sentence } from "./sentence.ts";
import { yearOf } from "./shown.ts";

export const nameOf = ({ id }: Pick<KpiModel, "id">, { words }: Format): string =>
  clip(words.kpis[id].name, labelLength);

export function sinceOf({ previous }: KpiModel, { period }: ReportModel, format: Format): string {
  return format.inline(previous.against, yearOf(period.name));
}

/** `Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100)`. */
export function movedSentence(kpi: KpiModel, model: ReportModel, common: Format): Sentence {
  const format = formatOfKpi(kpi, common);
  const said = changeSentence(kpi, model, format);
  const { status, target } = kpi;
  if (status === "none") return said;
  const sides = (["atLeast", "atMost"] as const).filter((side) => isKnown(target?.[side]));
  return {
    text: format.words.narrative.target[status](said.text, targetText(kpi, format)),
    cells: [...said.cells, cellOf(kpi, "status"), ...sides.map((side) => cellOf(kpi, "target", side))],
  };
}

/** Below this many, a percentage says more than the numbers do. */
const smallBase = 30;

function changeSentence(kpi: KpiModel, model: ReportModel, format: Format): Sentence {
  const { unit, value, previous } = kpi;
  const { narrative } = format.words;
  const [name, now] = [nameOf(kpi, format), format.value(unit, value ?? 0)];
  const own = cellOf(kpi, "value");
  if (!isKnown(previous.change) || !isKnown(previous.value))
    return { text: narrative.stands(name, now), cells: [own] };
  const isCounted = unit === "count" && Math.abs(previous.value) < smallBase;
  const size = isCounted ? (value ?? 0) - previous.value : previous.change;
  const change = isCounted ? format.difference(size) : format.signed(unit, size);
  const before = format.value(unit, previous.value);
  const against = [["value"], ...(isCounted ? [] : [["change"]]), ["against", "name"]];
  const cells = [own, ...against.map((path) => cellOf(kpi, "previous", ...path))];
  const since = sinceOf(kpi, model, format);
  // What reads the same on both sides has not changed for whoever reads it.
  if (before === now || !/^[+−]/.test(change)) return { text: narrative.stayed(name, now, since), cells };
  const say = size > 0 ? narrative.rose : narrative.fell;
  return { text: say(name, before, now, change, since), cells };
}

/** Whether the change is one, and how the other KPIs fared. */
export function judgedSentence(
  kpi: KpiModel,
  known: readonly KpiModel[],
  model: ReportModel,
  format: Format,
): Sentence {
  const own = judgement(kpi, model, format);
  const others = othersOf(
    known.filter((one) => one !== kpi && one.direction !== "none"),
    format,
  );
  if (!others) return own;
  const text = format.words.narrative.also(own.text, others.text);
  return { text, cells: [...own.cells, ...others.cells] };
}

function judgement(kpi: KpiModel, model: ReportModel, format: Format): Sentence {
  const { words } = format;
  const { verdict, withheld, breaks, p, noise, change } = kpi.previous;
  const cells = (...names: readonly string[]) => names.map((name) => cellOf(kpi, "previous", name));
  if (verdict === "unknown" || change === null) {
    const why = withheld === undefined ? words.noEarlierData : withheldText({ withheld, breaks }, format);
    return {
      text: words.narrative.notCompared(sinceOf(kpi, model, format), why),
      cells: [...cells("withheld"), cellOf(kpi, "previous", "against", "name")],
    };
  }
  if (verdict === "unchanged")
    return { text: noise ? words.narrative.chance : words.narrative.small, cells: cells("verdict", "noise") };
  const { clear, untested } = words.narrative;
  return { text: (p === undefined ? untested : clear)[verdict], cells: cells("verdict", "p") };
}

/** How many of the others got worse and better; null where none of them is judged. */
function othersOf(others: readonly KpiModel[], { words, count }: Format): Sentence | null {
  const { narrative, headline } = words;
  const of = (verdict: string) => others.filter(({ previous }) => previous.verdict === verdict).length;
  const [worse, better, same] = [of("worse"), of("better"), of("unchanged")];
  const thin = others.filter(({ previous }) => isOfTooFew(previous));
  const few = thin.length;
  const cells = [
    ...others.map((kpi) => cellOf(kpi, "previous", "verdict")),
    ...thin.map((kpi) => cellOf(kpi, "previous", "withheld")),
  ];
  const judged = worse + better + same;
  if (judged === 0) return few === 0 ? null : { text: narrative.onlyFew(count(few), few), cells };
  const said =
    worse + better === 0 ? narrative.noOther : narrative.others(count(worse), worse, count(better), better);
  const text = few === 0 ? said : narrative.fewToo(said, count(few), few);
  // Whatever else keeps some from being compared: of them nothing is said.
  const isWhole = judged + few === others.length;
  return { text: isWhole ? text : headline.judged(text, count(judged), count(others.length)), cells };
}
