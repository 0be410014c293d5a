/** Exports that go on from a cursor of Zendesk's: tickets and users. What the cursor passed never comes before it again. */

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
  recordsOf,
  safetyLag,
  secondsOf,
  textIn,
} from "./zendesk-records.ts";

export interface CursorExport extends Kind {
  /** The second it begins at; asked for once, with the time of the first reading. */
  readonly begins: (now: number) => number;
}

/** Where the stream is. */
interface Standing {
  /** Requests made so far. */
  readonly requests: number;
  /** Zendesk's own position; null to begin at a time. */
  readonly after: string | null;
  /** The second up to which records were seen: they come in the order they were generated in. */
  readonly seen: number;
  readonly through: string | null;
}

/** A position that is no longer known is given up for the time this long before what was last seen. Seconds. */
const overlap = 3_600;
const largest = 1_000;

export async function* cursorExport(
  http: VendorHttp,
  what: CursorExport,
  from: Cursor | null,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const began = context.now();
  const sizes = halving({ most: largest });
  let standing = standingOf(from, what, began);
  for (;;) {
    const step = await sizes.ask((size) => next(http, what, standing, size, began));
    standing = step.standing;
    yield {
      records: step.records,
      next: { v: 1, ...standing },
      done: step.done,
      share: step.done ? 1 : shareOf(standing.seen, what.begins(began), secondsOf(began)),
      watermark: standing.through,
      notes: step.notes,
    };
    if (step.done || isOver(context)) return;
  }
}

function standingOf(from: Cursor | null, what: CursorExport, now: number): Standing {
  if (from?.v !== 1) return { requests: 0, after: null, seen: what.begins(now), through: null };
  const { requests, after, seen, through } = from as unknown as Standing;
  return { requests, after, seen, through };
}

interface Step extends Pick<Page, "records" | "done" | "notes"> {
  readonly standing: Standing;
}

async function next(
  http: VendorHttp,
  what: CursorExport,
  standing: Standing,
  size: number,
  began: number,
): Promise<Step> {
  const { after } = standing;
  const latest = secondsOf(began - safetyLag);
  try {
    const { text, json } = await http.send({
      path: what.path,
      query: {
        ...what.query,
        per_page: String(size),
        ...(after === null ? { start_time: String(Math.min(standing.seen, latest)) } : { cursor: after }),
      },
      group: "incremental",
      expects: what.list,
      means: meaning(after !== null),
    });
    const bodies = recordsIn(text, what.list);
    return stepped(what, standing, bodies, json, latest);
  } catch (failure) {
    return failed(failure, what, standing);
  }
}

function stepped(
  what: CursorExport,
  standing: Standing,
  bodies: readonly string[],
  json: unknown,
  latest: number,
): Step {
  const requests = standing.requests + 1;
  const after = textIn(json, "after_cursor") ?? standing.after;
  const isEnd = (json as { end_of_stream?: unknown }).end_of_stream === true;
  // No position to go on from, or the old one and nothing new: that is all there is.
  const done = isEnd || after === null || (bodies.length === 0 && after === standing.after);
  const told = bodies.map((body) => Number(what.version(body))).filter((at) => at > 0);
  const seen = Math.max(standing.seen, Math.min(told.at(-1) ?? 0, latest));
  const through = later(instantOf(done ? latest : Math.min(seen - 1, latest)), standing.through);
  return {
    records: recordsOf(what, requests, bodies),
    standing: { requests, after, seen, through: done || bodies.length > 0 ? through : standing.through },
    done,
    notes: [],
  };
}

function failed(failure: unknown, what: CursorExport, standing: Standing): Step {
  if (!(failure instanceof VendorError)) throw failure;
  const requests = standing.requests + 1;
  if (failure.kind === "too_recent")
    return { records: [], standing: { ...standing, requests }, done: true, notes: [] };
  if (failure.kind !== "cursor") throw failure;
  const seen = Math.max(0, standing.seen - overlap);
  const message = `Zendesk no longer knows the position; read again from ${instantOf(seen)}`;
  return {
    records: [],
    standing: { ...standing, requests, after: null, seen },
    done: false,
    notes: [{ kind: "told", name: what.stream, message }],
  };
}
