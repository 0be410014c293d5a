/** Who ranks where among the agents, who has too little behind their value for a rank, and who got clearly worse. */

import { relative } from "../functions/core/compare.ts";
import { type KpiId, kpiOf } from "../functions/core/kpi.ts";
import type { FigureModel, KpiModel, MemberModel, ReportModel } from "../functions/core/model.ts";
import { notStated } from "../functions/core/ranking.ts";
import type { TeamModel } from "../functions/core/team.ts";
import { type BesideCell, besideCell, besideName, wholeCell, wholeName } from "./beside.ts";
import { changeOf } from "./change.ts";
import { formatFor } from "./durations.ts";
import type { Format } from "./format.ts";
import { isIncomplete } from "./shown.ts";

export interface RankedRow {
  /** Empty of all together. */
  readonly rank: string;
  readonly name: string;
  readonly made: string;
  readonly cell: BesideCell;
  /** How many stand between this row and the one above; empty where it follows at once. */
  readonly gap: string;
}

export interface RankingView {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly RankedRow[];
  /** Empty where everybody has one, and of incomplete data, of which nobody is ranked. */
  readonly noRank: string;
  readonly worse: readonly string[];
  readonly worseMore: string;
  /** How far it is known who got worse; empty where all of it is, and somebody did. */
  readonly worseNote: string;
}

interface Standing {
  readonly member: string;
  readonly figure: FigureModel;
}

const shown = { best: 5, last: 3, names: 3, worse: 5 } as const;

/** Null where no KPI of the report ranks anybody, or nobody is there to rank. */
export function rankingView(model: ReportModel, team: TeamModel, format: Format): RankingView | null {
  const kpi = model.kpis.find(({ id }) => id === team.rankedBy);
  const agents = model.breakdowns.find(({ by }) => by === "agent")?.members ?? [];
  if (!kpi || agents.length === 0) return null;
  const { words, count } = format;
  const own = formatFor(kpi.id, [kpi.value, kpi.previous.value], format, kpi.target);
  const { ranked, unranked } = standingsOf(agents, kpi.id);
  const worse = worseAgents(model, format);
  const more = worse.length - shown.worse;
  return {
    title: words.team.ranking(words.kpis[kpi.id].name),
    note: words.team.rankingNote(count(team.fewest)),
    rows: [
      ...wholeRow(model, kpi, own),
      ...ends(ranked).map(({ member, figure, between }) => ({
        ...rowOf({ member, figure }, kpi, own),
        gap: between > 0 ? words.team.between(count(between), between) : "",
      })),
    ],
    noRank: isIncomplete(model) ? "" : noRankOf(ranked, unranked, format),
    worse: worse.slice(0, shown.worse),
    worseMore: more > 0 ? words.moreMissing(count(more)) : "",
    worseNote: worseNote(model, format),
  };
}

const isHidden = ({ hidden }: FigureModel) => hidden?.includes("value") === true;

/** By rank, and those without one, who have a value nonetheless, or one that is not told. */
export function standingsOf(
  agents: readonly MemberModel[],
  kpi: KpiId,
): { readonly ranked: readonly Standing[]; readonly unranked: readonly Standing[] } {
  const all = agents.flatMap(({ member, values }) => {
    const figure = values[kpi];
    const isThere = figure && (figure.value !== null || isHidden(figure));
    return isThere && member !== notStated ? [{ member, figure }] : [];
  });
  return {
    ranked: all
      .filter(({ figure }) => figure.rank !== undefined)
      .toSorted((one, other) => (one.figure.rank ?? 0) - (other.figure.rank ?? 0)),
    unranked: all.filter(({ figure }) => figure.rank === undefined),
  };
}

export function rowOf({ member, figure }: Standing, kpi: KpiModel, format: Format): RankedRow {
  return {
    rank: figure.rank === undefined ? format.words.none : format.count(figure.rank),
    name: besideName(member, format),
    made: figure.n === undefined ? "" : format.words.team.made(format.count(figure.n)),
    cell: besideCell(figure, kpi, format),
    gap: "",
  };
}

