/** Small tables a query reads that no file holds: what the catalogue and the config say, as rows. */

import { QueryError } from "./errors.ts";
import { literal } from "./literal.ts";
import type { ParamType, Query } from "./query.ts";

type CellType = "varchar" | "bigint" | "date" | "double";
export type Cell = string | number | null;

const literalOf: Readonly<Record<Exclude<CellType, "double">, ParamType>> = {
  varchar: "text",
  bigint: "integer",
  date: "date",
};

/** A query that gives these rows; every cell is written as a typed literal. */
export function rowsQuery(
  name: string,
  columns: Readonly<Record<string, CellType>>,
  rows: readonly (readonly Cell[])[],
): Query {
  const types = Object.values(columns);
  const names = Object.keys(columns);
  const nothing = names.map((column, index) => `cast(null as ${types[index]}) as ${column}`).join(", ");
  const values = rows.map(
    (row) => `(${row.map((cell, index) => written(name, types[index]!, cell)).join(", ")})`,
  );
  const text =
    rows.length === 0
      ? `select ${nothing} where false`
      : `select ${names.map((column, index) => `cast(t.${column} as ${types[index]}) as ${column}`).join(", ")}\nfrom (values ${values.join(",\n    ")}) as t(${names.join(", ")})`;
  return { name, text, question: "", params: {}, reads: [] };
}

function written(name: string, type: CellType, cell: Cell): string {
  if (cell === null) return `cast(null as ${type})`;
  if (type === "double") return `${Number(cell)}E0`;
  const result = literal(literalOf[type], cell);
  if ("wrong" in result) throw new QueryError(`A row of ${name} ${result.wrong}.`);
  return result.sql;
}
