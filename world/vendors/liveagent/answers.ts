/** How LiveAgent answers: three ways of paging, filters as JSON, and a cursor in a header whose name is never spelt the same. */

import type { Version } from "../ledger.ts";
import type { Reply, Request, View } from "../vendor.ts";

/** More is never given, whatever is asked for. */
const mostPerPage = 500;
const usualPerPage = 10;

const timeOf = ({ tags }: Version) => String(tags?.["time"] ?? "");
const fromOf = ({ tags }: Version) => String(tags?.["from"] ?? timeOf({ tags } as Version));

export const refused = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ message, code: status }),
});

function listed(rows: readonly Version[], headers?: Readonly<Record<string, string>>): Reply {
  const body = `[${rows.map((row) => row.body).join(",")}]`;
  return { status: 200, body, count: rows.length, ...(headers && { headers }) };
}

function sizeOf({ query }: Request): number {
  return Math.max(1, Math.min(mostPerPage, Number(query.get("_perPage") ?? usualPerPage)));
}

const startOf = ({ query }: Request, size: number) =>
  (Math.max(1, Number(query.get("_page") ?? 1)) - 1) * size;

/** The rows within the filters on the stream's time; undefined where one cannot be read. A column nobody knows filters nothing. */
function filtered(
  request: Request,
  rows: readonly Version[],
  column: string,
): readonly Version[] | undefined {
  const text = request.query.get("_filters");
  if (text === null) return rows;
  const filters = parsed(text);
  return filters?.reduce(
    (kept, [name, operator, value]) =>
      name === column ? kept.filter((row) => holds(timeOf(row), operator.replace(/^D/, ""), value)) : kept,
    rows,
  );
}

function parsed(text: string): readonly [string, string, string][] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function holds(time: string, operator: string, value: string): boolean {
  if (operator === ">=") return time >= value;
  if (operator === "<=") return time <= value;
  if (operator === ">") return time > value;
  return operator === "<" ? time < value : true;
}

/** Sorted once as long as nothing new is seen. */
const sorted = new WeakMap<readonly Version[], readonly Version[]>();

function inTime(rows: readonly Version[]): readonly Version[] {
  const known = sorted.get(rows) ?? rows.toSorted((a, b) => byTime(a, b) || (a.key < b.key ? -1 : 1));
  sorted.set(rows, known);
  return known;
}

const byTime = (a: Version, b: Version) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);

export function tickets(request: Request, view: View): Reply {
  const isByChange = request.query.get("_sortField") === "date_changed";
  const all = view.current("tickets");
  const rows = filtered(request, isByChange ? inTime(all) : all, "date_changed");
  if (rows === undefined) return refused(400, "Bad filters");
  const size = sizeOf(request);
  const turned = request.query.get("_sortDir") === "DESC" ? rows.toReversed() : rows;
  return listed(view.counted(turned, startOf(request, size), size));
}

/** Of each ticket its messages, told apart once as long as nothing new is seen. */
const ofTickets = new WeakMap<readonly Version[], ReadonlyMap<string | undefined, readonly Version[]>>();

function messagesOf(rows: readonly Version[], ticket: string): readonly Version[] {
  const known = ofTickets.get(rows) ?? Map.groupBy(rows, ({ parent }) => parent);
  ofTickets.set(rows, known);
  return known.get(ticket) ?? [];
}

/** The messages of a ticket by group; a group is what a page has so many of. */
export function messages(request: Request, view: View, ticket: string): Reply {
  const groups = Map.groupBy(messagesOf(view.current("messages"), ticket), groupOf);
  const size = sizeOf(request);
  const heads = [...groups.values()].flatMap(([head]) => head ?? []);
  const page = view.counted(heads, startOf(request, size), size);
  const told = page.map((head) => groupText(head, groups.get(groupOf(head)) ?? []));
  return { status: 200, body: `[${told.join(",")}]`, count: page.length };
}

const groupOf = ({ tags }: Version) => String(tags?.["group"]);

function groupText({ tags }: Version, rows: readonly Version[]): string {
  const { group: id, type, time } = tags ?? {};
  const head = JSON.stringify({ id, parent_id: null, type, status: "V", datecreated: time });
  return `${head.slice(0, -1)},"messages":[${rows.map(({ body }) => body).join(",")}]}`;
}

/** The cursor names the last record given, so that nothing moves behind it; the last page may be empty. */
export function behindCursor(request: Request, view: View, stream: string, column: string): Reply {
  const rows = filtered(request, inTime(view.current(stream)), column);
  if (rows === undefined) return refused(400, "Bad filters");
  const token = request.query.get("_cursor");
  const query = `${stream} ${request.query.get("_filters")}`;
  const position = token === null ? "" : view.position(query, token);
  if (position === undefined) return refused(400, "Unknown cursor");
  const start = position === "" ? 0 : rows.findIndex((row) => placeOf(row) > position);
  const size = sizeOf(request);
  const { rows: given } = view.page(rows, start === -1 ? rows.length : start, size);
  const last = given.at(-1);
  if (last === undefined || given.length < size) return listed(given);
  const name = view.now % 2 === 0 ? "next_page_cursor" : "Next_Page_Cursor";
  return listed(given, { [name]: view.token(query, placeOf(last)) });
}

const placeOf = (row: Version) => `${timeOf(row)} ${row.key}`;

export function directory(request: Request, view: View, stream: string): Reply {
  const size = sizeOf(request);
  const rows = view.current(stream);
  if (stream !== "departments") return listed(view.counted(rows, startOf(request, size), size));
  // They come whole, whatever page is asked for: one that is too long for the gateway could never be read by anybody.
  const { status, body } = listed(rows);
  return { status, body };
}

/** Whatever overlaps the stretch that is asked for. */
export function report({ query }: Request, view: View, stream: string, list: string): Reply {
  const [from, to] = [query.get("date_from") ?? "", query.get("date_to") ?? "9999"];
  const rows = view.current(stream).filter((row) => fromOf(row) <= to && timeOf(row) >= from);
  const [start, size] = [Number(query.get("limitfrom") ?? 0), Number(query.get("limitcount") ?? 100)];
  // Whoever counts rows goes on behind as many as came: one that is repeated would hide another.
  const given = rows.slice(start, start + Math.min(1000, size));
  const body = `{"response":{"${list}":[${given.map((row) => row.body).join(",")}]}}`;
  return { status: 200, body, count: given.length };
}
