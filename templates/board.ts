/** What a report for the board adds: the year so far, the way to the targets, and before and after what happened. */

import { kpiOf } from "../functions/core/kpi.ts";
import type {
  FurtherModel,
  KpiModel,
  ReportModel,
  SpanModel,
  Status,
  ToDateSpan,
} from "../functions/core/model.ts";
import { withheldText } from "./breaks.ts";
import { type ChangeView, changeView, type Tone } from "./change.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import type { KpiView } from "./kpi-view.ts";
import { clip, labelLength, plain } from "./plain.ts";
import { headlineKpis } from "./summary.ts";

export interface ToDateCell {
  readonly value: string;
  /** `▲ +16.2%`; why there is no change where there is none. */
  readonly change: string;
}

export interface ToDateView {
  /** The months they are made of: `1 October – 30 November 2026`. */
  readonly quarter: string;
  readonly year: string;
  readonly rows: readonly {
    readonly name: string;
    readonly quarter: ToDateCell;
    readonly year: ToDateCell;
  }[];
  /** Which KPIs cannot be told of several months; empty where all can. */
  readonly note: string;
}

export interface StepView {
  readonly name: string;
  readonly value: string;
  readonly status: Status;
  readonly sign: string;
  /** `on target · at most 400`. */
  readonly target: string;
  /** `milestone 380 by 1 December 2026: reached`; empty without one. */
  readonly milestone: string;
}

export interface EventView {
  /** `After “New routing”: 3–30 November 2026 vs 6 October – 2 November 2026`. */
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly value: string;
    readonly tone: Tone;
    readonly change: string;
  }[];
  /** That none changed clearly, and of how many that is known; empty where some did. */
  readonly note: string;
}

export interface BoardView {
  readonly toDate: ToDateView | null;
  readonly steps: readonly StepView[];
  readonly events: readonly EventView[];
}

const none: BoardView = { toDate: null, steps: [], events: [] };

/** Of any other template, nothing. */
export function boardView(model: ReportModel, views: readonly KpiView[], format: Format): BoardView {
  if (model.report.template !== "board") return none;
  return {
    toDate: toDateView(model, format),
    steps: stepsOf(model, views, format),
    events: eventsOf(model, format),
  };
}

function toDateView(model: ReportModel, format: Format): ToDateView | null {
  const { words } = format;
  const all = headlineKpis(model).flatMap((kpi) => {
    const told = model.toDate?.find((one) => one.kpi === kpi.id);
    return told ? [{ kpi, name: nameOf(kpi, words), quarter: told.quarter, year: told.year }] : [];
  });
  const told = all.filter(({ quarter, year }) => isTold(quarter) || isTold(year));
  const untold = all.filter(({ kpi }) => isPercentile(kpi) && isKnown(kpi.value));
  if (told.length === 0) return null;
  const rows = told.map(({ kpi, name, quarter, year }) => ({
    name,
    quarter: cellOf(kpi, quarter, format),
    year: cellOf(kpi, year, format),
  }));
  const column = (which: "quarter" | "year") => {
    const span = told.flatMap((one) => one[which] ?? [])[0];
    return [...(span ? [daysOf(span.now, format)] : []), ...sameFor(rows.map((row) => row[which]))].join(
      "; ",
    );
  };
  const [quarter, year] = [column("quarter"), column("year")];
  const apart = (which: "quarter" | "year", cell: ToDateCell): ToDateCell =>
    sameFor(rows.map((row) => row[which])).length > 0 ? { ...cell, change: "" } : cell;
  return {
    quarter,
    year,
    rows: rows.map((row) => ({
      ...row,
      quarter: apart("quarter", row.quarter),
      year: apart("year", row.year),
    })),
    note: untold.length === 0 ? "" : words.board.notAdded(untold.map(({ name }) => name).join("; ")),
  };
}

/** What every cell of a column says in place of a change is said once, above them. */
function sameFor(cells: readonly ToDateCell[]): readonly string[] {
  const said = [...new Set(cells.map(({ change }) => change))];
  const [only = ""] = said;
  return cells.length > 1 && said.length === 1 && only !== "" && !/\d/.test(only) ? [only] : [];
}

/** Days that are no period are told as those of a week: first to last. */
const daysOf = ({ start, end }: SpanModel, { days }: Format) => days({ grain: "week", name: "", start, end });

const isTold = (span: ToDateSpan | null) => isKnown(span?.now.value);

const isPercentile = ({ id }: Pick<KpiModel, "id">) =>
  ["median", "ninetieth"].includes(kpiOf(id)?.kind ?? "");

const nameOf = ({ id }: Pick<KpiModel, "id">, words: Format["words"]) =>
  clip(words.kpis[id].name, labelLength);

