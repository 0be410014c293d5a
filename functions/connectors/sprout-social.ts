/**
 * Sprout Social: messages of the inbox, cases, and the lists that name people, groups, queues and tags.
 *
 * Documented by the vendor (https://api.sproutsocial.com/docs): the addresses; reads by POST with a JSON body; filters
 * and their names; fields by name, without which only `guid` comes; pages of at most 100, `paging.next_cursor`, no
 * `paging` on the last page, 400 for a token that is not known; at most a week of cases in one query; cases in the zone
 * America/Chicago unless the request names another; 202 for not ready yet; 60 requests a minute and 250,000 a month of an
 * account; `updated_time` of a case does not move with its messages, `latest_activity_time` does; of messages from
 * Google the last 30 days only, of Yelp, Trustpilot, TripAdvisor and Glassdoor none; deleted tags are no longer listed,
 * and of users, teams and queues only active ones are.
 *
 * Assumed: that queries for messages and cases are cut off after 10,000 results, as those for analytics are; that
 * `group_id` may be left out (the page says what happens "if" it is given); at most 100 profiles in one query; that a
 * message whose `profile_guid` is its `from.guid` is the organisation's own; the shape of `activity_metadata`,
 * `review_ratings` and of the lists in a case, whose example is not JSON. Whether the end of a range belongs to it is
 * not said: windows share their ends. Neither messages nor cases carry a number that rises with every change, so what
 * was landed last is the newest.
 *
 * Messages are read before cases, because a case names its messages and is the last to know; the lists come last, so
 * that whoever is named is in them. Text, names and pictures are not even asked for.
 */

import { startOfDay } from "../core/period.ts";
import type { ApiSource } from "../core/source.ts";
import type { Connector, Cursor, Page, ReadContext, Stream } from "./connector.ts";
import { shareOf } from "./share.ts";
import { recordsIn, sliceAt, textAt } from "./slices.ts";
import { directory } from "./sprout-social-directory.ts";
import { admitted, grouped, naming, withoutRefused } from "./sprout-social-profiles.ts";
import { askedFor, type Query, recordsOf } from "./sprout-social-query.ts";
import {
  beginRound,
  cursorOf,
  forward,
  type Leg,
  lookBack,
  reached,
  type Standing,
  safetyLag,
  standingOf,
  wholeSecond,
} from "./sprout-social-round.ts";
import { rangeText, retried } from "./sprout-social-window.ts";
import { VendorError, type VendorHttp } from "./vendor.ts";

/** What the connector needs to know of a source. */
export type SproutSocialSource = Pick<ApiSource, "account" | "since" | "zone" | "settings">;

/** How the vendor is reached. */
export function sproutSocialAccess({ address }: Pick<ApiSource, "address">, secret: string) {
  return {
    address: address ?? "https://api.sproutsocial.com/v1",
    authorise: () => ({ headers: { authorization: `Bearer ${secret}` } }),
    limits: { sprout: { perMinute: 60, perMonth: 250_000 } },
    secrets: [secret],
  };
}

const day = 86_400_000;
/** The most that may be asked of cases at once; as much of messages is mostly below the ceiling. */
const longest = 7 * day;
/** Replies, tags and completions of messages older than this are not noticed any more. */
const memory = 90 * day;
/** Milliseconds with which a run ends rather than ask once more. */
const spare = 30_000;

export function sproutSocial(source: SproutSocialSource, http: VendorHttp): Connector {
  const since = Date.parse(startOfDay(source.since, source.zone));
  const messages: Query = {
    stream: "messages",
    path: `/${encodeURIComponent(source.account)}/messages`,
    key: "guid",
    eventAt: "created_time",
    fields: messageFields,
  };
  const cases: Query = {
    stream: "cases",
    path: `/${encodeURIComponent(source.account)}/cases/filter`,
    key: "case_id",
    eventAt: "updated_time",
  };
  return {
    streams: [
      {
        name: "messages",
        personal: { hashed: ["from.guid", "profile_guid"], dropped: neverAsked },
        read: (from, context) =>
          rounds(http, messages, from, context, since, async (standing, at) =>
            messageLegs(standing, at, start(standing, since, context.now()), await profilesOf(source, http)),
          ),
      },
      {
        name: "cases",
        isOptional: true,
        personal: null,
        read: (from, context) =>
          rounds(http, cases, from, context, since, async (standing, at) => [
            {
              by: "latest_activity_time",
              among: [],
              from: start(standing, since, context.now()),
              to: at,
              longest,
            },
          ]),
      },
      ...directories.map((each): Stream => directory(source.account, http, each)),
    ],
  };
}

const messageFields = [
  ...["guid", "created_time", "network", "post_type", "post_category", "from.guid", "profile_guid"],
  ...["customer_profile_id", "internal.tags.id", "internal.sent_by.id", "activity_metadata", "case_id"],
  ...["language_code", "review_ratings"],
] as const;

