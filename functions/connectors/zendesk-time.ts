/** Exports that go on from a time: events of tickets, calls and their legs. Each page says at which second the next begins. */

import type { Cursor, Page, ReadContext } from "./connector.ts";
import { halving } from "./paging.ts";
import { shareOf } from "./share.ts";
import { recordsIn } from "./slices.ts";
import { VendorError, type VendorHttp } from "./vendor.ts";
import {
  instantOf,
  isOver,
  type Kind,
  later,
  meaning,
  numberAt,
  recordsOf,
  safetyLag,
  secondsOf,
} from "./zendesk-records.ts";

export interface TimeExport extends Kind {
  readonly begins: (now: number) => number;
  /** Seconds every reading goes back: what is told late lies behind what was read. */
  readonly overlap: number;
  /** How many may be asked for is said with the request; otherwise it is always a thousand. */
  readonly hasSize: boolean;
}

interface Standing {
  readonly requests: number;
  /** The second the next page begins at, which belongs to it. */
  readonly at: number;
  readonly through: string | null;
}

const usual = 1_000;
/** Asked for where one second holds more than a page. */
const largest = 16_000;

export async function* timeExport(
  http: VendorHttp,
  what: TimeExport,
  from: Cursor | null,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const began = context.now();
  const latest = secondsOf(began - safetyLag);
  let sizes = halving({ most: usual });
  let wide = usual;
  let standing = standingOf(from, what, began);
  for (;;) {
    const read = await sizes.ask((size) => page(http, what, standing, what.hasSize ? size : usual));
    const requests = standing.requests + 1;
    // A page that ends in the second it began with, and is not the last: there are more of that second than it holds.
    if (!read.isLast && read.end <= standing.at) {
      if (wide >= largest || !what.hasSize) throw stuck(what, standing.at);
      wide *= 2;
      sizes = halving({ most: wide });
      standing = { ...standing, requests };
      continue;
    }
    const end = Math.max(read.end, standing.at);
    const at = read.isLast
      ? Math.max(what.begins(began), Math.min(end, secondsOf(began)) - what.overlap)
      : end;
    const told = instantOf(read.isLast ? latest : Math.min(end - 1, latest));
    standing = { requests, at, through: later(told, standing.through) };
    const records = recordsOf(what, requests, read.bodies);
    yield {
      records,
      next: { v: 1, ...standing },
      done: read.isLast,
      share: read.isLast ? 1 : shareOf(at, what.begins(began), secondsOf(began)),
      watermark: standing.through,
      notes: [],
    };
    if (read.isLast || isOver(context)) return;
  }
}

function standingOf(from: Cursor | null, what: TimeExport, now: number): Standing {
  if (from?.v !== 1) return { requests: 0, at: what.begins(now), through: null };
  const { requests, at, through } = from as unknown as Standing;
  return { requests, at, through };
}

interface Read {
  readonly bodies: readonly string[];
  readonly end: number;
  readonly isLast: boolean;
}

async function page(http: VendorHttp, what: TimeExport, standing: Standing, size: number): Promise<Read> {
  try {
    const { text, json } = await http.send({
      path: what.path,
      query: {
        ...what.query,
        start_time: String(standing.at),
        ...(what.hasSize ? { per_page: String(size) } : {}),
      },
      group: "incremental",
      expects: what.list,
      means: meaning(false),
    });
    const bodies = recordsIn(text, what.list);
    const { end_of_stream: says } = json as { end_of_stream?: unknown };
    // Talk says nothing, and its next_page is never null: a short page is the last.
    const isLast = typeof says === "boolean" ? says || bodies.length === 0 : bodies.length < size;
    return { bodies, end: numberAt(json, "end_time") ?? standing.at, isLast };
  } catch (failure) {
    if (failure instanceof VendorError && failure.kind === "too_recent")
      return { bodies: [], end: standing.at, isLast: true };
    throw failure;
  }
}

const stuck = ({ stream }: TimeExport, at: number) =>
  new VendorError(
    `${stream}: Zendesk has more records of ${instantOf(at)} than it tells in one answer, and its export cannot go past that second. Nothing was skipped; ask Zendesk how to export it.`,
    { kind: "refused" },
  );
