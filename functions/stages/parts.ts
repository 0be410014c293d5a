/** The objects of the batch being gathered. Pieces (files, pages) are kept whole or taken back whole. */

import type { RawObject } from "../core/landing.ts";
import type { Lake } from "../ports.ts";
import { type Packer, packer } from "./pack.ts";

/** Bytes of gzip after which an object is written, and a batch is closed. */
export const partBytes = 32 * 2 ** 20;

export interface Parts {
  /** Adds lines to the piece at hand. */
  add(lines: Uint8Array, rows: number): Promise<void>;
  /** The piece at hand is whole and belongs to the batch. */
  keep(): Promise<void>;
  /** The piece at hand never was. */
  retract(): Promise<void>;
  /** The pieces kept have as many bytes as a batch may have. */
  isFull(): Promise<boolean>;
  /** Writes what is still held; every object of the batch. */
  finish(): Promise<readonly RawObject[]>;
}

/** Bytes up to which a piece is held as it is: packing every small one by itself costs more than all of them together. */
const smallPiece = 1 << 16;
const smallPieces = 1 << 20;

interface Lines {
  readonly pieces: readonly Uint8Array[];
  readonly bytes: number;
  readonly rows: number;
}
const none: Lines = { pieces: [], bytes: 0, rows: 0 };
const joined = (one: Lines, other: Lines): Lines => ({
  pieces: [...one.pieces, ...other.pieces],
  bytes: one.bytes + other.bytes,
  rows: one.rows + other.rows,
});

interface Packing {
  readonly rows: number;
  readonly mostBytes: number;
  readonly body: Promise<Uint8Array>;
}

/** Gathers the parts of one batch under `folder`, holding about two parts in memory at most. */
export function gatherParts(lake: Pick<Lake, "put" | "remove">, folder: string, limit = partBytes): Parts {
  const kept: RawObject[] = [];
  let held: { readonly body: Uint8Array; readonly rows: number }[] = [];
  let ofPiece: RawObject[] = []; // objects of the piece at hand, for a piece of more than one
  let current: Packer | undefined;
  let last: Packing | undefined; // the piece kept last: it is packed while the next one is read
  let small = none; // the piece at hand, while it is small
  let smalls = none; // small pieces that were kept
  const smallest = Math.min(smallPiece, limit >> 3);

  const write = async (body: Uint8Array, rows: number): Promise<RawObject> => {
    const number = String(kept.length + ofPiece.length).padStart(4, "0");
    const key = `${folder}part-${number}.ndjson.gz`;
    await lake.put(key, body);
    return { key, rows, bytes: body.length };
  };
  const bytes = () => {
    const heldBytes = held.reduce((sum, { body }) => sum + body.length, smalls.bytes);
    return kept.reduce((sum, object) => sum + object.bytes, heldBytes);
  };
  const packLast = async () => {
    if (last === undefined) return;
    const { rows, body } = last;
    last = undefined;
    held.push({ rows, body: await body });
  };
  const packSmalls = async () => {
    await packLast();
    if (smalls.rows === 0) return;
    const { pieces, rows } = smalls;
    smalls = none;
    const together = packer();
    await together.add(Buffer.concat(pieces), rows);
    held.push({ rows, body: await together.finish() });
  };

  return {
    async add(lines, rows) {
      if (current === undefined && small.bytes + lines.length <= smallest) {
        small = joined(small, { pieces: [lines], bytes: lines.length, rows });
        return;
      }
      if (current === undefined) await packLast();
      current ??= packer();
      const before = small;
      small = none;
      if (before.rows > 0) await current.add(Buffer.concat(before.pieces), before.rows);
      await current.add(lines, rows);
      if (current.bytes() < limit) return;
      const full = current;
      current = undefined;
      ofPiece.push(await write(await full.finish(), full.rows()));
    },
    async keep() {
      if (current !== undefined) {
        last = { rows: current.rows(), mostBytes: current.mostBytes(), body: current.finish() };
        current = undefined;
      }
      smalls = joined(smalls, small);
      small = none;
      if (smalls.bytes >= smallPieces) await packSmalls();
      kept.push(...ofPiece);
      ofPiece = [];
    },
    async retract() {
      current?.drop();
      current = undefined;
      small = none;
      for (const { key } of ofPiece) await lake.remove(key);
      ofPiece = [];
    },
    async isFull() {
      // Waited for only where it may count: batches end at the same piece however fast the packing is.
      if (bytes() + (last?.mostBytes ?? 0) >= limit) await packLast();
      return bytes() >= limit;
    },
    async finish() {
      await packSmalls();
      const rows = held.reduce((sum, piece) => sum + piece.rows, 0);
      const bodies = held.map(({ body }) => body);
      held = [];
      if (rows > 0) kept.push(await write(Buffer.concat(bodies), rows));
      return kept;
    },
  };
}
