/** What the service agreement asks of email and chat, and when it was met. */

import type { Contact } from "./contacts.ts";
import type { Course } from "./course.ts";
import type { Message } from "./messages.ts";

export interface Verdict {
  readonly id: string;
  readonly contactId: string;
  readonly metric: "first_reply" | "next_reply" | "resolution";
  readonly policy: string;
  /** When the target began to apply: it is told of on that day. */
  readonly appliedAt: number;
  readonly dueAt: number;
  readonly achievedAt: number | null;
}

const hour = 3600;
const targets = {
  email: { policy: "Email 8/36", reply: 8 * hour, resolution: 36 * hour },
  chat: { policy: "Chat 2/60", reply: 120, resolution: hour },
} as const;

export function verdictsOf(
  contact: Contact,
  course: Course,
  messages: readonly Message[],
): readonly Verdict[] {
  if (contact.channel === "phone" || course.way === "abandoned") return [];
  const { policy, reply, resolution } = targets[contact.channel];
  const verdict = (
    metric: Verdict["metric"],
    appliedAt: number,
    seconds: number,
    achievedAt: number | null,
  ) => ({
    contactId: contact.id,
    metric,
    policy,
    appliedAt,
    dueAt: appliedAt + seconds,
    achievedAt,
  });
  const gaps = repliesOf(messages);
  const told = gaps.map(({ askedAt, repliedAt }, index) =>
    verdict(index === 0 ? "first_reply" : "next_reply", askedAt, reply, repliedAt),
  );
  // Chats have a target for the first reply only.
  const replies = contact.channel === "email" ? told : told.slice(0, 1);
  const solved = verdict("resolution", contact.openedAt, resolution, contact.changes[1]?.at ?? null);
  const all = course.way === "contained" ? [solved] : [...replies, solved];
  return all.map((each, index) => ({ id: `${contact.id.replace("C-", "V-")}-${index + 1}`, ...each }));
}

/** Each first question after a reply, and the public reply of an agent to it. */
function repliesOf(messages: readonly Message[]) {
  const gaps: { askedAt: number; repliedAt: number | null }[] = [];
  for (const { author, isPublic, sentAt } of messages) {
    const open = gaps.at(-1)?.repliedAt === null ? gaps.at(-1) : undefined;
    if (author === "customer" && open === undefined) gaps.push({ askedAt: sentAt, repliedAt: null });
    if (author === "agent" && isPublic && open !== undefined) open.repliedAt = sentAt;
  }
  return gaps;
}