/** Should an answer ever hold more than it was asked for. */
const neverAsked = [
  ...[
    "text",
    "title",
    "from.name",
    "from.screen_name",
    "from.profile_picture",
    "perma_link",
    "inbox_permalink",
  ],
  ...["internal.sent_by.email", "internal.sent_by.first_name", "internal.sent_by.last_name"],
];

/** Tags, users and the others, whole each time. A plan without cases has no queues and perhaps no teams. */
const directories = [
  { name: "profiles", path: "", key: "customer_profile_id", dropped: [] },
  { name: "groups", path: "/groups", key: "group_id", dropped: [] },
  { name: "tags", path: "/tags", key: "tag_id", dropped: [] },
  { name: "users", path: "/users", key: "id", dropped: ["email"] },
  { name: "teams", path: "/teams", key: "id", dropped: [], isOptional: true },
  { name: "queues", path: "/queues", key: "id", dropped: [], isOptional: true },
] as const;

/** Reads the round that was left, then one up to now. */
async function* rounds(
  http: VendorHttp,
  query: Query,
  from: Cursor | null,
  context: ReadContext,
  since: number,
  legsOf: (standing: Standing, at: number) => Promise<readonly Leg[]>,
): AsyncGenerator<Page, void, void> {
  const began = context.now();
  let standing = standingOf(from);
  for (let isOwn = false; ; ) {
    if (standing.round === null) {
      const at = wholeSecond(context.now() - safetyLag);
      standing = beginRound(standing, at, await legsOf(standing, at));
      isOwn = true;
      if (standing.round === null && standing.through !== at) return;
    }
    const read =
      standing.round === null ? { standing, records: [], notes: [] } : await step(http, query, standing);
    standing = read.standing;
    const done = isOwn && standing.round === null;
    const watermark = standing.through === null ? null : new Date(standing.through).toISOString();
    const share = done ? 1 : shareOf(reached(standing, since), since, began);
    yield { records: read.records, next: cursorOf(standing), done, share, watermark, notes: read.notes };
    if (done || context.msLeft() < spare) return;
  }
}

/** One request, and where the stream is after it. */
async function step(http: VendorHttp, query: Query, standing: Standing) {
  const round = standing.round as NonNullable<Standing["round"]>;
  const leg = round.legs[round.leg] as Leg;
  try {
    const answer = await askedFor(http, query, leg, round.window);
    const records = recordsOf(query, standing.requests + 1, answer.bodies);
    const read = answer.next === null ? admitted(standing, leg) : standing;
    return { standing: forward(read, { ...round, isAnswered: true }, answer.next), records, notes: [] };
  } catch (failure) {
    if (failure instanceof VendorError && (failure.kind === "forbidden" || failure.kind === "missing"))
      return { ...withoutRefused(standing, round, failure), records: [] };
    const { window, note } = retried(round.window, leg, failure);
    const notes = [{ kind: "told", name: query.stream, message: note } as const];
    return { standing: forward(standing, round, window), records: [], notes };
  }
}

function start(standing: Standing, since: number, now: number): number {
  return standing.through === null ? since : standing.through - lookBack(standing, now);
}

/**
 * Two sweeps: what was written since, then what was done since with what was written before. The first reading needs
 * the first only: it finds every message as it is now.
 */
function messageLegs(standing: Standing, at: number, usual: number, { own, ids }: Profiles): readonly Leg[] {
  const groups = grouped(ids, standing).map((some) => ({
    among: [...own, naming(some)],
    // Of one that was refused, what was missed meanwhile is read first of all.
    from: Math.min(usual, standing.refused?.[some[0] ?? ""] ?? usual),
  }));
  const written = groups.map((group): Leg => ({ by: "created_time", ...group, to: at, longest }));
  if (standing.through === null) return written;
  const done = groups.map(({ among, from }): Leg => {
    // The range of actions must not begin before that of the messages.
    const old = `created_time.in(${rangeText({ from: Math.min(at - memory, from), to: at })})`;
    return { by: "action_last_update_time", among: [...among, old], from, to: at, longest };
  });
  return [...written, ...done];
}

interface Profiles {
  /** Filters beside them. */
  readonly own: readonly string[];
  readonly ids: readonly string[];
}

/** All profiles of the account, or of one group of it. */
async function profilesOf(source: SproutSocialSource, http: VendorHttp): Promise<Profiles> {
  const path = `/${encodeURIComponent(source.account)}/metadata/customer`;
  const { text } = await http.send({ path, group: "sprout", expects: "data" });
  const group = source.settings.group;
  const ids = recordsIn(text, "data")
    .filter((one) => !group || (sliceAt(one, "groups") ?? "").match(/\d+/g)?.includes(group))
    .map((one) => textAt(one, "customer_profile_id"))
    .filter((id) => id !== undefined)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return { own: group ? [`group_id.eq(${group})`] : [], ids };
}
