/** Looks, where needed columns turned out empty, which files do not have them at all. */

import { query } from "../../queries/index.ts";
import type { Source } from "../core/config.ts";
import { rowsQuery } from "../core/inputs.ts";
import { havingQuery, nameIn, takenAsIs } from "../core/lacking.ts";
import { compose, type Query } from "../core/query.ts";
import type { Draft } from "../ports.ts";
import { mappingsOf } from "./mappings.ts";

/** A problem as it is told of every row, and what it is in this file. */
export interface Lacking {
  readonly source: string;
  readonly fact: string;
  readonly batch: string;
  readonly file: string;
  readonly problem: string;
  readonly says: string;
}

/** What the files of these batches lack of the columns their mappings need. Reads the raw rows once. */
export async function lackingIn(
  source: Source,
  feed: string,
  batches: readonly string[],
  draft: Draft,
): Promise<readonly Lacking[]> {
  // What a record of a vendor lacks is no mistake in its mapping.
  if (source.type !== "files") return [];
  const taken = mappingsOf(source).flatMap(([fact, { text }]) => takenAsIs(fact, text));
  if (taken.length === 0) return [];
  const asked = compose(havingQuery(taken), { raw: query("staging/raw") });
  const found: Lacking[] = [];
  for await (const row of draft.rows({ query: asked, params: { feed, batches } }))
    for (const [index, { fact, column, path }] of taken.entries()) {
      if (Number(row[`has_${index + 1}`]) > 0) continue;
      const [batch, file] = [String(row.batch), String(row.file)];
      const problem = `${column} is empty`;
      const says = `${problem}: no row of its file has "${nameIn(path)}"`;
      found.push({ source: source.id, fact, batch, file, problem, says });
    }
  return found;
}

/** The same as a table for a query to read. */
export function lackingTable(lacking: readonly Lacking[]): Query {
  const columns = {
    source: "varchar",
    fact: "varchar",
    batch: "varchar",
    file: "varchar",
    problem: "varchar",
    says: "varchar",
  } as const;
  const rows = lacking.map(({ source, fact, batch, file, problem, says }) => [
    ...[source, fact, batch],
    ...[file, problem, says],
  ]);
  return rowsQuery("lacking", columns, rows);
}
