/** Tickets, and what was written in those that changed. */

import { isTime, moved } from "../core/wall.ts";
import type { Note, Page, RawRecord, ReadContext, Stream } from "./connector.ts";
import { type Changed, type Changes, changedTickets } from "./liveagent-changes.ts";
import { onlyField } from "./liveagent-fields.ts";
import {
  type Account,
  asked,
  isLast,
  mostRecords,
  recordOf,
  type Shape,
  safetyLag,
  said,
  sized,
  turned,
  wallShare,
} from "./liveagent-records.ts";
import { remember, rememberedLast, type Seen, unseen } from "./liveagent-seen.ts";
import { recordsIn, sliceAt, textAt } from "./slices.ts";
import { VendorError } from "./vendor.ts";

export function tickets(account: Account): Stream {
  const { settings, keepsPersonal } = account.source;
  const reason = settings.reason_field;
  const shown = (ticket: string) => (reason && !keepsPersonal ? onlyField(ticket, reason) : ticket);
  const shape: Shape = {
    ...{ stream: "tickets", versions: ["date_changed"], zone: account.zoneV3 },
    key: (ticket) => textAt(ticket, "id"),
    isDeleted: (ticket) => textAt(ticket, "status") === "X",
  };
  return {
    name: "tickets",
    personal: {
      hashed: ["owner_contactid", "owner_email"],
      dropped: [
        "owner_name",
        "subject",
        "preview",
        "public_access_urlcode",
        ...(reason ? [] : ["custom_fields"]),
      ],
    },
    async *read(from, context) {
      let { list, seen } = (from as Listed | null) ?? { list: null, seen: {} };
      for await (const page of changedTickets(account, list, context)) {
        const { next, watermark, until } = page;
        const all = page.tickets.map((ticket, index) => recordOf(shape, shown(ticket), next.n, index));
        const records = unseen(seen, all, until);
        list = next;
        if (watermark !== null) seen = rememberedLast(seen, all, { until, since: next.from });
        const done = watermark !== null;
        const share = done ? 1 : wallShare(account, account.zoneV3, next.from, page.start);
        yield { records, next: { v: 1, list, seen }, done, share, watermark, notes: [] };
        remember(seen, all, until);
      }
    },
  };
}

type Listed = { readonly v: 1; readonly list: Changes | null; readonly seen: Seen };

type Written = {
  readonly v: 1;
  readonly n: number;
  /** Where the list of changed tickets goes on. */
  readonly list: Changes | null;
  /** Of this reading: what it will say when the last of `left` is read; null while the list goes on. */
  readonly watermark: string | null;
  /** The tickets of the last page of the list whose messages are still to be read, with the time of their change. */
  readonly left: readonly (readonly [ticket: string, changed: string])[];
  /** The page of the first of them that comes next. */
  readonly page: number;
  readonly size: number;
  /** The first group of its first page: a list that knows no pages is given whole again for every one of them. */
  readonly first: string;
  /**
   * Of the tickets that the list will name again, the change they have been read at; with when that was, where it was so
   * soon after that they are read once more. Grows in place.
   */
  readonly settled: Record<string, string>;
  /** A ticket that changed later than this may still be joined by a message of the same second. */
  readonly settledUntil: string;
  /** When this reading began, in milliseconds. */
  readonly start: number;
};

const nothing = (): Written => ({
  ...{ v: 1, n: 0, list: null, watermark: null, left: [], page: 1, size: mostRecords },
  ...{ first: "", settled: {}, settledUntil: "", start: 0 },
});

/**
 * The list is read again for its own sake: what a position says must not depend on another stream's. A record is one
 * message, because a ticket and the kind of its group stand beside it and not in it: they are in its key.
 */
export function messages(account: Account): Stream {
  return {
    name: "messages",
    personal: { hashed: [], dropped: ["message"] },
    async *read(from, context) {
      let at = (from as Written | null) ?? nothing();
      const read = new Set<string>();
      for await (const changed of parentsOf(account, at, context)) {
        if (changed !== null) at = takenUp(at, changed, read);
        while (at.left.length > 0) {
          const { settles, ...page } = await messagesOf(account, at, read);
          const share = wallShare(account, account.zoneV3, at.left[0]?.[1] ?? "", at.start);
          at = page.next;
          yield { ...page, done: false, share, watermark: null };
          // Not before the page is kept: a position that is taken back must not know of it.
          if (settles) at.settled[settles[0]] = settles[1];
        }
        if (at.watermark === null) continue;
        const { watermark } = at;
        yield { records: [], next: ended(at), done: true, share: 1, watermark, notes: [] };
        return;
      }
    },
  };
}

