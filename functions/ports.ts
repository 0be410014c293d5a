/** Everything outside this process, in the three places we touch it. Two adapters each: AWS and this machine. */

import type { Vendors } from "./core/vendor-reach.ts";
import type { Pointer, Reading, Select, TableName, WarehouseState } from "./core/warehouse.ts";

/** A stored object and the tag that changes whenever its bytes do. */
export interface Stored {
  readonly body: Uint8Array;
  readonly etag: string;
}

export interface Listed {
  readonly key: string;
  readonly size: number;
  /** Changes when the object's bytes change. Compare it with other listings; `swap` wants the etag of `get`. */
  readonly etag: string;
}

/** A file somebody else put there. */
export interface InboxFile extends Listed {
  /** Its path below the folders the source's pattern spells out: what a position remembers it by, the same everywhere. */
  readonly name: string;
  /** ISO UTC instant of the last change. */
  readonly modifiedAt: string;
}

/** Who holds a lease or a lock: one worker of one process. Two workers never share a token. */
export interface Owner {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /** When the process began, in its machine's own terms: tells a reused pid apart. Compared, never parsed. */
  readonly startedAt: string;
}

/** Where raw exports, KPI files, state and sent mail are kept. Keys are relative, `/`-separated, never `..`. */
export interface Lake {
  /** Writes the object whole, replacing what was there; a reader sees the old bytes or the new, never a part. */
  put(key: string, body: Uint8Array): Promise<void>;
  get(key: string): Promise<Stored | undefined>;
  /** Every object whose key begins with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<Listed>;
  /** Removes the object; removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /**
   * Creates the object only if nothing is there. True when the bytes stored there are these: also when an earlier
   * attempt of the same writer took effect and its answer was lost, so put an owner token in the body.
   */
  claim(key: string, body: Uint8Array): Promise<boolean>;
  /** Replaces the object only if its etag is still `etag`. The new etag, or undefined when somebody else was first. */
  swap(key: string, body: Uint8Array, etag: string): Promise<string | undefined>;
}

/** An object as it was before it was overwritten or removed. */
export interface EarlierVersion {
  readonly key: string;
  readonly version: string;
}

/** What a lake still has of objects that were overwritten or removed. */
export interface Earlier {
  list(prefix: string): AsyncIterable<EarlierVersion>;
  get(key: string, version: string): Promise<Uint8Array | undefined>;
  /** For good. */
  remove(key: string, version: string): Promise<void>;
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Reads of one generation. Dates arrive as `YYYY-MM-DD`, instants as ISO UTC text, integers as numbers. */
export interface Reader {
  readonly state: WarehouseState;
  rows(select: Select): AsyncIterable<Row>;
  pointers(table: TableName): Promise<readonly Pointer[]>;
}

/** The next generation being written: its reads see its own writes, nobody else's do until `commit`. */
export interface Draft extends Reader {
  /** What to name this run's own rows by. Where runs of one generation share their work they share the name. */
  readonly run: string;
  /** How many partitions one write had better not exceed: more of them read what they read once for each so many. */
  readonly partitionsAtOnce: number;
  /** Of how many rows of facts one write of components had better be made: what is broken down in many ways at once must fit. */
  readonly rowsAtOnce: number;
  /** How many gzipped bytes of raw batches one mapping had better read: what is joined in them must fit. */
  readonly rawBytesAtOnce: number;
  /** Makes files that are not in the catalog (raw batches) readable as a table in this draft. */
  attach(table: TableName, pointers: readonly Pointer[]): void;
  /** Forgets every partition of the table in this draft: what a rebuild starts from. */
  clear(table: TableName): Promise<void>;
  /** Writes the rows into a fresh run-scoped place and points every listed partition there, or at nothing. */
  write(
    select: Select,
    table: TableName,
    partitions: readonly Readonly<Record<string, string>>[],
    fingerprint?: string,
  ): Promise<readonly Pointer[]>;
  /** One swap makes all of it current, with `state` recorded in the same swap; throws when somebody else committed. */
  commit(state: WarehouseState["consumed"], facts: string): Promise<void>;
}

/** Runs the SQL kept in queries/, and nothing else. */
export interface Warehouse {
  /** What was published last, also while its pointers are still being applied and nothing can be read. */
  published(): Promise<WarehouseState>;
  /** Runs `read` on one generation, again when a commit came in between. */
  read<T>(read: (reader: Reader) => Promise<T>): Promise<T>;
  /** Finishes what a dead writer left pending, then opens the next generation. Hold the compute lease. */
  draft(run: string): Promise<Draft>;
  /** Output columns of a select over tables that may be empty; throws QueryError with line and column. */
  describe(select: Select): Promise<readonly { readonly name: string; readonly type: string }[]>;
  /**
   * Removes files of the published generation and before that no pointer names any more. Returns how many. `unswept`: only
   * where no sweep came to its end since the last commit.
   */
  sweep(which?: "unswept"): Promise<number>;
  close(): Promise<void>;
}

/** One finished message to one person. */
export interface Message {
  /** Chosen by us, the same on every attempt; becomes Message-ID and the ledger's tag. */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: string;
  /** ISO UTC instant for the Date header. */
  readonly date: string;
  readonly listId: string;
  /** Where one POST, without a login, ends these messages to this person. */
  readonly unsubscribe?: string;
}

/** Hands one finished message to the outside world. */
export interface Mail {
  /** The provider's message id; throws MailError, whose `accepted` says "no" or "perhaps". */
  send(message: Message): Promise<{ readonly messageId: string }>;
  /** Whether a message of this id was accepted; undefined when this provider cannot say. */
  lookup(id: string): Promise<boolean | undefined>;
}

export interface Ports {
  readonly lake: Lake;
  readonly warehouse: Warehouse;
  readonly mail: Mail;
  readonly inbox: Inbox;
  readonly vendors: Vendors;
}

/** The folder of a source: its path may be a glob. */
export interface Folder {
  readonly id: string;
  readonly path: string;
}

/**
 * Where a `files` source finds what somebody else put there: the folder its path names here, `inbox/SOURCE/` of the
 * lake on AWS, where the folders its path spells out are dropped and the rest is the pattern.
 */
export interface Inbox {
  /** Where it looks for the files of this source, in words for a message. */
  where(source: Folder): string;
  /** Files matching the source's path, in name order. Their etags change with the time of their last change too. */
  list(source: Folder): Promise<readonly InboxFile[]>;
  /** The file as it stands now, its etag to compare with the listing's; undefined when it is not there. */
  look(key: string): Promise<Listed | undefined>;
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
}

export type { Vendors } from "./core/vendor-reach.ts";
export type { Pointer, Reading, Select, TableName, WarehouseState };
