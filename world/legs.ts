/** The stays in a queue and the calls and chats that agents handle. */

import { agents, type Department } from "./centre.ts";
import type { Contact } from "./contacts.ts";
import { type Course, diceOf, isReturned, quick, spanOf } from "./course.ts";
import type { Random } from "./random.ts";
import { departments, onDuty } from "./shifts.ts";

/** Instants are seconds since 1970. A leg is told of when its last work is done. */
export interface Leg {
  readonly id: string;
  readonly contactId: string;
  readonly direction: "inbound" | "outbound";
  readonly outcome: "answered" | "abandoned" | "callback" | "flow_out";
  readonly queuedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly wrappedAt: number;
  readonly waitSeconds: number | null;
  readonly talkSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly afterWorkSeconds: number | null;
  readonly isTransferred: boolean;
  readonly transferReason: string | null;
  readonly department: Department;
  readonly agent: string | null;
  readonly queue: string;
}

type Told = Omit<Leg, "id">;

const transferReasons = ["wrong department", "needs a specialist", "language", "end of shift"] as const;

export function legsOf(contact: Contact, course: Course): readonly Leg[] {
  const dice = diceOf(contact, "legs");
  return told(contact, course, dice).map((leg, index) => ({
    id: `${contact.id.replace("C-", "L-")}-${index + 1}`,
    ...leg,
  }));
}

function told(contact: Contact, course: Course, dice: Random): readonly Told[] {
  const from = course.handedOverAt ?? contact.openedAt;
  const later = calledLater(contact, dice);
  switch (course.way) {
    case "written":
    case "contained":
      return [];
    case "outbound":
      return [outgoing(contact, contact.openedAt + 5, until(contact), dice), ...later];
    case "abandoned": {
      const seconds =
        dice.fraction() < 0.3 ? 1 + dice.whole(5) : 6 + Math.floor(45 * Math.exp(dice.normal()));
      const lost = unanswered(contact, course, "abandoned", from, seconds);
      return isReturned(contact) ? [lost, ...calledLater(contact, dice, true)] : [lost];
    }
    case "callback":
      return [
        unanswered(contact, course, "callback", from, 45 + dice.whole(135)),
        ...calledLater(contact, dice, true),
      ];
    case "flow_out": {
      const left = unanswered(contact, course, "flow_out", from, 60 + dice.whole(90));
      const taken = conversation(contact, { from: left.endedAt, queue: "Overflow" }, dice);
      return [left, taken, ...later];
    }
    case "transferred":
      return [...transferred(contact, course, from, dice), ...later];
    case "plain":
      return [conversation(contact, { from, queue: course.queue }, dice), ...later];
  }
}

/** When the call or chat itself ends: with the resolution, unless that comes hours or days later. */
function until(contact: Contact): number | null {
  const span = spanOf(contact);
  return span <= quick ? contact.openedAt + span : null;
}

function unanswered(
  contact: Contact,
  { queue }: Course,
  outcome: Told["outcome"],
  from: number,
  seconds: number,
): Told {
  const room = spanOf(contact) - (from - contact.openedAt);
  // Who is called back leaves time for it; who is not is closed when they go.
  const wait = Math.min(seconds, 1800, room >= 900 ? Math.floor(room / 3) : room);
  return {
    ...nobody,
    contactId: contact.id,
    direction: "inbound",
    outcome,
    queuedAt: from,
    endedAt: from + wait,
    wrappedAt: from + wait,
    waitSeconds: wait,
    department: contact.department,
    queue,
  };
}

const nobody = {
  answeredAt: null,
  talkSeconds: null,
  holdSeconds: null,
  afterWorkSeconds: null,
  isTransferred: false,
  transferReason: null,
  agent: null,
} as const;

