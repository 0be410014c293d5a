/** What Athena answers, as the ports promise it: days as text, instants as ISO UTC text, integers as numbers. */

import {
  type AthenaClient,
  type Row as AthenaRow,
  type ColumnInfo,
  GetQueryResultsCommand,
  type GetQueryResultsOutput,
} from "@aws-sdk/client-athena";
import { QueryError } from "../../core/errors.ts";
import type { Row } from "../../ports.ts";
import { explained } from "./refusals.ts";
import { athenaService } from "./services.ts";

/** Athena's own limit of a page. */
const pageRows = 1000;

/** The rows of an execution that has succeeded, a page at a time; the next is fetched while one is worked on. */
export async function* resultsOf(client: AthenaClient, id: string): AsyncGenerator<Row> {
  let coming: Promise<GetQueryResultsOutput> | undefined = page(client, id);
  // The first row of a select repeats the names of its columns.
  let skip = 1;
  while (coming) {
    const { ResultSet, NextToken }: GetQueryResultsOutput = await coming;
    coming = NextToken === undefined ? undefined : page(client, id, NextToken);
    // Whoever stops reading early leaves it unanswered, which is no failure.
    coming?.catch(() => undefined);
    const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
    for (const row of (ResultSet?.Rows ?? []).slice(skip)) yield rowOf(columns, row);
    skip = 0;
  }
}

/** Names and types of an execution's columns, as `varchar`, `bigint`, `date`. */
export async function columnsOf(
  client: AthenaClient,
  id: string,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const { ResultSet } = await page(client, id);
  const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  return columns.map(({ Name = "", Type = "" }) => ({ name: Name, type: Type.toUpperCase() }));
}

function page(client: AthenaClient, id: string, token?: string): Promise<GetQueryResultsOutput> {
  const NextToken = token === undefined ? {} : { NextToken: token };
  const command = new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: pageRows, ...NextToken });
  return explained(athenaService, `read the results of the Athena query ${id}`, () => client.send(command));
}

function rowOf(columns: readonly ColumnInfo[], { Data = [] }: AthenaRow): Row {
  return Object.fromEntries(
    columns.map(({ Name = "", Type = "" }, index) => [Name, plain(Data[index]?.VarCharValue, Type)]),
  );
}

/** A cell that is NULL has no text at all; an empty text has an empty one. */
export function plain(text: string | undefined, type: string): string | number | boolean | null {
  if (text === undefined) return null;
  const read = readers[type.toLowerCase()];
  if (!read)
    throw new QueryError(`A query gave a ${type} where a plain value is promised. Cast it in the query.`);
  return read(text);
}

const readers: Readonly<Record<string, (text: string) => string | number | boolean>> = {
  varchar: (text) => text,
  char: (text) => text,
  boolean: (text) => text === "true",
  tinyint: whole,
  smallint: whole,
  integer: whole,
  bigint: whole,
  double: Number,
  date: (text) => text,
  timestamp: instant,
};

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new QueryError(`${text} is too large a number to be exact.`);
  return number;
}

/** Milliseconds; whole seconds are written without a fraction, so that instants compare as text. */
function instant(text: string): string {
  const [, day, time, fraction = ""] = /^(\S+) (\d\d:\d\d:\d\d)(\.\d{1,3})?/.exec(text) ?? [];
  return `${day}T${time}${/[1-9]/.test(fraction) ? fraction.padEnd(4, "0") : ""}Z`;
}
