/** Numbers that look random and are the same for the same text, on every machine. */

import { createHash } from "node:crypto";

export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** Normally distributed, mean 0 and deviation 1. */
  normal(): number;
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  /** One item, as likely as its weight; the weights need not sum to 1. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T;
}

/** A stream of numbers that depends on `text` alone: sfc32 started from the SHA-256 of the text. */
export function random(text: string): Random {
  const fraction = sfc32(createHash("sha256").update(text).digest());
  return {
    fraction,
    // Box-Muller; 1 - x keeps the logarithm away from zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
    whole: (below) => Math.floor(fraction() * below),
    weighted: (items, weight) => weighted(items, weight, fraction()),
  };
}

function sfc32(seed: Buffer): () => number {
  let a = seed.readUInt32LE(0) | 0;
  let b = seed.readUInt32LE(4) | 0;
  let c = seed.readUInt32LE(8) | 0;
  let counter = seed.readUInt32LE(12) | 0;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}

function weighted<T>(items: readonly T[], weight: (item: T) => number, at: number): T {
  const last = items.at(-1);
  if (last === undefined) throw new RangeError("nothing to choose from");
  let left = at * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return last;
}
