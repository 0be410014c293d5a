/** Where data come from, as an admin says it, complete and checked. */

import type { FactName } from "./facts.ts";

/** Systems whose interface Raport reads itself. */
export const apiTypes = ["zendesk", "liveagent", "sprout-social"] as const;
/** Systems that put files of their own shape into a folder. */
export const dropTypes = ["amazon-connect", "asterisk"] as const;
export type ApiType = (typeof apiTypes)[number];
export type DropType = (typeof dropTypes)[number];

export type VendorType = ApiType | DropType;

export type Source = FilesSource | DropSource | ApiSource;

interface AnySource {
  readonly id: string;
  /** One mapping per fact the source gives, contacts or others; of a vendor only those that replace a built-in one. */
  readonly mappings: Readonly<Partial<Record<FactName, Mapping>>>;
  /** The source whose contacts its messages, surveys and other rows belong to; mostly itself. */
  readonly contactsIn: string;
  /** The source whose work it took over: figures from both are compared with those from the first alone. */
  readonly continues?: string;
  /** Whether what customers wrote in surveys is kept. */
  readonly keepsComments: boolean;
  /** Zone of times that carry none. */
  readonly zone: string;
  readonly expects: Expects;
  /** Local days accepted as complete although unusually quiet. */
  readonly quietDays: readonly string[];
  /** Seconds after a period's end before this source counts as complete for it. */
  readonly settleSeconds: number;
  /** So often it is looked at while no report needs it at once. */
  readonly everySeconds: number;
}

/** A source whose data lie in a folder. */
interface FolderSource extends AnySource {
  /** Absolute glob; may hold `{date}` where a file's local day stands in its name. */
  readonly path: string;
  readonly encoding: string;
}

/** Tables an admin maps. */
export interface FilesSource extends FolderSource {
  readonly type: "files";
  readonly format: "csv" | "ndjson" | "auto";
  /** Column that identifies a row; rows of one key are versions of one contact. */
  readonly key: string;
  /** Column whose text sorts the versions of a key; without it the row landed last wins. */
  readonly version?: string;
  /** Columns replaced by null at landing: they never reach the lake. */
  readonly personal: readonly string[];
  /** Columns replaced by a keyed hash at landing: the same text is the same in every source. */
  readonly hashed: readonly string[];
  /** A file with fewer rows is refused. */
  readonly fewestRows?: number;
}

/** What a vendor's own mappings are told, by names each vendor chooses. */
export type VendorSettings = Readonly<Record<string, string>>;

/** Files of a vendor's own shape. */
export interface DropSource extends FolderSource {
  readonly type: DropType;
  readonly settings: VendorSettings;
  /** Customers' names, addresses and numbers land as they are. */
  readonly keepsPersonal: boolean;
}

/** An account at a vendor, read through its interface. */
export interface ApiSource extends AnySource {
  readonly type: ApiType;
  /** Subdomain, account or customer id: what the vendor calls it. */
  readonly account: string;
  /** Where the interface is, if not where the vendor has it. */
  readonly address?: string;
  /** Name of what holds the secret: a variable of the environment, or `secretsmanager:` or `ssm:` and a name. */
  readonly token: string;
  /** First local day that is landed. */
  readonly since: string;
  readonly settings: VendorSettings;
  /** Customers' names, addresses and numbers land as they are. */
  readonly keepsPersonal: boolean;
}

/** The staging query of a source, with where it came from for messages. */
export interface Mapping {
  readonly file: string;
  readonly text: string;
}

export type Expects =
  /** One file per local day, named by `{date}`, there by this local time of the next day. */
  | { readonly kind: "daily"; readonly by: string }
  /** Complete up to the latest event in its rows. */
  | { readonly kind: "latest-row" }
  /** Complete up to the time the newest file was written. */
  | { readonly kind: "file-time" }
  /** Complete up to the start of its last whole reading, less what its vendor shows late. */
  | { readonly kind: "poll" };
