/** What happens to a contact, one instant after the other: the one truth every vendor tells in its own way. */

import type { Case } from "../cases.ts";
import type { Leg } from "../legs.ts";
import type { Message } from "../messages.ts";
import type { Survey } from "../surveys.ts";
import { toldOf } from "../told.ts";
import type { Verdict } from "../verdicts.ts";

/** Instants are seconds since 1970, as everywhere in the centre. */
export type Happening = { readonly at: number } & (
  | { readonly kind: "opened" }
  | { readonly kind: "handed-over" }
  | { readonly kind: "assigned" }
  | { readonly kind: "message"; readonly message: Message }
  /** A stay in a queue, a call or a chat, told when its last work is done. */
  | { readonly kind: "leg"; readonly leg: Leg }
  | { readonly kind: "resolved" }
  | { readonly kind: "reopened" }
  | { readonly kind: "survey-sent"; readonly survey: Survey }
  | { readonly kind: "survey-answered"; readonly survey: Survey }
  | { readonly kind: "target-applied"; readonly verdict: Verdict }
  | { readonly kind: "target-met"; readonly verdict: Verdict }
  | { readonly kind: "target-missed"; readonly verdict: Verdict }
  /** An automation changed something that no figure counts; `number` rises within the contact. */
  | { readonly kind: "touched"; readonly number: number }
  | { readonly kind: "deleted" }
);

/** What comes first of things that happen in one second. */
const order: readonly Happening["kind"][] = [
  "opened",
  "target-applied",
  "handed-over",
  "message",
  "assigned",
  "leg",
  "target-met",
  "resolved",
  "reopened",
  "target-missed",
  "survey-sent",
  "survey-answered",
  "touched",
  "deleted",
];

export function inOrder(happenings: readonly Happening[]): readonly Happening[] {
  return happenings.toSorted((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind));
}

export function happeningsOf({ contact, course, legs, messages, surveys, verdicts }: Case): Happening[] {
  const change = contact.changes.at(-1) ?? { at: contact.openedAt, status: "open", resolvedAt: null };
  const { assignedAt } = toldOf({ contact, change });
  const changes = contact.changes
    .slice(1)
    .map(({ at, status }): Happening => ({ at, kind: status === "reopened" ? "reopened" : "resolved" }));
  return [
    { at: contact.openedAt, kind: "opened" },
    ...(course.handedOverAt === null ? [] : [{ at: course.handedOverAt, kind: "handed-over" } as const]),
    ...(assignedAt === null ? [] : [{ at: assignedAt, kind: "assigned" } as const]),
    ...changes,
    ...messages.map((message): Happening => ({ at: message.sentAt, kind: "message", message })),
    ...legs.map((leg): Happening => ({ at: leg.wrappedAt, kind: "leg", leg })),
    ...surveys.flatMap(asked),
    ...verdicts.flatMap(targeted),
  ];
}

function asked(survey: Survey): readonly Happening[] {
  const sent: Happening = { at: survey.invitedAt, kind: "survey-sent", survey };
  if (survey.answeredAt === null) return [sent];
  return [sent, { at: survey.answeredAt, kind: "survey-answered", survey }];
}

function targeted(verdict: Verdict): readonly Happening[] {
  const { appliedAt, dueAt, achievedAt } = verdict;
  const told: Happening[] = [{ at: appliedAt, kind: "target-applied", verdict }];
  if (achievedAt === null || achievedAt > dueAt) told.push({ at: dueAt, kind: "target-missed", verdict });
  if (achievedAt !== null) told.push({ at: achievedAt, kind: "target-met", verdict });
  return told;
}

/** A contact as it stands at one instant. */
export interface Standing {
  /** The last thing that happened. */
  readonly at: number;
  /** From 1 on: how many instants of the contact's life there were, this one included. */
  readonly number: number;
  readonly status: "new" | "open" | "resolved" | "reopened" | "deleted";
  readonly handedOverAt: number | null;
  readonly assignedAt: number | null;
  /** Null until it is assigned. */
  readonly agent: string | null;
  readonly resolvedAt: number | null;
  readonly firstResolvedAt: number | null;
  readonly reopenedAt: number | null;
  readonly reopens: number;
  readonly messages: readonly Message[];
  readonly legs: readonly Leg[];
  readonly surveys: readonly Survey[];
  readonly touches: number;
  /** What happened at this very instant. */
  readonly news: readonly Happening[];
}

/** How the contact stood after each instant at which something happened, oldest first. */
export function standings(happenings: readonly Happening[], agent: string | null): readonly Standing[] {
  const told: Standing[] = [];
  for (const [at, news] of Map.groupBy(happenings, (each) => each.at)) {
    let now: Standing = { ...(told.at(-1) ?? nothing), at, number: told.length + 1, news };
    for (const each of news) now = { ...now, ...changed(now, each, agent) };
    told.push(now);
  }
  return told;
}

const nothing: Omit<Standing, "at" | "number" | "news"> = {
  status: "new",
  handedOverAt: null,
  assignedAt: null,
  agent: null,
  resolvedAt: null,
  firstResolvedAt: null,
  reopenedAt: null,
  reopens: 0,
  messages: [],
  legs: [],
  surveys: [],
  touches: 0,
};

function changed(now: Standing, each: Happening, agent: string | null): Partial<Standing> {
  switch (each.kind) {
    case "handed-over":
      return { handedOverAt: each.at };
    case "assigned":
      return { assignedAt: each.at, agent, status: now.status === "new" ? "open" : now.status };
    case "message":
      return { messages: [...now.messages, each.message] };
    case "leg":
      return { legs: [...now.legs, each.leg] };
    case "resolved":
      return { status: "resolved", resolvedAt: each.at, firstResolvedAt: now.firstResolvedAt ?? each.at };
    case "reopened":
      return {
        status: "reopened",
        resolvedAt: null,
        reopenedAt: now.reopenedAt ?? each.at,
        reopens: now.reopens + 1,
      };
    case "survey-sent":
    case "survey-answered":
      return { surveys: [...now.surveys.filter(({ id }) => id !== each.survey.id), each.survey] };
    case "touched":
      return { touches: each.number };
    case "deleted":
      return { status: "deleted" };
    default:
      return {};
  }
}
