/** What a personality sees of the ledger while it answers, and the tokens it gives out. */

import { createHash } from "node:crypto";
import { random } from "../random.ts";
import type { Chaos } from "./chaos.ts";
import type { Ledger, Version } from "./ledger.ts";
import type { Slice, VendorStream, View } from "./vendor.ts";

export interface Seen {
  readonly ledger: Ledger;
  readonly stream: VendorStream | undefined;
  readonly chaos: Chaos;
  readonly seed: string;
  readonly now: number;
  /** Requests so far: tokens age by them too. */
  readonly number: number;
}

export function viewOf(seen: Seen): View {
  const { ledger, now } = seen;
  return {
    now,
    current: (stream) => ledger.current(stream, now),
    visible: (stream) => ledger.visible(stream, now),
    page: (rows, start, size) => pageOf(seen, rows, start, size, 0),
    counted: (rows, start, size) => pageOf(seen, rows, start, size, 1).rows,
    token: (query, position) => sealed([query, position, seen.number, now], seen.seed),
    position: (query, token) => positionIn(seen, query, token),
  };
}

/** Whatever chaos repeats, a page of two or more brings something new. `onTop`: 1 where that makes a page longer, 0 where not. */
function pageOf(seen: Seen, rows: readonly Version[], start: number, size: number, onTop: 0 | 1): Slice {
  const { chaos, stream, seed, number } = seen;
  const dice = random(`${seed} page ${number}`);
  const from = start > 0 && size > 1 && dice.fraction() < chaos.repeats ? start - 1 : start;
  const slice = rows.slice(from, from + size + onTop * (start - from));
  const end = from + slice.length;
  const isMixed = chaos.isMixed && stream?.isUnordered === true;
  const place = new Map(slice.map((row) => [row, dice.fraction()]));
  const mixed = (row: Version) => place.get(row) ?? 0;
  return {
    rows: isMixed ? slice.toSorted((a, b) => mixed(a) - mixed(b)) : slice,
    next: end < rows.length ? end : null,
  };
}

type Sealed = readonly [query: string, position: string, number: number, at: number];

function positionIn({ chaos, seed, number, now }: Seen, query: string, token: string): string | undefined {
  const content = opened(token, seed);
  if (content === undefined || content[0] !== query) return undefined;
  const { requests, minutes } = chaos.tokens;
  const isExpired = number - content[2] > requests || now - content[3] > minutes * 60_000;
  return isExpired ? undefined : content[1];
}

const signature = (text: string, seed: string) =>
  createHash("sha256").update(`${seed} token ${text}`).digest("base64url").slice(0, 10);

function sealed(content: Sealed, seed: string): string {
  const text = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${text}.${signature(text, seed)}`;
}

function opened(token: string, seed: string): Sealed | undefined {
  const [text = "", signed] = token.split(".");
  if (signed !== signature(text, seed)) return undefined;
  return JSON.parse(Buffer.from(text, "base64url").toString()) as Sealed;
}
