/** Lists that are read in windows of time, page by page behind a cursor. */

import { isTime } from "../core/wall.ts";
import type { Note, PersonalPaths, Stream } from "./connector.ts";
import {
  type Account,
  asked,
  filtersOf,
  larger,
  mostRecords,
  recordOf,
  type Shape,
  said,
  sized,
  wallShare,
} from "./liveagent-records.ts";
import { remember, unseen } from "./liveagent-seen.ts";
import { closed, opened, type Window, watermarkOf } from "./liveagent-windows.ts";
import { recordsIn, textAt } from "./slices.ts";
import { VendorError } from "./vendor.ts";

export interface ListOptions {
  readonly name: string;
  readonly path: string;
  /** The time the window is of, and by which the list is sorted. */
  readonly field: string;
  readonly versions: readonly string[];
  readonly personal: PersonalPaths;
}

type Listed = Window & {
  /** What the vendor calls the next page; empty before the first. */
  readonly token: string;
  readonly size: number;
  /** Everything of the window before this time was read; null where a page did not come in the order of its times. */
  readonly reached: string | null;
};

/** How often, in one reading, the vendor may forget where it is. */
const mostForgotten = 3;

/** A list whose next page is named in a header of the answer, until there is none. */
export function cursorList(account: Account, options: ListOptions): Stream {
  const { name, personal, versions } = options;
  const shape: Shape = {
    ...{ stream: name, versions, zone: account.zoneV3 },
    key: (record) => textAt(record, "id"),
  };
  return {
    ...{ name, personal, isOptional: true },
    async *read(from, context) {
      const before = from as Listed | null;
      const none = { token: "", size: mostRecords, reached: "" };
      let at: Listed = before?.until
        ? before
        : { ...opened(account, account.zoneV3, before, context.now()), ...none };
      // Of this reading alone: a position that is given up for good would never be read from again.
      let forgotten = 0;
      for (;;) {
        const page = await listed(account, options, at, forgotten < mostForgotten);
        forgotten += page.forgotten ? 1 : 0;
        const reached = reachedBy(at, page.found, options.field);
        const read = { ...at, n: at.n + 1, size: page.size, reached };
        const all = page.found.map((record, index) => recordOf(shape, record, read.n, index));
        const next = page.forgotten ? { ...read, from: startOf(at), token: "" } : following(read, page);
        const done = next === null;
        yield {
          records: unseen(at.seen, all, at.until),
          ...{ done, notes: page.notes, next: next ?? closed(read, none, all) },
          share: done ? 1 : wallShare(account, account.zoneV3, startOf(read), at.start),
          watermark: done ? watermarkOf(read) : null,
        };
        remember(at.seen, all, at.until);
        if (next === null) return;
        at = next;
      }
    },
  };
}

interface Listing {
  readonly found: readonly string[];
  readonly token: string | null;
  readonly size: number;
  readonly notes: readonly Note[];
  readonly forgotten?: true;
}

/** The same cursor again names a page that was there already: that is the end. */
const following = (at: Listed, { token }: Listing): Listed | null =>
  token === null || token === "" || token === at.token ? null : { ...at, token, size: larger(at.size) };

/** In a window whose pages come in order, nothing before the last time of a page is still to come. */
function reachedBy({ reached }: Listed, found: readonly string[], field: string): string | null {
  if (reached === null) return null;
  let last = reached;
  for (const time of found.map((record) => textAt(record, field)).filter(isTime)) {
    if (time < last) return null;
    last = time;
  }
  return last;
}

/** Where the window is read again once its position is known no more. */
const startOf = ({ from, reached }: Listed) => reached || from;

async function listed(
  { http }: Account,
  { name, path, field }: ListOptions,
  at: Listed,
  mayForget: boolean,
): Promise<Listing> {
  const filters = filtersOf([field, ">=", at.from], [field, "<=", at.until]);
  try {
    const { answer, size } = await sized(at.size, (smaller) =>
      http.send({
        ...asked(path, {
          _perPage: String(smaller),
          _sortField: field,
          _sortDir: "ASC",
          _filters: filters,
          ...(at.token !== "" && { _cursor: at.token }),
        }),
        ...(at.token !== "" && { means: forgetting }),
      }),
    );
    // Names of headers are told apart without regard to case.
    const token = answer.headers.get("next_page_cursor");
    return { found: recordsIn(answer.text, ""), token, size, notes: [] };
  } catch (error) {
    const isForgotten = error instanceof VendorError && error.kind === "cursor" && mayForget;
    if (!isForgotten) throw error;
    const why = `LiveAgent knows the position in ${name} no more: it is read again from ${startOf(at)} on.`;
    return { found: [], token: null, size: at.size, notes: [said(name, why)], forgotten: true };
  }
}

const forgetting = (status: number) => ([400, 410, 422].includes(status) ? "cursor" : undefined);
