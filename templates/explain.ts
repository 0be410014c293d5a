/** An explanation in words for the terminal: the same numbers and formats as the report's. */

import type { Bridge } from "../functions/core/bridge.ts";
import type { Explanation } from "../functions/core/explain.ts";
import type { Unit } from "../functions/core/kpi.ts";
import { changeView } from "./change.ts";
import { formatFor } from "./durations.ts";
import { type Format, formatOf, isKnown } from "./format.ts";
import { plain } from "./plain.ts";
import { isStated } from "./shown.ts";
import { en } from "./words/en.ts";

/** What chance has to do with the change, and what made it; empty where nothing supports either. */
export function explainSentence(it: Explanation): string {
  return [chanceText(it), madeText(it)].filter((part) => part !== "").join(" ");
}

/** One sentence on what made the change, from a breakdown whose parts sum to it. */
function madeText(it: Explanation): string {
  const format = formatHere(it);
  const found = it.bridges.find(({ bridge }) => !("refused" in bridge) && bridge.effects.length > 1);
  if (!found || "refused" in found.bridge || !isKnown(it.now?.value) || !isKnown(it.before?.value)) return "";
  if (it.change.change === null) return "";
  const { bridge, by } = found;
  const first = bridge.effects[0];
  const amount = (value: number) => stepText(it.kpi.unit, value, format);
  if (!first || bridge.whole === 0)
    return `${it.kpi.name} stayed at ${format.value(it.kpi.unit, it.now.value)}.`;
  const moved = `${it.kpi.name} went from ${format.value(it.kpi.unit, it.before.value)} to ${format.value(it.kpi.unit, it.now.value)} (${amount(bridge.whole)})`;
  const most = `most of it at ${plain(first.member)} (${amount(first.whole)})`;
  if (bridge.mix === 0) return plainSpaces(`${moved}: ${most}.`);
  const split = `${amount(bridge.rate)} because each ${by} did better or worse, ${amount(bridge.mix)} because the mix of them changed`;
  return plainSpaces(`${moved}: ${split}; ${most}.`);
}

/** So many changes a report tells at the most: among a hundred, one less probable than this is called one whatever the others are. */
const mostTold = 100;

/** What chance has to do with it, first as reports say it; empty where it is beyond doubt, or nothing was tested. */
function chanceText({ change: { p, verdict, noise }, judgedBy, told = [] }: Explanation): string {
  if (verdict === "unchanged" && !noise) return "The difference is too small to matter.";
  if (p === undefined) return "";
  const [own, alone] = [`p = ${probability(p)}`, String(judgedBy.significance)];
  if (noise)
    return `It may be chance: ${own}, and even by itself a change needs ${alone} or less (significance).`;
  if (told.length > 0)
    return told
      .map(({ report, tested, limit, noise: isChance }) => {
        const needed = `${probability(limit)} or less`;
        const beside =
          tested === 1 ? `the only change that it tests` : `of the ${tested} changes that it tests together`;
        return isChance
          ? `It may be chance, as report ${report} says: ${own}, and ${beside} this one needs ${needed} (false_discovery). By itself ${alone} would do (significance).`
          : `It is more than chance, as report ${report} says: ${own}, and ${beside} this one needs ${needed} (false_discovery).`;
      })
      .join(" ");
  if (p <= judgedBy.falseDiscovery / mostTold) return "";
  return `By itself it is more than chance: ${own}, where ${alone} or less would do (significance). No report of such periods tells it; one that tells many changes tests them together, asks for less, and may call it chance.`;
}

const probability = (p: number) => (p < 0.0001 ? "< 0.0001" : p.toFixed(4));

/** The change as the strictest of the reports that tell it judges it. */
function judgedChange({ change, told = [] }: Explanation): Explanation["change"] {
  return told.some(({ noise }) => noise) ? { ...change, verdict: "unchanged", noise: true } : change;
}

const formatHere = ({ kpi, now, before, period }: Explanation): Format =>
  formatFor(kpi.id, [now?.value, before?.value], formatOf(en, period.zone));

