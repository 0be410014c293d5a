/** Streams that are read in windows of time: lists behind a cursor, and the reports of the older interface. */

import { isTime, moved, startOfDay, wallTime } from "../core/wall.ts";
import type { Note, PersonalPaths, RawRecord, Stream } from "./connector.ts";
import {
  type Account,
  asked,
  digestOf,
  filtersOf,
  isLast,
  larger,
  mostRecords,
  overlap,
  recordOf,
  type Shape,
  safetyLag,
  said,
  sized,
  wallShare,
} from "./liveagent-records.ts";
import { remember, rememberedLast, type Seen, unseen } from "./liveagent-seen.ts";
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

type Window = {
  readonly v: 1;
  readonly n: number;
  readonly from: string;
  /** This reading ends here; empty between two of them. */
  readonly until: string;
  readonly start: number;
  readonly seen: Seen;
};

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

function opened({ source }: Account, zone: string, before: Window | null, start: number): Window {
  const first = moved(startOfDay(source.since, source.zone, zone), -overlap);
  const until = moved(wallTime(start, zone), -safetyLag);
  return { v: 1, n: before?.n ?? 0, from: before?.from ?? first, until, start, seen: before?.seen ?? {} };
}

/** Between two readings. */
function closed<At extends Window>(
  at: At,
  rest: Partial<At>,
  last: readonly RawRecord[],
  since = (from: string) => from,
): At {
  const from = moved(at.until, -overlap);
  const seen = rememberedLast(at.seen, last, { until: at.until, since: since(from) });
  return { ...at, ...rest, from, seen, until: "", start: 0 };
}

const watermarkOf = ({ start }: Window) => new Date(start - safetyLag * 1000).toISOString();

const noReports =
  'The reports of LiveAgent\'s older interface have a key of their own, and the secret holds none. Write the secret as {"v3": "...", "v1": "..."} to have them.';

export interface ReportOptions {
  readonly name: string;
  readonly path: string;
  /** The list within `response`. */
  readonly list: string;
  readonly columns: readonly string[];
  readonly key: (record: string) => string | undefined;
  readonly versions: readonly string[];
  readonly personal: PersonalPaths;
}

type Reported = Window & {
  /** Of the day `from`, how many rows were read. */
  readonly offset: number;
  readonly size: number;
  /** The last rows, as a digest: a report that does not count gives the same ones for ever. */
  readonly rows: string;
};

/** A report of the older interface, a day after the other: it counts rows, and a day that is over changes little. */
export function report(account: Account, options: ReportOptions): Stream {
  const { name, personal, versions, key } = options;
  const shape: Shape = { stream: name, versions, key, zone: account.zoneV1 };
  return {
    ...{ name, personal, isOptional: true },
    async *read(from, context) {
      if (!account.hasReports) throw new VendorError(noReports, { kind: "forbidden" });
      const before = from as Reported | null;
      const none = { offset: 0, size: mostRecords, rows: "" };
      let at: Reported = before?.until
        ? before
        : { ...opened(account, account.zoneV1, before, context.now()), ...none };
      for (;;) {
        const { found, size } = await reported(account, options, at);
        const read = { ...at, n: at.n + 1, size };
        const all = found.map((record, index) => recordOf(shape, record, read.n, index));
        const next = afterRows(read, found);
        const done = next === null;
        yield {
          records: unseen(at.seen, all, at.until),
          ...{ done, notes: [], next: next ?? closed(read, none, all, beginningOf) },
          share: done ? 1 : wallShare(account, account.zoneV1, next.from, at.start),
          watermark: done ? watermarkOf(read) : null,
        };
        remember(at.seen, all, at.until);
        if (next === null) return;
        at = next;
      }
    },
  };
}

/** A report is read by whole days: of the first of them, too, what was landed must be known. */
const beginningOf = (from: string) => `${from.slice(0, 10)} 00:00:00`;

/** The position after some rows of a day; null after those of the last one. */
function afterRows(at: Reported, found: readonly string[]): Reported | null {
  const rows = digestOf(found.join("\n"));
  if (!isLast(found.length, at.size) && rows !== at.rows)
    return { ...at, offset: at.offset + found.length, rows, size: larger(at.size) };
  const from = `${moved(`${at.from.slice(0, 10)} 00:00:00`, 24 * 3600).slice(0, 10)} 00:00:00`;
  return from > at.until ? null : { ...at, from, offset: 0, rows: "" };
}

async function reported({ http }: Account, { path, list, columns }: ReportOptions, at: Reported) {
  const day = at.from.slice(0, 10);
  const { answer, size } = await sized(at.size, (smaller) =>
    http.send({
      path,
      query: {
        date_from: `${day} 00:00:00`,
        date_to: `${day} 23:59:59`,
        columns: columns.join(","),
        limitfrom: String(at.offset),
        limitcount: String(smaller),
      },
      group: "v1",
      expects: `response.${list}`,
    }),
  );
  return { found: recordsIn(answer.text, `response.${list}`), size };
}
