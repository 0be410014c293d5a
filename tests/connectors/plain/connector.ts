/** A right reader of the plain vendor, with a switch for each mistake that loses records in the field. */

import { VendorError, type VendorHttp } from "../../../functions/connectors/http.ts";
import type { Connector, Cursor, Page, RawRecord, ReadContext } from "../../../functions/connectors/index.ts";
import { halving } from "../../../functions/connectors/paging.ts";
import { recordsIn, textAt } from "../../../functions/connectors/slices.ts";

export const mistakes = [
  /** Reads on after the last second, not from it. */
  "strict",
  /** Counts pages of what changes while it is counted. */
  "pages",
  /** Goes by the time people see. */
  "updated",
  /** Takes an answer that cannot be read for one without records. */
  "swallows",
  /** Stores the position before the records. */
  "state-first",
  /** Goes on until there is no link to a next page. */
  "null-link",
  /** Reads up to this very moment, though records are shown late. */
  "no-lag",
  /** Writes the records anew from what it has decoded. */
  "rewrites",
  /** Gives up when its position is known no more. */
  "forgets",
  /** Does not say that a name is personal. */
  "undeclared",
  /** Leaves out what nothing identifies, without a word. */
  "drops",
  /** Calls a version by the time it was read at. */
  "mints",
  /** Begins at the beginning every time. */
  "again",
  /** Does not wait for as long as it is told to. */
  "hasty",
  /** Knows no budget. */
  "greedy",
] as const;
export type Mistake = (typeof mistakes)[number];

const size = 100;
const lagSeconds = 120;

export const plainAccess = {
  limits: { all: { perMinute: 60 } },
  authorise: (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } }),
};

const personal = { hashed: ["requester.email", "requester.phone"], dropped: ["subject", "requester.name"] };

export function plainConnector(http: VendorHttp, mistake?: Mistake): Connector {
  const tickets = (from: Cursor | null, context: ReadContext) => {
    if (mistake === "pages") return byPages(http, from);
    return noted(bySeconds(http, mistake === "again" ? null : from, context, mistake), context, mistake);
  };
  const declared =
    mistake === "undeclared" ? { hashed: ["requester.email"], dropped: ["subject"] } : personal;
  return {
    streams: [
      { name: "tickets", personal: declared, read: tickets },
      {
        name: "changes",
        isOptional: true,
        personal,
        read: (from, context) => byToken(http, from, context, mistake),
      },
      { name: "members", personal: { hashed: [], dropped: [] }, read: () => listed(http) },
    ],
  };
}

type Pages = AsyncGenerator<Page, void, void>;

const pageOf = (records: readonly RawRecord[], next: Cursor, done: boolean): Page => ({
  ...{ records, next, done, notes: [] },
  watermark: null,
});

async function* noted(pages: Pages, context: ReadContext, mistake: Mistake | undefined): Pages {
  for await (const page of pages) {
    const kept = page.records.filter(({ op }) => mistake !== "drops" || op !== "reject");
    const version = String(context.now());
    yield { ...page, records: mistake === "mints" ? kept.map((record) => ({ ...record, version })) : kept };
  }
}

interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly expects: string;
}

async function textsOf(
  http: VendorHttp,
  { path, query, expects }: Asked,
): Promise<{ texts: string[]; json: unknown }> {
  const means = (status: number) => (status === 400 ? ("cursor" as const) : undefined);
  const { text, json } = await http.send({ path, query, group: "all", expects, means });
  return { texts: recordsIn(text, expects), json };
}

/** What one record of a page is called; `place` says where it stood. */
function ticket(body: string, place: string): RawRecord {
  const id = textAt(body, "id");
  const version = (textAt(body, "number") ?? "").padStart(6, "0");
  const eventAt = new Date(Number(textAt(body, "changed")) * 1000).toISOString();
  if (id === undefined)
    return { key: "", version: "", eventAt, op: "reject", page: place, body: "it has no id" };
  const op = textAt(body, "status") === "deleted" ? "delete" : "upsert";
  return { key: id, version, eventAt, op, page: place, body };
}

let requests = 0;
const placeOf = (stream: string, index: number) =>
  `${stream}/${String(requests).padStart(9, "0")}:${String(index).padStart(6, "0")}`;
const secondOf = (body: string, mistake?: Mistake) =>
  mistake === "updated"
    ? Date.parse(textAt(body, "updated_at") ?? "") / 1000
    : Number(textAt(body, "changed"));

function recordsOf(texts: readonly string[], mistake: Mistake | undefined): RawRecord[] {
  requests += 1;
  return texts.map((text, index) => {
    const body = mistake === "rewrites" ? JSON.stringify(JSON.parse(text)) : text;
    return ticket(body, placeOf("tickets", index));
  });
}