/** Everything, as lines. */
export function explainText(it: Explanation): string {
  const format = formatHere(it);
  const value = (number: number | null | undefined) =>
    isKnown(number) ? format.value(it.kpi.unit, number) : en.none;
  const judged = judgedChange(it);
  const change = changeView(
    {
      unit: it.kpi.unit,
      now: it.now?.value ?? null,
      before: it.before?.value ?? null,
      change: judged.change,
      verdict: judged.verdict,
      withheld: judged.withheld,
      breaks: judged.breaks,
      noise: judged.noise,
    },
    format,
  );
  const from = (one: Explanation["now"]) =>
    isKnown(one?.value) && one?.numerator != null && one.denominator != null
      ? `  (${one.numerator.toLocaleString("en")} / ${one.denominator.toLocaleString("en")})`
      : "";
  const lines = [
    `${it.kpi.name} (${it.kpi.id}), ${it.period.name} against ${it.against.name}`,
    it.kpi.definition,
    ...Object.entries(it.parameters).map(([id, text]) => `  ${id}: ${text}`),
    "",
    `${it.period.name.padEnd(12)} ${value(it.now?.value)}${from(it.now)}${isStated({ state: it.state, value: it.now?.value ?? null }) ? `  ${it.state}` : ""}`,
    `${it.against.name.padEnd(12)} ${value(it.before?.value)}${from(it.before)}`,
    `${"change".padEnd(12)} ${`${change.arrow} ${change.judged}`.trim()}${it.change.breaks ? `: ${change.note}` : ""}${evidence(it)}`,
    ...[roundingText(it), chanceText(it)].filter((line) => line !== ""),
    "",
    ...it.bridges.flatMap(({ by, bridge }) => [
      `by ${by}`,
      ...("refused" in bridge
        ? [`  not explained: ${bridge.refused}`]
        : bridgeLines(it.kpi.unit, bridge, format)),
      "",
    ]),
    madeText(it),
  ];
  return plainSpaces(lines.join("\n"));
}

/** The digits the change is made of, where those that are printed give another one. */
function roundingText({ kpi: { unit }, now, before, change }: Explanation): string {
  if ((unit !== "share" && unit !== "points") || change.change === null) return "";
  if (!isKnown(now?.value) || !isKnown(before?.value)) return "";
  const scale = unit === "share" ? 100 : 1;
  const steps = (value: number) => Math.round(value * scale * 10);
  if (steps(now.value) - steps(before.value) === steps(change.change)) return "";
  const exact = (value: number) => `${(value * scale).toFixed(2)}${unit === "share" ? "%" : ""}`;
  return `The change is that of the unrounded values, ${exact(before.value)} and ${exact(now.value)}.`;
}

function evidence({ change: { p, interval, basis } }: Explanation): string {
  if (p === undefined) return "";
  const bounds = interval ? `, between ${rounded(interval.low)} and ${rounded(interval.high)}` : "";
  return `  (p = ${probability(p)}${bounds}, by ${basis?.replaceAll("_", " ")})`;
}

const rounded = (value: number) => String(Number(value.toPrecision(3)));

function bridgeLines(unit: Unit, bridge: Bridge, format: Format): readonly string[] {
  const effects = bridge.effects.map((effect) => ({ ...effect, member: plain(effect.member) }));
  const amount = (value: number) => stepText(unit, value, format).padStart(12);
  const width = Math.max(5, ...effects.map(({ member }) => member.length));
  const hasMix = bridge.mix !== 0 || effects.some(({ mix }) => mix !== 0);
  const row = (name: string, { whole, rate, mix }: { whole: number; rate: number; mix: number }) =>
    `  ${name.padEnd(width)} ${amount(whole)}${hasMix ? `${amount(rate)}${amount(mix)}` : ""}`;
  return [
    `  ${"".padEnd(width)} ${"all of it".padStart(12)}${hasMix ? `${"rate".padStart(12)}${"mix".padStart(12)}` : ""}`,
    ...effects.map((effect) => row(effect.member, effect)),
    row("sum", bridge),
  ];
}

/** A signed amount in the unit of the KPI: its parts, printed so, add up. */
function stepText(unit: Unit, value: number, format: Format): string {
  if (unit === "share") return format.signed("share", value);
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (unit === "seconds") return `${sign}${size.toLocaleString("en")} s`;
  if (unit === "points" || unit === "number") return `${sign}${size.toFixed(1)}`;
  return `${sign}${unit === "money" ? size.toFixed(2) : format.count(size)}`;
}

const plainSpaces = (text: string) => text.replaceAll("\u00a0", " ");
