/** Surveys sent after a resolution, and the third of them that is answered, hours or days later. */

import type { Contact } from "./contacts.ts";
import { type Course, diceOf, spanOf } from "./course.ts";
import type { Random } from "./random.ts";

export interface Survey {
  readonly id: string;
  readonly contactId: string;
  readonly kind: "satisfaction" | "effort" | "promoter" | "solved";
  readonly invitedAt: number;
  readonly answeredAt: number | null;
  readonly score: number | null;
  readonly comment: string | null;
}

/** Nobody answers later than this many days after the resolution. */
export const longestSurvey = 12;

const day = 86_400;
const kinds = ["satisfaction", "effort", "promoter", "solved"] as const;
const weights = { satisfaction: 55, effort: 18, promoter: 20, solved: 7 };

const praise = [
  "Quick, friendly and to the point",
  'I was told "tomorrow", and it was tomorrow',
  "Köszönöm, minden rendben!",
];
const blame = ["Third time I ask, still no answer", "Had to explain it twice,\nto two people", "Liian hidas"];

export function surveysOf(contact: Contact, course: Course): readonly Survey[] {
  const [, resolved] = contact.changes;
  const dice = diceOf(contact, "survey");
  if (resolved === undefined || course.agent === null || dice.fraction() >= 0.32) return [];
  const kind = dice.weighted(kinds, (each) => weights[each]);
  const invitedAt = resolved.at + 600 + dice.whole(3000);
  const delay = Math.round(5 * 3600 * Math.exp(1.2 * dice.normal()));
  const isAnswered = dice.fraction() < 0.36 && delay < (longestSurvey - 1) * day;
  // What takes long, comes again or was worth a complaint pleases less.
  const pleasure =
    1.1 -
    0.12 * Math.log10(spanOf(contact) / 300) -
    0.4 * (contact.changes.length > 2 ? 1 : 0) -
    0.3 * (course.tags.includes("complaint") ? 1 : 0) +
    0.45 * dice.normal();
  return [
    {
      id: contact.id.replace("C-", "S-"),
      contactId: contact.id,
      kind,
      invitedAt,
      answeredAt: isAnswered ? invitedAt + delay : null,
      score: isAnswered ? scoreOf(kind, pleasure) : null,
      comment: isAnswered ? commentOf(pleasure, dice) : null,
    },
  ];
}

function scoreOf(kind: Survey["kind"], pleasure: number): number {
  const between = (least: number, most: number) =>
    Math.min(most, Math.max(least, Math.round(least + pleasure * (most - least))));
  switch (kind) {
    case "satisfaction":
      return between(1, 5);
    case "effort":
      return between(1, 7);
    case "promoter":
      return between(0, 10);
    case "solved":
      return pleasure > 0.4 ? 1 : 0;
  }
}

function commentOf(pleasure: number, dice: Random): string | null {
  if (dice.fraction() >= 0.15) return null;
  const words = pleasure > 0.6 ? praise : blame;
  return words[dice.whole(words.length)] ?? null;
}
