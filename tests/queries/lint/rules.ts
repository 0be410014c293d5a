/** Rules about one expression: what both engines run but read differently, or only one of them runs. */

import { allowed, clocks, intervals, zoneReaders } from "./allowed.ts";
import { child, type Expression, list, type Node } from "./tree.ts";
import type { Family, Typed } from "./types.ts";

export interface Finding {
  readonly code: string;
  readonly message: string;
}

/** The type of an operand, where the binder could tell. */
export type TypeOf = (node: Node | undefined) => Typed | undefined;

type Rule = (expression: Expression, typeOf: TypeOf) => Finding | undefined;

export function check(expression: Expression, typeOf: TypeOf): readonly Finding[] {
  return rules.map((rule) => rule(expression, typeOf)).filter((finding) => finding !== undefined);
}

/** The operands whose types a rule may ask for. */
export function operands(node: Node): readonly Node[] {
  const cases = list(node.case_checks).map((one) => child(one, "then_expr"));
  const single = ["left", "right", "input", "lower", "upper", "child", "else_expr"].map((key) =>
    child(node, key),
  );
  return [...list(node.children), ...cases, ...single].filter(
    (one) => one !== undefined && one.class !== undefined,
  ) as Node[];
}

const functionName: Rule = ({ node, parent }) => {
  if (node.class === "LAMBDA") return { code: "F1", message: "lambdas cannot be spelt for both engines" };
  const name = nameOf(node);
  if (name === undefined) {
    const column = columnOf(node);
    if (column === undefined || !clocks.has(column)) return undefined;
    return { code: "F1", message: `${column} is not an input: pass the date in as a parameter` };
  }
  if (insideInterval(node) || insideInterval(parent)) return undefined;
  if (intervals.has(name)) return interval(node, parent);
  // The parser itself spells some, such as trim, with a schema; a catalog only an author can write.
  if (node.catalog) return { code: "F1", message: `call ${name} without a schema` };
  return allowed.has(name) ? undefined : { code: "F1", message: `${name} is not on the allow-list` };
};

// DuckDB writes INTERVAL '1' DAY as to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)).
function insideInterval(node: Node | undefined): boolean {
  return nameOf(node) === "trunc" && Number(node?.query_location) === 0;
}

function interval(node: Node, parent: Node | undefined): Finding | undefined {
  if (nameOf(parent) === "sequence" && list(parent?.children)[2] === node) return undefined;
  if (parent?.class === "WINDOW" && (parent.start_expr === node || parent.end_expr === node))
    return undefined;
  return {
    code: "T1",
    message: "use date_add(unit, n, x): + INTERVAL turns a DATE into a TIMESTAMP in DuckDB",
  };
}

const divisor: Rule = ({ node }) => {
  const name = nameOf(node);
  if (name !== "/" && name !== "%" && name !== "mod") return undefined;
  if (neverZero(list(node.children)[1])) return undefined;
  return {
    code: "D1",
    message: `the divisor of ${name} must be nullif(x, 0), a literal other than 0, or ln, exp, power`,
  };
};

function neverZero(node: Node | undefined): boolean {
  if (node?.class === "CAST") return neverZero(child(node, "child"));
  if (node?.class === "CONSTANT") return Number(child(node, "value")?.value) !== 0;
  const name = nameOf(node);
  if (name === "nullif") return Number(child(list(node?.children)[1], "value")?.value) === 0;
  return ["ln", "exp", "power"].includes(name ?? "");
}

const average: Rule = ({ node }, typeOf) => {
  const argument = list(node.children)[0];
  if (nameOf(node) !== "avg" || castTo(argument) === "DOUBLE" || typeOf(argument)?.type === "DOUBLE")
    return undefined;
  return { code: "D2", message: "write avg(CAST(x AS double)): Trino keeps the scale of other types" };
};

const decimal: Rule = ({ node }) =>
  node.class === "CONSTANT" && child(child(node, "value"), "type")?.id === "DECIMAL"
    ? { code: "D3", message: "write decimal literals as doubles: 0.5E0" }
    : undefined;

const integerTypes = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT"];

const cast: Rule = ({ node, parent }, typeOf) => {
  const target = castTo(node);
  const inner = child(node, "child");
  if (target === undefined || !inner || insideInterval(inner) || insideInterval(parent)) return undefined;
  if (target === "TIMESTAMP WITH TIME ZONE")
    return { code: "C4", message: "times are UTC timestamps without a zone" };
  if (target === "VARCHAR") return castToText(typeOf(inner));
  if (integerTypes.includes(target)) return castToInteger(node, inner, typeOf(inner));
  return target === "TIMESTAMP" || target === "DATE" ? zoneInLiteral(inner) : undefined;
};

function castToText(inner: Typed | undefined): Finding | undefined {
  if (inner && (["date", "text", "null"].includes(inner.family) || integerTypes.includes(inner.type)))
    return undefined;
  const from = inner ? inner.type : "something of unknown type";
  return {
    code: "C1",
    message: `CAST to varchar from ${from}: the engines print it differently; only from date, integer, varchar`,
  };
}

function castToInteger(node: Node, inner: Node, type: Typed | undefined): Finding | undefined {
  if (node.try_cast)
    return { code: "C5", message: "try_cast to an integer reads '1.5' as 2 in DuckDB, as NULL in Trino" };
  const name = nameOf(inner) ?? "";
  if (["floor", "ceil", "ceiling", "round", "truncate"].includes(name)) return undefined;
  if (type && (["boolean", "null"].includes(type.family) || /INT(EGER)?$/.test(type.type))) return undefined;
  if (!type && ["sum", "count", "min", "max", "length", "date_diff"].includes(name)) return undefined;
  if (!type && inner.class === "COLUMN_REF") return undefined;
  if (type?.family === "text")
    return {
      code: "C2",
      message: "CAST to an integer from varchar: '1.5' gives 2 in DuckDB; use floor(CAST(x AS double))",
    };
  return {
    code: "C2",
    message: `CAST to an integer from ${type?.type ?? "an expression"}: halves round differently; use floor, ceil or round`,
  };
}

