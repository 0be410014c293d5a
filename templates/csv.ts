/** The CSV of a report: every value in its model, one per row, for spreadsheets. */

import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel, ReportModel, Side } from "../functions/core/model.ts";
import { type Format, formatOf } from "./format.ts";
import { apartNotes } from "./kpi-view.ts";
import { lackSentence } from "./lacks.ts";
import { hourRows } from "./operations-csv.ts";
import { unhidden } from "./plain.ts";
import { wordsOf } from "./words/index.ts";
import type { Words } from "./words/words.ts";

const columns = [
  "kpi",
  "name",
  "unit",
  "by",
  "member",
  "period",
  "start",
  "end",
  "value",
  "numerator",
  "denominator",
  "previous",
  "previous_period",
  "previous_change",
  "last_year",
  "last_year_period",
  "last_year_change",
  "target_at_most",
  "target_at_least",
  "status",
  "state",
  "note",
] as const;

type Cell = string | number | null | undefined;
type Row = Partial<Readonly<Record<(typeof columns)[number], Cell>>>;

/**
 * UTF-8 with a byte order mark, CRLF, quoted by RFC 4180; separator and decimal sign are those a spreadsheet of the
 * language expects. Columns and ids are the same in every language. Shares are fractions, times seconds, missing values
 * empty.
 */
export function renderCsv(model: ReportModel): string {
  const words = wordsOf(model.locale);
  const format = formatOf(words, model.organisation.zone, model.organisation.currency);
  const rows = [
    ...model.kpis.flatMap((kpi) => [kpiRow(kpi, model, format), ...trendRows(kpi, model, words)]),
    ...breakdownRows(model, words),
    ...reasonRows(model),
    ...hourRows(model, words),
    ...notKeptRows(model, words),
  ];
  return csvText(
    columns,
    rows.map((row: Row) => columns.map((column) => row[column])),
    words.csv,
  );
}

/** A file of these columns, a cell of each in every row. */
export function csvText(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  csv: Words["csv"],
): string {
  const { separator } = csv;
  const lines = [
    heads.join(separator),
    ...rows.map((row) => row.map((one) => cell(one, csv)).join(separator)),
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/**
 * Where text begins like a formula: at its own beginning, and behind whatever another country's spreadsheet may take for
 * the end of a cell. Wide signs are signs in East Asian ones.
 */
const formulas = /^(?=[=+\-@＝＋－＠\t\r\n])|(?=[=+\-@＝＋－＠])(?<=[,;\t\r\n][" ]*)/g;

/** What would turn a text around goes, and stands before no formula. Spreadsheets run cells that begin like a formula; an apostrophe makes them text again. Numbers keep their sign. */
function cell(value: Cell, { separator, decimal }: Words["csv"]): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number")
    return Number.isFinite(value) ? quoted(String(value).replace(".", decimal), separator) : "";
  const text = unhidden(value.toWellFormed());
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  return quoted(isNumber ? text : text.replace(formulas, "'"), separator);
}

function quoted(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

function kpiRow(kpi: KpiModel, { period, missing = [] }: ReportModel, format: Format): Row {
  return {
    note: [
      ...missing.map((lack) => lackSentence(lack, format)),
      ...apartNotes(kpi, period.name, format),
    ].join(" "),
    ...named(kpi, format.words),
    by: "all",
    period: period.name,
    start: period.start,
    end: period.end,
    value: kpi.value,
    numerator: kpi.numerator,
    denominator: kpi.denominator,
    previous: kpi.previous.value,
    previous_period: kpi.previous.against.name,
    previous_change: kpi.previous.change,
    last_year: kpi.lastYear.value,
    last_year_period: kpi.lastYear.against.name,
    last_year_change: kpi.lastYear.change,
    target_at_most: kpi.target?.atMost,
    target_at_least: kpi.target?.atLeast,
    status: kpi.status,
    state: kpi.state,
  };
}

/** What is asked for and not kept for the scope: there is no number, and it says why. */
function notKeptRows({ notKept = [], scope, period }: ReportModel, words: Words): readonly Row[] {
  if (!scope) return [];
  return notKept.map((id) => {
    const { name } = words.kpis[id];
    return { kpi: id, name, by: "all", period: period.name, note: words.notKept[scope.by](name) };
  });
}

function named({ id, unit }: Pick<KpiModel, "id" | "unit">, words: Words): Row {
  return { kpi: id, name: words.kpis[id].name, unit };
}

/** The earlier periods of the trend; this one has its own row. */
function trendRows(kpi: KpiModel, { period }: ReportModel, words: Words): readonly Row[] {
  return kpi.trend
    .filter((point) => point.period !== period.name)
    .map((point) => ({
      ...named(kpi, words),
      by: "all",
      period: point.period,
      value: point.value,
      last_year: point.lastYear,
    }));
}

const columnOf = { value: "value", previous: "previous", lastYear: "last_year" } as const;

const columnsOf = (sides: readonly Side[]) => sides.map((side) => columnOf[side]).join(", ");

function breakdownRows(
  { breakdowns, kpis, period, smallestGroup = 0 }: ReportModel,
  words: Words,
): readonly Row[] {
  return breakdowns.flatMap(({ by, kpis: ids, members }) =>
    members.flatMap(({ member, values }) =>
      ids.map((id): Row => {
        const kpi = kpis.find((one) => one.id === id) ?? kpiOf(id);
        const figures = values[id];
        return {
          ...(kpi && { unit: kpi.unit }),
          name: words.kpis[id].name,
          kpi: id,
          by,
          member,
          period: period.name,
          start: period.start,
          end: period.end,
          value: figures?.value,
          denominator: figures?.n,
          previous: figures?.previous,
          last_year: figures?.lastYear,
          note: [
            ...(figures?.hidden ? [`${columnsOf(figures.hidden)} ${words.hiddenCell(smallestGroup)}`] : []),
            ...(figures?.apart ? [`${columnsOf(figures.apart)}: ${words.notCompared}`] : []),
          ].join("; "),
        };
      }),
    ),
  );
}

/** The top reasons, as far as no breakdown by reason says the same. */
function reasonRows({ reasons, breakdowns, period }: ReportModel): readonly Row[] {
  const told = new Set(breakdowns.filter(({ by }) => by === "reason").flatMap(({ kpis }) => kpis));
  const dates = { by: "reason", period: period.name, start: period.start, end: period.end };
  return reasons.flatMap(({ reason: member, contacts, share, previous, change }): Row[] => [
    ...(told.has("contacts_opened")
      ? []
      : [
          {
            ...dates,
            kpi: "contacts_opened",
            unit: "count",
            member,
            value: contacts,
            previous,
            previous_change: change,
          },
        ]),
    ...(told.has("reason_share")
      ? []
      : [{ ...dates, kpi: "reason_share", unit: "share", member, value: share, numerator: contacts }]),
  ]);
}
