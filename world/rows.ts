/** What the nightly change export of one local day says, and the truth behind it. No file is touched here. */

import type { OpenedOn } from "./cases.ts";
import { addDays, isoLocal, startOfDay } from "./clock.ts";
import { contactId, contactsOpenedOn, longestLife, standing } from "./contacts.ts";
import { numberText } from "./csv.ts";
import { random } from "./random.ts";
import { type Row, toldOf } from "./told.ts";

export type { OpenedOn } from "./cases.ts";
export type { Row } from "./told.ts";

export const header = [
  "contact_id,opened_at,resolved_at,channel,department,reason,agent,status,updated_at",
  "first_resolved_at,reopened_at,assigned_at,handed_over_at,customer_id,direction,outcome,tags,began_with",
  "solved_at_once,requester_wait_seconds,agent_wait_seconds,on_hold_seconds,location,product,queue",
].join(",");

export type Fault =
  | "column missing"
  | "unparsable time"
  | "resolved before opened"
  | "empty id"
  | "exact duplicate";

/** A line that should not be there. Except for a duplicate it names no contact that exists, so the truth stays whole. */
export interface Dirt {
  readonly fault: Fault;
  readonly line: string;
}

/** One row for each contact created or changed on the day, as it stood when the day ended, in id order. */
export function rowsOn(date: string, seed: string, openedOn: OpenedOn = contactsOpenedOn): readonly Row[] {
  const start = startOfDay(date);
  const end = startOfDay(addDays(date, 1));
  const rows: Row[] = [];
  for (let ago = longestLife; ago >= 0; ago -= 1) {
    for (const contact of openedOn(addDays(date, -ago), seed)) {
      const change = standing(contact, end);
      // A contact whose last change of the day came before the day did not change on it.
      if (change !== undefined && change.at >= start) rows.push({ contact, change });
    }
  }
  return rows;
}

/** The dirty lines in the day's file: about five a month, the same ones every time. */
export function dirtOn(date: string, seed: string, openedOn: OpenedOn = contactsOpenedOn): readonly Dirt[] {
  const dice = random(`${seed} dirt ${date}`);
  const count = dice.weighted([0, 1, 2], (each) => [86, 12, 2][each] ?? 0);
  const rows = count === 0 ? [] : rowsOn(date, seed, openedOn);
  if (rows.length === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const fault = dice.weighted(faults, () => 1);
    const row = rows[dice.whole(rows.length)] as Row;
    return { fault, line: spoilt(fault, row, contactId(date, 9900 + index)) };
  });
}

/** The whole text of the day's file. */
export function exportOn(date: string, seed: string, openedOn: OpenedOn = contactsOpenedOn): string {
  const rows = rowsOn(date, seed, openedOn);
  const lines = rows.map((row) => fields(row).join(","));
  const dice = random(`${seed} places ${date}`);
  for (const dirt of dirtOn(date, seed, openedOn)) lines.splice(dice.whole(lines.length + 1), 0, dirt.line);
  return `${[header, ...lines].join("\n")}\n`;
}

/** Every contact the files of these days (both ends included) tell of, as it stood when the last day ended. */
export function truthOf(from: string, to: string, seed: string): readonly Row[] {
  const start = startOfDay(from);
  const end = startOfDay(addDays(to, 1));
  const rows: Row[] = [];
  for (let date = addDays(from, -longestLife); date <= to; date = addDays(date, 1)) {
    for (const contact of contactsOpenedOn(date, seed)) {
      const change = standing(contact, end);
      if (change !== undefined && change.at >= start) rows.push({ contact, change });
    }
  }
  return rows;
}

const faults: readonly Fault[] = [
  "column missing",
  "unparsable time",
  "resolved before opened",
  "empty id",
  "exact duplicate",
];

/** In header order. No value of a contact holds a comma, a quote or a line break. */
export function fields(row: Row): string[] {
  const told = toldOf(row);
  return [
    told.id,
    isoLocal(told.openedAt),
    time(told.resolvedAt),
    told.channel,
    told.department,
    told.reason,
    told.agent ?? "",
    row.change.status,
    isoLocal(row.change.at),
    ...[told.firstResolvedAt, told.reopenedAt, told.assignedAt, told.handedOverAt].map(time),
    told.customerId ?? "",
    told.direction,
    told.outcome ?? "",
    told.tags.join("|"),
    told.beganWith,
    told.isSolvedAtOnce === null ? "" : told.isSolvedAtOnce ? "yes" : "no",
    ...[told.requesterWaitSeconds, told.agentWaitSeconds, told.onHoldSeconds].map(numberText),
    told.location,
    told.product ?? "",
    told.queue,
  ];
}

function time(at: number | null): string {
  return at === null ? "" : isoLocal(at);
}

function spoilt(fault: Fault, row: Row, id: string): string {
  const clean = fields(row);
  const own = [id, ...clean.slice(1)];
  switch (fault) {
    case "exact duplicate":
      return clean.join(",");
    case "column missing":
      return own.slice(0, -1).join(",");
    case "unparsable time":
      return own.with(1, "yesterday 9:15").join(",");
    case "resolved before opened":
      return own.with(2, isoLocal(row.contact.openedAt - 3600)).join(",");
    case "empty id":
      return own.with(0, "").join(",");
  }
}
