/** The bytes of an answer: all of them, or in words why they are not to be trusted. */

import { answered, listAt, signOf } from "./json.ts";
import type { VendorAnswer } from "./vendor.ts";

export type Read =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "torn"; readonly why: string }
  | { readonly kind: "large" };

/** Rejects where the connection breaks. Of an answer that is too large, the rest is not read. */
export async function readText(response: Response, most: number): Promise<Read> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) break;
    bytes += chunk.length;
    if (bytes > most) {
      // Not waited for: a connection that hangs may not end.
      reader?.cancel().catch(() => {});
      return { kind: "large" };
    }
    chunks.push(chunk);
  }
  const promised = promisedBytes(response.headers);
  if (promised !== undefined && promised !== bytes)
    return { kind: "torn", why: `${bytes} bytes where ${promised} were announced` };
  return decoded(joined(chunks, bytes));
}

// Memory that is fresh for each answer is collected all the time.
let room = Buffer.alloc(0);
const mostRoom = 1 << 23;

/** Good until the next answer is joined. */
function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  if (bytes > mostRoom) return Buffer.concat(chunks);
  if (bytes > room.length) room = Buffer.allocUnsafeSlow(Math.min(mostRoom, 2 * bytes));
  let at = 0;
  for (const chunk of chunks) {
    room.set(chunk, at);
    at += chunk.length;
  }
  return room.subarray(0, bytes);
}

/** Of a compressed answer the header counts what was sent, not what was read. */
function promisedBytes(headers: Headers): number | undefined {
  const length = headers.get("content-length");
  if (length === null || !/^\d+$/.test(length)) return undefined;
  return /^(identity)?$/.test(headers.get("content-encoding") ?? "") ? Number(length) : undefined;
}

function decoded(bytes: Uint8Array): Read {
  try {
    return { kind: "whole", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "torn", why: "bytes that are not UTF-8" };
  }
}

/** An answer that says it went well; a text is why it is not believed. The parser's own words would quote records. */
export function answerOf(
  response: Response,
  text: string,
  expects: string | undefined,
): VendorAnswer | string {
  const { status, headers } = response;
  const value = answered(text);
  if (value === undefined) return whyNot(response, text);
  if (signOf(value) !== "{" && signOf(value) !== "[") return "JSON that is neither an object nor a list";
  if (expects === undefined) return { status, headers, text, json: JSON.parse(text) };
  const list = listAt(value, expects);
  if (list === undefined)
    return `JSON without a list ${expects === "" ? "of records" : JSON.stringify(expects)}`;
  const rest = `${text.slice(0, list.from)}[]${text.slice(list.to)}`;
  return { status, headers, text, json: JSON.parse(rest) };
}

function whyNot({ headers }: Response, text: string): string {
  const start = text.trimStart().slice(0, 100).toLowerCase();
  if (start === "") return "nothing at all";
  if (start.startsWith("<")) return "a page of HTML, as a login or a proxy sends it";
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  if (/^[{[]/.test(start)) return `JSON that is cut short or broken (${text.length} characters)`;
  return /^[\w.+/-]{1,60}$/.test(type) && !type.includes("json")
    ? `${type}, not JSON`
    : "something that is not JSON";
}
