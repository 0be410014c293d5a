/** One recorded select, its text unchanged, on both engines over the same files. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { view } from "../../../functions/adapters/local/views.ts";
import { bind } from "../../../functions/core/query.ts";
import { pieces } from "../../../functions/core/sql.ts";
import type { TableName } from "../../../functions/core/warehouse.ts";
import type { TrinoLake } from "./lake.ts";
import type { Recorded } from "./recorded.ts";
import { differences, onDuckdb, onTrino, type Table } from "./rows.ts";

export interface Outcome {
  readonly rows: number;
  readonly names: readonly string[];
  /** Columns that have a value in some row. */
  readonly filled: readonly string[];
  /** Where the engines differ, in words; empty when they do not. */
  readonly unequal: readonly string[];
}

export interface Both {
  readonly database: DuckDBConnection;
  readonly trino: string;
  readonly lake: TrinoLake;
}

/** What came of a run already: one select may be asked about as each of the queries in it. */
const known = new WeakMap<Recorded, Promise<Outcome>>();

/** Compares runs of one query, several at a time. */
export async function compared(runs: readonly Recorded[], both: Both): Promise<readonly Outcome[]> {
  const waiting = [...runs.entries()];
  const outcomes: Outcome[] = [];
  let views: Promise<unknown> = Promise.resolve();
  // Views are per connection, so DuckDB answers one after another.
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = views.then(work, work);
    views = next;
    return next;
  };
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      outcomes[next[0]] = await once(next[1], () => compareOne(next[1], both, alone));
  };
  await Promise.all([worker(), worker(), worker()]);
  return outcomes;
}

function once(run: Recorded, compare: () => Promise<Outcome>): Promise<Outcome> {
  const made = known.get(run) ?? compare();
  known.set(run, made);
  return made;
}

type Alone = <T>(work: () => Promise<T>) => Promise<T>;

async function compareOne(one: Recorded, both: Both, alone: Alone): Promise<Outcome> {
  const text = bind(one.select.query, one.select.params);
  const isOrdered = orders(text);
  const statement = both.lake.statement(one, text);
  const asked = isOrdered ? spliced(statement, text) : statement;
  const [trinos, duckdbs] = await Promise.all([
    onTrino(both.trino, asked, { catalog: "unload" }),
    alone(() => local(one, text, both.database)),
  ]);
  const unequal = differences(trinos, duckdbs, isOrdered).map((what) => `${one.during}: ${what}`);
  const filled = duckdbs.names.filter((_, index) => duckdbs.rows.some((row) => row[index] !== null));
  return { rows: duckdbs.rows.length, names: duckdbs.names, filled, unequal };
}

async function local(one: Recorded, text: string, database: DuckDBConnection): Promise<Table> {
  for (const [table, pointers = []] of Object.entries(one.reading))
    await database.run(view(one.home, table as TableName, pointers));
  return onDuckdb(database, text);
}

const codeOf = (text: string) =>
  pieces(text)
    .map(({ kind, text: piece }) => (kind === "code" ? piece : kind === "comment" ? " " : "''"))
    .join("");

/** Whether the rows of the whole are in an order, and not only those of a part. */
const orders = (text: string) => /\border\s+by\b[^()]*$/i.test(codeOf(text));

/** The order of a subquery is not kept: its own first WITH goes on with ours instead. */
function spliced(statement: string, text: string): string {
  const head = statement.slice(0, statement.indexOf("SELECT * FROM (\n"));
  const start = pieces(text).find(({ kind, text: piece }) => kind === "code" && piece.trim() !== "");
  const first = start ? start.at + start.text.search(/\S/) : 0;
  const rest = text.slice(first);
  return /^with\b/i.test(rest) ? `${head.trimEnd()},\n${rest.slice(4)}` : `${head}${rest}`;
}
