/** The contacts that are measured with: the simulated centre's own, many times over, a fixed number each day. */

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { addDays, startOfDay } from "../../world/clock.ts";
import { type Contact, contactsOpenedOn, standing } from "../../world/contacts.ts";
import { exportOn, fields, header, type OpenedOn } from "../../world/rows.ts";

/** The last local day that the history knows of; the new day is the one after. */
export const lastDay = "2026-06-16";
export const newDay = addDays(lastDay, 1);
const oneCentre = 200;

/** Exactly `perDay` contacts opened on any day; the same ones every time. */
export function manyOpenedOn(perDay: number): OpenedOn {
  return (date) => {
    const contacts: Contact[] = [];
    for (let centre = 0; contacts.length < perDay; centre += 1) {
      const some = contactsOpenedOn(date, `bench ${centre}`).slice(0, oneCentre);
      for (const contact of some) contacts.push({ ...contact, id: `${contact.id}-${centre}` });
      if (centre > perDay) throw new Error("the centre has no contacts on this day");
    }
    return contacts.slice(0, perDay);
  };
}

/** Writes one CSV of all contacts opened on the `days` days up to the last, as they stood when it ended. Their number. */
export async function writeHistory(path: string, days: number, perDay: number): Promise<number> {
  const openedOn = manyOpenedOn(perDay);
  const end = startOfDay(newDay);
  let count = 0;
  await pipeline(function* () {
    yield `${header}\n`;
    for (let ago = days - 1; ago >= 0; ago -= 1) {
      const lines = openedOn(addDays(lastDay, -ago), "").flatMap((contact) => {
        const change = standing(contact, end);
        return change ? [`${fields({ contact, change }).join(",")}\n`] : [];
      });
      count += lines.length;
      yield lines.join("");
    }
  }, createWriteStream(path));
  return count;
}

/** The export of the new day: its contacts, and those opened earlier that changed on it. */
export function newDayExport(perDay: number): string {
  const known = new Map<string, readonly Contact[]>();
  const openedOn = manyOpenedOn(perDay);
  return exportOn(newDay, "bench", (date, seed) => {
    const contacts = known.get(date) ?? openedOn(date, seed);
    known.set(date, contacts);
    return contacts;
  });
}
