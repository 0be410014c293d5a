/** The mappings of a source: which they are, held against an engine, and as the first step of a fact's staging. */

import { query } from "../../queries/index.ts";
import type { Mapping, Source } from "../core/config.ts";
import { QueryError } from "../core/errors.ts";
import type { FactName } from "../core/facts.ts";
import { mappingError, mappingProblems, mappingQuery } from "../core/mapping.ts";
import { bind, compose, type Query } from "../core/query.ts";
import { typedQuery } from "../core/typed.ts";
import { factsGiven } from "../core/vendors.ts";
import type { ParamValue } from "../core/warehouse.ts";
import type { Warehouse } from "../ports.ts";

type Mapped = Pick<Source, "type" | "mappings">;
export type FactMapping = readonly [FactName, Mapping];

/** The mappings of a source in the order of the facts: its own, and beside them those built in for its vendor. */
export function mappingsOf(source: Mapped): readonly FactMapping[] {
  return factsGiven(source).map((fact) => [
    fact,
    source.mappings[fact] ?? builtIn(`vendors/${source.type}/${fact}`),
  ]);
}

/** Which rows a vendor's facts knowingly leave; undefined where every row must be mapped. */
export function unusedOf({ type }: Pick<Source, "type">): Mapping | undefined {
  return type === "files" ? undefined : builtIn(`vendors/${type}/unused`);
}

const builtIn = (name: string): Mapping => ({ file: `queries/${name}.sql`, text: query(name).text });

/** A mapping as a query over raw and, where it reads them, members; a built-in one may ask for settings of its source. */
export function queryOf({ file, text }: Mapping): Query {
  const [, name] = /^queries\/(vendors\/.+)\.sql$/.exec(file) ?? [];
  const own = mappingQuery(file, text);
  return name === undefined ? own : { ...own, params: query(name).params };
}

/** The inputs mappings read, for as many of them as are composed. */
function inputsOf(mappings: readonly Query[]): Readonly<Record<string, Query>> {
  const reads = mappings.some(({ inputs = [] }) => inputs.includes("members"));
  return { raw: query("staging/raw"), ...(reads ? { members: query("staging/directory") } : {}) };
}

/** What may have taken the rows a mapping leaves. */
export interface Elsewhere {
  /** Whether other mappings of the source have staged their rows of this run. */
  readonly isStaged: boolean;
  /** What knowingly makes nothing of some. */
  readonly unused: Mapping | undefined;
}

/** The whole way from raw rows to one fact's staged rows; with `others`, its mapping answers for rows that nobody takes. */
export function factQuery(
  fact: FactName,
  mapping: Mapping,
  given: ReadonlySet<string>,
  others?: Elsewhere,
): Query {
  const parts: Readonly<Record<string, Query>> = {
    ...(others?.isStaged && { taken: query("staging/taken") }),
    ...(others?.unused && { unused: queryOf(others.unused) }),
  };
  const own = queryOf(mapping);
  return compose(query(`staging/${fact}`), {
    ...inputsOf([own, ...Object.values(parts)]),
    mapping: own,
    ...parts,
    elsewhere: elsewhere(Object.keys(parts)),
    raw_rows: query("staging/raw_rows"),
    typed: typedQuery(fact, given),
  });
}

function elsewhere(names: readonly string[]): Query {
  const text =
    names.length === 0
      ? "select cast(null as varchar) as row_id where false"
      : `select distinct row_id from (${names.map((name) => `select row_id from ${name}`).join(" union all ")}) as parts`;
  return { name: "elsewhere", text, question: "", params: {}, reads: [], inputs: names };
}

/** How many rows `unused` takes that became nothing. */
export function unusedQuery(unused: Mapping): Query {
  const own = queryOf(unused);
  return compose(query("staging/unused"), {
    ...inputsOf([own]),
    unused: own,
    judged: query("staging/judged"),
  });
}

/** What a mapping may ask for of its source's settings; one that says nothing of it is told nothing. */
export function settingsFor(source: Source, mappings: readonly Mapping[]): Readonly<Record<string, string>> {
  const settings = source.type === "files" ? {} : source.settings;
  const asked = mappings.flatMap((mapping) => Object.keys(queryOf(mapping).params));
  return Object.fromEntries(asked.map((name) => [name, settings[name] ?? ""]));
}

/** Every mapping of a source held against an engine; throws QueryError naming each thing that is wrong with them. */
export async function checkMapping(source: Source, warehouse: Warehouse): Promise<void> {
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
  source: Source,
  fact: FactName,
  given: Mapping,
  warehouse: Warehouse,
): Promise<ReadonlySet<string>> {
  const { file, text } = given;
  const mapping = queryOf(given);
  if (mapping.text.trim() === "")
    throw new QueryError(
      `${file}: the mapping is empty. Write a select over raw; \`npm run raport -- init\` shows one.`,
    );
  const described = compose(mapping, inputsOf([mapping]));
  const known: Readonly<Record<string, ParamValue>> = {
    ...settingsFor(source, [given]),
    ...{ feed: feedOf(source), batches: [batchName(1)], source: source.id, runs: [""] },
  };
  const params = Object.fromEntries(
    Object.entries(known).filter(([name]) => Object.hasOwn(described.params, name)),
  );
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

/** The raw partition a source's batches are in. */
export const feedOf = ({ id }: Pick<Source, "id">) => `${id}/contacts`;

/** A batch as the raw partition it is. */
export const batchName = (batch: number) => String(batch).padStart(9, "0");
