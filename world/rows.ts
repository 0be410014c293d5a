/** What the nightly change export of one local day says, and the truth behind it. No file is touched here. */

import { addDays, isoLocal, startOfDay } from "./clock.ts";
import { type Change, type Contact, contactId, contactsOpenedOn, longestLife, standing } from "./contacts.ts";
import { random } from "./random.ts";

export const header = "contact_id,opened_at,resolved_at,channel,department,reason,agent,status,updated_at";

/** A contact as it stood when a local day ended. */
export interface Row {
  readonly contact: Contact;
  readonly change: Change;
}

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

/** Contacts opened on a day; a caller that asks for many days may pass one that remembers. */
export type OpenedOn = (date: string, seed: string) => readonly Contact[];

/**
 * Contacts opened on a day, each day made once: the files of neighbouring days ask for the same ones. For days asked in
 * order; those too old to change are forgotten.
 */
export function remembering(): OpenedOn {
  const days = new Map<string, readonly Contact[]>();
  return (date, seed) => {
    let contacts = days.get(date);
    if (contacts === undefined) {
      contacts = contactsOpenedOn(date, seed);
      days.set(date, contacts);
      days.delete(addDays(date, -longestLife - 1));
    }
    return contacts;
  };
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

/** In header order. No value of the centre holds a comma, a quote or a line break. */
export function fields({ contact, change }: Row): string[] {
  const { id, openedAt, channel, department, reason, agent } = contact;
  const resolved = change.resolvedAt === null ? "" : isoLocal(change.resolvedAt);
  return [
    id,
    isoLocal(openedAt),
    resolved,
    channel,
    department,
    reason,
    agent,
    change.status,
    isoLocal(change.at),
  ];
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
