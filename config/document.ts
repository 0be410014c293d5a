/** A YAML text with the place of every value in it. */

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from "yaml";
import { visible } from "./say.ts";

/** Line and column, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlText {
  /** The file as plain values; undefined when `broken` says why it cannot be read. */
  readonly value: unknown;
  /** Where it is not valid YAML, in words. */
  readonly broken: readonly { readonly place: Place; readonly message: string }[];
  /** Place of the value at the path, or of the nearest thing around it that is there. */
  valueAt(path: readonly PropertyKey[]): Place;
  /** Place of the last key of the path. */
  keyAt(path: readonly PropertyKey[]): Place;
}

/** Reads the text; never throws. */
export function yamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
    stringKeys: true,
  });
  const place = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    place: place(pos[0]),
    message: `${visible(message.replace(/; please.*/s, "").trim())}; ${cures[code] ?? "correct the YAML here"}`,
  }));
  const lost = faults.length > 0 ? undefined : lostAlias(document);
  const plain = faults.length > 0 ? { broken: faults } : plainValue(document, place(startOf(lost)));
  return {
    value: plain.value,
    broken: plain.broken ?? [],
    valueAt: (path) => place(startOf(around(document, path))),
    keyAt: (path) => place(startOf(keyNode(document, path) ?? around(document, path))),
  };
}

const cures: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces",
  BAD_INDENT: "line the keys of one group up, and close every bracket",
  MISSING_CHAR: "close the quote or bracket, or put a space after the colon or comma",
  BLOCK_AS_IMPLICIT_KEY: "put text that holds a colon in quotes",
  MULTILINE_IMPLICIT_KEY: "put a colon and a space after the key, or quotes around the text",
  DUPLICATE_KEY: "this key is there twice; keep one",
  TAG_RESOLVE_FAILED: "remove the word that begins with !",
  MULTIPLE_DOCS: "remove the line ---",
  NON_STRING_KEY: "write the key as a plain word",
  BAD_ALIAS: "put text that begins with * or & in quotes",
  BAD_SCALAR_START: "put the text in quotes",
};

/** Aliases are followed here: an unknown one, one inside itself or a bomb of them is the only thing left to fail. */
function plainValue(document: Document, start: Place): { value?: unknown; broken?: YamlText["broken"] } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    const message = visible(error instanceof Error ? error.message : String(error));
    return { broken: [{ place: start, message: `${message}; ${aliasCure}` }] };
  }
}

const aliasCure =
  "text that begins with * needs quotes; for a value named with & elsewhere, write it out here";

/** A glob without quotes, `path: *.csv`, reads as an alias of something never named. */
function lostAlias(document: Document): Node | undefined {
  let lost: Node | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      lost = alias;
      return visit.BREAK;
    },
  });
  return lost;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** The node at the path, or the deepest one on the way to it. */
function around(document: Document, path: readonly PropertyKey[]): Node | null {
  let node = document.contents as Node | null;
  for (const key of path) {
    const child = childOf(document, node, key);
    if (!child) return node;
    node = child;
  }
  return node;
}

function childOf(document: Document, node: Node | null, key: PropertyKey): Node | null {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target)) return (target.items[Number(key)] as Node | undefined) ?? null;
  return (pairOf(target, key)?.value as Node | null | undefined) ?? null;
}

function keyNode(document: Document, path: readonly PropertyKey[]): Node | null {
  const owner = around(document, path.slice(0, -1));
  const target = isAlias(owner) ? owner.resolve(document) : owner;
  return (pairOf(target, path.at(-1) ?? "")?.key as Node | undefined) ?? null;
}

function pairOf(node: unknown, key: PropertyKey): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) as
    | Pair
    | undefined;
}