/** Waits and is answered; the last one until the contact is resolved. */
function conversation(
  contact: Contact,
  at: {
    readonly from: number;
    readonly queue: string;
    readonly department?: Department;
    readonly part?: number;
  },
  dice: Random,
): Told {
  const { channel, department: own } = contact;
  const department = at.department ?? own;
  const end = until(contact);
  const length = Math.round((channel === "phone" ? 300 : 600) * Math.exp(0.4 * dice.normal()));
  const room = end === null ? length * 3 : end - at.from;
  const usual = (channel === "phone" ? 9 : 22) * Math.exp(0.9 * dice.normal());
  const wait = Math.min(Math.round(usual), Math.floor(room * 0.4));
  const answeredAt = at.from + wait;
  const whole = end === null ? length : end - answeredAt;
  const endedAt = answeredAt + Math.ceil(whole * (at.part ?? 1));
  const preferred = department === own && at.part === undefined ? contact.agent : agents[department][0];
  return {
    contactId: contact.id,
    direction: "inbound",
    outcome: "answered",
    queuedAt: at.from,
    waitSeconds: wait,
    ...handled(channel, answeredAt, endedAt, dice),
    isTransferred: false,
    transferReason: null,
    department,
    agent: onDuty(department, answeredAt, preferred ?? contact.agent, dice),
    queue: at.queue,
  };
}

/** Talk and hold fill the time between answer and end to the second. */
function handled(channel: string, answeredAt: number, endedAt: number, dice: Random) {
  const whole = endedAt - answeredAt;
  const isHeld = channel === "phone" && dice.fraction() < 0.25;
  const holdSeconds = isHeld ? Math.floor(whole * (0.05 + 0.2 * dice.fraction())) : 0;
  const afterWorkSeconds = Math.min(600, Math.round(40 * Math.exp(0.7 * dice.normal())));
  return {
    answeredAt,
    endedAt,
    wrappedAt: endedAt + afterWorkSeconds,
    talkSeconds: whole - holdSeconds,
    holdSeconds,
    afterWorkSeconds,
  };
}

/** Passed on once, and one in six of them twice. */
function transferred(contact: Contact, course: Course, from: number, dice: Random): readonly Told[] {
  const why = transferReasons[dice.weighted([0, 1, 2, 3], (each) => [40, 40, 12, 8][each] ?? 0)] ?? null;
  const stranger = departments.filter((each) => each !== contact.department)[dice.whole(3)];
  const department = why === "wrong department" && stranger ? stranger : contact.department;
  const passed = { isTransferred: true, transferReason: why };
  const queue = `${department} ${contact.channel}`;
  const first = { ...conversation(contact, { from, queue, department, part: 0.3 }, dice), ...passed };
  const legs = [first];
  if (dice.fraction() < 1 / 6) {
    const place = { from: first.endedAt, queue: course.queue, part: 0.3 };
    legs.push({ ...conversation(contact, place, dice), ...passed, transferReason: "needs a specialist" });
  }
  const last = legs.at(-1)?.endedAt ?? from;
  return [...legs, conversation(contact, { from: last, queue: course.queue }, dice)];
}

/** The call that brings a resolution which the first one did not, or a customer who was not reached. */
function calledLater(contact: Contact, dice: Random, isNeeded = false): readonly Told[] {
  const span = spanOf(contact);
  if (span === Number.POSITIVE_INFINITY || contact.channel !== "phone") return [];
  if (span <= quick && !isNeeded) return [];
  const end = contact.openedAt + span;
  return [outgoing(contact, end - 90 - dice.whole(300), end, dice)];
}

function outgoing(contact: Contact, answeredAt: number, end: number | null, dice: Random): Told {
  const endedAt = end ?? answeredAt + 120 + dice.whole(300);
  return {
    contactId: contact.id,
    direction: "outbound",
    outcome: "answered",
    queuedAt: answeredAt - 5,
    waitSeconds: null,
    ...handled(contact.channel, answeredAt, endedAt, dice),
    isTransferred: false,
    transferReason: null,
    department: contact.department,
    agent: onDuty(contact.department, answeredAt, contact.agent, dice),
    queue: `${contact.department} outbound`,
  };
}
