/**
 * The tickets that changed, in the order they did. The list moves while it is read: a ticket that changes goes to its
 * end, and a page number would pass over whoever moves up. So every request begins at the last time that was seen, and
 * counts pages only within one second that fills a page.
 */

import { isTime, moved, startOfDay, wallTime } from "../core/wall.ts";
import type { ReadContext } from "./connector.ts";
import {
  type Account,
  asked,
  filtersOf,
  isLast,
  larger,
  mostRecords,
  overlap,
  safetyLag,
  sized,
  turned,
} from "./liveagent-records.ts";
import { recordsIn, textAt } from "./slices.ts";
import { VendorError } from "./vendor.ts";

export type Changes = {
  readonly v: 1;
  /** Requests made so far, in the life of the stream. */
  readonly n: number;
  /** Everything that changed before has been read. */
  readonly from: string;
  /** This reading ends here; empty between two of them. */
  readonly until: string;
  /** When this reading began, in milliseconds. */
  readonly start: number;
  readonly newest: string;
  /** Of the second `from`, the page that comes next; 0 while pages are not counted. */
  readonly page: number;
  readonly pass: number;
  readonly size: number;
};

export interface Changed {
  readonly tickets: readonly string[];
  readonly next: Changes;
  /** ISO text of the instant up to which everything has been seen, once this reading is over; null before. */
  readonly watermark: string | null;
  /** The latest change there was when this reading began. */
  readonly newest: string;
  /** The time this reading ends at. */
  readonly until: string;
  /** When it began, in milliseconds. */
  readonly start: number;
}

/** Some minutes, for clocks that differ; no two zones are so near. */
const mostAhead = 300;
/** A second is looked through again while that finds tickets: those which moved up while its pages were turned. */
const mostPasses = 8;

export async function* changedTickets(
  account: Account,
  from: Changes | null,
  context: ReadContext,
): AsyncGenerator<Changed, void, void> {
  let at = from?.until ? from : await begun(account, from, context);
  const second = { known: new Set<string>(), isNews: true };
  for (;;) {
    const { tickets, size, page } = await pageOf(account, at);
    const read = { ...at, n: at.n + 1, size, page };
    const next = page === 0 ? afterTime(read, tickets) : afterPage(read, tickets, second);
    const { newest, until, start } = read;
    if (next === null)
      return yield { tickets, next: rested(read), watermark: watermarkOf(read), newest, until, start };
    yield { tickets, next, watermark: null, newest, until, start };
    if (next.pass === 1 && page === 0) remember(second, tickets);
    at = next;
  }
}

const watermarkOf = ({ start }: Changes) => new Date(start - safetyLag * 1000).toISOString();

async function begun({ source, http, zoneV3 }: Account, from: Changes | null, context: ReadContext) {
  const start = context.now();
  const newest = await newestChange(http);
  const ahead = moved(wallTime(start, zoneV3), mostAhead);
  if (newest > ahead)
    throw new VendorError(
      `LiveAgent's latest change is of ${newest}, which is still to come in ${zoneV3}. Set zone_v3 among the settings of the source to the zone its times are in.`,
      { kind: "refused" },
    );
  const first = moved(startOfDay(source.since, source.zone, zoneV3), -overlap);
  return {
    ...{ v: 1 as const, n: from?.n ?? 0, from: from?.from ?? first, start, newest },
    ...{ until: moved(wallTime(start, zoneV3), -safetyLag), page: 0, pass: 0, size: mostRecords },
  };
}

/** Between two readings. The next one looks again at what this one may have seen too early. */
const rested = (at: Changes): Changes => ({
  ...{ ...at, from: moved(at.until, -overlap), until: "", start: 0, newest: "" },
  ...{ page: 0, pass: 0, size: mostRecords },
});

async function newestChange(http: Account["http"]): Promise<string> {
  const order = { _sortField: "date_changed", _sortDir: "DESC" };
  const { text } = await http.send(asked("/tickets", { _page: "1", _perPage: "1", ...order }));
  const found = recordsIn(text, "").map((ticket) => textAt(ticket, "date_changed"));
  return found.find(isTime) ?? "";
}

async function pageOf({ http }: Account, { from, until, page, size }: Changes) {
  const inside = page === 0 ? until : from;
  const filters = filtersOf(["date_changed", "D>=", from], ["date_changed", "D<=", inside]);
  const pageAt = (smaller: number) => (page === 0 ? 0 : (page - 1) * (size / smaller) + 1);
  const { answer, size: used } = await sized(size, (smaller) =>
    http.send(
      asked("/tickets", {
        _page: String(Math.max(1, pageAt(smaller))),
        _perPage: String(smaller),
        _sortField: "date_changed",
        _sortDir: "ASC",
        _filters: filters,
      }),
    ),
  );
  const tickets = recordsIn(answer.text, "");
  checkOrder(tickets, from);
  return { tickets, size: used, page: pageAt(used) };
}

/** A filter or an order that is passed over would lose tickets without a word. */
function checkOrder(tickets: readonly string[], from: string): void {
  let before = from;
  for (const changed of timesOf(tickets)) {
    if (changed < before)
      throw new VendorError(
        `LiveAgent gave a ticket that changed at ${changed} where those from ${before} on were asked for, in order. Nothing of it was landed: it would not be known what is missing.`,
        { kind: "unreadable" },
      );
    before = changed;
  }
}

const timesOf = (tickets: readonly string[]) =>
  tickets.map((ticket) => textAt(ticket, "date_changed")).filter(isTime);

/** The position after a page that begins at a time; null after the last one. */
function afterTime(at: Changes, tickets: readonly string[]): Changes | null {
  if (isLast(tickets.length, at.size)) return null;
  const last = timesOf(tickets).at(-1);
  if (last === undefined)
    throw new VendorError("LiveAgent gave tickets none of which says when it changed.", {
      kind: "unreadable",
    });
  if (last > at.from) return { ...at, from: last, size: larger(at.size) };
  return { ...at, ...turned(1, at.size), pass: 1 };
}

interface Second {
  readonly known: Set<string>;
  /** The pass that is being made found a ticket that those before had not. */
  isNews: boolean;
}

/** The position after a page of one second; null where nothing follows it. */
function afterPage(at: Changes, tickets: readonly string[], second: Second): Changes | null {
  const isNews = remember(second, tickets);
  // Where the number of a page says nothing to the vendor, the same one comes for ever.
  const isTurning = at.pass === 1 ? isNews : at.page <= second.known.size / at.size + 1;
  if (isTurning && !isLast(tickets.length, at.size)) return { ...at, ...turned(at.page, at.size) };
  const isAgain = at.pass === 1 || (second.isNews && at.pass < mostPasses);
  second.isNews = false;
  if (isAgain) return { ...at, page: 1, pass: at.pass + 1 };
  second.known.clear();
  second.isNews = true;
  const from = moved(at.from, 1);
  return from > at.until ? null : { ...at, from, page: 0, pass: 0, size: larger(at.size) };
}

/** Whether one of them was not known. */
function remember(second: Second, tickets: readonly string[]): boolean {
  const before = second.known.size;
  for (const ticket of tickets) second.known.add(textAt(ticket, "id") ?? "");
  const isNews = second.known.size > before;
  if (isNews) second.isNews = true;
  return isNews;
}