function cellOf(kpi: KpiModel, span: ToDateSpan | null, common: Format): ToDateCell {
  const format = formatOfKpi(kpi, common);
  const { words } = format;
  if (span === null) return { value: words.none, change: words.withheld["the data begin within it"] };
  const { now, value, change, withheld, breaks } = span;
  if (!isKnown(now.value)) return { value: words.none, change: "" };
  // It is not this year that it is said of.
  if (withheld)
    return { value: format.value(kpi.unit, now.value), change: lastYearSo({ withheld, breaks }, format) };
  const moved = changeView(
    { unit: kpi.unit, now: now.value, before: value, change, verdict: "neutral" },
    format,
  );
  return { value: format.value(kpi.unit, now.value), change: moved.brief || moved.words };
}

const lastYearSo = (why: Parameters<typeof withheldText>[0], format: Format) =>
  `${format.words.lastYear}: ${withheldText(why, format)}`;

function said({ brief, judgement, words }: ChangeView): string {
  return brief === "" ? words : [brief, judgement].filter((part) => part !== "").join(" ");
}

/** Every KPI with a target or a step on the way to one, as it stands. */
function stepsOf(model: ReportModel, views: readonly KpiView[], common: Format): readonly StepView[] {
  return views.flatMap(({ id, name, value, status, sign, statusWord, target }) => {
    const kpi = model.kpis.find((one) => one.id === id);
    const [step] = kpi ? furtherOf(kpi, "milestone") : [];
    if (!kpi || (target === "" && !step)) return [];
    const standing = [...(target === "" ? [] : [statusWord, target])].join(" · ");
    const milestone = step ? milestoneOf(kpi, step, model.period.end, formatOfKpi(kpi, common)) : "";
    return [{ name, value, status, sign, target: standing, milestone }];
  });
}

function milestoneOf(
  kpi: KpiModel,
  { title, value, verdict }: FurtherModel,
  end: string,
  format: Format,
): string {
  const { board } = format.words;
  if (!isKnown(value)) return "";
  const said = board.milestone(format.target(kpi.unit, value), format.named(title).long);
  // What is not measured is neither reached nor missed.
  if (verdict === "unknown") return said;
  const isReached = verdict !== "worse";
  return `${said}: ${isReached ? board.reached : title < end ? board.notReached : board.notYet}`;
}

const eventsShown = 3;
const movedShown = 4;

/** The last few events, each with the KPIs that clearly changed. */
function eventsOf(model: ReportModel, common: Format): readonly EventView[] {
  const { words } = common;
  const found = headlineKpis(model).flatMap((kpi) =>
    furtherOf(kpi, "event").map((one) => ({ kpi, one, key: `${one.title}\n${one.now.start}` })),
  );
  const newest = [...Map.groupBy(found, ({ key }) => key).values()].toSorted((a, b) =>
    (a[0]?.one.now.start ?? "") < (b[0]?.one.now.start ?? "") ? 1 : -1,
  );
  return newest.slice(0, eventsShown).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { title, now, against } = first.one;
    const rows = group.filter(({ one: { verdict } }) => verdict === "better" || verdict === "worse");
    return [
      {
        title: words.further.event(
          clip(plain(title), labelLength),
          daysOf(now, common),
          daysOf(against, common),
        ),
        rows: rows.slice(0, movedShown).map(({ kpi, one }) => movedRow(kpi, one, formatOfKpi(kpi, common))),
        note: rows.length > 0 ? "" : words.sentence(noClear(group, common)),
      },
    ];
  });
}

/** Volumes get neither better nor worse. */
function noClear(
  group: readonly { readonly kpi: KpiModel; readonly one: FurtherModel }[],
  { words, count }: Format,
): string {
  const all = group.filter(({ kpi, one }) => kpi.direction !== "none" && isKnown(one.now.value));
  const judged = all.filter(({ one }) => one.verdict === "unchanged").length;
  if (judged === 0) return words.notJudged;
  const said = words.board.noClear;
  return judged === all.length ? said : words.headline.judged(said, count(judged), count(all.length));
}

function movedRow(kpi: KpiModel, one: FurtherModel, format: Format): EventView["rows"][number] {
  const { words } = format;
  const { now, value, change, verdict, withheld, breaks, noise } = one;
  const moved = changeView(
    { unit: kpi.unit, now: now.value, before: value, change, verdict, withheld, breaks, noise },
    format,
  );
  return {
    name: nameOf(kpi, words),
    value: isKnown(now.value) ? format.value(kpi.unit, now.value) : words.none,
    tone: moved.tone,
    change: [said(moved), words.change.was(moved.was)].join(", "),
  };
}

const furtherOf = ({ further = [] }: KpiModel, kind: FurtherModel["kind"]) =>
  further.filter((one) => one.kind === kind);
