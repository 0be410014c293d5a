/**
 * A proxy that does to requests what a network and a busy service do: in front of S3, Glue, SES or Athena's front.
 * Which fault meets which request comes from a seed, or is written down request by request.
 */

import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { conflict, failure, type Refusal, throttling } from "./refusals.ts";

export const faults = [
  "slow", // answered late
  "throttled", // refused before the effect: too many requests
  "failed", // refused before the effect: 500 or 503
  "conflict", // a conditional S3 write refused before the effect: 409
  "dropped", // the effect happened, the connection broke without an answer
  "lied", // the effect happened, the answer is a 500
  "cut", // an S3 object of which only the first half arrives
] as const;
export type Fault = (typeof faults)[number];

export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** What a JSON or query service is asked to do: `AWSGlue.GetTable`, `SendRawEmail`; empty in S3. */
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
}

export interface Logged extends Omit<Asked, "headers"> {
  readonly fault: Fault | "none";
}

export interface ProxyOptions {
  readonly seed?: number;
  /** How often of all requests, 0 to 1, each fault is done; their sum is at most 1. A fault that cannot meet a request leaves it alone. */
  readonly rates?: Readonly<Partial<Record<Fault, number>>>;
  /** What meets the first requests, one after the other, before `rates` decide. */
  readonly script?: readonly (Fault | "none")[];
  /** Requests that faults may meet; the others pass and are logged. Left out: all. */
  readonly filter?: (asked: Asked) => boolean;
  /**
   * Called around every request, one after the other; `take` has the service do it. Where it says false the connection
   * breaks without an answer. So a caller can be killed just before a request reaches the service or just after it took
   * effect, and nothing that it asks later reaches anybody.
   */
  readonly around?: (asked: Asked, take: () => Promise<void>) => Promise<boolean>;
}

export interface FaultProxy {
  readonly url: string;
  /** What was done to each request, in the order they came. */
  readonly log: readonly Logged[];
  close(): Promise<void>;
}

/** Listens on a free port and forwards to `target`, a base URL. Bodies and headers pass unchanged. */
export async function faultProxy(target: string, options: ProxyOptions = {}): Promise<FaultProxy> {
  const log: Logged[] = [];
  const random = randomFrom(options.seed ?? 1);
  const choose = chooser(options, random);
  const take = options.around ? alone(options.around) : undefined;
  const server = createServer(async (incoming, outgoing) => {
    outgoing.on("error", () => {}); // the client went away
    try {
      const body = await buffer(incoming);
      const asked = askedBy(incoming, body);
      const fault = choose(asked);
      log.push({ method: asked.method, path: asked.path, target: asked.target, fault });
      const forward = () => forwarded(target, incoming, body);
      await meet(fault, asked, outgoing, take ? () => take(asked, forward) : forward, random);
    } catch {
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array;
}

/** One request after the other, each with `around` around it. Throws where no answer is to be given. */
function alone(around: NonNullable<ProxyOptions["around"]>) {
  let last: Promise<unknown> = Promise.resolve();
  return (asked: Asked, forward: () => Promise<Answer>): Promise<Answer> => {
    const next = last.then(async () => {
      let answer: Answer | undefined;
      const answers = await around(asked, async () => {
        answer = await forward();
      });
      if (!answer || !answers) throw new Error("there is nobody to answer");
      return answer;
    });
    last = next.catch(() => undefined);
    return next;
  };
}

async function meet(
  fault: Fault | "none",
  asked: Asked,
  outgoing: ServerResponse,
  forward: () => Promise<Answer>,
  random: () => number,
): Promise<void> {
  if (fault === "throttled") return refuse(outgoing, throttling(asked));
  if (fault === "failed") return refuse(outgoing, failure(asked, random() < 0.5 ? 500 : 503));
  if (fault === "conflict") return refuse(outgoing, conflict);
  if (fault === "slow") await setTimeout(100 + 200 * random());
  const { status, headers, body } = await forward();
  if (fault === "lied") return refuse(outgoing, failure(asked, 500));
  if (fault === "dropped") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, headers);
  if (fault === "cut" && body.length > 1) {
    outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
    return;
  }
  outgoing.end(body);
}

function refuse(outgoing: ServerResponse, { status, type, body }: Refusal): void {
  outgoing.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  outgoing.end(body); // the body of an answer to HEAD is left out by node
}

/** The fault of each request in turn. */
function chooser(options: ProxyOptions, random: () => number): (asked: Asked) => Fault | "none" {
  const { rates = {}, filter = () => true } = options;
  const script = [...(options.script ?? [])];
  return (asked) => {
    if (!filter(asked)) return "none";
    const written = script.shift();
    if (written !== undefined) return written;
    let drawn = random();
    for (const fault of faults) {
      drawn -= rates[fault] ?? 0;
      if (drawn < 0) return canMeet(fault, asked) ? fault : "none";
    }
    return "none";
  };
}

function canMeet(fault: Fault, { method, target, headers }: Asked): boolean {
  if (fault === "conflict")
    return method === "PUT" && Boolean(headers["if-match"] ?? headers["if-none-match"]);
  return fault !== "cut" || (method === "GET" && target === "");
}

function askedBy({ method = "", url = "", headers }: IncomingMessage, body: Buffer): Asked {
  const named = headers["x-amz-target"];
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const target = named
    ? String(named)
    : form
      ? (new URLSearchParams(body.toString()).get("Action") ?? "")
      : "";
  return { method, path: url, target, headers };
}

/** Asks the service itself. No connection is kept to it: one that it closes just then would look like a fault. */
function forwarded(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { expect, connection, "transfer-encoding": _, ...headers } = incoming.headers;
  return new Promise((resolve, reject) => {
    const asking = request(new URL(incoming.url ?? "/", target), {
      method: incoming.method,
      headers: { ...headers, "content-length": body.length },
      agent: false,
    });
    asking.on("error", reject);
    asking.on("response", (response) => {
      const { connection: _, "transfer-encoding": __, "keep-alive": ___, ...kept } = response.headers;
      buffer(response).then(
        (answer) => resolve({ status: response.statusCode ?? 502, headers: kept, body: answer }),
        reject,
      );
    });
    asking.end(body);
  });
}

/** Mulberry32: numbers from 0 up to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
