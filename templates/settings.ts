/** What the organisation decided of a definition, in words. */

import type { ParameterId, ParameterValue } from "../functions/core/parameters.ts";
import { parameters } from "../functions/core/parameters.ts";
import type { Setting } from "../functions/core/settled.ts";
import type { Format } from "./format.ts";
import { plain } from "./plain.ts";
import { detailsOf } from "./words/details.ts";

/** `satisfied from: 4; answered in time within: 20 s (chat 1 min, email 4 h)`; empty where nothing was left to decide. */
export function settingsText(
  settings: Readonly<Partial<Record<ParameterId, Setting>>>,
  format: Format,
): string {
  const entries = Object.entries(settings) as readonly (readonly [ParameterId, Setting])[];
  return entries
    .map(([id, { value, others = [] }]) => {
      const own = valueText(id, value, format);
      const other = others.map((one) => `${plain(one.member)} ${valueText(id, one.value, format)}`);
      const name = detailsOf(format.words).settings.parameters[id];
      return `${name}: ${other.length === 0 ? own : `${own} (${other.join(", ")})`}`;
    })
    .join("; ");
}

function valueText(id: ParameterId, value: ParameterValue, { words, ...format }: Format): string {
  const { settings } = detailsOf(words);
  const kind = parameters.find((one) => one.id === id)?.kind;
  if (kind === "duration") return format.value("seconds", Number(value));
  if (kind === "days") return settings.days(format.count(Number(value)), Number(value));
  if (kind === "count") return format.count(Number(value));
  if (kind === "flag") return value === true ? settings.yes : settings.no;
  const choices: Readonly<Record<string, string>> = { ...(settings.choices as Choices)[id] };
  const one = String(value);
  if (kind === "choice") return Object.hasOwn(choices, one) ? (choices[one] ?? one) : one;
  return (Array.isArray(value) ? value : [one]).map((word) => plain(String(word))).join(", ");
}

type Choices = Readonly<Partial<Record<ParameterId, Readonly<Record<string, string>>>>>;
