/** For readers that put a record together from several of the vendor's: each of those must be in one of the newest records. */

import type { Hash } from "../../functions/connectors/redact.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import type { Version } from "../../world/vendors/ledger.ts";
import type { Found } from "./judge.ts";

export interface Pieces {
  /** Every piece a record says, without what is personal. */
  readonly landed: (row: Envelope) => readonly string[];
  /** The same of what the vendor wrote. */
  readonly made: (version: Version, hash: Hash) => string;
}

export function pieced(
  { landed, made }: Pieces,
  versions: readonly Version[],
  rows: readonly Envelope[],
  hash: Hash,
): readonly Found[] {
  const there = newest(rows).flatMap(landed);
  const expected = versions.map((version) => made(version, hash));
  return [
    ...without(expected, there).map((what): Found => ({ finding: "lost", what })),
    ...without(there, expected).map((what): Found => ({ finding: "foreign", what })),
  ];
}

/** Of two with the same version the one landed last. */
function newest(rows: readonly Envelope[]): readonly Envelope[] {
  const found = new Map<string, Envelope>();
  for (const row of rows) {
    const name = `${row.stream} ${row.key}`;
    if (row.version >= (found.get(name)?.version ?? "")) found.set(name, row);
  }
  return [...found.values()].filter(({ op }) => op === "upsert");
}

/** Those of `all` that are more often in it than in `others`. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}
