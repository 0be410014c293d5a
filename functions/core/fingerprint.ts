/** Hashes of everything a table was made with: another hash, another meaning. */

import { createHash } from "node:crypto";

/** The first 16 hex digits of the sha256 of the parts, which cannot run into each other. */
export function fingerprint(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 16);
}
