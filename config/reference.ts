/** The two tables of docs/ that are made from the code: what a mapping may give, and every parameter. */

import { type ColumnKind, type Fact, type FactName, facts } from "../functions/core/facts.ts";
import { type Parameter, parameters, usualParameters } from "../functions/core/parameters.ts";
import { usual } from "./settings.ts";
import { durationText } from "./values.ts";

const made = "<!-- Made by `npm run schema`; edit";

const kinds: Readonly<Record<ColumnKind, string>> = {
  text: "text",
  words: "text; empty says there are none, a mapping without the column that nobody knows",
  instant: "time",
  flag: "yes or no",
  seconds: "seconds",
  whole: "whole number",
  amount: "amount",
  month: "month",
};

const row = (...cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** docs/facts.md */
export function factsPage(): string {
  const sections = (Object.entries(facts) as [FactName, Fact][]).flatMap(([name, { comment, columns }]) => [
    "",
    `## ${name}`,
    "",
    comment,
    "",
    row("column", "read as", "what"),
    "|---|---|---|",
    ...columns.map((column) =>
      row(
        column.required || column.mapped ? `**\`${column.name}\`**` : `\`${column.name}\``,
        column.atMost === undefined ? kinds[column.kind] : `seconds, at most ${durationText(column.atMost)}`,
        column.comment,
      ),
    ),
  ]);
  const lines = [
    `${made} functions/core/facts.ts instead. -->`,
    "",
    "# What a mapping may give",
    "",
    "One mapping per fact, each a select over `raw`; [the config](admin.md#a-mapping) shows how to write one. Every column is given as",
    "text and read as the table says; what is **bold** must be there (some cells may be empty), anything else may be left out. A value that cannot be read so, or",
    "that cannot be true, puts its row into quarantine with the reason.",
    "",
    "A time is `2026-11-16 09:30:00`, with or without an offset. Yes or no is `true`/`false`, `yes`/`no`, `1`/`0`. Seconds and amounts are",
    "plain numbers (`12`, `12.4`), a whole number has no fraction, a month is `2026-11`.",
    ...sections,
  ];
  return `${lines.join("\n")}\n`;
}

/** docs/parameters.md */
export function parametersPage(): string {
  const every: readonly Parameter[] = parameters;
  const own = Object.entries(usualParameters.byChannel).map(
    ([channel, values]) =>
      `- \`${channel}\`: ${every
        .flatMap((parameter) => {
          const value = values[parameter.id as keyof typeof values];
          return value === undefined
            ? []
            : [`\`${parameter.id}: ${usual({ ...parameter, default: value })}\``];
        })
        .join(", ")}`,
  );
  const lines = [
    `${made} functions/core/parameters.ts instead. -->`,
    "",
    "# Parameters",
    "",
    "What the definitions of the KPIs leave open, with what holds where the config says nothing; [the config](admin.md#parameters)",
    "shows how to set them. Those marked with * may differ by channel and department.",
    "",
    row("parameter", "usually", "may be", "what"),
    "|---|---|---|---|",
    ...every.map((parameter) =>
      row(
        `\`${parameter.id}\`${parameter.perMember ? " *" : ""}`,
        usual(parameter),
        range(parameter),
        parameter.says,
      ),
    ),
    "",
    "Some channels have their own from the start, until the config says otherwise of that channel:",
    "",
    ...own,
  ];
  return `${lines.join("\n")}\n`;
}

function range({ kind, choices = [], least, most }: Parameter): string {
  if (kind === "choice") return choices.map((one) => `\`${one}\``).join(", ");
  if (kind === "flag") return "`true`, `false`";
  if (kind === "words") return "a list of words";
  if (kind === "duration") return `a duration from ${durationText(least ?? 0)} to ${durationText(most ?? 0)}`;
  return `${least} to ${most}${kind === "days" ? " days, written without a unit" : ""}`;
}