/** First null, for what a reading before left; then the pages of the list, unless that had come to its end. */
async function* parentsOf(account: Account, at: Written, context: ReadContext) {
  yield null;
  if (at.watermark === null) yield* changedTickets(account, at.list, context);
}

function takenUp(
  at: Written,
  { tickets: found, next, watermark, newest, start }: Changed,
  read: Set<string>,
): Written {
  const left = found.flatMap((ticket) => {
    const [id, changed] = [textAt(ticket, "id"), textAt(ticket, "date_changed")];
    if (!id || !isTime(changed) || at.settled[id] === changed || read.has(`${id} ${changed}`)) return [];
    return [[id, changed] as const];
  });
  const settledUntil = newest === "" ? "" : moved(newest, -safetyLag);
  return { ...at, list: next, watermark, left, page: 1, settledUntil, start };
}

/** Between two readings: of what is settled, only what the next list will name is worth remembering. */
function ended(at: Written): Written {
  const since = at.list?.from ?? "";
  const kept = Object.entries(at.settled).filter(([, changed]) => changed >= since);
  return { ...at, watermark: null, settled: Object.fromEntries(kept) };
}

type Some = Pick<Page, "records" | "notes"> & {
  readonly next: Written;
  readonly settles?: readonly [ticket: string, changed: string];
};

/** One page of the messages of one ticket. */
async function messagesOf(account: Account, at: Written, read: Set<string>): Promise<Some> {
  const [[ticket, changed] = ["", ""], ...others] = at.left;
  const pageAt = (smaller: number) => (at.page - 1) * (at.size / smaller) + 1;
  const goOn = { ...at, n: at.n + 1, left: others, page: 1, size: mostRecords };
  try {
    const { answer, size } = await sized(at.size, (smaller) =>
      account.http.send(
        asked(`/tickets/${encodeURIComponent(ticket)}/messages`, {
          _page: String(pageAt(smaller)),
          _perPage: String(smaller),
        }),
      ),
    );
    const groups = recordsIn(answer.text, "");
    const records = recordsOf(account, ticket, groups, goOn.n);
    const first = textAt(groups[0] ?? "{}", "id") ?? "";
    const isRepeated = at.page > 1 && groups.length > 1 && first === at.first;
    if (!isRepeated && !isLast(groups.length, size)) {
      const next = { ...at, n: goOn.n, ...turned(pageAt(size), size) };
      return { records, notes: [], next: { ...next, first: at.page === 1 ? first : at.first } };
    }
    read.add(`${ticket} ${changed}`);
    return { records, notes: [], next: goOn, settles: [ticket, markOf(at, ticket, changed)] };
  } catch (error) {
    if (!(error instanceof VendorError) || (error.kind !== "forbidden" && error.kind !== "missing"))
      throw error;
    read.add(`${ticket} ${changed}`);
    return { records: [], notes: [passedOver(ticket, error)], next: goOn };
  }
}

/** The change alone once nothing can join it any more: later ones are known, or it was read some minutes ago as well. */
function markOf({ settled, settledUntil, start }: Written, ticket: string, changed: string): string {
  const [before, at] = settled[ticket]?.split("|") ?? [];
  const first = before === changed && at !== undefined ? Number(at) : start;
  const isSettled = changed <= settledUntil || start - first >= safetyLag * 1000;
  return isSettled ? changed : `${changed}|${first}`;
}

/** Asked for again with every reading while the list names it, and whenever it changes. */
const passedOver = (ticket: string, { message }: VendorError): Note =>
  said("messages", `The messages of ticket ${ticket} were passed over. ${message}`);

function recordsOf(
  { zoneV3 }: Account,
  ticket: string,
  groups: readonly string[],
  request: number,
): readonly RawRecord[] {
  let count = 0;
  return groups.flatMap((group) => {
    const parts = [ticket, textAt(group, "id") ?? "", textAt(group, "type") ?? ""].map(encodeURIComponent);
    const shape: Shape = {
      ...{ stream: "messages", versions: ["datecreated"], zone: zoneV3 },
      key: (message) => {
        const id = textAt(message, "id");
        return id && [...parts, encodeURIComponent(id)].join("/");
      },
    };
    if (!sliceAt(group, "messages")?.startsWith("[")) return [];
    return recordsIn(group, "messages").map((message) => recordOf(shape, message, request, count++));
  });
}
