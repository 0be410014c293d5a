/** Cases and messages as they are served, version by version. */

import type { Message } from "../../messages.ts";
import type { Matter } from "../centre.ts";
import type { Standing } from "../happenings.ts";
import { agentId, departmentId } from "../members.ts";
import type { Told } from "../vendor.ts";
import {
  authorOf,
  caseId,
  group,
  type Profile,
  profileOf,
  profiles,
  tagsOf,
  userUrn,
  wayOf,
} from "./account.ts";

export const instant = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

export const guidOf = (profile: Profile, { id }: Pick<Message, "id">) =>
  `${profile.prefix}:${id.replace(/\D/g, "")}`;

/** Bots and notes are not in it: what the network does not show, its inbox does not have. */
export const isTold = ({ author, isPublic }: Message) => author !== "bot" && isPublic;

export function* recordsOf(matter: Matter): Generator<Told, void, void> {
  switch (wayOf(matter)) {
    case "case":
      yield* casesOf(matter);
      yield* messagesOf(matter, true);
      return;
    case "alone":
      yield* messagesOf(matter, false);
      return;
    case "review":
      yield* reviewsOf(matter);
      return;
    default:
  }
}

const updates: ReadonlySet<string> = new Set(["opened", "assigned", "resolved", "reopened", "touched"]);

/** A case changes whenever anything happens; `updated_time` stays where only a message came. */
function* casesOf(matter: Matter): Generator<Told, void, void> {
  let updated = matter.contact.openedAt;
  let closed: number | null = null;
  for (const standing of matter.standings) {
    if (standing.status === "deleted") return;
    if (standing.news.some(({ kind }) => updates.has(kind))) updated = standing.at;
    closed = standing.resolvedAt ?? closed;
    const body = caseBody(matter, standing, updated, closed);
    yield { stream: "cases", key: caseId(matter), version: "", at: standing.at * 1000, op: "upsert", body };
  }
}

function caseBody(matter: Matter, standing: Standing, updated: number, closed: number | null): string {
  const { contact } = matter;
  const profile = profileOf(matter);
  const messages = standing.messages
    .filter(isTold)
    .map(
      (message, index) =>
        `{"guid":"${guidOf(profile, message)}","msg_created_date":"${instant(message.sentAt)}",` +
        `"case_message_direction":"${message.author === "customer" ? "RECEIVED" : "SENT"}","is_anchor":${index === 0}}`,
    );
  const tags = tagsOf(matter).map(
    (id) =>
      `{"tag_id":${id},"updated_by":"urn:spt:core:automated_rule:7","updated_time":"${instant(contact.openedAt)}"}`,
  );
  const assigned = standing.agent === null ? "" : `"${userUrn(standing.agent)}"`;
  return (
    `{"case_id":"${caseId(matter)}","type":"support","group_id":"${group}","priority":"LOW",` +
    `"status":"${standing.resolvedAt === null ? "OPEN" : "CLOSED"}","messages":[${messages.join(",")}],` +
    `"created_by":"urn:spt:core:automated_rule:7","created_time":"${instant(contact.openedAt)}",` +
    `"updated_time":"${instant(updated)}","last_closed_time":${closed === null ? "null" : `"${instant(closed)}"`},` +
    `"queue_id":"${departmentId(contact.department)}","assigned_to":[${assigned}],"assigned_by":null,"tags":[${tags.join(",")}]}`
  );
}

/** What has been done with the first message of a contact, each thing once. */
interface Acts {
  readonly tag: number | null;
  readonly reply: number | null;
  readonly complete: number | null;
  readonly agent: string | null;
}

const nothing: Acts = { tag: null, reply: null, complete: null, agent: null };

