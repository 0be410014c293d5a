/** What the simulated centre knows of its contacts, as much of it as LiveAgent can tell. */

import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import { isCallOnly, ticketKey } from "../../../../world/vendors/liveagent/records.ts";
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
} as const;

export function truthOf(centre: Centre): Facts {
  const { matters } = centre;
  return {
    ...noFacts,
    contacts: matters.map((matter) => (isCallOnly(matter) ? callOf(matter) : ticketOf(matter))),
    legs: matters.flatMap(legsOf),
    messages: matters.flatMap(messagesOf),
    surveys: matters.filter((one) => !isCallOnly(one)).flatMap(surveysOf),
    agentTime: centre.days
      .flatMap((day) => centre.agentTime(day))
      .filter(({ activity }) => activity === "logged_in")
      .map(({ from, to, location: _, ...time }) => ({
        ...time,
        startedAt: from,
        endedAt: to,
        location: null,
      })),
  };
}

function ticketOf(matter: Matter): Contact {
  const { contact, course, customer, reason } = matter;
  const last = matter.standings.at(-1)!;
  return {
    ...{ ...untold, id: ticketKey(matter), openedAt: contact.openedAt, direction: "inbound" },
    resolvedAt: last.status === "resolved" ? last.resolvedAt : null,
    ...{ firstResolvedAt: last.firstResolvedAt, reopenedAt: last.reopenedAt, assignedAt: last.assignedAt },
    ...{ customerId: customer?.id ?? null, tags: course.tags },
    places: {
      ...{ ...nowhere, channel: contact.channel, department: contact.department },
      ...{ agent: last.agent, reason },
    },
  };
}

/** Of a call that is all there was, only what the exchange heard; the customer is a number, and another than the ticket's. */
function callOf(matter: Matter): Contact {
  const { contact, customer } = matter;
  const last = matter.standings.at(-1)!;
  return {
    ...{
      ...untold,
      id: idOf(matter),
      openedAt: contact.openedAt,
      reopenedAt: null,
      assignedAt: null,
      tags: null,
      isReopeningTold: false,
      isFinal: true,
      areSurveysTold: false,
    },
    ...{ resolvedAt: last.resolvedAt, firstResolvedAt: last.resolvedAt },
    direction: last.legs[0]?.direction ?? "inbound",
    customerId: customer?.phone ?? null,
    places: { ...nowhere, channel: "phone" },
  };
}

const idOf = (matter: Matter) => (isCallOnly(matter) ? `call:${matter.id}` : ticketKey(matter));

function legsOf(matter: Matter): Facts["legs"] {
  if (matter.contact.channel !== "phone") return [];
  return matter.standings.at(-1)!.legs.map(({ id, queuedAt, answeredAt, endedAt, direction }) => ({
    ...{ id, contactId: idOf(matter), queuedAt, answeredAt, endedAt, wrappedAt: null, direction },
    outcome: answeredAt === null ? "abandoned" : "answered",
    waitSeconds: (answeredAt ?? endedAt) - queuedAt,
    talkSeconds: answeredAt === null ? null : endedAt - answeredAt,
    ...{ holdSeconds: null, afterWorkSeconds: null, isTransferred: false, transferReason: null },
    tells: ["answered", "abandoned"],
    places: { channel: "phone" },
  }));
}

function messagesOf(matter: Matter): Facts["messages"] {
  return matter.standings.at(-1)!.messages.map(({ id, sentAt, author, isPublic, agent }) => ({
    ...{ id, contactId: idOf(matter), sentAt, author, isPublic },
    places: author === "agent" ? { agent } : {},
  }));
}

/** A thumb up counts as five, one down as one. */
function surveysOf(matter: Matter): Facts["surveys"] {
  return matter.happenings.flatMap((each) =>
    each.kind === "survey-answered" && each.survey.kind === "satisfaction"
      ? [
          {
            ...{ id: each.survey.id, contactId: idOf(matter), kind: "satisfaction", invitedAt: null },
            ...{ answeredAt: each.at, score: (each.survey.score ?? 0) >= 4 ? 5 : 1, places: {} },
          } as const,
        ]
      : [],
  );
}
