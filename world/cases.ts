/** A contact with everything that happens because of it. It depends on the contact alone. */

import { addDays, startOfDay } from "./clock.ts";
import { type Contact, contactsOpenedOn, longestLife } from "./contacts.ts";
import { type Course, courseOf } from "./course.ts";
import { type Leg, legsOf } from "./legs.ts";
import { type Message, messagesOf } from "./messages.ts";
import { longestSurvey, type Survey, surveysOf } from "./surveys.ts";
import { type Verdict, verdictsOf } from "./verdicts.ts";

export interface Case {
  readonly contact: Contact;
  readonly course: Course;
  readonly legs: readonly Leg[];
  readonly messages: readonly Message[];
  readonly surveys: readonly Survey[];
  readonly verdicts: readonly Verdict[];
  /** Nothing happens after this. */
  readonly lastAt: number;
}

/** Contacts opened on a day; a caller that asks for many days may pass one that remembers. */
export type OpenedOn = (date: string, seed: string) => readonly Contact[];

/** Nothing is said about a contact later than this many days after it was opened. */
export const longestTale = longestLife + longestSurvey + 1;

const known = new WeakMap<Contact, Case>();

export function caseOf(contact: Contact): Case {
  let found = known.get(contact);
  if (found === undefined) {
    found = madeOf(contact);
    known.set(contact, found);
  }
  return found;
}

function madeOf(contact: Contact): Case {
  const course = courseOf(contact);
  const legs = legsOf(contact, course);
  const messages = messagesOf(contact, course, legs);
  const surveys = surveysOf(contact, course);
  const verdicts = verdictsOf(contact, course, messages);
  const lastAt = Math.max(
    contact.openedAt,
    contact.changes.at(-1)?.at ?? 0,
    ...legs.map((leg) => leg.wrappedAt),
    ...messages.map((message) => message.sentAt),
    ...surveys.map((survey) => survey.answeredAt ?? survey.invitedAt),
  );
  return { contact, course, legs, messages, surveys, verdicts, lastAt };
}

/** The cases in which something may happen on a local day, oldest first. */
export function casesAliveOn(date: string, seed: string, openedOn: OpenedOn): readonly Case[] {
  const start = startOfDay(date);
  const cases: Case[] = [];
  for (let ago = longestTale; ago >= 0; ago -= 1) {
    for (const contact of openedOn(addDays(date, -ago), seed)) {
      const each = caseOf(contact);
      if (each.lastAt >= start) cases.push(each);
    }
  }
  return cases;
}

/**
 * Contacts opened on a day, each day made once: the files of neighbouring days ask for the same ones. For days asked in
 * order; those too old to be heard of are forgotten.
 */
export function remembering(): OpenedOn {
  const days = new Map<string, readonly Contact[]>();
  return (date, seed) => {
    let contacts = days.get(date);
    if (contacts === undefined) {
      contacts = contactsOpenedOn(date, seed);
      days.set(date, contacts);
      days.delete(addDays(date, -longestTale - 1));
    }
    return contacts;
  };
}
