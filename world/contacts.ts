/** The contacts of one local day and what becomes of each. A day depends on its date and the seed, on nothing else. */

import { agents, type Channel, channels, type Department, effort, hours, reasons } from "./centre.ts";
import { addDays, dayNumber, localHour, startOfDay } from "./clock.ts";
import { expectedContacts, reasonWeight, storyDemand, storyOn } from "./demand.ts";
import { type Random, random } from "./random.ts";

export const defaultSeed = "northwind";
/** Nothing happens to a contact later than this many days after it was opened. */
export const longestLife = 46;

export type Status = "open" | "resolved" | "reopened";

/** The contact from one instant on. Instants are seconds since 1970. */
export interface Change {
  readonly at: number;
  readonly status: Status;
  readonly resolvedAt: number | null;
}

export interface Contact {
  /** `C-` and nine digits, rising with the opening time. */
  readonly id: string;
  readonly openedAt: number;
  readonly channel: Channel;
  readonly department: Department;
  readonly reason: string;
  readonly agent: string;
  /** Oldest first; the first is the opening. */
  readonly changes: readonly Change[];
}

const hour = 3600;
const day = 24 * hour;
const neverShare = 0.0015;
const reopenedShare = 0.025;
const followUpShare = 0.1;
const firstDay = dayNumber("2000-01-01");

/** What the contacts of one local day have in common. */
interface Day {
  readonly start: number;
  readonly length: number;
  readonly felt: ReturnType<typeof storyOn>;
}

/** All contacts opened on a local day, in the order they came; the same ones every time. */
export function contactsOpenedOn(date: string, seed: string = defaultSeed): readonly Contact[] {
  const start = startOfDay(date);
  const today: Day = { start, length: startOfDay(addDays(date, 1)) - start, felt: storyOn(date, seed) };
  const dice = random(`${seed} day ${date}`);
  const mean = expectedContacts(date) * storyDemand(today.felt);
  const count = Math.max(0, Math.round(mean + 1.3 * Math.sqrt(mean) * dice.normal()));
  const contacts = Array.from({ length: count }, () => contact(today, dice));
  contacts.sort((a, b) => a.openedAt - b.openedAt);
  return contacts.map((each, index) => ({ id: contactId(date, index), ...each }));
}

/** The id of the `index`th contact of a day (0 to 9999): five digits for the day, four for the contact. */
export function contactId(date: string, index: number): string {
  const number = dayNumber(date) - firstDay;
  return `C-${String(number).padStart(5, "0")}${String(index).padStart(4, "0")}`;
}

/** How the contact stood just before an instant; undefined when it was not opened yet. */
export function standing(contact: Contact, before: number): Change | undefined {
  return contact.changes.findLast((change) => change.at < before);
}

function contact(today: Day, dice: Random): Omit<Contact, "id"> {
  const { felt } = today;
  const reason = dice.weighted(reasons, (each) => reasonWeight(each, felt));
  const channel = dice.weighted(channels, (each) => reason.by[each]);
  const openedAt = openingTime(today, channel, dice);
  const slowed = felt?.story.department === reason.department ? 1 + (felt.story.pace - 1) * felt.strength : 1;
  const staff = agents[reason.department];
  return {
    openedAt,
    channel,
    department: reason.department,
    reason: reason.name,
    agent: staff[dice.whole(staff.length)] ?? "",
    changes: changes(openedAt, channel, reason.pace * slowed, dice),
  };
}

/** Stretched to the day's real length, so that a day of 23 or 25 hours holds all of its contacts. */
function openingTime(today: Day, channel: Channel, dice: Random): number {
  const at = dice.weighted(hourNumbers, (each) => hours[channel][each] ?? 0) * hour + dice.whole(hour);
  return today.start + Math.floor((at / day) * today.length);
}

const hourNumbers = Array.from({ length: 24 }, (_, index) => index);

function changes(openedAt: number, channel: Channel, pace: number, dice: Random): readonly Change[] {
  const opened: Change = { at: openedAt, status: "open", resolvedAt: null };
  if (dice.fraction() < neverShare) return [opened];
  const kind = channel === "phone" && dice.fraction() < followUpShare ? "follow-up" : channel;
  const first = resolution(openedAt, kind, pace, 30, dice);
  const resolved: Change = { at: first, status: "resolved", resolvedAt: first };
  if (dice.fraction() >= reopenedShare) return [opened, resolved];
  const again = daytime(first + 2 * hour + dice.whole(6 * day));
  const last = resolution(again, "follow-up", 1, 7, dice);
  return [
    opened,
    resolved,
    { at: again, status: "reopened", resolvedAt: null },
    { at: last, status: "resolved", resolvedAt: last },
  ];
}

function resolution(
  from: number,
  kind: keyof typeof effort,
  pace: number,
  mostDays: number,
  dice: Random,
): number {
  const { median, spread } = effort[kind];
  const taken = median * pace * Math.exp(spread * dice.normal());
  const at = from + Math.round(Math.min(Math.max(taken, 20), mostDays * day));
  return kind === "phone" || kind === "chat" ? at : daytime(at);
}

/** Nobody answers email at night: what falls between 22:00 and 07:00 is done nine hours later. */
function daytime(seconds: number): number {
  const at = localHour(seconds);
  return at >= 22 || at < 7 ? seconds + 9 * hour : seconds;
}
