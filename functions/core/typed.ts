/**
 * What a mapping says about a fact, read: text becomes instants, flags, seconds, amounts, and what cannot be read is
 * named. The SQL is made from the columns of core/facts.ts, so that every fact is read the same way.
 */

import { besides, impliedBy } from "./columns.ts";
import { type FactName, facts, type MappedColumn } from "./facts.ts";
import type { Query } from "./query.ts";

const yes = "('true', 't', 'yes', 'y', '1')";
const flags = "('true', 't', 'yes', 'y', '1', 'false', 'f', 'no', 'n', '0')";
// ISO 8601 with T or space, with Z, UTC, an offset, or none. A date alone is refused: midnight would be a guess.
const instantForm =
  "'^\\d{4}-\\d{2}-\\d{2}[T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?( ?(Z|UTC|[+-]([01]\\d|2[0-3]):?[0-5]\\d))?$'";
const numberForm = "'^-?\\d{1,12}(\\.\\d{1,9})?$'";
const earliest = "timestamp '1970-01-02 00:00:00'";
// What systems write for "never" is a year like 9999: no plan, and no day a calendar could hold.
const latestPlan = "date_add('day', 3653, fetched_at)";

/**
 * A query over `raw_rows`, `mapping` and `elsewhere` (rows other mappings of the source take): one row per raw row and
 * fact the mapping made of it, typed, with `problem` and `found` where something cannot be read. A column the mapping
 * does not give is NULL. Parameters: {row_zone}, the zone of times that carry none, {leftover}, 1 where rows that no
 * mapping takes are to be named, and {of_answers}, 1 where pages are answers of an interface: a file that lands again is
 * the same file, an answer of that number is another one; and its keys are those of one stream among several.
 */
export function typedQuery(fact: FactName, given: ReadonlySet<string>): Query {
  const columns = facts[fact].columns.filter(({ name }) => name !== "row_id" && name !== "version");
  const mapped = columns.filter(({ name }) => given.has(name));
  const version = given.has("version") ? "coalesce(nullif(trim(m.version), ''), r.version)" : "r.version";
  const text = `with texts as (
    select r.row_id, r.source, r.stream, case when {of_answers} = 1 then r.stream || '/' || r.key else r.key end as key, r.page, r.op, r.reject_reason,
        cast(at_timezone(from_iso8601_timestamp(r.fetched_at), 'UTC') as timestamp) as fetched_at,
        m.row_id as mapped_row_id,
        ${version} as version${mapped.map(({ name }) => `,\n        nullif(trim(m.${name}), '') as ${name}_text`).join("")}
    from raw_rows as r
    left join mapping as m on m.row_id = r.row_id
    left join elsewhere as e on e.row_id = r.row_id
    where m.row_id is not null or ({leftover} = 1 and e.row_id is null)
),

walls as (
    select texts.*${mapped.map(wall).join("")}
    from texts
),

typed as (
    select walls.row_id, walls.source, walls.stream, walls.key, walls.page, walls.op, walls.reject_reason, walls.fetched_at,
        walls.mapped_row_id, walls.version${columns.map((column) => `,\n        ${readOf(column, given)} as ${column.name}`).join("")}${mapped.map(({ name }) => `,\n        ${name}_text`).join("")}
    from walls
)

select row_id, source, key, page, fetched_at, version,
    case when strpos(page, ':') > 0 then case when {of_answers} = 1 then substr(row_id, 1, 10)
            when stream <> 'contacts' then stream || '/' else '' end
        || substr(page, 1, length(page) - strpos(reverse(page), ':')) end as file,
    ${[...columns.map(({ name }) => name), ...texts(columns, given)].join(", ")},
    ${latest(columns)} as event_at,
    case
        when op = 'reject' then coalesce(reject_reason, 'not a record')
        when mapped_row_id is null then 'the mapping leaves this row out'${problems(fact, given)
          .map(({ when, says }) => `\n        when ${when} then '${says}'`)
          .join("")}
    end as problem,
    case
        when op = 'reject' or mapped_row_id is null then null${problems(fact, given)
          .map(({ when, shows }) => `\n        when ${when} then ${shows}`)
          .join("")}
    end as found
from typed`;
  return {
    name: `typed ${fact}`,
    text,
    question: "",
    params: { row_zone: "zone", leftover: "integer", of_answers: "integer" },
    reads: [],
    inputs: ["raw_rows", "mapping", "elsewhere"],
  };
}

