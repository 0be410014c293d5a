/** What the simulated centre knows of its contacts, as much of it as Zendesk can tell. */

import { toldOf } from "../../../../world/told.ts";
import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import { callsIn } from "../../../../world/vendors/zendesk/calls.ts";
import { callId, hasTicket, reasonTag } from "../../../../world/vendors/zendesk/names.ts";
import { isLegacy } from "../../../../world/vendors/zendesk/tickets.ts";
import { type Facts, noFacts, nowhere } from "../../../oracle/index.ts";

type Contact = Facts["contacts"][number];

const untold = {
  handedOverAt: null,
  outcome: null,
  isOutcomeTold: false,
  beganWith: null,
  isSolvedAtOnce: null,
  requesterWaitSeconds: null,
  agentWaitSeconds: null,
  onHoldSeconds: null,
  assignedAt: null,
  reopenedAt: null,
} as const;

export function truthOf({ matters }: Centre): Facts {
  const tickets = matters.filter(hasTicket);
  return {
    ...noFacts,
    contacts: [...tickets.map(ticketOf), ...matters.filter((one) => !hasTicket(one)).flatMap(callsOf)],
    legs: matters.flatMap(legsOf),
    messages: tickets.flatMap(messagesOf),
    surveys: tickets.flatMap(surveysOf),
    verdicts: tickets.flatMap(verdictsOf),
  };
}

function ticketOf(matter: Matter): Contact {
  const { contact, course, customer, reason } = matter;
  const last = matter.standings.at(-1)!;
  const isSolved = last.status === "resolved";
  const change = contact.changes.findLast(({ at }) => isSolved && at === last.resolvedAt);
  const waits = change && toldOf({ contact, change });
  // Zendesk's clocks count whole minutes.
  const minutes = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : 60 * Math.floor(seconds / 60);
  return {
    ...{ ...untold, id: String(matter.number), openedAt: contact.openedAt },
    resolvedAt: isSolved ? last.resolvedAt : null,
    ...{ firstResolvedAt: last.firstResolvedAt, reopenedAt: last.reopenedAt, assignedAt: last.assignedAt },
    requesterWaitSeconds: minutes(waits?.requesterWaitSeconds),
    agentWaitSeconds: minutes(waits?.agentWaitSeconds),
    onHoldSeconds: minutes(waits?.onHoldSeconds),
    direction: course.way === "outbound" ? "outbound" : "inbound",
    ...{ customerId: customer?.id ?? null, tags: [...course.tags, reasonTag(reason)] },
    places: {
      ...{ ...nowhere, channel: contact.channel, department: contact.department },
      ...{ agent: last.agent, reason },
    },
  };
}

/** Of calls that nobody took, each is a contact of its own. */
function callsOf(matter: Matter): readonly Contact[] {
  return callsIn(matter.standings.at(-1)!.legs).map(([leg]) => ({
    ...{ ...untold, id: `call:${callId(matter, leg)}`, openedAt: leg.queuedAt },
    ...{ resolvedAt: leg.endedAt, firstResolvedAt: leg.endedAt, direction: leg.direction },
    ...{ customerId: matter.customer?.id ?? null, tags: null, isReopeningTold: false },
    ...{ isFinal: true, areSurveysTold: false },
    places: { ...nowhere, channel: "phone", department: leg.department },
  }));
}

/** A call in its queue with the agent who took it first, and each agent it was passed on to. */
function legsOf(matter: Matter): Facts["legs"] {
  if (matter.contact.channel !== "phone") return [];
  return callsIn(matter.standings.at(-1)!.legs).flatMap((call) => {
    const number = callId(matter, call[0]);
    return call.map((leg, index) => {
      const { queuedAt, answeredAt, endedAt, wrappedAt, direction, outcome } = leg;
      const { talkSeconds, holdSeconds, afterWorkSeconds, isTransferred } = leg;
      return {
        id: index === 0 ? `call:${number}` : `leg:${number}${index + 1}`,
        contactId: hasTicket(matter) ? String(matter.number) : `call:${number}`,
        ...{ queuedAt, answeredAt, endedAt, wrappedAt, direction, outcome },
        waitSeconds: (answeredAt ?? endedAt) - queuedAt,
        ...{ talkSeconds, holdSeconds, afterWorkSeconds, isTransferred, transferReason: null },
        // Talk tells the group of the call alone.
        places: { channel: "phone", department: call[0].department, agent: leg.agent },
      };
    });
  });
}

function messagesOf(matter: Matter): Facts["messages"] {
  return matter.standings.at(-1)!.messages.map(({ id, sentAt, author, isPublic, agent }) => ({
    ...{ id, contactId: String(matter.number), sentAt, author, isPublic },
    places: author === "agent" ? { agent } : {},
  }));
}

/** A good rating counts as five, a bad one as one; of the newer surveys only answers are told. */
function surveysOf(matter: Matter): Facts["surveys"] {
  const told = matter.standings.at(-1)!.surveys.find(({ kind }) => kind === "satisfaction");
  if (told === undefined) return [];
  const answered = matter.happenings.find(({ kind }) => kind === "survey-answered");
  const score = answered ? told.score : null;
  const common = { id: told.id, contactId: String(matter.number), kind: "satisfaction" } as const;
  const answeredAt = answered?.at ?? null;
  if (!isLegacy(matter))
    return answered ? [{ ...common, invitedAt: null, answeredAt, score, places: {} }] : [];
  const rated = score === null ? null : score >= 4 ? 5 : 1;
  const { department } = matter.contact;
  const places = { department, agent: matter.course.agent };
  return [{ ...common, invitedAt: told.invitedAt, answeredAt, score: rated, places }];
}

function verdictsOf(matter: Matter): Facts["verdicts"] {
  const met = new Map(
    matter.happenings.flatMap((each) => (each.kind === "target-met" ? [[each.verdict.id, each.at]] : [])),
  );
  return matter.happenings.flatMap((each) => {
    if (each.kind !== "target-applied") return [];
    const { id, metric, dueAt } = each.verdict;
    const achievedAt = met.get(id) ?? null;
    return [{ id, contactId: String(matter.number), metric, dueAt, achievedAt, places: {} }];
  });
}
