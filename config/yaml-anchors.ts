/** Anchors and aliases, most of which nobody meant: text that begins with & or * and is not in quotes. */

import { type Alias, type Document, isScalar, type Node, type Pair, visit } from "yaml";
import { visible } from "./say.ts";
import type { Fault } from "./yaml-faults.ts";

/** Aliases of nothing or of what they stand in, anchors nobody uses, and merge keys, which are not read. */
export function anchorFaults(document: Document): readonly Fault[] {
  const found: Fault[] = [];
  const used = new Set<string>();
  visit(document, {
    Alias(_, alias) {
      used.add(alias.source);
      const message = wrong(alias, document);
      if (message !== undefined) found.push({ at: startOf(alias), message });
    },
  });
  visit(document, {
    Pair(_, pair) {
      if (isMerge(pair)) found.push({ at: startOf(pair.key as Node), message: mergeMessage });
    },
    Value(_, node) {
      if (node.anchor !== undefined && !used.has(node.anchor))
        found.push({ at: anchorAt(node), message: unused(node.anchor) });
    },
  });
  return found;
}

const inQuotes = "text that begins with * needs quotes";

/** A glob without quotes, `path: *.csv`, reads as an alias of something never named. */
function wrong(alias: Alias, document: Document): string | undefined {
  const target = alias.resolve(document);
  const name = visible(alias.source);
  if (!target) return `nothing is named &${name} for *${name} to stand for; ${inQuotes}: write "*${name}"`;
  const [start = 0, end = 0] = target.range ?? [];
  if (startOf(alias) < start || startOf(alias) >= end) return undefined;
  return `*${name} stands for a group it is itself in, without end; write its value out`;
}

const isMerge = ({ key }: Pair) => isScalar(key) && key.value === "<<" && key.type === "PLAIN";
const mergeMessage = "merge keys are not read; write the keys of the other group out here";

const unused = (anchor: string) =>
  `&${visible(anchor)} names a value for later, and nothing uses it; put text that begins with & in quotes, or remove it`;

const startOf = (node: Node) => node.range?.[0] ?? 0;
/** The anchor stands before its value. */
const anchorAt = (node: Node) =>
  Math.max(0, startOf(node) - (("anchor" in node && node.anchor?.length) || 0) - 2);
