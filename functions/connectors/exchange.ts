/** One request and what became of it, whatever came back. */

import type { VendorClock } from "../core/vendor-reach.ts";
import { answerOf, readText } from "./answer.ts";
import { type Authorisation, headersOf, redirected, secretsOf, urlOf } from "./request.ts";
import { retryAt } from "./retry.ts";
import { harmless, unsaid } from "./unsaid.ts";
import type { VendorAnswer, VendorErrorKind, VendorRequest } from "./vendor.ts";
import { verdictOf } from "./verdict.ts";

export type Went =
  | { readonly kind: "answer"; readonly answer: VendorAnswer }
  | { readonly kind: "moved"; readonly to: URL }
  | (Failed & { readonly kind: "wait"; readonly pauses: boolean; readonly until: number | undefined })
  | (Failed & { readonly kind: "again" | "over"; readonly as: VendorErrorKind });

interface Failed {
  readonly status: number;
  /** What came, in words. */
  readonly what: string;
}

export interface ExchangeOptions {
  /** Checked, and without a slash at its end. */
  readonly address: string;
  readonly authorise: (request: VendorRequest) => Authorisation;
  readonly clock: Pick<VendorClock, "now">;
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly most?: number;
}

const [usualTimeout, usualMost, mostOfError] = [60_000, 256 * 2 ** 20, 64 * 2 ** 10];

type Exchange = (request: VendorRequest, to: URL | undefined) => Promise<Went>;

/** Sends a request, or sends it on to where an answer before said; never rejects. `secrets` grows by what it is authorised with. */
export function exchanger(options: ExchangeOptions, secrets: Set<string>): Exchange {
  const { timeout = usualTimeout, signal } = options;
  return async (request, to) => {
    const stop = new AbortController();
    const end = () => stop.abort();
    const timer = setTimeout(end, timeout);
    signal?.addEventListener("abort", end, { once: true });
    // Raced, for a fetch that does not listen to its signal.
    const ended = new Promise<undefined>((resolve) => {
      stop.signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    try {
      const went = await Promise.race([exchange(options, request, to, secrets, stop.signal), ended]);
      return went ?? again("gateway", 0, `no whole answer came within ${timeout / 1000} seconds`);
    } catch (error) {
      if (stop.signal.aborted)
        return again("gateway", 0, `no whole answer came within ${timeout / 1000} seconds`);
      return again("unreadable", 0, `the connection failed${codeOf(error)}`);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      stop.abort(); // lets go of what was not read of an answer
    }
  };
}

async function exchange(
  options: ExchangeOptions,
  request: VendorRequest,
  to: URL | undefined,
  secrets: Set<string>,
  signal: AbortSignal,
): Promise<Went> {
  const own = options.authorise(request);
  for (const secret of secretsOf(own)) secrets.add(secret);
  const url = to ?? urlOf(options.address, request, own);
  const headers = headersOf(request, own);
  if (url === undefined)
    return over("refused", 0, "the path is not one of the interface, and was not asked for");
  if (headers === undefined)
    return over("unauthorised", 0, "the secret holds characters no request can carry, a line break for one");
  const { method = "GET", body } = request;
  const send = options.fetch ?? globalThis.fetch;
  const response = await send(url, {
    method,
    headers,
    redirect: "manual",
    signal,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return judged(options, request, response, { url, own, hide: unsaid(secrets) });
}

interface Sent {
  readonly url: URL;
  readonly own: Authorisation;
  readonly hide: (text: string) => string;
}

async function judged(
  { clock, most = usualMost }: ExchangeOptions,
  request: VendorRequest,
  response: Response,
  { url, own, hide }: Sent,
): Promise<Went> {
  const { status, headers } = response;
  const until = retryAt(headers.get("retry-after"), clock.now());
  const verdict = verdictOf(status, until !== undefined, request.method ?? "GET");
  const what = `the answer was ${status}`;
  switch (verdict.do) {
    case "read":
      return believed(request, response, most);
    case "wait":
      return { kind: "wait", pauses: verdict.pauses, until, status, what };
    case "again":
      return again(verdict.otherwise, status, what);
    case "follow": {
      const to = redirected(url, headers.get("location"), own);
      return to === undefined
        ? over("refused", status, `${what}, sending on to another host, which is not followed`)
        : { kind: "moved", to };
    }
    case "end": {
      const text = await errorText(response);
      const words = harmless(text, hide);
      const as = (verdict.hasRule && request.means?.(status, text)) || verdict.as;
      return over(as, status, words === "" ? what : `${what} (${words})`);
    }
  }
}

async function believed({ expects }: VendorRequest, response: Response, most: number): Promise<Went> {
  const { status } = response;
  const read = await readText(response, most);
  const came = `the answer was ${status} with`;
  // Asking for it again would give as much again.
  if (read.kind === "large") return over("gateway", status, `${came} more than ${megabytes(most)} megabytes`);
  if (read.kind === "torn") return again("unreadable", status, `${came} ${read.why}`);
  const answer = answerOf(response, read.text, expects);
  if (typeof answer === "string") return again("unreadable", status, `${came} ${answer}`);
  return { kind: "answer", answer };
}

const again = (as: VendorErrorKind, status: number, what: string): Went => ({
  kind: "again",
  as,
  status,
  what,
});
const over = (as: VendorErrorKind, status: number, what: string): Went => ({
  kind: "over",
  as,
  status,
  what,
});
const megabytes = (bytes: number) => (bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 });

/** Empty where it is long, or breaks off: it may end in the middle of what is not to be told. */
async function errorText(response: Response): Promise<string> {
  try {
    const read = await readText(response, mostOfError);
    return read.kind === "whole" ? read.text : "";
  } catch {
    return "";
  }
}

/** What a system calls the failure: its own words may hold an address. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const found = [cause?.code, code].find(
    (one) => typeof one === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(one),
  );
  return found === undefined ? "" : ` (${found})`;
}
