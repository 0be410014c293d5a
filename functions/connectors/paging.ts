/** How many records are asked for at once, where a vendor's gateway gives up on too many. */

import { VendorError } from "./vendor.ts";

export interface Halving {
  /** To be asked for now. */
  size(): number;
  /** Asks by `read(size)`, and with half as many while the answer is "gateway"; at the smallest size the error is thrown. */
  ask<T>(read: (size: number) => Promise<T>): Promise<T>;
}

/**
 * Begins with `most`. After `patience` good answers in a row it asks for twice as many again, and after twice that
 * patience where this was too many before: one page of long records does not make every page small, or fail every other.
 */
export function halving({
  most,
  least = 1,
  patience = 8,
}: {
  most: number;
  least?: number;
  patience?: number;
}): Halving {
  let size = most;
  let good = 0;
  let needed = patience;
  let isTrying = false;
  const fewer = () => {
    if (isTrying) needed = Math.min(needed * 2, patience * 64);
    isTrying = false;
    size = Math.max(least, Math.floor(size / 2));
    good = 0;
  };
  const fine = () => {
    isTrying = false;
    good += 1;
    if (size === most || good < needed) return;
    size = Math.min(most, size * 2);
    good = 0;
    isTrying = true;
  };
  return {
    size: () => size,
    async ask(read) {
      for (;;) {
        try {
          const answer = await read(size);
          fine();
          return answer;
        } catch (error) {
          if (!(error instanceof VendorError) || error.kind !== "gateway" || size <= least) throw error;
          fewer();
        }
      }
    },
  };
}
