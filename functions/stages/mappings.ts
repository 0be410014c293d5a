/** The mappings of a source: which they are, held against an engine, and as the first step of a fact's staging. */

import { query } from "../../queries/index.ts";
import type { Mapping, Source } from "../core/config.ts";
import { QueryError } from "../core/errors.ts";
import { type FactName, factNames } from "../core/facts.ts";
import { mappingError, mappingProblems, mappingQuery } from "../core/mapping.ts";
import { bind, compose, type Query } from "../core/query.ts";
import { typedQuery } from "../core/typed.ts";
import type { Warehouse } from "../ports.ts";

/** The mappings of a source in the order of the facts. The first of them answers for rows that none of them takes. */
export function mappingsOf(source: Pick<Source, "mappings">): readonly (readonly [FactName, Mapping])[] {
  return factNames.flatMap((fact) => {
    const mapping = source.mappings[fact];
    return mapping ? [[fact, mapping] as const] : [];
  });
}

/** The whole way from raw rows to one fact's staged rows, `others` being mappings that may take what this one leaves. */
export function factQuery(
  fact: FactName,
  mapping: Mapping,
  given: ReadonlySet<string>,
  others: readonly Mapping[],
): Query {
  const parts = others.map(
    (other, index) => [`elsewhere_${index + 1}`, mappingQuery(other.file, other.text)] as const,
  );
  return compose(query(`staging/${fact}`), {
    raw: query("staging/raw"),
    mapping: mappingQuery(mapping.file, mapping.text),
    ...Object.fromEntries(parts),
    elsewhere: elsewhere(parts.map(([name]) => name)),
    raw_rows: query("staging/raw_rows"),
    typed: typedQuery(fact, given),
  });
}

function elsewhere(names: readonly string[]): Query {
  const text =
    names.length === 0
      ? "select cast(null as varchar) as row_id where false"
      : `select distinct row_id from (${names.map((name) => `select row_id from ${name}`).join(" union all ")}) as taken`;
  return { name: "elsewhere", text, question: "", params: {}, reads: [], inputs: names };
}

/** Every mapping of a source held against an engine; throws QueryError naming each thing that is wrong with them. */
export async function checkMapping(
  source: Pick<Source, "id" | "mappings">,
  warehouse: Warehouse,
): Promise<void> {
  const wrong: string[] = [];
  for (const [fact, mapping] of mappingsOf(source)) {
    try {
      await givenColumns(source, fact, mapping, warehouse);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      wrong.push(error.message);
    }
  }
  if (wrong.length > 0) throw new QueryError(wrong.join("\n"));
}

/** The columns a mapping gives; throws QueryError naming each thing that is wrong with it. */
export async function givenColumns(
  source: Pick<Source, "id">,
  fact: FactName,
  { file, text }: Mapping,
  warehouse: Warehouse,
): Promise<ReadonlySet<string>> {
  const mapping = mappingQuery(file, text);
  if (mapping.text.trim() === "")
    throw new QueryError(
      `${file}: the mapping is empty. Write a select over raw; \`npm run raport -- init\` shows one.`,
    );
  const described = compose(mapping, { raw: query("staging/raw") });
  const params = { feed: `${source.id}/contacts`, batches: [batchName(1)] };
  let columns: readonly { readonly name: string; readonly type: string }[];
  try {
    // Engines differ in whose case they keep, and none of them tells names apart by it.
    const found = await warehouse.describe({ query: described, params });
    columns = found.map(({ name, type }) => ({ name: name.toLowerCase(), type }));
  } catch (error) {
    // An engine that cannot be reached says nothing about the mapping.
    if (!(error instanceof QueryError)) throw error;
    throw mappingError(file, mapping, bind(described, params), error);
  }
  const problems = mappingProblems({ file, text }, fact, columns);
  if (problems.length > 0) throw new QueryError(problems.join("\n"));
  return new Set(columns.map(({ name }) => name));
}

/** A batch as the raw partition it is. */
export const batchName = (batch: number) => String(batch).padStart(9, "0");