/** What stands in the source where an instant is read, to be shown where it is wrong. */
function texts(columns: readonly MappedColumn[], given: ReadonlySet<string>): readonly string[] {
  return columns
    .filter(({ kind }) => kind === "instant")
    .map(({ name }) => (given.has(name) ? `${name}_text` : `cast(null as varchar) as ${name}_text`));
}

/** The parts of a text that is an instant: its wall time and its offset from UTC. */
function wall({ name, kind }: MappedColumn): string {
  if (kind !== "instant") return "";
  const text = `${name}_text`;
  return `,
        case when regexp_like(${text}, ${instantForm})
            then try_cast(substr(${text}, 1, 10) || ' ' || substr(${text}, 12, 5)
                || case when substr(${text}, 17, 1) = ':' then substr(${text}, 17, 3) else ':00' end as timestamp)
        end as ${name}_wall,
        case when substr(${text}, -1) in ('Z', 'C') then '+0000'
            when substr(${text}, -6, 1) in ('+', '-') then substr(${text}, -6, 3) || substr(${text}, -2)
            when substr(${text}, -5, 1) in ('+', '-') then substr(${text}, -5) end as ${name}_offset`;
}

const types = {
  text: "varchar",
  words: "varchar",
  instant: "timestamp",
  flag: "boolean",
  seconds: "bigint",
  whole: "bigint",
  amount: "bigint",
  month: "date",
} as const;

/** The SQL type a column has in the facts. */
export const typeOf = ({ kind }: Pick<MappedColumn, "kind">) => types[kind];

function readOf(column: MappedColumn, given: ReadonlySet<string>): string {
  const { name, kind } = column;
  const text = `${name}_text`;
  if (name === "is_deleted")
    return given.has(name) ? `coalesce(lower(${text}) in ${yes}, op = 'delete')` : "op = 'delete'";
  const usual = column.implied ? `'${impliedBy(column.implied, given)}'` : `cast(null as ${types[kind]})`;
  if (!given.has(name)) return usual;
  if (column.implied) return `coalesce(lower(${text})${besides(column, given)}, ${usual})`;
  switch (kind) {
    case "text":
      return text;
    case "words":
      return `case when mapped_row_id is not null then coalesce(${text}, '') end`;
    case "instant":
      return `case when ${name}_wall is null then null -- and the offset may be anything
            when ${name}_offset is null then cast(at_timezone(with_timezone(${name}_wall, {row_zone}), 'UTC') as timestamp)
            else date_add('minute',
                (case when substr(${name}_offset, 1, 1) = '-' then 1 else -1 end)
                    * (cast(substr(${name}_offset, 2, 2) as integer) * 60 + cast(substr(${name}_offset, 4, 2) as integer)), -- lint:allow C2 (digits, by the pattern above)
                ${name}_wall)
        end`;
    case "flag":
      return `case when lower(${text}) in ${flags} then lower(${text}) in ${yes}${
        column.emptyIsNo ? ` when ${text} is null and mapped_row_id is not null then false` : ""
      } end`;
    case "seconds":
      return `case when regexp_like(${text}, ${numberForm}) then cast(round(cast(${text} as double)) as bigint) end`;
    case "whole":
      return `case when regexp_like(${text}, '^-?\\d{1,9}(\\.0{1,9})?$') then cast(round(cast(${text} as double)) as bigint) end`;
    case "amount":
      return `case when regexp_like(${text}, '^-?\\d{1,12}(\\.\\d{1,6})?$') then cast(round(cast(${text} as double) * 1000000E0) as bigint) end`;
    case "month":
      return `case when regexp_like(${text}, '^\\d{4}-(0[1-9]|1[0-2])$') then try_cast(${text} || '-01' as date) end`;
  }
}

interface Wrong {
  readonly when: string;
  readonly says: string;
  /** What is shown of the value, as SQL. */
  readonly shows: string;
}

