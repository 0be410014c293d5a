/** Records of Zendesk as the landing wants them, and what all its streams have in common. */

import { createHash } from "node:crypto";
import type { RawRecord, ReadContext } from "./connector.ts";
import { textAt } from "./slices.ts";
import type { VendorErrorKind } from "./vendor.ts";

/** What one kind of record is. */
export interface Kind {
  readonly stream: string;
  /** Below the address of the interface. */
  readonly path: string;
  /** Name of the list in an answer. */
  readonly list: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly version: (body: string) => string;
  readonly eventAt: string;
  readonly isDeleted?: (body: string) => boolean;
  /** Without it every record lands. */
  readonly lands?: (body: string) => boolean;
}

/** Zendesk shows nothing of the last minute; twice that is safe. Milliseconds. */
export const safetyLag = 120_000;
/** With less left no further request is made. */
export const spare = 30_000;

export const isOver = (context: ReadContext) => context.msLeft() < spare;

/** Whole seconds since 1970 as text that sorts by time; empty where the field says nothing. */
export function epoch(path: string): (body: string) => string {
  return (body) => {
    const text = textAt(body, path) ?? "";
    if (/^\d{1,12}$/.test(text)) return text.padStart(12, "0");
    const at = Date.parse(text);
    return Number.isNaN(at) ? "" : String(Math.floor(at / 1000)).padStart(12, "0");
  };
}

/** The field as it stands, for times written so that they sort. */
export const written = (path: string) => (body: string) => textAt(body, path) ?? "";

/** `request` counts the stream's requests for good: no two records of a batch share a page. */
export function recordsOf(kind: Kind, request: number, bodies: readonly string[]): RawRecord[] {
  return bodies.flatMap((body, index): RawRecord[] => {
    if (kind.lands && !kind.lands(body)) return [];
    const page = `${kind.stream}/${String(request).padStart(9, "0")}:${String(index + 1).padStart(6, "0")}`;
    const key = textAt(body, "id") ?? "";
    if (key === "") {
      // What it holds is not repeated: nobody has looked at it for what is personal. Read again it is the same one.
      const own = createHash("sha256").update(body).digest("base64url").slice(0, 22);
      const reason = JSON.stringify({ reason: "the record has no id" });
      return [{ key: `nameless ${own}`, version: "", eventAt: "", op: "reject", page, body: reason }];
    }
    const at = Date.parse(textAt(body, kind.eventAt) ?? "");
    const eventAt = Number.isNaN(at) ? "" : new Date(at).toISOString();
    const op = kind.isDeleted?.(body) ? "delete" : "upsert";
    return [{ key, version: kind.version(body), eventAt, op, page, body }];
  });
}

/** What an answer of 400 and more means for a request that goes on from a position, and for one that begins at a time. */
export function meaning(goesOn: boolean): (status: number, text: string) => VendorErrorKind | undefined {
  return (status, text) => {
    if (goesOn && [400, 410, 422].includes(status)) return "cursor";
    return status === 422 && /too recent/i.test(text) ? "too_recent" : undefined;
  };
}

export const secondsOf = (milliseconds: number) => Math.floor(milliseconds / 1000);
export const instantOf = (seconds: number) => new Date(seconds * 1000).toISOString();

/** The later of two instants, where there is one. */
export function later(one: string | null, other: string | null): string | null {
  return one !== null && (other === null || one > other) ? one : other;
}

export const numberAt = (json: unknown, name: string): number | null => {
  const value = (json as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

export const textIn = (json: unknown, name: string): string | null => {
  const value = (json as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === "string" && value !== "" ? value : null;
};
