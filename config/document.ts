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
} from "yaml";
import { visible } from "./say.ts";
import { type Fault, faultsOf } from "./yaml-faults.ts";

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
  /** The number or flag at the path as its text stands there; undefined for anything else. */
  writtenAt(path: readonly PropertyKey[]): string | undefined;
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
  const faults = faultsOf(text, document);
  const plain = faults.length > 0 ? { broken: faults } : plainValue(document);
  return {
    value: plain.value,
    broken: (plain.broken ?? []).map(({ at, message }) => ({ place: place(at), message })),
    writtenAt: (path) => sourceOf(document, path),
    valueAt: (path) => place(startOf(around(document, path))),
    keyAt: (path) => place(startOf(keyNode(document, path) ?? around(document, path))),
  };
}

/** Aliases are followed here: a bomb of them is the only thing left to fail. */
function plainValue(document: Document): { value?: unknown; broken?: readonly Fault[] } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (error) {
    const message = visible(error instanceof Error ? error.message : String(error));
    return { broken: [{ at: 0, message: `${message}; write out what is named with & elsewhere` }] };
  }
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

function sourceOf(document: Document, path: readonly PropertyKey[]): string | undefined {
  const owner = around(document, path.slice(0, -1));
  const node = childOf(document, owner, path.at(-1) ?? "");
  const scalar = isAlias(node) ? node.resolve(document) : node;
  if (!isScalar(scalar) || !["number", "bigint", "boolean"].includes(typeof scalar.value)) return undefined;
  return scalar.source;
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
