/** What a team's report says beside what every report does: who stands where, how old the backlog is, and whose reasons rose. Pure. */

import { previousOf } from "./against.ts";
import { type AgeingModel, ageingOf } from "./ageing.ts";
import { breakdownsOf, reasonsOf } from "./breakdowns.ts";
import { type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import type { BreakdownModel, KpiModel, ReasonModel, ReportModel } from "./model.ts";
import { nameKey } from "./parameters.ts";
import { fewestRanked, notStated } from "./ranking.ts";
import type { ReportInput } from "./report.ts";
import { breaksBetween } from "./series-breaks.ts";
import { ranks, withStanding } from "./standing.ts";
import { memberOf } from "./values.ts";

export interface TeamModel {
  /** The KPI agents are ranked by in the email; null where none of the report's ranks anybody. */
  readonly rankedBy: KpiId | null;
  /** Who has fewer behind a value has no rank by it. */
  readonly fewest: number;
  /** Null where it is not known how old open contacts are. */
  readonly ageing: AgeingModel | null;
  /** All reasons that clearly rose, by how many contacts they did. */
  readonly rose: readonly ReasonModel[];
  /** Of how many reasons it is known whether they rose, and how many there are. */
  readonly judgedReasons?: { readonly judged: number; readonly all: number };
}

const topReasons = 5;

/** The reasons and breakdowns of a report; of a team's, with how its members stand. */
export function toldOf(
  input: ReportInput,
  kpis: readonly KpiModel[],
): Pick<ReportModel, "reasons" | "breakdowns" | "team"> {
  const breakdowns = breakdownsOf(input);
  if (input.report.template !== "team") return { reasons: reasonsOf(input), breakdowns };
  // All reasons are judged together, so that one of the five and one that rose are told by the same rule.
  const all = reasonsOf(input, Number.POSITIVE_INFINITY);
  const told = breakdowns.map((one) => withStanding(one, kpis, input));
  return {
    reasons: all.slice(0, topReasons).map((one) => routed(one, input)),
    breakdowns: told,
    team: {
      rankedBy: rankedBy(input, told),
      fewest: fewestRanked(input.settings),
      ageing: ageingAcross(input),
      rose: rose(all, input).map((one) => routed(one, input)),
      judgedReasons: { judged: all.filter((one) => isJudged(one, input)).length, all: all.length },
    },
  };
}

/**
 * What customers say of agents goes before how fast they are; after that the order of the report decides. By a KPI that
 * ranks fewer than two, as of a week with few surveys, nobody is before anybody.
 */
function rankedBy({ report }: ReportInput, breakdowns: readonly BreakdownModel[]): KpiId | null {
  const agents = breakdowns.find(({ by }) => by === "agent");
  const found = report.kpis.filter((id) => agents?.kpis.includes(id) && ranks(kpiOf(id) as Kpi));
  const order = [...found.filter(isSurvey), ...found.filter((id) => !isSurvey(id))];
  const places = (id: KpiId) => agents?.members.filter(({ values }) => values[id]?.rank !== undefined) ?? [];
  return order.find((id) => places(id).length > 1) ?? order[0] ?? null;
}

const isSurvey = (id: KpiId) => kpiOf(id)?.family === "surveys";

/** A reason that nobody came for before is new once enough do. */
function rose(reasons: readonly ReasonModel[], { settings }: ReportInput): readonly ReasonModel[] {
  const grown = ({ contacts, previous }: ReasonModel) => contacts - (previous ?? 0);
  return reasons
    .filter((one) => isJudged(one, { settings }) && one.verdict !== "unchanged" && (one.change ?? 1) > 0)
    .toSorted((one, other) => grown(other) - grown(one));
}

/** Whether it is known if a reason rose: enough came for it before, or now where nobody did before. */
function isJudged(
  { contacts, change, withheld }: ReasonModel,
  { settings }: Pick<ReportInput, "settings">,
): boolean {
  return withheld === "new" ? contacts >= settings.comparison.fewest : change !== null;
}

/** The reason with whom it belongs to: as the organisation says, else the department most of its contacts came to. */
function routed(reason: ReasonModel, input: ReportInput): ReasonModel {
  const owner = ownerOf(reason.reason, input.organisation.reasonOwners ?? {});
  if (owner !== undefined) return { ...reason, owner };
  const mostIn = departmentOf(reason.reason, input);
  return mostIn ? { ...reason, mostIn } : reason;
}

function ownerOf(reason: string, owners: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(owners).find(([name]) => nameKey(name) === nameKey(reason))?.[1];
}

/** Only who sees everything is told of departments; the first by name of those with as many. */
function departmentOf(reason: string, { period, values, scope }: ReportInput): ReasonModel["mostIn"] {
  if (scope) return undefined;
  const crossed = values.members("department_x_reason", [period], "contacts_opened");
  const named = values.members("department", [period]).filter((name) => name !== notStated);
  const found = named.map((department) => {
    const member = memberOf([department, reason]);
    const contacts = crossed.includes(member)
      ? (values.at("contacts_opened", period, "department_x_reason", member)?.value ?? 0)
      : 0;
    return { department, contacts };
  });
  const [most] = found.toSorted((a, b) => b.contacts - a.contacts || (a.department < b.department ? -1 : 1));
  return most && most.contacts > 0 ? most : undefined;
}

/** How old the backlog is; that of before only where it is from the same sources. */
function ageingAcross(input: ReportInput): AgeingModel | null {
  const { period, settings, coverage } = input;
  const ageing = ageingOf(input);
  const before = previousOf(period, settings.comparison.previousDay);
  return ageing && breaksBetween(coverage.breaks, "open_backlog", period, before).length > 0
    ? alone(ageing)
    : ageing;
}

function alone(ageing: AgeingModel): AgeingModel {
  const departments = ageing.departments.map((one) => ({ ...one, previous: null }));
  return { ...ageing, previous: null, departments };
}

/** What holds of it while data are missing: nothing is compared, and nobody has a rank. */
export function openTeam(team: TeamModel): TeamModel {
  const { ageing } = team;
  return { ...team, rose: [], ageing: ageing && alone(ageing) };
}
