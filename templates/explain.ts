/** An explanation in words for the terminal: the same numbers and formats as the report's. */

import type { Bridge } from "../functions/core/bridge.ts";
import type { Explanation } from "../functions/core/explain.ts";
import type { Unit } from "../functions/core/kpi.ts";
import { changeView } from "./change.ts";
import { formatFor } from "./durations.ts";
import { type Format, formatOf, isKnown } from "./format.ts";
import { plain } from "./plain.ts";
import { en } from "./words/en.ts";

/** One sentence on what made the change, from a breakdown whose parts sum to it; empty where nothing supports one. */
export function explainSentence(it: Explanation): string {
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
  const chance = chanceText(it);
  const end = chance === "" ? "" : ` ${chance}`;
  if (bridge.mix === 0) return plainSpaces(`${moved}: ${most}.${end}`);
  const split = `${amount(bridge.rate)} because each ${by} did better or worse, ${amount(bridge.mix)} because the mix of them changed`;
  return plainSpaces(`${moved}: ${split}; ${most}.${end}`);
}

/** So many changes a report tells at the most: among a hundred, one less probable than this is called one whatever the others are. */
const mostTold = 100;

/** What chance has to do with it, here and in a report; empty where it is beyond doubt, or nothing was tested. */
function chanceText({ change: { p, verdict, noise }, judgedBy }: Explanation): string {
  if (verdict === "unchanged" && !noise) return "The difference is too small to matter.";
  if (p === undefined || p <= judgedBy.falseDiscovery / mostTold) return "";
  const { value } = formatOf(en, "UTC");
  const [most, found] = [value("share", judgedBy.significance), value("share", judgedBy.falseDiscovery)];
  if (noise)
    return `Chance alone may explain it: p = ${p.toFixed(4)} is more than the significance of ${most}.`;
  return `By itself it is more than chance: p = ${p.toFixed(4)} is not above the significance of ${most}. A report holds a change against all others that it tells, so that of those it names at most ${found} are chance (false_discovery), and may still call this one chance.`;
}

const formatHere = ({ kpi, now, before, period }: Explanation): Format =>
  formatFor(kpi.id, [now?.value, before?.value], formatOf(en, period.zone));

/** Everything, as lines. */
export function explainText(it: Explanation): string {
  const format = formatHere(it);
  const value = (number: number | null | undefined) =>
    isKnown(number) ? format.value(it.kpi.unit, number) : en.none;
  const change = changeView(
    {
      unit: it.kpi.unit,
      now: it.now?.value ?? null,
      before: it.before?.value ?? null,
      change: it.change.change,
      verdict: it.change.verdict,
      withheld: it.change.withheld,
      breaks: it.change.breaks,
      noise: it.change.noise,
    },
    format,
  );
  const from = (one: Explanation["now"]) =>
    one?.numerator != null && one.denominator != null
      ? `  (${one.numerator.toLocaleString("en")} / ${one.denominator.toLocaleString("en")})`
      : "";
  const lines = [
    `${it.kpi.name} (${it.kpi.id}), ${it.period.name} against ${it.against.name}`,
    it.kpi.definition,
    ...Object.entries(it.parameters).map(([id, text]) => `  ${id}: ${text}`),
    "",
    `${it.period.name.padEnd(12)} ${value(it.now?.value)}${from(it.now)}${it.state === "final" ? "" : `  ${it.state}`}`,
    `${it.against.name.padEnd(12)} ${value(it.before?.value)}${from(it.before)}`,
    `${"change".padEnd(12)} ${`${change.arrow} ${change.judged}`.trim()}${it.change.breaks ? `: ${change.note}` : ""}${evidence(it)}`,
    "",
    ...it.bridges.flatMap(({ by, bridge }) => [
      `by ${by}`,
      ...("refused" in bridge
        ? [`  not explained: ${bridge.refused}`]
        : bridgeLines(it.kpi.unit, bridge, format)),
      "",
    ]),
    explainSentence(it) || chanceText(it),
  ];
  return plainSpaces(lines.join("\n"));
}

function evidence({ change: { p, interval, basis, noise } }: Explanation): string {
  if (p === undefined) return "";
  const bounds = interval ? `, between ${rounded(interval.low)} and ${rounded(interval.high)}` : "";
  return `  (p = ${p < 0.0001 ? "< 0.0001" : p.toFixed(4)}${bounds}, by ${basis?.replaceAll("_", " ")}${noise ? ", may be chance" : ""})`;
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
