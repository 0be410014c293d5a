/** The simulated centre over a window of days, as every vendor is made from it: who asked what, and what happened when. */

import { agentTimeOn, type Interval, type Presence } from "../agent-time.ts";
import { type Case, caseOf, casesAliveOn } from "../cases.ts";
import { addDays, startOfDay } from "../clock.ts";
import { type Contact, contactsOpenedOn } from "../contacts.ts";
import { random } from "../random.ts";
import { type Customer, customersOf, type Language } from "./customers.ts";
import { type Happening, happeningsOf, inOrder, type Standing, standings } from "./happenings.ts";
import { imported, type Stir, stirred } from "./stir.ts";
import { textOf } from "./texts.ts";

export interface CentreOptions {
  /** The first local day (`YYYY-MM-DD`): the account begins on it, with nothing open. */
  readonly from: string;
  /** Seconds since 1970: nothing happens from this instant on. */
  readonly until: number;
  readonly seed: string;
  /** Part of the contacts that exist, 0 to 1: tests need few. */
  readonly share?: number;
  /** Which of them this vendor hears of; all of them unless stated. */
  readonly hears?: (contact: Contact) => boolean;
  /** For which part of their shifts agents are logged in where this vendor hears of them; all of it unless stated. */
  readonly presence?: Presence;
  /** What chaos adds to the truth. */
  readonly stir?: Stir;
}

/** A contact and all that happens to it in the window. */
export interface Matter {
  readonly id: string;
  /** The contact's nine digits: 95350001. */
  readonly number: number;
  readonly contact: Contact;
  readonly course: Case["course"];
  /** Null for one contact in twelve. */
  readonly customer: Customer | null;
  readonly language: Language;
  /** Of the reason, once it is named: `Late delivery`. */
  readonly reason: string;
  readonly happenings: readonly Happening[];
  /** The same with what is still to come: what is told within a call is not another by when it is asked. */
  readonly story: readonly Happening[];
  /** After each instant, oldest first: what a vendor's versions of the contact are made of. */
  readonly standings: readonly Standing[];
}

export interface Centre {
  readonly from: string;
  /** Seconds since 1970. */
  readonly since: number;
  readonly until: number;
  readonly seed: string;
  /** The local days of the window. */
  readonly days: readonly string[];
  /** By the instant they were opened. */
  readonly matters: readonly Matter[];
  /** What the agents' time of a local day went to, as far as it has come. */
  agentTime(day: string): readonly Interval[];
  /** The same with what is still to come: what happens within it is not another by when it is asked. */
  agentDay(day: string): readonly Interval[];
  /** What was written: with the customer's name, address or number in it, now and then. */
  text(matter: Matter, message: { readonly id: string; readonly author: string }): string;
}

export function centreOf(options: CentreOptions): Centre {
  const { from, until, seed, stir } = options;
  const days = daysOf(from, until);
  const opened = new Map(days.map((day) => [day, keptOf(day, options)]));
  const since = startOfDay(from);
  const contacts = [...opened.values()].flat();
  const all = [...contacts, ...(stir ? imported(stir, contacts, seed) : [])].sort(
    (a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1),
  );
  const tales = all.map((contact) => ({ contact, happenings: happeningsOf(caseOf(contact)) }));
  const customerOf = customersOf(seed);
  const whole = (stir ? stirred(stir, tales, seed) : tales).map(({ contact, happenings }) =>
    matterOf(contact, inOrder(happenings), until, customerOf),
  );
  const agentDay = (day: string) =>
    agentTimeOn(
      day,
      seed,
      casesAliveOn(day, seed, (date) => opened.get(date) ?? []),
      options.presence,
    );
  return {
    from,
    since,
    until,
    seed,
    days,
    agentDay,
    matters: whole.filter(({ happenings }) => happenings.length > 0),
    agentTime: (day) => agentDay(day).filter(({ to }) => to < until),
    text: (matter, message) => textOf(matter, message),
  };
}

function daysOf(from: string, until: number): readonly string[] {
  const days: string[] = [];
  for (let day = from; startOfDay(day) < until; day = addDays(day, 1)) days.push(day);
  return days;
}

function keptOf(day: string, { seed, share = 1, hears = () => true }: CentreOptions): readonly Contact[] {
  const heard = contactsOpenedOn(day, seed).filter(hears);
  return share >= 1 ? heard : heard.filter(({ id }) => random(`kept ${seed} ${id}`).fraction() < share);
}

function matterOf(
  contact: Contact,
  story: readonly Happening[],
  until: number,
  customerOf: (id: string) => Customer,
): Matter {
  const { course } = caseOf(contact);
  const happenings = story.filter(({ at }) => at < until);
  const customer = course.customer === null ? null : customerOf(course.customer);
  return {
    id: contact.id,
    number: Number(contact.id.slice(2)),
    contact,
    course,
    customer,
    language: customer?.language ?? "en",
    reason: contact.reason,
    happenings,
    story,
    standings: standings(happenings, course.agent),
  };
}