/** By the second, the last one included; a second that fills a page is counted through until it brings nothing new. */
async function* bySeconds(
  http: VendorHttp,
  from: Cursor | null,
  context: ReadContext,
  mistake?: Mistake,
): Pages {
  const until = Math.floor(context.now() / 1000) - (mistake === "no-lag" ? 0 : lagSeconds);
  const name = mistake === "strict" ? "after" : mistake === "updated" ? "seen_from" : "from";
  let at = Number(from?.at ?? 0);
  const sizes = halving({ most: size });
  for (;;) {
    const ask = (most: number, page: number) =>
      textsOf(http, {
        path: "/tickets",
        query: { [name]: String(at), size: String(most), page: String(page) },
        expects: "tickets",
      });
    const { texts, asked } = await sizes.ask(async (most) => ({ ...(await ask(most, 1)), asked: most }));
    const isFull = texts.length >= asked;
    const last = isFull ? secondOf(texts.at(-1) ?? "", mistake) : until;
    const isStuck = isFull && last <= at && mistake !== "strict";
    const all = isStuck ? await sizes.ask((most) => throughSecond(at, most, ask, mistake)) : texts;
    const settled = all.filter((text) => !(secondOf(text, mistake) > until));
    const next = isStuck ? at + 1 : Math.min(last, until);
    const isDone = !isFull || next >= until;
    if (mistake === "state-first") yield pageOf([], { at: Math.max(at, next) }, false);
    at = Math.max(at, next);
    yield pageOf(recordsOf(settled, mistake), { at }, isDone);
    if (isDone) return;
  }
}

/** Every record of one second, however many pages: until one time through it brings nothing new. */
async function throughSecond(
  second: number,
  most: number,
  ask: (most: number, page: number) => Promise<{ texts: string[] }>,
  mistake: Mistake | undefined,
): Promise<string[]> {
  const found = new Set<string>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (let page = 1; ; page += 1) {
      const { texts } = await ask(most, page);
      for (const text of texts) if (secondOf(text, mistake) === second) found.add(text);
      if (texts.length < most || secondOf(texts.at(-1) ?? "", mistake) > second) break;
    }
  }
  return [...found];
}

/** Page after page of a list that moves meanwhile. */
async function* byPages(http: VendorHttp, from: Cursor | null): Pages {
  const at = Number(from?.at ?? 0);
  let last = at;
  for (let page = 1; ; page += 1) {
    const query = { from: String(at), size: String(size), page: String(page) };
    const { texts } = await textsOf(http, { path: "/tickets", query, expects: "tickets" });
    last = Math.max(last, ...texts.map((text) => secondOf(text) || 0));
    const isDone = texts.length < size;
    yield pageOf(recordsOf(texts, undefined), { at: isDone ? last : at }, isDone);
    if (isDone) return;
  }
}

/** Along the order in which nothing is ever inserted; a token that is known no more means everything again. */
async function* byToken(http: VendorHttp, from: Cursor | null, _: ReadContext, mistake?: Mistake): Pages {
  let cursor = from?.cursor as string | undefined;
  const sizes = halving({ most: size });
  for (;;) {
    const token = cursor;
    try {
      const { texts, json, asked } = await sizes.ask(async (most) => ({
        ...(await textsOf(http, {
          path: "/changes",
          query: { size: String(most), ...(token !== undefined && { cursor: token }) },
          expects: "changes",
        })),
        asked: most,
      }));
      cursor = (json as { cursor: string }).cursor;
      requests += 1;
      const records = texts.map((body, index): RawRecord => {
        const { key, version, eventAt } = ticket(body, "");
        const place = placeOf("changes", index);
        return { key: `${key}-${version}`, version: "", eventAt, op: "upsert", page: place, body };
      });
      const isDone =
        mistake === "null-link" ? !(json as { next_page?: string }).next_page : texts.length < asked;
      yield pageOf(records, { cursor }, isDone);
      if (isDone) return;
    } catch (error) {
      if (!(error instanceof VendorError) || error.kind !== "cursor" || token === undefined) throw error;
      cursor = undefined;
      if (mistake === "forgets") return;
    }
  }
}

async function* listed(http: VendorHttp): Pages {
  const { texts } = await textsOf(http, { path: "/members", query: {}, expects: "members" });
  requests += 1;
  const records = texts.map((body, index): RawRecord => {
    const key = textAt(body, "id") ?? "";
    return { key, version: "", eventAt: "", op: "upsert", page: placeOf("members", index), body };
  });
  yield pageOf(records, { read: true }, true);
}
