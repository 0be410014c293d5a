/**
 * Which objects of a folder that grows for years have been read, told in a few kilobytes: by name those of the last
 * hours, and of earlier hours and days only how many there were and what their names add up to. Where the sum of an
 * hour or day no longer agrees, something came late, and all of it is read again: repetitions cost nothing.
 */

import { createHash } from "node:crypto";
import type { ExportFile } from "./files.ts";

/** How many objects, and the exclusive or of their marks. */
type Sum = readonly [count: number, marks: string];

export interface Seen {
  /** Marks of the objects that were read, by the hour they were written in. */
  readonly named: Record<string, string[]>;
  /** Of hours (`2026-11-20T08`) and days (`2026-11-20`) that are over. */
  readonly summed: Record<string, Sum>;
  /** Marks of objects that could not be read: they are tried again. */
  readonly refused: string[];
}

/** Objects that are to be read together: the sum of an hour that is over is only known again when all of it was. */
export interface Lot {
  readonly bucket: string;
  readonly files: readonly { readonly file: ExportFile; readonly mark: string }[];
  /** Set once all of the lot was read. */
  readonly sum: Sum | null;
}

/** Hours whose objects are known by name; hours that are kept apart before they become days. */
const hoursNamed = 2;
const hoursApart = 48;

export function seenIn(cursor: unknown): Seen {
  const seen = (cursor ?? {}) as Partial<Seen>;
  return structuredClone({
    named: seen.named ?? {},
    summed: seen.summed ?? {},
    refused: seen.refused ?? [],
  });
}

/** What of these objects is to be read, in the order they were written. Forgets hours of which nothing is there any more. */
export function lotsOf(files: readonly ExportFile[], seen: Seen): readonly Lot[] {
  const marked = files
    .map((file) => ({ file, mark: markOf(file) }))
    .sort((a, b) => (placeOf(a.file) < placeOf(b.file) ? -1 : 1));
  const buckets = Map.groupBy(marked, ({ file }) => bucketOf(file, seen));
  for (const known of [seen.named, seen.summed])
    for (const bucket of Object.keys(known)) if (!buckets.has(bucket)) delete known[bucket];
  const there = new Set(marked.map(({ mark }) => mark));
  seen.refused.splice(0, Number.POSITIVE_INFINITY, ...seen.refused.filter((mark) => there.has(mark)));
  return [...buckets].flatMap(([bucket, own]) => lotOf(bucket, own, seen));
}

function lotOf(bucket: string, own: Lot["files"], seen: Seen): readonly Lot[] {
  const isRefused = ({ mark }: { readonly mark: string }) => seen.refused.includes(mark);
  const names = seen.named[bucket];
  const sum = seen.summed[bucket];
  if (sum === undefined) {
    const files = own.filter((one) => isRefused(one) || !names?.includes(one.mark));
    return files.length === 0 ? [] : [{ bucket, files, sum: null }];
  }
  const readable = own.filter((one) => !isRefused(one));
  const now = sumOf(readable.map(({ mark }) => mark));
  if (now[0] < sum[0]) seen.summed[bucket] = now; // old objects were removed, as retention rules do
  const isKnown = now[0] < sum[0] || now[1] === sum[1];
  const files = own.filter((one) => isRefused(one) || !isKnown);
  return files.length === 0 ? [] : [{ bucket, files, sum: isKnown ? null : now }];
}

/** Notes that one object was read, or that it could not be. */
export function remember(seen: Seen, lot: Lot, mark: string, isRead: boolean): void {
  const refused = seen.refused.indexOf(mark);
  if (!isRead) {
    if (refused === -1) seen.refused.push(mark);
    return;
  }
  if (refused !== -1) seen.refused.splice(refused, 1);
  const sum = seen.summed[lot.bucket];
  if (sum === undefined) {
    seen.named[lot.bucket] ??= [];
    seen.named[lot.bucket]?.push(mark);
  } else if (lot.sum === null) seen.summed[lot.bucket] = added(sum, [1, mark]);
}

/** Notes that a lot was read, and lets go of names: of hours, then of whole days only their sums stay. */
export function settle(seen: Seen, lot: Lot): void {
  if (lot.sum !== null) {
    const refused = lot.files.filter(({ mark }) => seen.refused.includes(mark));
    seen.summed[lot.bucket] = refused.reduce((sum, { mark }) => without(sum, mark), lot.sum);
  }
  const hours = Object.keys(seen.named).sort();
  for (const hour of hours.slice(0, -hoursNamed)) {
    seen.summed[hour] = sumOf(seen.named[hour] ?? []);
    delete seen.named[hour];
  }
  const apart = Object.keys(seen.summed).filter((bucket) => bucket.length > dayLength);
  for (const hour of apart.sort().slice(0, -hoursApart)) {
    const day = hour.slice(0, dayLength);
    seen.summed[day] = added(seen.summed[day] ?? none, seen.summed[hour] ?? none);
    delete seen.summed[hour];
  }
}

const dayLength = "2026-11-20".length;
const none: Sum = [0, "0".repeat(12)];

/** An object that lies there again with other bytes is another one. */
function markOf({ name, etag }: ExportFile): string {
  return createHash("sha256").update(`${name}\n${etag}`).digest("hex").slice(0, 12);
}

const placeOf = ({ modifiedAt, name }: ExportFile) => `${modifiedAt} ${name}`;

/** By the time an object was written: its name may tell an earlier hour, where it was delivered late. */
function bucketOf({ modifiedAt }: ExportFile, seen: Seen): string {
  const hour = modifiedAt.slice(0, "2026-11-20T08".length);
  const day = modifiedAt.slice(0, dayLength);
  if (seen.named[hour] !== undefined || seen.summed[hour] !== undefined) return hour;
  return seen.summed[day] === undefined ? hour : day;
}

function sumOf(marks: readonly string[]): Sum {
  return marks.reduce<Sum>((sum, mark) => added(sum, [1, mark]), none);
}

const added = (a: Sum, b: Sum): Sum => [a[0] + b[0], mixed(a[1], b[1])];
const without = (sum: Sum, mark: string): Sum => [sum[0] - 1, mixed(sum[1], mark)];

function mixed(a: string, b: string): string {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(16).padStart(12, "0");
}
