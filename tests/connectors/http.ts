/** A vendor that answers as told, on a clock that jumps. */

import { type VendorHttpOptions, type VendorRequest, vendorHttp } from "../../functions/connectors/http.ts";

export const secret = "s3cr+t/Töken=?>?>0123456789";
export const address = "https://acme.example.com/api/v2";

export type Told = Response | Error | ((request: Asked) => Response | Promise<Response>);

export interface Asked {
  readonly at: number;
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | null;
}

export function clockAt(start: number) {
  let time = start;
  return {
    now: () => time,
    async sleep(milliseconds: number, signal?: AbortSignal) {
      signal?.throwIfAborted();
      await new Promise((done) => setImmediate(done));
      signal?.throwIfAborted();
      time += milliseconds;
    },
  };
}

/** 2026-09-01T00:00:00Z */
export const start = 1_788_220_800_000;

export function vendor(told: readonly Told[], options: Partial<VendorHttpOptions> = {}) {
  const asked: Asked[] = [];
  const notes: string[] = [];
  const clock = clockAt(start);
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request: Asked = {
      at: clock.now() - start,
      url: new URL(String(input)),
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? init.body : null,
    };
    const next = told[Math.min(asked.length, told.length - 1)]!;
    asked.push(request);
    if (next instanceof Error) throw next;
    return typeof next === "function" ? next(request) : next.clone();
  };
  const http = vendorHttp({
    source: "desk",
    address,
    token: "DESK_TOKEN",
    secrets: [secret],
    authorise: () => ({
      headers: {
        authorization: `Basic ${Buffer.from(`anna@example.org/token:${secret}`).toString("base64")}`,
      },
    }),
    limits: {},
    clock,
    msLeft: () => 3_600_000,
    fetch,
    random: () => 0.5,
    note: (event, data) => notes.push(JSON.stringify([event, data])),
    ...options,
  });
  return { http, asked, notes, clock };
}

export const tickets: VendorRequest = {
  path: "/tickets",
  query: { after: "5" },
  group: "all",
  expects: "tickets",
};

export function answer(
  body: ConstructorParameters<typeof Response>[0],
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers });
}

export const page = () => answer('{"tickets":[{"id":90071992547409931}],"next":"6"}');

/** What came of it: the answer, or the error. */
export async function came(sending: Promise<unknown>): Promise<unknown> {
  return sending.catch((error: unknown) => error);
}
