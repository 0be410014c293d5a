/** Parameter values as SQL literals that mean the same to Trino and to DuckDB. The only way a value gets into SQL text. */

import type { ParamType } from "./query.ts";
import { isTableName, type ParamValue } from "./warehouse.ts";

/** The literal, or in words what is wrong with the value. */
export type Literal = { readonly sql: string } | { readonly wrong: string };

/** Writes `value` as a literal of `type`; an empty list becomes a typed NULL, so `IN` finds nothing. */
export function literal(type: ParamType, value: ParamValue): Literal {
  if (type === "dates" || type === "texts") return list(type, value);
  return scalars[type](value);
}

const scalars: Record<Exclude<ParamType, "dates" | "texts">, (value: ParamValue) => Literal> = {
  date,
  timestamp,
  text,
  integer,
  zone,
  table,
};

function list(type: "dates" | "texts", values: ParamValue): Literal {
  if (typeof values === "string" || typeof values === "number") return { wrong: "is not a list" };
  if (values.length === 0) return { sql: type === "dates" ? "CAST(NULL AS date)" : "CAST(NULL AS varchar)" };
  const written = values.map(type === "dates" ? date : text);
  const bad = written.find((one) => "wrong" in one);
  return bad ?? { sql: written.map((one) => ("sql" in one ? one.sql : "")).join(", ") };
}

function date(value: ParamValue): Literal {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value) || !isDay(value))
    return { wrong: "is not a date like 2024-01-31" };
  return { sql: `DATE '${value}'` };
}

function timestamp(value: ParamValue): Literal {
  const parts = typeof value === "string" ? isoInstant.exec(value) : null;
  const [, day, time, fraction = ""] = parts ?? [];
  if (!day || !time || !isDay(day)) return { wrong: "is not a UTC instant like 2024-01-31T00:00:00Z" };
  return { sql: `TIMESTAMP '${day} ${time}${/[1-9]/.test(fraction) ? fraction : ""}'` };
}

// Milliseconds at most: Athena's timestamps carry no more.
const isoInstant = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d{1,3})?Z$/;

function isDay(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function text(value: ParamValue): Literal {
  if (typeof value !== "string") return { wrong: "is not a text" };
  if (/\p{Cc}/u.test(value)) return { wrong: "holds a control character" };
  if (!value.isWellFormed()) return { wrong: "holds half a character (a lone surrogate)" };
  return { sql: `'${value.replaceAll("'", "''")}'` };
}

function integer(value: ParamValue): Literal {
  if (!Number.isSafeInteger(value)) return { wrong: "is not a whole number" };
  // `a -{n}` with n = -5 must not become the comment `a --5`.
  return { sql: Number(value) < 0 ? `(${value})` : String(Number(value) + 0) };
}

function zone(value: ParamValue): Literal {
  if (
    typeof value !== "string" ||
    !/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(value) ||
    !isZone(value)
  )
    return { wrong: "is not a time zone like Europe/Budapest" };
  return { sql: `'${value}'` };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function table(value: ParamValue): Literal {
  if (typeof value !== "string" || !isTableName(value)) return { wrong: "is not the name of a table" };
  return { sql: value };
}
