/** What a report for operations adds: what was unlike its weekday, the hours, and each channel beside the same weekday. */

import { type Kpi, type KpiId, kpiOf } from "../functions/core/kpi.ts";
import type { BreakdownModel, MemberModel, ReportModel } from "../functions/core/model.ts";
import { wholeName } from "./beside.ts";
import { formatFor } from "./durations.ts";
import { figureText } from "./figures.ts";
import type { Format } from "./format.ts";
import { type HeatView, heatView } from "./heat.ts";
import { notOfPart } from "./hours.ts";
import { clip, labelLength } from "./plain.ts";
import { unusualSentences } from "./restated.ts";
import { comparedName } from "./summary.ts";

export interface ChannelsView {
  /** Contacts opened, and how customers were served, where the report has it by channel. */
  readonly columns: readonly string[];
  /** What stands under each value. */
  readonly note: string;
  readonly rows: readonly {
    readonly channel: string;
    readonly cells: readonly { readonly value: string; readonly change: string }[];
  }[];
  readonly more: string;
}

export interface OperationsView {
  readonly unusual: readonly string[];
  readonly heat: HeatView | null;
  readonly channels: ChannelsView | null;
  /** What is told of the whole by the hour and not of this part; empty where nothing is. */
  readonly notOfPart: string;
}

const none: OperationsView = { unusual: [], heat: null, channels: null, notOfPart: "" };
const channelsShown = 6;

/** Of any other template, nothing. */
export function operationsView(model: ReportModel, format: Format): OperationsView {
  if (model.report.template !== "operations") return none;
  return {
    unusual: unusualSentences(model, format),
    heat: heatView(model, format),
    channels: channelsView(model, format),
    notOfPart: model.hours ? notOfPart(model.hours, format) : "",
  };
}

function channelsView(model: ReportModel, format: Format): ChannelsView | null {
  const { words, count } = format;
  const table = model.breakdowns.find(({ by }) => by === "channel");
  if (!table || table.members.length === 0) return null;
  const kpis = ["contacts_opened" as const, ...serviceOf(model, table)];
  const formats = kpis.map((id) => sameUnit(id, table.members, format));
  const more = table.members.length - channelsShown;
  return {
    columns: kpis.map((id) => clip(words.kpis[id].name, labelLength)),
    note: words.page.breakdownNoteOnly(comparedName(model, "previous", format)),
    rows: table.members.slice(0, channelsShown).map((one) => ({
      channel: clip(wholeName(one.member, format), labelLength),
      cells: kpis.map((id, at) => figureText(one.values[id], id, model, formats[at] ?? format)),
    })),
    more: more > 0 ? words.moreMissing(count(more)) : "",
  };
}

/** A column is read from line to line: all its times in the same unit. */
const sameUnit = (id: KpiId, members: readonly MemberModel[], format: Format) =>
  formatFor(
    id,
    members.flatMap(({ values }) => [values[id]?.value, values[id]?.previous]),
    format,
  );

/** The first KPI the report names that says how well a channel does. */
function serviceOf({ kpis }: ReportModel, table: BreakdownModel): readonly KpiId[] {
  const judged = (id: KpiId) => (kpiOf(id) as Kpi | undefined)?.direction !== "none";
  const isFlow = (id: KpiId) => kpiOf(id)?.kind !== "running";
  return kpis
    .map(({ id }) => id)
    .filter((id) => table.kpis.includes(id) && judged(id) && isFlow(id))
    .slice(0, 1);
}
