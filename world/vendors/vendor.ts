/** What makes one simulated vendor another than the next. Everything chaotic is done around it, never in it. */

import type { Centre } from "./centre.ts";
import type { Ledger, Version } from "./ledger.ts";

/** A request as it came: the path is below the vendor's own address and begins with a slash. */
export interface Request {
  /** The vendor's own address as the client knows it, without a slash at its end: links to next pages begin with it. */
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  /** `content-type` is JSON unless it says otherwise. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** In place of `body`, where it is no text. */
  readonly bytes?: Uint8Array;
  /** How many records are in it: one record is never too large for the gateway. */
  readonly count?: number;
}

/** What a request asks for; every request of a `group` spends from one bucket. */
export interface Route {
  readonly stream: string;
  readonly group: string;
  /** The key of the parent whose records are asked for. */
  readonly parent?: string;
}

/** So many requests in so many seconds; all of them may come at once. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
  /** Requests in a month of UTC, of all groups that name it together. */
  readonly month?: number;
}

export interface VendorStream {
  readonly name: string;
  /** A plan may lack it: chaos answers 403 to every request for it. */
  readonly isOptional?: true;
  /** Asked for one parent at a time: chaos answers 404 for some of them. */
  readonly isChild?: true;
  /** Seconds a record may take to become visible; 90 unless stated, 0 for what is never late. */
  readonly lateness?: number;
  /** The vendor promises no order within a page. */
  readonly isUnordered?: true;
  /** Fields at the top of a body that chaos may remove or give another type; never what identifies or orders a record. */
  readonly drifting?: readonly string[];
  /** The field at the top of a body that identifies the record: chaos adds records in which it is null. */
  readonly identity?: string;
}

/** One page of rows, and where the next one begins; null after the last. */
export interface Slice {
  readonly rows: readonly Version[];
  readonly next: number | null;
}

/** What a personality sees while it answers one request. */
export interface View {
  /** Milliseconds; the same as the argument of `answer`. */
  readonly now: number;
  /** The newest visible version of each key, deleted ones included, by own timestamp. */
  current(stream: string): readonly Version[];
  /** Every visible version, in the order they became visible: the one order in which nothing is ever inserted. */
  visible(stream: string): readonly Version[];
  /** `size` rows from `start` on; chaos repeats the last of the page before, or mixes a page of an unordered stream. */
  page(rows: readonly Version[], start: number, size: number): Slice;
  /**
   * The same where clients count pages: what chaos repeats comes on top. Whoever asks for a number does not hear where a page
   * ended, so a record pushed out by a repeated one would be on no page at all.
   */
  counted(rows: readonly Version[], start: number, size: number): readonly Version[];
  /** A token that stands for a position in one query; opaque to who gets it. */
  token(query: string, position: string): string;
  /** The position a token stands for; undefined where it is unknown, expired, or another query's. */
  position(query: string, token: string): string | undefined;
}

/** A file a vendor puts where it is collected: a call log, an object in a bucket. */
export interface Drop {
  readonly name: string;
  readonly body: Uint8Array;
  readonly modifiedAt: number;
}

/** A version as a personality tells it; when it becomes visible is up to chaos, but never before this. */
export type Told = Omit<Version, "visibleAt"> & { readonly visibleAt?: number };

export interface Personality {
  /** As the source's type in a config: `zendesk`. */
  readonly name: string;
  readonly streams: readonly VendorStream[];
  readonly groups: Readonly<Record<string, Limit>>;
  /** Every version of every record, of one key in the order they were made. */
  versions(centre: Centre): Iterable<Told>;
  /** Whether the request carries the token. */
  isAllowed(request: Request, token: string): boolean;
  /** Undefined where there is nothing at this path. */
  route(request: Request): Route | undefined;
  /** Pure: the same request at the same time gets the same answer. */
  answer(request: Request, view: View, now: number): Reply;
  /** What the vendor says to refusals of the frame's: 401, 403, 404, 429, 400 for a monthly budget and the like. */
  refusal(status: number): Reply;
  /** The least number of requests in which runs begun at these instants can read everything; told by who knows the page sizes. */
  least?(runs: readonly number[], ledger: Ledger): number;
  /** Files it leaves behind, for vendors read from a folder or a bucket. */
  drops?(ledger: Ledger, now: number): readonly Drop[];
  /** Name of the bucket it leaves them in, below its own name; what lies there once never changes. */
  readonly bucket?: string;
}
