/** A simulated vendor at work: one door through which every request goes, and what it remembers of each. */

import { random } from "../random.ts";
import { type Buckets, bucketsOf } from "./buckets.ts";
import type { Centre } from "./centre.ts";
import { type Chaos, calm, type Fault } from "./chaos.ts";
import type { Clock } from "./clock.ts";
import { entriesOf } from "./entries.ts";
import { type Ledger, ledgerOf, ledgerText } from "./ledger.ts";
import { faultOf, throttled } from "./troubles.ts";
import type { Personality, Reply, Request, Route } from "./vendor.ts";
import { viewOf } from "./view.ts";

/** What goes over the wire, and what the wire does to it. */
export interface Served {
  readonly reply: Reply;
  readonly wire?: Fault;
}

export interface Call {
  readonly number: number;
  /** Milliseconds, when it came. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly route: Route | undefined;
  readonly status: number;
  /** What chaos did, or why it was refused. */
  readonly trouble?: string;
}

export interface Vendor {
  readonly name: string;
  readonly personality: Personality;
  /** What a request must carry to be answered. */
  readonly token: string;
  readonly clock: Clock;
  readonly chaos: Chaos;
  readonly ledger: Ledger;
  handle(request: Request): Promise<Served>;
  readonly calls: readonly Call[];
  /** Requests that came before a refusal said they may. */
  violations(): readonly Call[];
  /** Requests beyond what the vendor grants, whoever was to blame. */
  excesses(): readonly Call[];
  /** Whether chaos refuses all that belongs to this parent. */
  isMissing(parent: string): boolean;
}

export interface VendorOptions {
  readonly personality: Personality;
  readonly centre: Centre;
  readonly clock: Clock;
  readonly chaos?: Chaos;
  readonly seed?: string;
  /** Made before from the same personality, centre, chaos and seed: it is much work. */
  readonly ledger?: Ledger;
}

/** What one request is answered, before chaos touches it. */
interface Answer {
  readonly reply: Reply;
  readonly trouble?: string;
  readonly wire?: Fault;
}

export function vendorOf(options: VendorOptions): Vendor {
  const { personality, centre, clock, chaos = calm, seed = "vendor" } = options;
  const { ledger = ledgerOf(entriesOf(personality, centre, chaos, seed)) } = options;
  const token = `fake-${personality.name}-token-${random(`${seed} token`).whole(1e9)}`;
  const calls: Call[] = [];
  const buckets = bucketsOf(personality.groups, chaos.month);
  const isMissing = (parent: string) =>
    chaos.missing > 0 && random(`${seed} missing ${parent}`).fraction() < chaos.missing;
  const inner: Inner = { personality, ledger, chaos, seed, token, buckets, isMissing, inARow: new Map() };
  return {
    ...{ name: personality.name, personality, token, clock, chaos, ledger, calls, isMissing },
    async handle(request) {
      if (request.path === "/__ledger") return { reply: ledgerReply(ledger, clock.now()) };
      const number = calls.length;
      const at = clock.now();
      const route = personality.route(request);
      const refused = refusalOf(inner, request, route, at);
      calls.push({ number, at, ...told(request), route, status: 0 });
      const [least, most] = chaos.latency;
      await clock.sleep(least + random(`${seed} latency ${number}`).whole(most - least + 1));
      const answer = refused ?? answerOf(inner, request, route as Route, number, clock.now());
      const { reply, trouble, wire } = answer;
      calls[number] = { ...(calls[number] as Call), status: reply.status, ...(trouble && { trouble }) };
      return { reply, ...(wire && { wire }) };
    },
    violations: () => calls.filter(({ trouble }) => trouble === "early"),
    excesses: () => calls.filter(({ trouble }) => trouble === "early" || trouble === "over"),
  };
}

