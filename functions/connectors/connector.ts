/** What every source looks like to the landing: pages of raw records since a position. Vendors differ behind this. */

/** A JSON value only the connector that wrote it reads: where it is in its source. */
export type Cursor = Readonly<Record<string, unknown>>;

export interface RawRecord {
  /** Identifies a record in its stream; records of one key are versions of one thing. */
  readonly key: string;
  /** Sorts the versions of a key as text; empty: the one landed last wins. */
  readonly version: string;
  /** ISO UTC instant, empty when the source gives none. */
  readonly eventAt: string;
  /** `reject`: the row cannot be a record; its body says why. */
  readonly op: "upsert" | "delete" | "reject";
  /** Where in the source it stood; no two records of a run share it. */
  readonly page: string;
  /** The source's own text of the record. */
  readonly body: string;
}

/** What became of a piece of a source, for the person who runs it. */
export type Note =
  | { readonly kind: "file"; readonly name: string; readonly rows: number; readonly rejected: number }
  | { readonly kind: "refused"; readonly name: string; readonly message: string }
  /** Nothing is wrong, but it takes longer, or was done in another way: a wait, a position that had expired. */
  | { readonly kind: "told"; readonly name: string; readonly message: string };

export interface Page {
  readonly records: readonly RawRecord[];
  /**
   * The position after this page; null in the middle of something that is landed whole or not at all. May be one
   * object that grows: store it before asking for the next page.
   */
  readonly next: Cursor | null;
  /** Every record since the last position is taken back: it must not be stored. */
  readonly retract?: true;
  /** Something that is there was left for the next reading, because it is still being written. */
  readonly isLeft?: true;
  /** Nothing more for now; the end of the pages says the same. */
  readonly done: boolean;
  /** How far it is between the stream's beginning and now, 0 to 1 where all is read; absent where that cannot be known. */
  readonly share?: number | undefined;
  /** ISO UTC instant up to which the source has been read completely; null where only its rows can tell. */
  readonly watermark: string | null;
  readonly notes: readonly Note[];
}

export interface ReadContext {
  /** The number of the batch that records yielded now will be in. */
  batch(): number;
  /** Milliseconds of the clock the source lives by. */
  now(): number;
  /** Milliseconds before the worker is stopped; with little left a stream ends its pages at a position. */
  msLeft(): number;
}

/** One kind of record of a source, with a position of its own. */
export interface Stream {
  readonly name: string;
  /** The vendor's plan may lack it: then it is said to be missing, and stops nothing. */
  readonly isOptional?: true;
  /** What in a record is personal, and never lands as it is; null where everything may. */
  readonly personal: PersonalPaths | null;
  /** The pages after `from`; none when nothing is new. Reading again from a stored position loses nothing. */
  read(from: Cursor | null, context: ReadContext): AsyncGenerator<Page, void, void>;
}

/** Paths in a record (`via.source.from.address`, `custom_fields[].value`) and what becomes of the values there. */
export interface PersonalPaths {
  /** Replaced by a keyed hash: the same value is the same text in every source. */
  readonly hashed: readonly string[];
  /** Replaced by null. */
  readonly dropped: readonly string[];
  /** Members of the record itself whose names may hold dots and all else; their values are hashed. */
  readonly columns?: readonly string[];
}

/** Whether a stream can be read with the rights and the plan there are. */
export interface Access {
  readonly stream: string;
  readonly isOpen: boolean;
  /** In words, where it is not. */
  readonly why?: string;
}

export interface Connector {
  /** In the order they are read in: what others are told apart by comes before them. */
  readonly streams: readonly Stream[];
  /** What is used of the account's budget, to be kept for the next reading; absent where there is none. */
  readonly budget?: () => Readonly<Record<string, unknown>>;
}