function zoneInLiteral(inner: Node): Finding | undefined {
  if (inner.class !== "CONSTANT" || child(child(inner, "value"), "type")?.id !== "VARCHAR") return undefined;
  if (/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{1,3})?)?$/.test(String(child(inner, "value")?.value)))
    return undefined;
  return {
    code: "C3",
    message: "a date or timestamp literal is YYYY-MM-DD [hh:mm:ss[.fff]], without a zone",
  };
}

const zoned: Rule = ({ node, parent }) => {
  if (nameOf(node) !== "at_timezone") return undefined;
  if (zoneReaders.has(nameOf(parent) ?? "") || ["TIMESTAMP", "DATE"].includes(castTo(parent) ?? ""))
    return undefined;
  return { code: "Z1", message: "hand at_timezone to date(..), hour(..) or CAST(.. AS timestamp) at once" };
};

const difference: Rule = ({ node }, typeOf) => {
  const [first, second, third] = list(node.children);
  if (nameOf(node) === "-" && second && typeOf(first)?.family === "date" && typeOf(second)?.family === "date")
    return { code: "U1", message: "write date_diff('day', b, a): date - date is an interval in Trino" };
  if (nameOf(node) !== "date_diff") return undefined;
  const unit = String(child(first, "value")?.value);
  const families = [typeOf(second)?.family, typeOf(third)?.family];
  if ((unit === "second" || unit === "millisecond") && !families.includes("date")) return undefined;
  if (unit === "day" && !families.includes("timestamp") && !families.includes("zoned")) return undefined;
  return {
    code: "U1",
    message: "date_diff only in 'second' or 'millisecond' on timestamps, in 'day' on dates",
  };
};

const place: Rule = ({ node }) => {
  const start = list(node.children)[1];
  if (node.type === "ARRAY_EXTRACT")
    return { code: "E1", message: "use element_at(a, n): a[n] out of range is an error in Trino" };
  if (!["substr", "substring"].includes(nameOf(node) ?? "") || start?.class !== "CONSTANT") return undefined;
  return child(start, "value")?.value === 0 ? { code: "E1", message: "text starts at 1" } : undefined;
};

const jsonPath: Rule = ({ node }) => {
  if (nameOf(node) !== "json_extract_scalar") return undefined;
  const path = String(child(list(node.children)[1], "value")?.value ?? "");
  if (/^\$(\.[A-Za-z_][A-Za-z0-9_]*|\["[^"\\]+"\]|\[\d+\])+$/.test(path)) return undefined;
  return { code: "J1", message: 'a JSON path is a literal such as $.a, $["a b"] or $.a[0]' };
};

const order: Rule = ({ node }) =>
  node.class === "WINDOW" && needsOrder.has(String(node.function_name)) && list(node.orders).length === 0
    ? { code: "W1", message: `${node.function_name} needs ORDER BY, with the id as the last key` }
    : undefined;

const needsOrder = new Set(
  "row_number rank dense_rank ntile percent_rank lag lead first_value last_value nth_value".split(" "),
);

const sameFamily: Rule = ({ node }, typeOf) => {
  const families = compared(node).map((operand) => (isNull(operand) ? "null" : typeOf(operand)?.family));
  const found = new Set(
    families.filter((family): family is Family => family !== undefined && family !== "null"),
  );
  if (found.has("date")) found.delete("timestamp");
  if (found.size < 2) return undefined;
  return { code: "X1", message: `${[...found].join(" and ")} do not mix: Trino converts nothing by itself` };
};

function compared(node: Node): readonly Node[] {
  if (node.class === "COMPARISON" || node.class === "BETWEEN" || node.class === "CASE") return operands(node);
  if (["COMPARE_IN", "COMPARE_NOT_IN", "OPERATOR_COALESCE"].includes(String(node.type)))
    return operands(node);
  return ["coalesce", "nullif", "greatest", "least"].includes(nameOf(node) ?? "") ? operands(node) : [];
}

const joinedText: Rule = ({ node }, typeOf) => {
  const families =
    nameOf(node) === "||" ? operands(node).map((operand) => typeOf(operand)?.family ?? "text") : [];
  const odd = families.find((family) => !["text", "null", "other"].includes(family));
  return odd ? { code: "X1", message: `|| joins varchar only, not ${odd}: CAST it` } : undefined;
};

const rules: readonly Rule[] = [
  functionName,
  divisor,
  average,
  decimal,
  cast,
  zoned,
  difference,
  place,
  jsonPath,
  order,
  sameFamily,
  joinedText,
];

function nameOf(node: Node | undefined): string | undefined {
  return typeof node?.function_name === "string" ? node.function_name.toLowerCase() : undefined;
}

function columnOf(node: Node): string | undefined {
  const names = node.class === "COLUMN_REF" && Array.isArray(node.column_names) ? node.column_names : [];
  return names.length === 1 ? String(names[0]).toLowerCase() : undefined;
}

function castTo(node: Node | undefined): string | undefined {
  return node?.class === "CAST" ? String(child(node, "cast_type")?.id) : undefined;
}

function isNull(node: Node): boolean {
  return node.class === "CONSTANT" && child(node, "value")?.is_null === true;
}
