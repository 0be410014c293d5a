/** What only a report for a team says, as its email shows it. */

import type { KpiId } from "../functions/core/kpi.ts";
import type { KpiModel, MemberModel, ReportModel } from "../functions/core/model.ts";
import { notStated } from "../functions/core/ranking.ts";
import { type AgeingView, ageingView } from "./ageing.ts";
import { type BesideCell, besideCell, besideName, wholeCell } from "./beside.ts";
import { formatFor } from "./durations.ts";
import type { Format } from "./format.ts";
import { type RankingView, rankingView } from "./ranking.ts";
import { type ReasonView, reasonsOf } from "./reasons.ts";
import { comparedName } from "./summary.ts";

export interface BesideView {
  readonly title: string;
  readonly note: string;
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly BesideCell[] }[];
  /** Empty where all of them are there. */
  readonly more: string;
}

export interface TeamView {
  readonly departments: BesideView | null;
  readonly agents: BesideView | null;
  readonly sla: BesideView | null;
  readonly ranking: RankingView | null;
  readonly ageing: AgeingView | null;
  /** Null where nothing could have been compared. */
  readonly rose: {
    readonly note: string;
    readonly reasons: readonly ReasonView[];
    readonly more: string;
  } | null;
}

/** More columns cannot be read on a phone, and more rows are on the page. */
const shown = { columns: 3, members: 7, reasons: 3 } as const;

/** Null of every report that is for no team. */
export function teamView(model: ReportModel, format: Format): TeamView | null {
  const { team } = model;
  if (!team) return null;
  const { words } = format;
  const note = words.team.besideNote(words.change.versus(comparedName(model, "previous", format)));
  const isSla = ({ id }: KpiModel) => id in words.team.slaOf;
  const named = model.kpis.filter((kpi) => !isSla(kpi));
  const others = named.filter(({ id }) => id !== team.rankedBy);
  const agreed = model.kpis.filter(isSla);
  return {
    departments: besideView("department", words.team.departments, note, named, model, format),
    agents: besideView("agent", words.team.agents, note, others, model, format),
    sla: besideView("department", words.team.sla, words.team.slaNote, agreed, model, format),
    ranking: rankingView(model, team, format),
    ageing: ageingView(team.ageing, format, shown.members),
    rose: roseView(model, format),
  };
}

/** One table of the first KPIs that are kept so finely; null where there is no member, or no KPI. */
function besideView(
  by: "department" | "agent",
  title: string,
  note: string,
  kpis: readonly KpiModel[],
  model: ReportModel,
  format: Format,
): BesideView | null {
  const { words } = format;
  const breakdown = model.breakdowns.find((one) => one.by === by);
  const chosen = kpis.filter(({ id }) => breakdown?.kpis.includes(id)).slice(0, shown.columns);
  // Contacts that no agent is named for are on the page; here somebody would be looked for.
  const known =
    breakdown?.members.filter(
      (one) => by !== "agent" || (one.member !== notStated && chosen.some(({ id }) => has(one, id))),
    ) ?? [];
  if (known.length === 0 || chosen.length === 0) return null;
  const formats = chosen.map((kpi) => formatFor(kpi.id, [kpi.value, kpi.previous.value], format, kpi.target));
  const members = known.slice(0, shown.members);
  const more = known.length - members.length;
  return {
    title,
    note,
    heading: words.page.member[by],
    columns: chosen.map(({ id }) => columnOf(id, format)),
    rows: [
      {
        name: model.scope ? besideName(model.scope.member, format) : words.team.all,
        cells: chosen.map((kpi, at) => wholeCell(kpi, formats[at] ?? format)),
      },
      ...members.map(({ member, values }) => ({
        name: besideName(member, format),
        cells: chosen.map((kpi, at) =>
          besideCell(values[kpi.id], kpi, formats[at] ?? format, model.team?.fewest),
        ),
      })),
    ],
    more: more > 0 ? words.moreMissing(format.count(more)) : "",
  };
}

/** Who left since the period before has nothing to show in this one. */
function has({ values }: MemberModel, id: KpiId): boolean {
  const { value = null, hidden } = values[id] ?? {};
  return hidden?.includes("value") === true || (value ?? 0) !== 0;
}

function columnOf(id: KpiId, { words }: Format): string {
  const known: Readonly<Partial<Record<KpiId, string>>> = words.team.slaOf;
  return known[id] ?? words.shortNames[id] ?? words.kpis[id].name;
}

function roseView(model: ReportModel, format: Format): TeamView["rose"] {
  const { rose = [] } = model.team ?? {};
  const isCompared = model.reasons.some(({ change }) => change !== null);
  if (rose.length === 0 && !isCompared) return null;
  const more = rose.length - shown.reasons;
  const { noneRose, roseNote } = format.words.team;
  const judged = judgedReasons(model, format);
  const note = judged === "" ? roseNote : format.words.sentence(roseNote);
  const said = rose.length > 0 ? note : noneRose;
  return {
    note: `${said} ${judged}`.trim(),
    reasons: reasonsOf(rose.slice(0, shown.reasons), format),
    more: more > 0 ? format.words.moreMissing(format.count(more)) : "",
  };
}

/** Of how many reasons it is known whether they rose; empty where it is of all. */
export function judgedReasons({ team }: ReportModel, { words, count }: Format): string {
  const { judged, all } = team?.judgedReasons ?? { judged: 0, all: 0 };
  return judged < all ? words.team.judged(count(judged), count(all)) : "";
}
