/** The plain-text twin of what only a report for the board says. */

import type { ToDateCell } from "./board.ts";
import type { EmailView } from "./view.ts";

export function toDateLines({ board: { toDate }, words }: EmailView): readonly string[] {
  if (!toDate) return [];
  const cell = (name: string, { value, change }: ToDateCell) =>
    `  ${name}: ${[value, change].filter((part) => part !== "").join(" · ")}`;
  return [
    words.board.toDate.toUpperCase(),
    words.board.toDateNote,
    `${words.board.quarter}: ${toDate.quarter}`,
    `${words.board.year}: ${toDate.year}`,
    ...toDate.rows.flatMap(({ name, quarter, year }) => [
      name,
      cell(words.board.quarter, quarter),
      cell(words.board.year, year),
    ]),
    toDate.note,
  ];
}

export function stepLines({ board: { steps }, words }: EmailView): readonly string[] {
  if (steps.length === 0) return [];
  return [
    words.board.steps.toUpperCase(),
    ...steps.flatMap(({ name, value, sign, target, milestone }) => [
      `${name}: ${value}`,
      target === "" ? "" : `  ${sign} ${target}`,
      milestone === "" ? "" : `  ${milestone}`,
    ]),
  ];
}

export function eventLines({ board: { events }, words }: EmailView): readonly string[] {
  if (events.length === 0) return [];
  return [
    words.board.events.toUpperCase(),
    ...events.flatMap(({ title, rows, note }) => [
      title,
      ...(note === "" ? [] : [`  ${note}`]),
      ...rows.map(({ name, value, change }) => `  ${name}: ${value} ${change}`),
    ]),
  ];
}
