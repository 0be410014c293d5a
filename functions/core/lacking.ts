/** Columns a mapping takes from a file that does not have them: "empty" alone would send its reader to the rows. */

import { type FactName, facts } from "./facts.ts";
import { literal } from "./literal.ts";
import type { Query } from "./query.ts";
import { pieces } from "./sql.ts";

/** A needed column that a mapping takes as it is, and where in the record. */
export interface Taken {
  readonly fact: FactName;
  readonly column: string;
  /** `$.opened` or `$["Created at"]`. */
  readonly path: string;
}

/** Needed columns of which the mapping's text says plainly where they come from; of the others nothing is claimed. */
export function takenAsIs(fact: FactName, mapping: string): readonly Taken[] {
  const text = pieces(mapping)
    .filter(({ kind }) => kind !== "comment")
    .map((piece) => piece.text)
    .join("");
  return facts[fact].columns
    .filter(({ required }) => required)
    .flatMap(({ name: column }) => {
      const form = `json_extract_scalar\\s*\\(\\s*(?:\\w+\\.)?body\\s*,\\s*'(\\$[^']*)'\\s*\\)\\s+(?:as\\s+)?${column}\\b`;
      const paths = new Set([...text.matchAll(new RegExp(form, "gi"))].map(([, path]) => path as string));
      const [path = ""] = paths;
      return paths.size === 1 && nameIn(path) !== undefined ? [{ fact, column, path }] : [];
    });
}

/** What a path of one step calls; undefined for any other. */
export function nameIn(path: string): string | undefined {
  const [, plain, quoted] = /^\$(?:\.([A-Za-z_]\w*)|\["([^"\\]+)"\])$/.exec(path) ?? [];
  return plain ?? quoted;
}

/** A query over `raw`: one row per batch and file, with how many of its rows have each of these, as has_1, has_2 ... */
export function havingQuery(taken: readonly Taken[]): Query {
  const counts = taken.map(({ path }, index) => {
    const written = literal("text", path);
    if ("wrong" in written) throw new Error(`a path of a mapping ${written.wrong}`);
    return `,\n    count(json_extract_scalar(body, ${written.sql})) as has_${index + 1}`;
  });
  const text = `select batch, file${counts.join("")}
from (
    select batch, body,
        case when strpos(page, ':') > 0 then substr(page, 1, length(page) - strpos(reverse(page), ':')) end as file
    from raw
) as records
where file is not null
group by batch, file`;
  return { name: "having", text, question: "", params: {}, reads: [], inputs: ["raw"] };
}
