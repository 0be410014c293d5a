/** What the account has: profiles, people, queues and tags, and which of the centre's contacts come through it. */

import { reasons } from "../../centre.ts";
import type { Centre, Matter } from "../centre.ts";
import { agentId, agentMembers, departmentMembers, reasonId } from "../members.ts";
import type { Told } from "../vendor.ts";

export const group = "1330748";

export interface Profile {
  readonly id: string;
  readonly network: "INSTAGRAM" | "TWITTER" | "GOOGLE";
  readonly type: string;
  /** What stands before the ids of its messages. */
  readonly prefix: string;
  readonly guid: string;
}

export const profiles = {
  instagram: {
    id: "492001",
    network: "INSTAGRAM",
    type: "INSTAGRAM_DIRECT_MESSAGE",
    prefix: "igdm",
    guid: "ibp:17841400000000001",
  },
  twitter: { id: "492002", network: "TWITTER", type: "TWEET", prefix: "t", guid: "twp:9007199254740993" },
  google: {
    id: "492003",
    network: "GOOGLE",
    type: "GOOGLE_REVIEW",
    prefix: "gmbr",
    guid: "gmb:139558638418",
  },
} as const satisfies Readonly<Record<string, Profile>>;

/** How a contact comes: a conversation that is a case, a message that never becomes one, or a review after a call. */
export type Way = "case" | "alone" | "review" | "none";

export function wayOf({ contact, number }: Pick<Matter, "contact" | "number">): Way {
  if (contact.channel === "chat") return "case";
  if (contact.channel === "phone") return "review";
  return number % 3 === 0 ? "alone" : "case";
}

export const profileOf = (matter: Matter): Profile =>
  matter.contact.channel === "chat" ? profiles.instagram : profiles.twitter;

export const caseId = ({ number }: Matter) => String(19_000_000_000 + number);

/** The customer's profile, as its network numbers it: some are longer than a double can hold. */
export const authorOf = (matter: Matter, profile: Profile) =>
  `${profile.prefix}pr:${matter.customer ? 90_071_992_547_409_931n + BigInt(matter.customer.number) : `x${matter.number}`}`;

export const userUrn = (agent: string) => `urn:spt:core:account_login:${agentId(agent)}`;

/** Tags of a contact; its reason is one of them. */
export function tagsOf({ contact, course }: Matter): readonly string[] {
  return [reasonId(contact.reason), ...course.tags.map(tagId)];
}

const others = ["complaint", "known-answer", "vip"] as const;
const tagId = (name: string) => String(88_000_001 + others.indexOf(name as (typeof others)[number]));
export const reasonTag = "reason: ";

/** Everything that is listed, as it was when the account began. */
export function* listed({ since }: Centre): Generator<Told, void, void> {
  const told = (stream: string, key: string, body: string): Told => ({
    ...{ stream, key, version: "", at: since * 1000, visibleAt: 0, op: "upsert", body },
  });
  for (const { id, network, guid } of Object.values(profiles))
    yield told(
      "profiles",
      id,
      `{"customer_profile_id":${id},"network_type":"${network.toLowerCase()}","name":"Northwind ${network}","native_id":"${guid}","groups":[${group}]}`,
    );
  yield told("groups", group, `{"group_id":${group},"name":"Northwind social"}`);
  const tags = [
    ...reasons.map(({ name }) => [reasonId(name), `${reasonTag}${name}`] as const),
    ...others.map((name) => [tagId(name), name] as const),
  ];
  for (const [id, text] of tags)
    yield told(
      "tags",
      id,
      `{"tag_id":${id},"any_group":true,"active":true,"text":${JSON.stringify(text)},"type":"LABEL","groups":[]}`,
    );
  for (const { id, name, email } of agentMembers)
    yield told("users", id, `{"id":${id},"name":${JSON.stringify(name)},"email":"${email}"}`);
  for (const { id, name } of departmentMembers) {
    yield told("teams", id, `{"id":"${id}","name":"${name} team","description":""}`);
    yield told("queues", id, `{"id":"${id}","name":"${name}","description":"","associated_teams":["${id}"]}`);
  }
}