export function wholeRow({ scope }: ReportModel, kpi: KpiModel, format: Format): readonly RankedRow[] {
  const { words } = format;
  const made = kpi.denominator === null ? "" : words.team.made(format.count(kpi.denominator));
  const name = scope ? besideName(scope.member, format) : words.team.all;
  return [{ rank: "", name, made, cell: wholeCell(kpi, format), gap: "" }];
}

/** The best and the last, all of them where few stand between. */
function ends(ranked: readonly Standing[]): readonly (Standing & { readonly between: number })[] {
  const isWhole = ranked.length <= shown.best + shown.last + 1;
  return ranked.flatMap((one, at) => {
    if (isWhole || at < shown.best) return [{ ...one, between: 0 }];
    const first = ranked.length - shown.last;
    return at < first ? [] : [{ ...one, between: at === first ? first - shown.best : 0 }];
  });
}

function noRankOf(ranked: readonly Standing[], unranked: readonly Standing[], format: Format): string {
  const { words, count } = format;
  if (unranked.length === 0) return ranked.length === 0 ? words.team.nobodyRanked : "";
  const names = unranked.slice(0, shown.names).map(({ member, figure }) => {
    const name = besideName(member, format);
    return isHidden(figure) ? `${name} (${words.hidden})` : name;
  });
  const more = unranked.length - names.length;
  const listed = names.join(", ");
  return words.team.noRank(more > 0 ? words.team.andMore(listed, count(more)) : listed);
}

const agentsOf = (breakdowns: ReportModel["breakdowns"]) =>
  breakdowns.find(({ by }) => by === "agent")?.members.filter(({ member }) => member !== notStated) ?? [];

/** That nobody got clearly worse, and of how many figures it is known: of what is not judged nothing is said. */
export function worseNote({ breakdowns }: ReportModel, { words, count }: Format): string {
  // More contacts are neither better nor worse, and nothing after nothing is no change.
  const verdicts = agentsOf(breakdowns)
    .flatMap(({ values }) => Object.entries(values))
    .filter(([id, one]) => kpiOf(id as KpiId)?.direction !== "none" && (isHidden(one) || isAny(one)))
    .map(([, { verdict = "unknown" }]) => verdict);
  const judged = verdicts.filter((verdict) => verdict !== "unknown" && verdict !== "neutral");
  if (judged.length === 0) return words.team.noneJudged;
  return [
    ...(judged.includes("worse") ? [] : [words.team.nobodyWorse]),
    ...(judged.length < verdicts.length
      ? [words.team.judged(count(judged.length), count(verdicts.length))]
      : []),
  ].join(" ");
}

const isAny = ({ value, previous }: FigureModel) => value !== null && (value !== 0 || previous !== 0);

/** Everybody whose figure got clearly worse, those of the ranking first, then by how much of it. */
export function worseAgents({ breakdowns, team }: ReportModel, format: Format): readonly string[] {
  const found = agentsOf(breakdowns).flatMap(({ member, values }) =>
    (Object.keys(values) as KpiId[]).flatMap((id) => {
      const { value = null, previous = null, verdict } = values[id] ?? {};
      if (verdict !== "worse" || value === null || previous === null) return [];
      const unit = kpiOf(id)?.unit ?? "count";
      const size = relative(unit, { value: previous, change: changeOf(unit, value, previous) });
      return [{ member, id, unit, value, previous, size }];
    }),
  );
  const isFirst = (id: KpiId) => (id === team?.rankedBy ? 0 : 1);
  return found
    .toSorted((one, other) => isFirst(one.id) - isFirst(other.id) || other.size - one.size)
    .map(({ member, id, unit, value, previous }) => {
      const { words, value: told } = formatFor(id, [value, previous], format);
      return words.team.worse(
        wholeName(member, format),
        words.kpis[id].name,
        told(unit, value),
        told(unit, previous),
      );
    });
}
