/** What the centre's system knows of a contact at one moment of its life. */

import { caseOf } from "./cases.ts";
import { agents } from "./centre.ts";
import { localDay } from "./clock.ts";
import type { Change, Contact } from "./contacts.ts";
import { diceOf, quick } from "./course.ts";

/** A contact as it stood when a local day ended. */
export interface Row {
  readonly contact: Contact;
  readonly change: Change;
}

export interface Told {
  readonly id: string;
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly firstResolvedAt: number | null;
  readonly reopenedAt: number | null;
  readonly assignedAt: number | null;
  readonly handedOverAt: number | null;
  readonly customerId: string | null;
  readonly direction: "inbound" | "outbound";
  readonly outcome: string | null;
  readonly tags: readonly string[];
  readonly beganWith: "person" | "bot" | "self_service";
  readonly isSolvedAtOnce: boolean | null;
  readonly requesterWaitSeconds: number | null;
  readonly agentWaitSeconds: number | null;
  readonly onHoldSeconds: number | null;
  readonly channel: string;
  readonly department: string;
  readonly reason: string;
  readonly agent: string | null;
  readonly location: string;
  readonly product: string | null;
  readonly queue: string;
}

export function toldOf({ contact, change }: Row): Told {
  const { id, openedAt, channel, department, reason, changes } = contact;
  const { course } = caseOf(contact);
  const past = changes.filter(({ at }) => at <= change.at);
  // What comes within the day of the opening is in the first row already.
  const heard = (at: number | null) =>
    at !== null && (at <= change.at || localDay(at) === localDay(openedAt)) ? at : null;
  const isResolved = change.resolvedAt !== null;
  return {
    id,
    openedAt,
    resolvedAt: change.resolvedAt,
    firstResolvedAt: past.find(({ status }) => status === "resolved")?.at ?? null,
    reopenedAt: past.find(({ status }) => status === "reopened")?.at ?? null,
    assignedAt: heard(assignedAt(contact)),
    handedOverAt: heard(course.handedOverAt),
    customerId: course.customer,
    direction: course.way === "outbound" ? "outbound" : "inbound",
    outcome: isResolved ? course.outcome : null,
    tags: course.tags,
    beganWith: course.beganWith,
    isSolvedAtOnce: channel === "phone" && isResolved ? isSolvedAtOnce(contact) : null,
    ...waits(contact, change),
    channel,
    department,
    reason,
    agent: course.agent,
    location: course.agent === null ? course.location : officeOf(contact),
    product: course.product,
    queue: course.queue,
  };
}

function officeOf({ department, agent }: Contact): string {
  return agents[department].indexOf(agent) % 2 === 0 ? "Budapest" : "Szeged";
}

function isSolvedAtOnce({ openedAt, changes }: Contact): boolean {
  return changes.length === 2 && (changes[1]?.at ?? 0) - openedAt <= quick;
}

/** Calls and chats are taken when they are answered, emails some minutes after they came. */
function assignedAt(contact: Contact): number | null {
  const { course, legs } = caseOf(contact);
  if (course.agent === null) return null;
  if (contact.channel !== "email") return legs.find((leg) => leg.answeredAt !== null)?.answeredAt ?? null;
  const whole = (contact.changes[1]?.at ?? Number.POSITIVE_INFINITY) - contact.openedAt;
  const after = 60 + diceOf(contact, "assignment").whole(1740);
  return contact.openedAt + Math.min(after, Math.floor(whole / 4));
}

/** Only email keeps a clock for each status; it is read when the contact is resolved. */
function waits({ channel, openedAt, ...contact }: Contact, { resolvedAt }: Change) {
  const none = { requesterWaitSeconds: null, agentWaitSeconds: null, onHoldSeconds: null };
  if (channel !== "email" || resolvedAt === null) return none;
  const dice = diceOf({ channel, openedAt, ...contact }, "waits");
  const whole = resolvedAt - openedAt;
  const agentWaitSeconds = dice.fraction() < 0.4 ? Math.floor(whole * (0.1 + 0.3 * dice.fraction())) : 0;
  const onHoldSeconds = dice.fraction() < 0.3 ? Math.floor(whole * (0.1 + 0.3 * dice.fraction())) : 0;
  return { requesterWaitSeconds: whole - agentWaitSeconds, agentWaitSeconds, onHoldSeconds };
}