/** Of the first message a version for each thing done with it; the others stay as they came. */
function* messagesOf(matter: Matter, isCase: boolean): Generator<Told, void, void> {
  const last = matter.standings.findLast(({ status }) => status !== "deleted");
  const told = last?.messages.filter(isTold) ?? [];
  const first = told[0];
  for (const message of told) {
    if (!isCase && message !== first) continue;
    // Some are put into their case a minute late, by the rule that tags them.
    const isLate = isCase && message === first && matter.number % 4 === 0;
    let acts = nothing;
    yield versionOf(matter, message, acts, isCase && !isLate, message.sentAt);
    if (message !== first) continue;
    if (isLate) {
      acts = { ...acts, tag: message.sentAt + 60 };
      yield versionOf(matter, message, acts, true, message.sentAt + 60);
    }
    for (const [at, change] of doneWith(matter, message, told)) {
      acts = { ...acts, ...change };
      yield versionOf(matter, message, acts, isCase, Math.max(at, acts.tag ?? 0));
    }
  }
}

/** The first reply and the first completion, in the order they came. */
export function doneWith(
  matter: Matter,
  first: Message,
  told: readonly Message[],
): readonly (readonly [number, Partial<Acts>])[] {
  const reply = told.find(({ author, sentAt }) => author === "agent" && sentAt >= first.sentAt);
  const done = matter.happenings.find(({ kind, at }) => kind === "resolved" && at >= first.sentAt)?.at;
  const acts: [number, Partial<Acts>][] = [];
  if (reply) acts.push([reply.sentAt, { reply: reply.sentAt, agent: reply.agent }]);
  if (done !== undefined) acts.push([done, { complete: done }]);
  return acts.sort(([a], [b]) => a - b);
}

function versionOf(matter: Matter, message: Message, acts: Acts, inCase: boolean, at: number): Told {
  const profile = profileOf(matter);
  const guid = guidOf(profile, message);
  const isOwn = message.author === "agent";
  const actor = acts.agent === null ? "" : `,"actor":{"id":${agentId(acts.agent)}}`;
  const act = (name: string, time: number | null, who = "") =>
    time === null ? [] : [`"first_${name}":{"action_time":"${instant(time)}"${who}}`];
  const done = [
    ...act("tag", acts.tag),
    ...act("reply", acts.reply, actor),
    ...act("complete", acts.complete),
  ];
  const sender = isOwn && message.agent !== null ? `,"sent_by":{"id":${agentId(message.agent)}}` : "";
  const tags = tagsOf(matter).map((id) => `{"id":${id}}`);
  const body =
    `{"guid":"${guid}","created_time":"${instant(message.sentAt)}","network":"${profile.network}",` +
    `"post_type":"${profile.type}","post_category":"${profile.prefix === "igdm" ? "DIRECT_MESSAGE" : "POST"}",` +
    `"from":{"guid":"${isOwn ? profile.guid : authorOf(matter, profile)}"},"profile_guid":"${profile.guid}",` +
    `"customer_profile_id":${profile.id},"internal":{"tags":[${tags.join(",")}]${sender}},` +
    `"activity_metadata":[${done.length === 0 ? "" : `{${done.join(",")}}`}],` +
    `${inCase ? `"case_id":"${caseId(matter)}",` : ""}"language_code":"${matter.language}"}`;
  return { stream: "messages", key: guid, version: "", at: at * 1000, op: "upsert", body };
}

/** Who was asked by telephone how satisfied they are writes a review instead. */
function* reviewsOf(matter: Matter): Generator<Told, void, void> {
  for (const happening of matter.happenings) {
    if (happening.kind !== "survey-answered" || happening.survey.kind !== "satisfaction") continue;
    const { survey, at } = happening;
    const profile = profiles.google;
    const guid = guidOf(profile, survey);
    const body =
      `{"guid":"${guid}","created_time":"${instant(at)}","network":"${profile.network}","post_type":"${profile.type}",` +
      `"post_category":"REVIEW","from":{"guid":"${authorOf(matter, profile)}"},"profile_guid":"${profile.guid}",` +
      `"customer_profile_id":${profile.id},"internal":{"tags":[]},"activity_metadata":[],"language_code":"un",` +
      `"review_ratings":[{"value":${survey.score},"scale":5}]}`;
    yield { stream: "messages", key: guid, version: "", at: at * 1000, op: "upsert", body };
  }
}
