/** Lines in, gzip out: packed beside the main thread, held in memory until taken. */

import { once } from "node:events";
import type { TransformOptions } from "node:stream";
import { createGzip, type ZlibOptions } from "node:zlib";

export interface Packer {
  /** Takes lines, as soon as there is room for them. */
  add(lines: Uint8Array, rows: number): Promise<void>;
  rows(): number;
  /** Packed bytes so far; what is still being packed is not counted. */
  bytes(): number;
  /** What all of it can have at most when it is packed: what cannot be made smaller grows a little. */
  mostBytes(): number;
  /** Everything added, as one gzip member: members joined end to end are a gzip file again. */
  finish(): Promise<Uint8Array>;
  /** Lets everything go. */
  drop(): void;
}

/** How many bytes wait to be packed before the next `add` makes its caller wait. */
const waiting = 1 << 21;

export function packer(): Packer {
  const options: ZlibOptions & TransformOptions = { level: 6, chunkSize: 1 << 18, highWaterMark: waiting };
  const gzip = createGzip(options);
  const chunks: Uint8Array[] = [];
  let rows = 0;
  let bytes = 0;
  let unpacked = 0;
  let room: Promise<unknown> | undefined;
  gzip.on("data", (chunk: Uint8Array) => {
    chunks.push(chunk);
    bytes += chunk.length;
  });
  return {
    async add(lines, count) {
      rows += count;
      await room;
      unpacked += lines.length;
      room = gzip.write(lines) ? undefined : once(gzip, "drain");
    },
    rows: () => rows,
    bytes: () => bytes,
    mostBytes: () => unpacked + (unpacked >> 6) + 64,
    async finish() {
      gzip.end();
      await once(gzip, "end");
      return Buffer.concat(chunks);
    },
    drop: () => void gzip.destroy(),
  };
}
