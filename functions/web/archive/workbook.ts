/**
 * The workbook of a report, made of its stored model: what it is, every KPI, every breakdown, the definitions. Numbers are
 * numbers in the format of their unit; whatever somebody wrote is text, and no cell is a formula.
 */

import {
  apartNotes,
  detailsOf,
  type Format,
  formatOf,
  isKnown,
  isStated,
  labelled,
  lackSentence,
  plain,
  settingsText,
  wordsOf,
} from "../../../templates/archive.ts";
import { addDays } from "../../core/calendar.ts";
import { kpiOf, type Unit } from "../../core/kpi.ts";
import type { FigureModel, KpiModel, ReportModel } from "../../core/model.ts";
import { type ArchiveWords, archiveWords } from "./words/index.ts";

export interface NumberCell {
  readonly number: number;
  /** As spreadsheets write them: `0.0%`. */
  readonly format: string;
}
/** Empty where there is nothing, and never 0 for it. */
export type Cell = string | NumberCell | null;

export interface Sheet {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  /** Whether its first row holds the names of the columns. */
  readonly hasHead: boolean;
  readonly rows: readonly (readonly Cell[])[];
}

const formats: Readonly<Record<Unit, string>> = {
  count: "#,##0",
  seconds: "[h]:mm:ss",
  share: "0.0%",
  points: "0.0",
  money: "#,##0.00",
  number: "0.0",
};

const daySeconds = 86_400;

/** A spreadsheet counts time in days. */
function cellOf(unit: Unit, value: number | null | undefined): Cell {
  if (!isKnown(value)) return null;
  return { number: unit === "seconds" ? value / daySeconds : value, format: formats[unit] };
}

/** Seconds behind a time, observations behind everything else, as they are summed. */
const parts = (value: number | null): Cell =>
  isKnown(value) ? { number: value, format: Number.isInteger(value) ? "#,##0" : "#,##0.00" } : null;

export function workbookOf(stored: ReportModel): readonly Sheet[] {
  const model = labelled(stored);
  const words = archiveWords[model.locale ?? "en"].workbook;
  return [
    aboutSheet(model, words),
    kpiSheet(model, words),
    ...breakdownSheet(model, words),
    definitions(model, words),
  ];
}

type Words = ArchiveWords["workbook"];
const saidIn = ({ locale, organisation }: ReportModel) =>
  formatOf(wordsOf(locale), organisation.zone, organisation.currency);

function aboutSheet(model: ReportModel, words: Words): Sheet {
  const { organisation, period, report, scope, dataUntil, missing = [] } = model;
  const format = saidIn(model);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.organisation, organisation.name],
    [words.title, report.title],
    [words.whose, scope?.member ?? archiveWords[model.locale ?? "en"].everything],
    [words.period, period.name],
    [words.from, period.start],
    [words.to, addDays(period.end, -1)],
    [words.zone, organisation.zone],
    [words.currency, organisation.currency],
    [words.dataUntil, dataUntil ?? undefined],
    ...missing.map((lack) => [words.missing, lackSentence(lack, format)] as const),
    ["", words.times],
  ];
  return {
    name: words.report,
    widths: [24, 60],
    hasHead: false,
    rows: rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, plain(text)]])),
  };
}

function kpiSheet(model: ReportModel, words: Words): Sheet {
  const format = saidIn(model);
  const head = [
    format.words.columns.kpi,
    words.value,
    words.numerator,
    words.denominator,
    words.previous,
    words.lastYear,
    words.atMost,
    words.atLeast,
    words.status,
    words.state,
    words.note,
    words.identifier,
  ];
  const row = (kpi: KpiModel): readonly Cell[] => [
    format.words.kpis[kpi.id].name,
    cellOf(kpi.unit, kpi.value),
    parts(kpi.numerator),
    parts(kpi.denominator),
    cellOf(kpi.unit, kpi.previous.value),
    cellOf(kpi.unit, kpi.lastYear.value),
    cellOf(kpi.unit, kpi.target?.atMost),
    cellOf(kpi.unit, kpi.target?.atLeast),
    format.words.status[kpi.status],
    isStated(kpi) || kpi.state === "final" ? format.words.state[kpi.state] : "",
    apartNotes(kpi, model.period.name, format).join(" "),
    kpi.id,
  ];
  return {
    name: words.kpis,
    widths: [44, 14, 14, 14, 16, 14, 16, 16, 18, 14, 44, 32],
    hasHead: true,
    rows: [head, ...model.kpis.map(row)],
  };
}

function breakdownSheet(model: ReportModel, words: Words): readonly Sheet[] {
  const { breakdowns, smallestGroup = 0 } = model;
  if (breakdowns.length === 0) return [];
  const told = saidIn(model).words;
  const head = [
    words.by,
    words.member,
    told.columns.kpi,
    words.value,
    words.previous,
    words.lastYear,
    words.note,
    words.identifier,
  ];
  const rows = breakdowns.flatMap(({ by, kpis, members }) =>
    members.flatMap(({ member, values }) =>
      kpis.map((id): readonly Cell[] => {
        const unit = model.kpis.find((kpi) => kpi.id === id)?.unit ?? kpiOf(id)?.unit ?? "count";
        const figure = values[id];
        // A group too small to be told is no empty one.
        const cell = (side: "value" | "previous" | "lastYear"): Cell =>
          figure?.hidden?.includes(side) ? told.hiddenCell(smallestGroup) : cellOf(unit, figure?.[side]);
        return [
          told.page.breakdown[by],
          plain(member) || told.unknownMember,
          told.kpis[id].name,
          cell("value"),
          cell("previous"),
          cell("lastYear"),
          apartNote(figure, words, told),
          id,
        ];
      }),
    ),
  );
  return [
    {
      name: words.breakdowns,
      widths: [26, 34, 44, 14, 16, 14, 30, 32],
      hasHead: true,
      rows: [head, ...rows],
    },
  ];
}

/** The earlier figures that are not from the same sources as this one. */
function apartNote(
  figure: FigureModel | undefined,
  words: Words,
  { notCompared }: Pick<Format["words"], "notCompared">,
): string {
  const beside = { value: words.value, previous: words.previous, lastYear: words.lastYear };
  return (figure?.apart ?? []).map((side) => `${beside[side]}: ${notCompared}`).join("; ");
}

function definitions(model: ReportModel, words: Words): Sheet {
  const format = saidIn(model);
  const ids = [
    ...new Set([...model.kpis.map(({ id }) => id), ...model.breakdowns.flatMap(({ kpis }) => kpis)]),
  ];
  const row = (id: (typeof ids)[number]): readonly Cell[] => {
    const kpi = model.kpis.find((one) => one.id === id);
    return [
      format.words.kpis[id].name,
      detailsOf(format.words).definitions[id],
      settingsText(kpi?.parameters ?? {}, format) || null,
      id,
    ];
  };
  return {
    name: words.definitions,
    widths: [44, 90, 50, 32],
    hasHead: true,
    rows: [[format.words.columns.kpi, words.definition, words.settings, words.identifier], ...ids.map(row)],
  };
}
