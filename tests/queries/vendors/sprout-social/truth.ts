/** What the simulated centre knows of its contacts, as much of it as Sprout Social can tell. */

import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import {
  authorOf,
  caseId,
  profileOf,
  profiles,
  reasonTag,
  wayOf,
} from "../../../../world/vendors/sprout-social/account.ts";
import { doneWith, guidOf, isTold } from "../../../../world/vendors/sprout-social/records.ts";
import { type Facts, noFacts, nowhere } from "../../../oracle/index.ts";

type Contact = Facts["contacts"][number];

const untold = {
  assignedAt: null,
  handedOverAt: null,
  direction: "inbound",
  outcome: null,
  isOutcomeTold: false,
  areSurveysTold: false,
  beganWith: null,
  isSolvedAtOnce: null,
  requesterWaitSeconds: null,
  agentWaitSeconds: null,
  onHoldSeconds: null,
} as const;
/** Readers are shown names; facts hold ids. */
const agentOf = (name: string | null | undefined) => name ?? null;
const labels = ({ contact, course }: Matter) => [`${reasonTag}${contact.reason}`, ...course.tags];

export function truthOf({ matters }: Centre): Facts {
  const told = matters.map(factsOf);
  return {
    ...noFacts,
    contacts: told.flatMap(({ contacts = [] }) => contacts),
    messages: told.flatMap(({ messages = [] }) => messages),
    surveys: told.flatMap(({ surveys = [] }) => surveys),
  };
}

function factsOf(matter: Matter): Partial<Facts> {
  switch (wayOf(matter)) {
    case "case":
      return caseOf(matter);
    case "alone":
      return aloneOf(matter);
    default:
      return reviewOf(matter);
  }
}

function caseOf(matter: Matter): Partial<Facts> {
  const { contact, reason } = matter;
  const last = matter.standings.at(-1)!;
  const isDirect = contact.channel === "chat";
  const id = caseId(matter);
  const one: Contact = {
    ...{
      ...untold,
      id,
      openedAt: contact.openedAt,
      customerId: authorOf(matter, profileOf(matter)),
      tags: labels(matter),
    },
    resolvedAt: last.status === "resolved" ? last.resolvedAt : null,
    ...{ firstResolvedAt: last.firstResolvedAt, reopenedAt: last.reopenedAt },
    places: {
      ...{ ...nowhere, channel: isDirect ? "social_dm" : "social_public", department: contact.department },
      ...{ agent: agentOf(last.agent), reason, queue: contact.department },
    },
  };
  const messages = last.messages.filter(isTold).map(({ id: message, sentAt, author, agent }) => ({
    ...{ id: message, contactId: id, sentAt, author, isPublic: true },
    places: author === "agent" ? { agent: agentOf(agent) } : {},
  }));
  return { contacts: [one], messages };
}

/** Only the first message, the first reply to it and its completion are known. */
function aloneOf(matter: Matter): Partial<Facts> {
  const { contact, reason } = matter;
  const told = matter.standings.at(-1)!.messages.filter(isTold);
  const [first] = told;
  if (first === undefined) return {};
  const profile = profileOf(matter);
  const id = `message:${guidOf(profile, first)}`;
  const acts = Object.assign({}, ...doneWith(matter, first, told).map(([, act]) => act));
  const done: number | null = acts.complete ?? null;
  const agent = agentOf(acts.agent);
  const one: Contact = {
    ...{
      ...untold,
      id,
      openedAt: contact.openedAt,
      resolvedAt: done,
      firstResolvedAt: done,
      reopenedAt: null,
      isReopeningTold: false,
      isFinal: true,
    },
    ...{ customerId: authorOf(matter, profile), tags: labels(matter) },
    places: { ...nowhere, channel: "social_public", agent, reason },
  };
  const asked = {
    ...{ id: first.id, contactId: id, sentAt: first.sentAt },
    author: "customer",
    isPublic: true,
  } as const;
  const reply = {
    ...asked,
    id: `${first.id} reply`,
    sentAt: acts.reply,
    author: "agent",
    places: { agent },
  } as const;
  return { contacts: [one], messages: [{ ...asked, places: {} }, ...(acts.reply ? [reply] : [])] };
}

function reviewOf(matter: Matter): Partial<Facts> {
  const asked = matter.happenings.find((each) => each.kind === "survey-answered");
  if (asked?.kind !== "survey-answered" || asked.survey.kind !== "satisfaction") return {};
  const id = `message:${guidOf(profiles.google, asked.survey)}`;
  const one: Contact = {
    ...{ ...untold, id, openedAt: asked.at, resolvedAt: null, firstResolvedAt: null, reopenedAt: null },
    ...{ customerId: authorOf(matter, profiles.google), tags: [] },
    places: { ...nowhere, channel: "review" },
  };
  const score = { contactId: id, kind: "satisfaction", invitedAt: null, answeredAt: asked.at } as const;
  const message = {
    id,
    contactId: id,
    sentAt: asked.at,
    author: "customer",
    isPublic: true,
    places: {},
  } as const;
  return {
    contacts: [one],
    messages: [message],
    surveys: [{ ...score, id, score: asked.survey.score, places: {} }],
  };
}
