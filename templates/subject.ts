/** Subject and preheader: the two lines a reader sees before opening anything. */

import type { Format } from "./format.ts";
import type { KpiView } from "./kpi-view.ts";
import { clip } from "./plain.ts";
import type { Summary } from "./summary.ts";

const subjectLength = 60;
const seenLength = 35;
const scopeLength = 16;
const preheaderLength = 100;

/** At most 60 characters: the worst KPI with its value and change, then the period; never a line break. */
export function subjectOf(summary: Summary, format: Format): string {
  const { subject } = format.words;
  const finish = (finding: string): string => {
    const named =
      summary.of === "" ? finding : format.words.subjectOf(clip(summary.of, scopeLength), finding);
    const whole = subject.whole(named, summary.period);
    return summary.incomplete ? subject.incomplete(whole) : whole;
  };
  const room = subjectLength - finish("").length;
  const finding =
    findings(summary, format).find(({ length }) => length <= room) ?? clip(summary.headline, room);
  return finish(finding).replaceAll("\u00a0", " ");
}

/** From the fullest wording to the shortest. */
function findings({ attention: [worst], headline }: Summary, { words }: Format): readonly string[] {
  const { subject } = words;
  if (!worst) return [headline];
  // What a phone shows of a subject has to hold the name and the value.
  const fits = subject.bare(worst.name, worst.value).length <= seenLength;
  const names = fits ? [worst.name, worst.shortName] : [worst.shortName];
  const change = worst.previous.short || worst.statusWord.toLocaleLowerCase(words.locale);
  return [
    ...names.map((name) => subject.finding(name, worst.value, change)),
    ...names.map((name) => subject.bare(name, worst.value)),
  ];
}

/** 60 to 100 characters that do not repeat the subject: the second problem, one good fact, when the data end. */
export function preheaderOf(summary: Summary, { words }: Format): string {
  const [, second] = summary.attention;
  const good = summary.kpis.find((kpi) => kpi.status === "on");
  const facts = [
    second ? words.preheader.second(factOf(second)) : "",
    good ? words.preheader.good(factOf(good)) : "",
    words.sentence(summary.dataUntil),
  ].filter((fact) => fact !== "");
  return clip(facts.join(" "), preheaderLength);
}

function factOf({ shortName, value, previous }: KpiView): string {
  return [shortName, value, previous.short && `(${previous.short})`].filter((part) => part !== "").join(" ");
}
