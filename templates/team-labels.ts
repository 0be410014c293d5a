/** Departments and reasons of a team's report under the names an organisation gives them. */

import type { ReasonModel } from "../functions/core/model.ts";
import type { TeamModel } from "../functions/core/team.ts";

type Name = (by: string, member: string) => string;

/** A reason, and the departments it is said to belong to. */
export function labelledReason<Reason extends ReasonModel>(one: Reason, name: Name): Reason {
  const { owner, mostIn } = one;
  return {
    ...one,
    reason: name("reason", one.reason),
    ...(owner !== undefined && { owner: name("department", owner) }),
    ...(mostIn && { mostIn: { ...mostIn, department: name("department", mostIn.department) } }),
  };
}

export function labelledTeam(team: TeamModel, name: Name): TeamModel {
  const { ageing, rose } = team;
  return {
    ...team,
    rose: rose.map((one) => labelledReason(one, name)),
    ageing: ageing && {
      ...ageing,
      departments: ageing.departments.map((one) => ({ ...one, member: name("department", one.member) })),
    },
  };
}
