/** The plain-text twin of what only a report for a team says. */

import type { BesideCell } from "./beside.ts";
import type { BesideView } from "./team.ts";
import type { EmailView } from "./view.ts";

export const departmentLines = ({ team }: EmailView) => besideLines(team?.departments);
export const agentLines = ({ team }: EmailView) => besideLines(team?.agents);
export const slaLines = ({ team }: EmailView) => besideLines(team?.sla);

function besideLines(table: BesideView | null | undefined): readonly string[] {
  if (!table) return [];
  return [
    table.title.toUpperCase(),
    table.note,
    ...table.rows.flatMap(({ name, cells }) => [
      name,
      ...cells.map((cell, at) => `  ${table.columns[at]}: ${told(cell)}`),
    ]),
    table.more,
  ];
}

const told = ({ value, few, change, standing }: BesideCell) =>
  [value, few, change, standing].filter((part) => part !== "").join(" · ");

export function rankingLines({ team, words }: EmailView): readonly string[] {
  if (!team?.ranking) return [];
  const { title, note, rows, noRank, worse, worseMore, worseNote } = team.ranking;
  return [
    title.toUpperCase(),
    note,
    ...rows.flatMap(({ rank, name, made, cell, gap }) => [
      gap === "" ? "" : `  ${gap}`,
      `${[rank, name].filter((part) => part !== "").join(" ")}: ${[told(cell), made].filter((part) => part !== "").join(" · ")}`,
    ]),
    noRank,
    ...(worse.length > 0 ? [words.team.gotWorse, ...worse.map((one) => `  ${one}`)] : []),
    worseMore,
    worseNote,
  ];
}

export function ageingLines({ team, words }: EmailView): readonly string[] {
  if (!team?.ageing) return [];
  const { ages, departments, more } = team.ageing;
  const columns = [words.team.open, words.team.older.week, words.team.older.month];
  return [
    words.team.ageing.toUpperCase(),
    words.team.ageingNote,
    ...ages.map(
      ({ name, open, share, was }) =>
        `${name}: ${[open, share, was].filter((part) => part !== "").join(" · ")}`,
    ),
    ...departments.map(
      ({ name, cells }) => `${name}: ${cells.map((cell, at) => `${columns[at]} ${cell}`).join(" · ")}`,
    ),
    more,
  ];
}

export function roseLines({ team, words }: EmailView): readonly string[] {
  if (!team?.rose) return [];
  const { note, reasons, more } = team.rose;
  return [
    words.team.rose.toUpperCase(),
    note,
    ...reasons.flatMap(({ reason, label, whose }) => [
      `${reason}: ${label}`,
      whose === "" ? "" : `  ${whose}`,
    ]),
    more,
  ];
}
