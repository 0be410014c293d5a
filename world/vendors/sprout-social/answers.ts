/** How the interface answers: filters in texts, tokens that only go forward, and a ceiling nobody is told of. */

import type { Version } from "../ledger.ts";
import type { Reply, Request, View } from "../vendor.ts";

const ceiling = 10_000;
const week = 7 * 86_400_000;

interface Asked {
  readonly filters?: readonly string[];
  readonly fields?: readonly string[];
  readonly timezone?: string;
  readonly limit?: number;
  readonly page_cursor?: string;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

export function answered(stream: string, { body }: Request, view: View, _now: number): Reply {
  if (stream !== "messages" && stream !== "cases") {
    const rows = view.current(stream);
    // A list comes whole or not at all, so it is never too large.
    return { status: 200, body: `{"data":[${rows.map((row) => row.body).join(",")}]}` };
  }
  const asked = JSON.parse(body) as Asked;
  const { filters = [], limit = 50, fields } = asked;
  const ranges = Object.fromEntries(
    filters.flatMap((filter) =>
      rangeIn(filter, asked.timezone ?? (stream === "cases" ? "America/Chicago" : "UTC")),
    ),
  );
  const complaint = complaintOf(stream, filters, ranges, limit);
  if (complaint !== undefined) return bad(complaint);
  const query = filters.join(" ");
  const position = asked.page_cursor === undefined ? "0|" : view.position(query, asked.page_cursor);
  if (position === undefined) return bad("Invalid page_cursor");
  const [count, place] = [
    Number(position.slice(0, position.indexOf("|"))),
    position.slice(position.indexOf("|") + 1),
  ];
  const named = filters.find((filter) => filter.startsWith("customer_profile_id.eq(")) ?? "";
  const ids = new Set(named.match(/\d+/g) ?? []);
  const rows = inPlace(view.current(stream)).filter((version) => isWanted(stream, version, ranges, ids));
  // Who goes on begins behind the last record seen, wherever that is now.
  const start = place === "" ? 0 : rows.filter((row) => placeOf(row) <= place).length;
  const room = Math.min(limit, ceiling - count);
  const slice = view.page(rows, start, room);
  const last = slice.rows.at(-1);
  const isMore = slice.next !== null && count + slice.rows.length < ceiling && last !== undefined;
  const paging = isMore
    ? `,"paging":{"next_cursor":${JSON.stringify(view.token(query, `${count + slice.rows.length}|${placeOf(last)}`))}}`
    : "";
  const data = slice.rows.map((row) =>
    stream === "cases" || fields?.length ? row.body : onlyGuid(row.body),
  );
  return { status: 200, body: `{"data":[${data.join(",")}]${paging}}`, count: slice.rows.length };
}

const bad = (error: string): Reply => ({ status: 400, body: JSON.stringify({ error }) });

function complaintOf(
  stream: string,
  filters: readonly string[],
  ranges: Readonly<Record<string, Range>>,
  limit: number,
): string | undefined {
  if (limit > 100) return "limit must not exceed 100";
  if (stream === "messages") {
    const { created_time: created, action_last_update_time: acted } = ranges;
    if (!filters.some((filter) => filter.startsWith("customer_profile_id.eq(")))
      return "no customer_profile_id";
    if (created === undefined) return "created_time is required";
    return acted && acted.from < created.from ? "action_last_update_time is before created_time" : undefined;
  }
  const all = Object.values(ranges);
  if (all.length === 0) return "at least one date filter is required";
  return all.some(({ from, to }) => to - from > week) ? "a range must not exceed one week" : undefined;
}

function rangeIn(filter: string, zone: string): readonly (readonly [string, Range])[] {
  const [, name = "", from = "", to = ""] = /^(\w+)\.in\(([^.]+)\.{2,3}([^.]+)\)$/.exec(filter) ?? [];
  if (name === "") return [];
  // Whole hours are enough for who forgets the zone.
  const shift = zone === "UTC" ? 0 : 6 * 3_600_000;
  return [[name, { from: Date.parse(`${from}Z`) + shift, to: Date.parse(`${to}Z`) + shift }]];
}

interface Body {
  readonly created_time: string;
  readonly customer_profile_id?: number;
  readonly activity_metadata?: readonly Readonly<Record<string, { readonly action_time: string }>>[];
}

/** What is looked at again and again, decoded once. */
interface Known {
  readonly created: number;
  readonly place: string;
  readonly profile: string;
  readonly acts: readonly number[];
}

const known = new WeakMap<Version, Known>();
function knownOf(version: Version): Known {
  let told = known.get(version);
  if (told === undefined) {
    const body = JSON.parse(version.body) as Body;
    const acts = (body.activity_metadata ?? []).flatMap((each) => Object.values(each));
    told = {
      created: Date.parse(body.created_time),
      place: `${body.created_time} ${version.key}`,
      profile: String(body.customer_profile_id),
      acts: acts.map(({ action_time }) => Date.parse(action_time)),
    };
    known.set(version, told);
  }
  return told;
}

/** By the time they were created; the same rows are sorted once. */
const placed = new WeakMap<readonly Version[], readonly Version[]>();
function inPlace(versions: readonly Version[]): readonly Version[] {
  let rows = placed.get(versions);
  if (rows === undefined) {
    rows = versions.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    placed.set(versions, rows);
  }
  return rows;
}

/** Ends belong to a range here, which they may not. */
const isIn = (range: Range | undefined, at: number) =>
  range === undefined || (range.from <= at && at <= range.to);

function isWanted(
  stream: string,
  version: Version,
  ranges: Readonly<Record<string, Range>>,
  ids: ReadonlySet<string>,
): boolean {
  const told = knownOf(version);
  if (!isIn(ranges.created_time, told.created)) return false;
  if (stream === "cases") return isIn(ranges.latest_activity_time, version.at);
  if (!ids.has(told.profile)) return false;
  const range = ranges.action_last_update_time;
  return range === undefined || told.acts.some((at) => isIn(range, at));
}

const placeOf = (version: Version) => knownOf(version).place;

function onlyGuid(body: string): string {
  const { guid } = JSON.parse(body) as { guid: string | null };
  return JSON.stringify({ guid });
}
