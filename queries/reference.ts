/** docs/kpis.md: every KPI from the catalogue, the question its SQL answers, and every table column by column. */

import { headerFields } from "../functions/core/header.ts";
import { families, familyFacts, type Kpi, kpis, measureOf } from "../functions/core/kpi.ts";
import { type Parameter, parameters } from "../functions/core/parameters.ts";
import { query } from "./index.ts";
import { tables } from "./tables.ts";

const made =
  "<!-- Made by `npm run schema`; edit functions/core/kpis/, queries/kpis/ and queries/tables.ts instead. -->";

const row = (...cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const kinds: Readonly<Record<Kpi["kind"], string>> = {
  count: "numerator",
  share: "numerator / denominator",
  mean: "total / n",
  points: "100 × total / n",
  median: "the 50th of 100, from the histogram",
  ninetieth: "the 90th of 100, from the histogram",
  largest: "the largest",
  running: "the running sum up to the last day",
  running_share: "running sum / running sum",
  mix: "numerator / that of all",
  per_day: "numerator / days of the period",
};

const directions: Readonly<Record<Kpi["direction"], string>> = {
  up: "high",
  down: "low",
  none: "neither",
  band: "within its band",
};

export function kpisPage(): string {
  return `${[
    made,
    "",
    "# KPIs",
    "",
    "Each is defined once, by one file of SQL. Ratios are made last, from sums, and a denominator of 0 gives no value. What a source",
    "does not state is no value either, and never 0. `npm run raport -- kpis --kpi ID` shows one, `explain ID` what made it change;",
    "[parameters](parameters.md) are what its definition leaves to you, [decisions](decisions/README.md) say why a contested one is as it is.",
    ...families.flatMap(familySection),
    "",
    "# Tables",
    "",
    "What the queries read and write, on S3 and Glue as on a laptop.",
    ...Object.entries(tables).flatMap(([name, { comment, columns, partitionedBy }]) => [
      "",
      `## ${name}`,
      "",
      `${comment}${partitionedBy.length > 0 ? ` Partitioned by ${partitionedBy.join(", ")}.` : ""}`,
      "",
      row("column", "type", "what"),
      "|---|---|---|",
      ...columns.map((column) => row(`\`${column.name}\``, column.type, column.comment)),
    ]),
  ].join("\n")}\n`;
}

function familySection(family: (typeof families)[number]): readonly string[] {
  const { question, text } = query(`kpis/${family}`);
  const traps = headerFields(text).get("traps")?.text ?? "none";
  return [
    "",
    `## ${family}`,
    "",
    `${question} Made from ${familyFacts[family].join(", ")} by \`queries/kpis/${family}.sql\`.`,
    ...(traps === "none" ? [] : ["", `> ${traps}`]),
    ...(kpis as readonly Kpi[]).filter((kpi) => kpi.family === family).flatMap(kpiSection),
  ];
}

const where = ({ aheadWhere = {} }: Kpi) =>
  Object.entries(aheadWhere)
    .map(([id, value]) => `, where \`${id}\` is ${value}`)
    .join("");

function kpiSection(kpi: Kpi): readonly string[] {
  const settled = (kpi.parameters ?? []).map((id) => {
    const { default: usual } = (parameters as readonly Parameter[]).find((one) => one.id === id) as Parameter;
    return `\`${id}\` (${Array.isArray(usual) ? usual.join(", ") : String(usual)})`;
  });
  const band = kpi.band ? `, from ${kpi.band.from} to ${kpi.band.to}` : "";
  return [
    "",
    `### ${kpi.name}`,
    "",
    `\`${kpi.id}\`: ${kpi.definition}`,
    "",
    `- in ${kpi.unit}; better is ${directions[kpi.direction]}${band}; ${kinds[kpi.kind]}${kpi.measure ? ` of \`${measureOf(kpi)}\`` : ""}`,
    `- by ${kpi.grains.join(", ")}`,
    ...(settled.length > 0 ? [`- decided by ${settled.join(", ")}`] : []),
    ...(kpi.window
      ? [`- provisional until \`${kpi.window}\` days after the period: it looks ahead${where(kpi)}`]
      : []),
    ...(kpi.ofMonths ? ["- provisional until each month it touches is over and its cost is there"] : []),
    ...(kpi.matures ? ["- provisional while contacts of the period are open"] : []),
    ...(kpi.incomparable ? [`- never compared: ${kpi.incomparable}`] : []),
  ];
}
