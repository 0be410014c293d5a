/** Lists that come page by page behind a token: ratings and metric events since a time, and directories as a whole. */

import { createHash } from "node:crypto";
import type { Cursor, Page, PersonalPaths, RawRecord, ReadContext } from "./connector.ts";
import { type Halving, halving } from "./paging.ts";
import { redact } from "./redact.ts";
import { recordsIn } from "./slices.ts";
import { VendorError, type VendorHttp } from "./vendor.ts";
import {
  instantOf,
  isOver,
  type Kind,
  later,
  meaning,
  recordsOf,
  safetyLag,
  secondsOf,
  textIn,
} from "./zendesk-records.ts";

export interface PagedList extends Kind {
  /** Whose budget a page spends from. */
  readonly group: "plan" | "incremental";
}

export interface PagedLog extends PagedList {
  readonly begins: (now: number) => number;
}

const largest = 100;
/** Every reading begins this long before the one before it began. Seconds. */
const overlap = 3_600;

interface Answer {
  readonly bodies: readonly string[];
  /** Null after the last page. */
  readonly after: string | null;
}

async function page(
  http: VendorHttp,
  what: PagedList,
  sizes: Halving,
  after: string | null,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { text, json } = await sizes.ask((size) =>
    http.send({
      path: what.path,
      query: {
        ...what.query,
        ...query,
        "page[size]": String(size),
        ...(after === null ? {} : { "page[after]": after }),
      },
      group: what.group,
      expects: what.list,
      means: meaning(after !== null),
    }),
  );
  const { meta } = json as { meta?: { has_more?: unknown } | null };
  const next = textIn(meta, "after_cursor");
  if (meta?.has_more === true && next === null)
    throw new VendorError(`${what.stream}: Zendesk says that there is more, and not where.`, {
      kind: "unreadable",
    });
  return { bodies: recordsIn(text, what.list), after: meta?.has_more === true ? next : null };
}

interface Standing {
  readonly requests: number;
  /** The second this round began to read from. */
  readonly from: number;
  /** When this round began, and its next page; null between rounds. */
  readonly began: number | null;
  readonly after: string | null;
  readonly through: string | null;
}

/** Each round reads from the last one's beginning to the end, in whatever order the pages come. */
export async function* pagedLog(
  http: VendorHttp,
  what: PagedLog,
  cursor: Cursor | null,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const sizes = halving({ most: largest });
  let standing = standingOf(cursor, what, context.now());
  // A round that was left is finished first; then one is read that begins now.
  let isOwn = standing.began === null;
  for (;;) {
    const began = standing.began ?? secondsOf(context.now());
    const read = await pageOf(http, what, sizes, { ...standing, began });
    const isRead = read.after === null && read.isWhole;
    const through = isRead ? later(instantOf(began - safetyLag / 1000), standing.through) : standing.through;
    const requests = standing.requests + 1;
    const from = isRead ? Math.max(standing.from, began - overlap) : standing.from;
    standing = { requests, from, began: isRead ? null : began, after: read.after, through };
    const done = isRead && isOwn;
    const records = recordsOf(what, requests, read.bodies);
    yield { records, next: { v: 1, ...standing }, done, watermark: through, notes: read.notes };
    if (done || isOver(context)) return;
    isOwn ||= isRead;
  }
}

async function pageOf(http: VendorHttp, what: PagedLog, sizes: Halving, standing: Standing) {
  try {
    const query = { start_time: String(standing.from) };
    return { ...(await page(http, what, sizes, standing.after, query)), isWhole: true, notes: [] };
  } catch (failure) {
    if (!(failure instanceof VendorError)) throw failure;
    if (failure.kind === "too_recent") return { bodies: [], after: null, isWhole: true, notes: [] };
    if (failure.kind !== "cursor") throw failure;
    const message = `Zendesk no longer knows the position; read again from ${instantOf(standing.from)}`;
    const notes = [{ kind: "told", name: what.stream, message } as const];
    return { bodies: [], after: null, isWhole: false, notes };
  }
}

function standingOf(cursor: Cursor | null, what: PagedLog, now: number): Standing {
  if (cursor?.v !== 1)
    return { requests: 0, from: what.begins(now), began: null, after: null, through: null };
  const { requests, from, began, after, through } = cursor as unknown as Standing;
  return { requests, from, began, after, through };
}

export interface Directory extends PagedList {
  /** What of a record never lands: that somebody logged in again makes no other record. */
  readonly personal: PersonalPaths;
}

/** The whole list at once, and of it what says something else than when it was read last. */
export async function* directory(
  http: VendorHttp,
  what: Directory,
  cursor: Cursor | null,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const before = cursor?.v === 1 ? cursor : { requests: 0 };
  const known = (before.known ?? {}) as Readonly<Record<string, string>>;
  const watermark = new Date(context.now() - safetyLag).toISOString();
  const sizes = halving({ most: largest });
  const bodies: string[] = [];
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const read: Answer = await page(http, what, sizes, after);
    bodies.push(...read.bodies);
    after = read.after;
  }
  const requests = Number(before.requests) + 1;
  const all = recordsOf(what, requests, bodies).map((record) => ({ record, said: saidBy(record, what) }));
  const records = all.flatMap(({ record, said }) => (known[record.key] === said ? [] : [record]));
  const now = Object.fromEntries(all.map(({ record, said }) => [record.key, said]));
  yield { records, next: { v: 1, requests, known: now }, done: true, watermark, notes: [] };
}

/** A digest of what lands of a record. */
function saidBy({ body }: RawRecord, { personal }: Directory): string {
  const landed = redact(body, personal, () => "");
  return createHash("sha256").update(landed).digest("base64url").slice(0, 22);
}
