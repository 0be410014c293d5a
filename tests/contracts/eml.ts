/** Reads a message back the way a mail program does: enough of RFC 5322, 2045 and 2047 to check our own. */

export interface Part {
  readonly type: string;
  readonly content: string;
}

export interface Eml {
  /** Lower-case name and decoded value, in the order they stand. */
  readonly headers: readonly (readonly [string, string])[];
  readonly parts: readonly Part[];
}

/** The values of a header, decoded. */
export function headersOf(eml: Eml, name: string): readonly string[] {
  return eml.headers.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value);
}

export function parseEml(body: Uint8Array): Eml {
  const text = Buffer.from(body).toString("latin1");
  if (/(^|[^\r])\n|\r(?!\n)/.test(text)) throw new Error("a line does not end with CR LF");
  if (text.split("\r\n").some((line) => line.length > 998))
    throw new Error("a line is longer than 998 bytes");
  const { headers, content } = split(text);
  const boundary = /multipart\/alternative;.*boundary="([^"]+)"/.exec(valueIn(headers, "content-type"))?.[1];
  if (boundary === undefined) throw new Error("not multipart/alternative");
  const pieces = `\r\n${content}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith("--")) throw new Error("the last part is not closed");
  return {
    headers: headers.map(([name, value]) => [name, decodeWords(value)] as const),
    parts: pieces.slice(1, -1).map(partOf),
  };
}

function partOf(piece: string): Part {
  const { headers, content } = split(piece.slice(2));
  if (valueIn(headers, "content-transfer-encoding") !== "quoted-printable")
    throw new Error("not quoted-printable");
  return {
    type: valueIn(headers, "content-type"),
    content: quotedPrintable(content.replaceAll("=\r\n", "")),
  };
}

function split(text: string): { headers: readonly (readonly [string, string])[]; content: string } {
  const end = text.indexOf("\r\n\r\n");
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => {
    const match = /^([!-9;-~]+): (.*)$/.exec(line);
    if (match === null) throw new Error(`not a header: ${line}`);
    return [match[1]!.toLowerCase(), match[2]!] as const;
  });
  return { headers, content: text.slice(end + 4) };
}

function valueIn(headers: readonly (readonly [string, string])[], name: string): string {
  return headers.find(([key]) => key === name)?.[1] ?? "";
}

function decodeWords(value: string): string {
  return value.replace(/(\?=) +(?==\?)/g, "$1").replace(/(=\?utf-8\?[QB]\?[^?]*\?=)+/gi, (words) => {
    const decoded = [...words.matchAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi)].map(([, kind, text]) =>
      kind!.toUpperCase() === "B" ? Buffer.from(text!, "base64") : rawQuoted(text!.replaceAll("_", " ")),
    );
    return Buffer.concat(decoded).toString("utf8");
  });
}

function quotedPrintable(text: string): string {
  return rawQuoted(text).toString("utf8");
}

function rawQuoted(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}
