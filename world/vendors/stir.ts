/** What chaos adds to the truth, so that all vendors still tell the same one: bursts, restlessness, deletions, reopenings. */

import { localDay } from "../clock.ts";
import { type Contact, contactId } from "../contacts.ts";
import { type Random, random } from "../random.ts";
import type { Span } from "../spans.ts";
import type { Happening } from "./happenings.ts";

export interface Stir {
  /** At one second an automation touches so many contacts; as many as lack are imported then. Seconds since 1970. */
  readonly bursts: readonly { readonly at: number; readonly count: number }[];
  /** Stretches in which some contact is touched every so many seconds: data that move while they are read. */
  readonly restless: readonly (Span & { readonly everySeconds: number })[];
  /** Parts of all contacts, 0 to 1. */
  readonly deleted: number;
  readonly reopened: number;
}

export interface Tale {
  readonly contact: Contact;
  readonly happenings: readonly Happening[];
}

const hour = 3600;
const day = 24 * hour;
/** Contacts of a day never come near it, so an import's ids are its own. */
const firstImport = 5000;

/** Contacts that come in one second, where a burst needs more than there are. */
export function imported({ bursts }: Stir, contacts: readonly Contact[], seed: string): readonly Contact[] {
  const made: Contact[] = [];
  for (const { at, count } of bursts) {
    const like = contacts.filter(({ channel, openedAt }) => channel === "email" && openedAt < at);
    const lacking = count - contacts.filter(({ openedAt }) => openedAt < at).length;
    const dice = random(`${seed} import ${at}`);
    for (let index = 0; index < lacking; index += 1) {
      const model = like[dice.whole(like.length)] ?? contacts[0];
      if (model === undefined) break;
      const resolvedAt = at + hour + dice.whole(2 * day);
      made.push({
        ...model,
        id: contactId(localDay(at), firstImport + made.length),
        openedAt: at,
        changes: [
          { at, status: "open", resolvedAt: null },
          { at: resolvedAt, status: "resolved", resolvedAt },
        ],
      });
    }
  }
  return made;
}

/** The tales, by the instant they begin, with what the stir adds. */
export function stirred(stir: Stir, tales: readonly Tale[], seed: string): readonly Tale[] {
  const touched = tales.map((): number[] => []);
  const begun = (at: number) => tales.filter(({ contact }) => contact.openedAt < at).length;
  for (const { at, count } of stir.bursts)
    for (let index = Math.max(0, begun(at) - count); index < begun(at); index += 1) touched[index]?.push(at);
  for (const { from, to, everySeconds } of stir.restless) {
    const dice = random(`${seed} restless ${from}`);
    for (let at = from; at < to; at += everySeconds) {
      const known = begun(at);
      // Mostly one of the newest, now and then one that was read long ago.
      const back = dice.fraction() < 0.7 ? dice.whole(Math.min(30, known)) : dice.whole(known);
      touched[known - 1 - back]?.push(at);
    }
  }
  return tales.map((tale, index) => changed(stir, tale, touched[index] ?? [], seed));
}

function changed(stir: Stir, { contact, happenings }: Tale, touches: readonly number[], seed: string): Tale {
  const dice = random(`${seed} stir ${contact.id}`);
  const all: Happening[] = [
    ...happenings,
    ...(dice.fraction() < stir.reopened ? reopening(happenings, dice) : []),
    ...touches
      .toSorted((a, b) => a - b)
      .map((at, index): Happening => ({ at, kind: "touched", number: index + 1 })),
  ];
  if (dice.fraction() >= stir.deleted) return { contact, happenings: all };
  const at = contact.openedAt + 600 + dice.whole(2 * day);
  return { contact, happenings: [...all.filter((each) => each.at < at), { at, kind: "deleted" }] };
}

/** Once more after the last resolution. */
function reopening(happenings: readonly Happening[], dice: Random): readonly Happening[] {
  const last = happenings.findLast(({ kind }) => kind === "resolved");
  if (last === undefined) return [];
  const again = Math.max(...happenings.filter(({ kind }) => kind === "resolved").map(({ at }) => at));
  const at = again + 300 + dice.whole(5 * hour);
  return [
    { at, kind: "reopened" },
    { at: at + 60 + dice.whole(3 * hour), kind: "resolved" },
  ];
}