/** What can be wrong with the columns of a row, in the order in which one of them is named. */
function problems(fact: FactName, given: ReadonlySet<string>): readonly Wrong[] {
  const { id, columns } = facts[fact];
  const mapped = columns.filter(({ name }) => given.has(name) && name !== "row_id" && name !== "version");
  const shown = ({ name }: MappedColumn) => `substr(${name}_text, 1, 40)`;
  const needed = mapped.filter(({ name, required }) => required && name !== id);
  return [
    { when: `${id} is null`, says: `${id} is empty`, shows: "null" },
    ...mapped
      .filter(({ kind }) => kind === "flag")
      .map((one) => ({
        when: `${one.name}_text is not null and lower(${one.name}_text) not in ${flags}${one.emptyIsNo ? ` and ${one.name}_text <> '-'` : ""}`,
        says: `${one.name} is neither true nor false`,
        shows: shown(one),
      })),
    ...needed.map((one) => ({
      when: `${one.name}_text is null and not is_deleted`,
      says: `${one.name} is empty`,
      shows: "null",
    })),
    ...mapped
      .filter(({ kind }) => unreadable[kind] !== undefined)
      .map((one) => ({
        when: `${one.name}_text is not null and ${one.name} is null`,
        says: `${one.name} is not ${unreadable[one.kind]}`,
        shows: shown(one),
      })),
    ...mapped
      .filter(({ kind }) => kind === "seconds")
      .flatMap((one) => [
        { when: `${one.name} < 0`, says: `${one.name} is negative`, shows: shown(one) },
        {
          when: `${one.name} > ${one.atMost}`,
          says: `${one.name} is more than ${(one.atMost ?? 0) / 86_400} days`,
          shows: shown(one),
        },
      ]),
    ...mapped
      .filter(({ kind }) => kind === "instant")
      .map((one) => ({
        when: `${one.name} < ${earliest}`,
        says: `${one.name} lies before 1970-01-02`,
        shows: shown(one),
      })),
    ...mapped
      .filter(({ kind, mayLieAhead }) => kind === "instant" && !mayLieAhead)
      .map((one) => ({
        when: `${one.name} > date_add('day', 1, fetched_at)`,
        says: `${one.name} lies after the day it landed`,
        shows: shown(one),
      })),
    ...mapped
      .filter(({ kind, mayLieAhead }) => kind === "month" || mayLieAhead)
      .map((one) => ({
        when: `cast(${one.name} as timestamp) > ${latestPlan}`,
        says: `${one.name} lies more than ten years ahead`,
        shows: shown(one),
      })),
    ...mapped
      .filter(({ kind }) => kind === "month")
      .map((one) => ({
        when: `cast(${one.name} as timestamp) < ${earliest}`,
        says: `${one.name} lies before 1970-02`,
        shows: shown(one),
      })),
  ];
}

const unreadable: Readonly<Partial<Record<MappedColumn["kind"], string>>> = {
  instant: "a time",
  seconds: "a number of seconds",
  whole: "a whole number",
  amount: "an amount of money",
  month: "a month like 2026-11",
};

/** The latest instant the row tells of that is not after its landing; NULL when it tells of none. */
function latest(columns: readonly MappedColumn[]): string {
  const never = "timestamp '1970-01-01 00:00:00'";
  const told = columns
    .filter(({ kind, mayLieAhead }) => kind === "instant" && !mayLieAhead)
    .map(({ name }) => `case when ${name} <= fetched_at then ${name} else ${never} end`);
  return told.length === 0 ? "cast(null as timestamp)" : `nullif(${greatest(told)}, ${never})`;
}

/** Of these, none of which is NULL: of four at a time, which every engine's `greatest` takes. One in another would double each time. */
function greatest(values: readonly string[]): string {
  const four = Array.from({ length: Math.ceil(values.length / 4) }, (_, n) => values.slice(n * 4, n * 4 + 4));
  const each = four.map((some) => (some.length === 1 ? some.join() : `greatest(${some.join(", ")})`));
  return each.length === 1 ? each.join() : greatest(each);
}
