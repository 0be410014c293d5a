/** How far a source has been landed: `state/sources/<id>.json`, and what each of its batches is made of. */

import type { Source } from "./config.ts";

export interface LandState {
  readonly v: 1;
  /** Token of the run that wrote this. */
  readonly run: string;
  /** Hash of the settings that decide what lands; other settings land everything again, from `firstBatch` on. */
  readonly settings: string;
  /** The first batch landed with these settings; earlier ones no longer count. */
  readonly firstBatch: number;
  /** The last committed batch; 0 before the first. */
  readonly batch: number;
  /** ISO UTC instant of the run that wrote this. */
  readonly polledAt: string;
  readonly files: Readonly<Record<string, FileState>>;
  /** Of a vendor: where each of its streams stands. */
  readonly streams?: Readonly<Record<string, StreamState>>;
  /** Of a vendor: how much of its budget is used, for its connector alone to read. */
  readonly budget?: Readonly<Record<string, unknown>>;
  /** The last batch; its manifest object is written before the next one commits. */
  readonly last: Manifest | null;
}

/** What is known of one file of a source. */
export interface FileState {
  readonly etag: string;
  /** ISO UTC instant of the file's last change. */
  readonly modifiedAt: string;
  /** The local day in its name, where the path has `{date}`. */
  readonly date: string | null;
  /** The batch its rows are in; of a file without rows, the one before. */
  readonly batch: number;
  /** Rows landed, rejected ones included. */
  readonly rows: number;
  readonly rejected: number;
  /** SHA-256 of its bytes as they lay there, in hexadecimal; a refused file has none. */
  readonly hash?: string;
  /** Its last line ends with a line break. */
  readonly isEnded?: true;
  /** Why nothing of it was landed. */
  readonly refused?: string;
  /** Refused for having fewer rows than this. */
  readonly fewestRows?: number;
}

/** Where one stream of a vendor stands. */
export interface StreamState {
  /** Where to read on from, for its connector alone to read; null before its first page. */
  readonly cursor: Readonly<Record<string, unknown>> | null;
  /** ISO UTC instant up to which it surely is complete; null while nothing can be said. */
  readonly watermark: string | null;
  /** Records landed so far, repeated ones included. */
  readonly records: number;
  /** Why the last reading of it failed. */
  readonly failed?: string;
  /** The vendor's plan or the token's rights lack it; nothing waits for it. */
  readonly lacking?: string;
}

/** The objects of one batch. */
export interface Manifest {
  readonly batch: number;
  readonly source: string;
  readonly stream: string;
  readonly run: string;
  readonly objects: readonly RawObject[];
  readonly rows: number;
  /** Names of the files it came from. */
  readonly files: readonly string[];
}

export interface RawObject {
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
}

/** What the batches of every source lie under: they are of the source, and their rows name their stream. */
export const feedStream = "contacts";

/** The key of a source's state object. */
export function stateKey(source: string): string {
  return `state/sources/${source}.json`;
}

/** The folder of one batch, with its closing slash. */
export function batchFolder(source: string, stream: string, batch: number): string {
  return `raw/${source}/${stream}/batch=${String(batch).padStart(9, "0")}/`;
}

/** The key of the manifest of one batch. */
export function manifestKey(source: string, stream: string, batch: number): string {
  return `${batchFolder(source, stream, batch)}manifest.json`;
}

/** Every setting of a source that decides what lands: another one lands everything again. */
export function landingParts(source: Source): readonly unknown[] {
  const { type, zone } = source;
  if (type === "files") {
    const { path, format, encoding, key, version, personal, hashed } = source;
    const told = [path, format, encoding, key, version ?? null, [...personal].sort(), zone];
    return hashed.length === 0 ? told : [...told, [...hashed].sort()];
  }
  const own = Object.entries(source.settings).sort(([one], [other]) => (one < other ? -1 : 1));
  const kept = [own, source.keepsPersonal, zone];
  if ("path" in source) return [type, source.path, source.encoding, ...kept];
  // Where the interface is and what opens it may change: the account stays the same.
  return [type, source.account, source.since, ...kept];
}