interface Inner {
  readonly personality: Personality;
  readonly ledger: Ledger;
  readonly chaos: Chaos;
  readonly seed: string;
  readonly token: string;
  readonly buckets: Buckets;
  readonly isMissing: (parent: string) => boolean;
  /** Troubles of the same request one after the other: clients give up after some. */
  readonly inARow: Map<string, number>;
}

const told = ({ method, path, query }: Request) => ({ method, path, query: query.toString() });

/** What is decided before the request is even looked at; the time is the one it was sent at. */
function refusalOf(
  inner: Inner,
  request: Request,
  route: Route | undefined,
  now: number,
): Answer | undefined {
  const { personality, chaos, buckets, token } = inner;
  if (route === undefined) return { reply: personality.refusal(404), trouble: "nothing there" };
  const verdict = buckets.ask(route.group, now);
  if (verdict.refused !== undefined) {
    if (verdict.refused === "over") buckets.wait(route.group, verdict.until);
    const seconds = Math.ceil((verdict.until - now) / 1000);
    const reply = personality.refusal(429);
    const headers = { ...reply.headers, "retry-after": String(seconds) };
    return { reply: { ...reply, headers }, trouble: verdict.refused };
  }
  const within = ({ from, to }: { readonly from: number; readonly to: number }) => from <= now && now < to;
  if (chaos.outages.some(within)) return { reply: { status: 503, body: "down" }, trouble: "outage" };
  if (chaos.revoked.some(within)) return { reply: personality.refusal(401), trouble: "revoked" };
  if (!personality.isAllowed(request, token)) return { reply: personality.refusal(401), trouble: "no token" };
  // As seen in the field: nothing at all is said about it.
  if (chaos.forbidden.includes(route.stream))
    return { reply: { status: 403, body: "" }, trouble: "forbidden" };
  if (route.parent !== undefined && inner.isMissing(route.parent))
    return { reply: personality.refusal(404), trouble: "missing" };
  return undefined;
}

function answerOf(inner: Inner, request: Request, route: Route, number: number, now: number): Answer {
  const { personality, ledger, chaos, seed, inARow } = inner;
  const name = `${request.method} ${request.path}?${request.query} ${request.body}`;
  const before = inARow.get(name) ?? 0;
  const dice = random(`${seed} request ${number}`);
  const refused = before < 2 && dice.fraction() < chaos.throttled;
  const fault = before < 2 && !refused ? faultOf(chaos, dice) : undefined;
  if (refused || (fault !== undefined && fault !== "byte-order-mark")) inARow.set(name, before + 1);
  else inARow.delete(name);
  if (refused) {
    const { reply, until } = throttled(personality.refusal(429), now, dice);
    inner.buckets.wait(route.group, until);
    return { reply, trouble: "throttled" };
  }
  const stream = personality.streams.find((each) => each.name === route.stream);
  const view = viewOf({ ledger, stream, chaos, seed, now, number });
  const reply = personality.answer(request, view, now);
  const { mostBytes } = chaos;
  if (mostBytes !== null && (reply.count ?? 0) > 1 && isLonger(reply.body, mostBytes))
    return { reply: { status: 504, body: "<html>Gateway Timeout</html>" }, trouble: "too large" };
  if (fault === undefined) return { reply };
  if (fault === "503" && dice.fraction() < 0.5) {
    inner.buckets.wait(route.group, now + 7000);
    return { reply: { status: 503, headers: { "retry-after": "7" }, body: "busy" }, trouble: fault };
  }
  if (/^\d/.test(fault)) return { reply: { status: Number(fault), body: "" }, trouble: fault };
  return { reply, trouble: fault, wire: fault };
}

/** The bytes are counted only where the characters leave it open: of many records, a text is long. */
const isLonger = (text: string, bytes: number): boolean =>
  text.length > bytes || (3 * text.length > bytes && Buffer.byteLength(text) > bytes);

function ledgerReply(ledger: Ledger, now: number): Reply {
  return { status: 200, headers: { "content-type": "application/x-ndjson" }, body: ledgerText(ledger, now) };
}
