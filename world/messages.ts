/** What customers, agents and bots write to each other by email and chat. */

import { localHour } from "./clock.ts";
import type { Contact } from "./contacts.ts";
import { type Course, diceOf, spanOf } from "./course.ts";
import type { Leg } from "./legs.ts";
import type { Random } from "./random.ts";

export interface Message {
  readonly id: string;
  readonly contactId: string;
  readonly sentAt: number;
  readonly author: "customer" | "agent" | "bot";
  readonly isPublic: boolean;
  readonly agent: string | null;
}

type Told = Pick<Message, "sentAt" | "author"> & Partial<Pick<Message, "isPublic" | "agent">>;

const hour = 3600;

export function messagesOf(contact: Contact, course: Course, legs: readonly Leg[]): readonly Message[] {
  if (contact.channel === "phone") return [];
  const dice = diceOf(contact, "messages");
  const told = contact.channel === "email" ? letters(contact, dice) : lines(contact, course, legs, dice);
  return told
    .toSorted((a, b) => a.sentAt - b.sentAt)
    .map((each, index) => ({
      id: `${contact.id.replace("C-", "M-")}-${String(index + 1).padStart(2, "0")}`,
      contactId: contact.id,
      isPublic: true,
      agent: each.author === "agent" ? contact.agent : null,
      ...each,
    }));
}

function letters(contact: Contact, dice: Random): readonly Told[] {
  const { openedAt, changes } = contact;
  const told: Told[] = [{ sentAt: openedAt, author: "customer" }];
  const span = spanOf(contact);
  if (dice.fraction() < 0.6)
    told.push({ sentAt: openedAt + Math.min(5 + dice.whole(55), span - 1), author: "bot" });
  const [, resolved, reopened, again] = changes;
  if (resolved === undefined) return told;
  told.push(...exchange(openedAt, resolved.at, dice));
  if (dice.fraction() < 0.2) {
    told.push({ sentAt: openedAt + Math.ceil(span * 0.1), author: "agent", isPublic: false });
  }
  if (reopened && again)
    told.push({ sentAt: reopened.at, author: "customer" }, { sentAt: again.at, author: "agent" });
  return told;
}

/** The last reply is the resolution; before it, some questions and answers, none of the agent's at night. */
function exchange(from: number, to: number, dice: Random): readonly Told[] {
  const told: Told[] = [];
  const rounds = dice.weighted([0, 1, 2], (each) => [50, 35, 15][each] ?? 0);
  let at = from;
  for (let round = 0; round < rounds; round += 1) {
    const reply = at + Math.floor((to - at) * (0.2 + 0.4 * dice.fraction()));
    const answer = reply + Math.floor((to - reply) * (0.05 + 0.4 * dice.fraction()));
    if (reply <= at || answer <= reply || answer >= to || isNight(reply)) break;
    told.push({ sentAt: reply, author: "agent" }, { sentAt: answer, author: "customer" });
    // One in five writes twice before the next reply.
    if (dice.fraction() < 0.2)
      told.push({ sentAt: answer + Math.floor((to - answer) / 9), author: "customer" });
    at = answer + Math.floor((to - answer) / 9);
  }
  return [...told, { sentAt: to, author: "agent" }];
}

function isNight(at: number): boolean {
  const hours = localHour(at);
  return hours >= 22 || hours < 7;
}

function lines(contact: Contact, course: Course, legs: readonly Leg[], dice: Random): readonly Told[] {
  const { openedAt } = contact;
  const told: Told[] = [{ sentAt: openedAt, author: "customer" }];
  const span = Math.min(spanOf(contact), 2 * hour);
  if (course.beganWith === "bot") told.push({ sentAt: openedAt + 1, author: "bot" });
  if (course.way === "contained") {
    const asked = openedAt + Math.ceil(span / 2);
    told.push({ sentAt: asked, author: "customer" }, { sentAt: asked + 1, author: "bot" });
  }
  for (const leg of legs) told.push(...chatted(leg, dice));
  return told;
}

/** In each leg the agent begins, and the customer and the agent take turns. */
function chatted({ answeredAt, endedAt, agent }: Leg, dice: Random): readonly Told[] {
  if (answeredAt === null) return [];
  const told: Told[] = [];
  let at = Math.min(answeredAt + 3 + dice.whole(20), endedAt);
  for (let turn = 0; turn < 3 && at < endedAt; turn += 1) {
    told.push({ sentAt: at, author: "agent", agent });
    const asked = at + 10 + dice.whole(110);
    const reply = asked + 8 + dice.whole(90);
    if (reply >= endedAt) break;
    told.push({ sentAt: asked, author: "customer" });
    at = reply;
  }
  return told.length > 0 ? told : [{ sentAt: endedAt, author: "agent", agent }];
}
