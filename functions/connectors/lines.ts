/** The bytes of a file as blocks of whole lines of text: unpacked, decoded, and every undecodable line marked. */

import { isUtf8 } from "node:buffer";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refusal } from "./refusal.ts";

/** A row of more characters than this is rejected, never held. */
export const longestRow = 1_048_576;

/** Whole lines with their line breaks; only the last line of a file may lack one. The last block may be empty. */
export interface Block {
  readonly text: string;
  /** 1-based number of its first line. */
  readonly line: number;
  /** Numbers of the lines holding bytes that are not valid in the file's encoding. */
  readonly invalid: readonly number[];
  readonly last: boolean;
}

const blockBytes = 1 << 18;
// A UTF-16 unit takes at most three bytes of UTF-8, so a line cut here is still longer than the longest row.
const longestLineBytes = 3 * longestRow + 3;
const newline = 10;

/** Blocks of a file whose bytes may be gzip and are text in `encoding`. Throws Refusal when the file is neither. */
export async function* readBlocks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Block, void, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const plain = await unpacked({ [Symbol.asyncIterator]: () => iterator });
    yield* blocks(await utf8(plain, encoding));
  } finally {
    await iterator.return?.(); // a file refused by its first bytes must be closed too
  }
}

/** The bytes of a file, whether or not they were gzip. */
export async function unpacked(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await beginning(chunks, 4);
  if (head[0] === 0x1f && head[1] === 0x8b) return gunzipped(all);
  if (head.toString("latin1", 0, 4) === "PK\u0003\u0004")
    throw new Refusal("this is a zip or Excel file, not text. Save it as CSV (UTF-8) and put that here.");
  return all;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: blockBytes });
  pipeline(Readable.from(chunks, { objectMode: true }), gunzip, () => {}); // its error also ends the loop below
  try {
    yield* gunzip;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== "string" || !code.startsWith("Z_")) throw error;
    throw new Refusal(
      `the gzip file is damaged or cut short (${(error as Error).message}). Export it again.`,
    );
  }
}

/** The same text in UTF-8 without its mark. Bytes that do not decode stay, or become, invalid UTF-8. */
async function utf8(chunks: AsyncIterable<Uint8Array>, encoding: string): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await beginning(chunks, 3);
  const decoder = decoderOf(encoding);
  const mark = markOf(head);
  if (mark !== undefined && mark !== decoder.encoding)
    throw new Refusal(
      `the file begins with the mark of ${mark}, but its encoding is said to be ${encoding}. ${
        mark === "utf-8" ? "Set encoding: utf-8." : `Save it as UTF-8, or set encoding: ${mark}.`
      }`,
    );
  if (decoder.encoding === "utf-8") return mark === undefined ? all : withoutFirst(all, 3);
  return transcoded(all, decoder);
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new Refusal(
      `there is no encoding ${JSON.stringify(encoding)}. Set encoding: to one such as utf-8, utf-16le or windows-1252.`,
    );
  }
}

function markOf(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  return undefined;
}

async function* transcoded(chunks: AsyncIterable<Uint8Array>, decoder: InstanceType<typeof TextDecoder>) {
  for await (const chunk of chunks) yield marked(decoder.decode(chunk, { stream: true }));
  yield marked(decoder.decode());
}

/** The decoder leaves U+FFFD where bytes were wrong; no UTF-8 has 0xff, so that survives as a mark. */
function marked(text: string): Uint8Array {
  if (!text.includes("\ufffd")) return Buffer.from(text);
  return Buffer.concat(
    text.split("\ufffd").flatMap((part, n) => [n === 0 ? none : wrong, Buffer.from(part)]),
  );
}
const none = Buffer.alloc(0);
const wrong = Buffer.of(0xff);

async function* withoutFirst(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let held: Uint8Array[] = [];
  let size = 0;
  let line = 1;
  for await (const chunk of chunks) {
    if (size >= longestLineBytes && chunk.indexOf(newline) === -1) continue;
    held.push(chunk);
    size += chunk.length;
    if (size < blockBytes) continue;
    const bytes = Buffer.concat(held);
    const end = bytes.lastIndexOf(newline) + 1;
    if (end > 0) {
      const block = blockOf(bytes.subarray(0, end), line, false);
      line += block.lines;
      yield block;
    }
    // What is beyond the longest line is let go here: the row is rejected whatever follows.
    held = [bytes.subarray(end, end + longestLineBytes)];
    size = held[0]?.length ?? 0;
  }
  yield blockOf(Buffer.concat(held), line, true);
}

function blockOf(bytes: Buffer, line: number, last: boolean): Block & { readonly lines: number } {
  const invalid: number[] = [];
  const valid = isUtf8(bytes);
  let lines = 0;
  for (let start = 0; start < bytes.length; lines += 1) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found + 1;
    if (!valid && !isUtf8(bytes.subarray(start, end))) invalid.push(line + lines);
    start = end;
  }
  return { text: bytes.toString("utf8"), line, invalid, last, lines };
}

/** The first bytes, and all of them again. */
async function beginning(chunks: AsyncIterable<Uint8Array>, count: number) {
  const rest = chunks[Symbol.asyncIterator]();
  let head: Buffer = none;
  let ended = false;
  while (head.length < count && !ended) {
    const { value, done } = await rest.next();
    if (done) ended = true;
    else head = Buffer.concat([head, value]);
  }
  return { head, all: again(head, rest) };
}

async function* again(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let item = await rest.next(); !item.done; item = await rest.next()) yield item.value;
  } finally {
    // Who needs the beginning only stops here: the file must be closed all the same.
    await rest.return?.();
  }
}
