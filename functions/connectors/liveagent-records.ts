/** What every stream of LiveAgent is read with, and how a piece of its answers becomes a raw record. */

import { createHash } from "node:crypto";
import type { ApiSource } from "../core/source.ts";
import { instantOf, moved, startOfDay, wallTime } from "../core/wall.ts";
import type { Page, RawRecord } from "./connector.ts";
import { shareOf } from "./share.ts";
import { textAt } from "./slices.ts";
import type { VendorHttp, VendorRequest } from "./vendor.ts";
import { VendorError } from "./vendor.ts";

/** What the streams of one account share. */
export interface Account {
  readonly source: ApiSource;
  readonly http: VendorHttp;
  readonly zoneV3: string;
  readonly zoneV1: string;
  /** There is a key for the older interface. */
  readonly hasReports: boolean;
}

/** Records are asked for again for so long after they were last read, in seconds: no zone is further from another. */
export const overlap = 26 * 3600;
/** What is younger than this, in seconds, may still be joined by records of the same second. */
export const safetyLag = 120;
/** How many records are asked for at once; each is a whole multiple of the next, so that a page number can be turned into another. */
const sizes = [500, 250, 50, 10, 1] as const;
export const mostRecords = sizes[0];
/** The vendor's own page size where none is asked for: whoever gives fewer records than this has given all. */
const usualSize = 10;

/** Whether a page of so many records says by itself that nothing follows. A size that is capped silently does not end a list. */
export const isLast = (count: number, asked: number) => count < Math.min(asked, usualSize);

/** The answer to a request for a page, asked for with ever fewer records while the way between is too narrow. */
export async function sized<Answer>(
  size: number,
  ask: (size: number) => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly size: number }> {
  try {
    return { answer: await ask(size), size };
  } catch (error) {
    const smaller = sizes.find((one) => one < size);
    const isTooMuch = error instanceof VendorError && error.kind === "gateway" && smaller !== undefined;
    if (!isTooMuch) throw error;
    return sized(smaller, ask);
  }
}

/** Once a page was not too much, the next may be larger: one long record does not make every page small. */
export const larger = (size: number) => sizes.findLast((one) => one > size) ?? size;

/** The next page of a list whose pages are counted, larger where it would begin at the same record. */
export function turned(page: number, size: number): { readonly page: number; readonly size: number } {
  const start = page * size;
  const next = larger(size);
  return start % next === 0 ? { page: start / next + 1, size: next } : { page: page + 1, size };
}

/** A request to the API that has the records. */
export function asked(path: string, query: Readonly<Record<string, string>>): VendorRequest {
  return { path: `/v3${path}`, query, group: "v3", expects: "" };
}

export type Filter = readonly [column: string, operator: string, value: string];

export const filtersOf = (...filters: readonly Filter[]) => JSON.stringify(filters);

/** How far a reading is that has come to a time on the wall of this zone. `start`: when it began, in milliseconds. */
export function wallShare({ source }: Account, zone: string, at: string, start: number): number | undefined {
  const time = (wall: string) => Date.parse(`${wall.replace(" ", "T")}Z`);
  const first = moved(startOfDay(source.since, source.zone, zone), -overlap);
  return shareOf(time(at), time(first), time(wallTime(start, zone)));
}

/** How the records of a stream are told apart. */
export interface Shape {
  readonly stream: string;
  readonly key: (record: string) => string | undefined;
  /** The member whose text sorts the versions of a record; the first that is there. */
  readonly versions: readonly string[];
  readonly zone: string;
  readonly isDeleted?: (record: string) => boolean;
}

/** Where a record stood: `tickets/000000012:00003`, the number of the request in the life of the stream, and its place in the answer. */
export const placeOf = (stream: string, request: number, index: number) =>
  `${stream}/${String(request).padStart(9, "0")}:${String(index).padStart(5, "0")}`;

export function recordOf(shape: Shape, record: string, request: number, index: number): RawRecord {
  const page = placeOf(shape.stream, request, index);
  const key = shape.key(record);
  if (key === undefined || key === "") return rejected(record, page);
  const version = shape.versions.map((name) => textAt(record, name)).find(Boolean) ?? "";
  const op = shape.isDeleted?.(record) ? "delete" : "upsert";
  return { key, version, eventAt: instantOf(version, shape.zone), op, page, body: record };
}

/** Named by its text, so that it is the same one when it is read again; the text itself may be personal, and is not kept. */
function rejected(record: string, page: string): RawRecord {
  const body = JSON.stringify({ reason: "it has no id", text: "" });
  return { key: `reject:${digestOf(record)}`, version: "", eventAt: "", op: "reject", page, body };
}

export const digestOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** For the person who runs it. */
export const said = (stream: string, message: string): Page["notes"][number] => ({
  kind: "told",
  name: stream,
  message,
});
