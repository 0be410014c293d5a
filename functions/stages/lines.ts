/** Records as the bytes of their lines, with what is personal in them replaced on the way. */

import type { PersonalPaths, RawRecord } from "../connectors/connector.ts";
import { type Hash, redacting } from "../connectors/redact.ts";
import type { Codes } from "../connectors/tape.ts";
import { envelopeHead, envelopeLine, envelopeTail, type Sender } from "../core/envelope.ts";

export interface Redaction {
  readonly paths: PersonalPaths;
  readonly hash: Hash;
}

/** Writes the records of one page after the other; without `redaction` bodies land as they are. */
export function linesOf(
  sender: Sender,
  redaction: Redaction | undefined,
): (records: readonly RawRecord[]) => Uint8Array {
  const line = envelopeLine(sender);
  if (redaction === undefined) return (records) => Buffer.from(records.map(line).join(""));
  const head = envelopeHead(sender);
  const bytes = quotedBytes();
  return (records) => {
    for (const record of records) {
      // The body of a rejected row is its reason, in our own words.
      if (record.op === "reject") bytes.plain(line(record));
      else {
        bytes.plain(`${head(record)}"`);
        redacting(record.body, redaction.paths, redaction.hash, bytes);
        bytes.plain(`"${envelopeTail}`);
      }
    }
    return bytes.take();
  };
}

const [quote, backslash] = [0x22, 0x5c];

/** Characters written before room is looked for again. */
const stretch = 1 << 14;
/** Room for more bytes than this is not kept for the next page. */
const most = 1 << 24;

/** Bytes that grow, all in one place: a text for each line, and one of them all, would be written and read once more each. */
function quotedBytes() {
  let bytes = Buffer.allocUnsafe(stretch);
  let length = 0;
  const makeRoom = (more: number) => {
    if (length + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + more));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  };
  const plain = (text: string) => {
    makeRoom(text.length < stretch ? 3 * text.length : Buffer.byteLength(text));
    length += bytes.write(text, length);
  };
  /** As far as it is ASCII. */
  const copy = (codes: Codes, from: number, to: number): number => {
    makeRoom(2 * (to - from));
    const into = bytes;
    let end = length;
    let at = from;
    for (; at < to; at += 1) {
      const code = codes[at]!;
      const before = backslashes[code]!;
      if (before === other) break;
      // Written over by the character itself where none belongs there.
      into[end] = backslash;
      end += before;
      into[end] = code;
      end += 1;
    }
    length = end;
    return at;
  };
  return {
    plain,
    kept(text: string, codes: Codes, from: number, to: number) {
      for (let at = from; at < to; ) {
        const until = Math.min(at + stretch, to);
        at = copy(codes, at, until);
        if (at === until) continue;
        plain(quoted(text.slice(at, to)));
        return;
      }
    },
    put(text: string) {
      makeRoom(2 * text.length);
      let end = length;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        const before = backslashes[code]!;
        if (before === other) return plain(quoted(text));
        bytes[end] = backslash;
        end += before;
        bytes[end] = code;
        end += 1;
      }
      length = end;
    },
    /** What was written since it was taken last. */
    take(): Uint8Array {
      const taken = Buffer.from(bytes.subarray(0, length));
      length = 0;
      if (bytes.length > most) bytes = Buffer.allocUnsafe(stretch);
      return taken;
    },
  };
}

/** How many backslashes a character needs before it in a JSON string; `other` where it is not ASCII, or a control character. */
const other = 2;
const backslashes = new Uint8Array(1 << 16).fill(other).fill(0, 0x20, 0x7f);
backslashes[quote] = 1;
backslashes[backslash] = 1;

/** As it stands within a JSON string. */
const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
