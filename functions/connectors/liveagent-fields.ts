/** Custom fields of a ticket: one may say what it is about, and in the others stands whatever customers were asked for. */

import { elementsOf, membersOf } from "./json.ts";
import { textAt } from "./slices.ts";

/** The text of a ticket with null for the values of all its custom fields but the one of this code. */
export function onlyField(ticket: string, code: string): string {
  const fields = membersOf(ticket).filter(({ name }) => name === "custom_fields");
  let kept = "";
  let from = 0;
  const drop = ({ start, end }: { readonly start: number; readonly end: number }) => {
    if (ticket.slice(start, end) === "null") return;
    kept += `${ticket.slice(from, start)}null`;
    from = end;
  };
  for (const field of fields) {
    // What is no list is nothing that is known, and may hold anything.
    if (ticket[field.start] !== "[") drop(field);
    else
      for (const element of elementsOf(ticket.slice(field.start, field.end)))
        valuesOf(ticket, moved(element, field.start), code).forEach(drop);
  }
  return kept + ticket.slice(from);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function valuesOf(ticket: string, element: Place, code: string): readonly Place[] {
  const text = ticket.slice(element.start, element.end);
  if (text[0] !== "{") return [element];
  if (textAt(text, "code") === code) return [];
  return membersOf(text)
    .filter(({ name }) => name !== "code")
    .map((member) => moved(member, element.start));
}

const moved = ({ start, end }: Place, by: number): Place => ({ start: start + by, end: end + by });
