/**
 * Northwind Support as it would be had it bought its systems one by one: each simulated vendor hears a part of the centre,
 * and together they hear all of it once. Served on this machine, on a clock that stands still unless somebody waits.
 */

import { Worker } from "node:worker_threads";
import type { Presence } from "../agent-time.ts";
import { random } from "../random.ts";
import { type Clock, sharedClock } from "./clock.ts";
import type { NorthwindData, NorthwindSays } from "./northwind-thread.ts";

export interface NorthwindOptions {
  /** ISO instant. */
  readonly now: string;
  /** The first local day. */
  readonly from: string;
  readonly seed: string;
  /** Where it remembers its past from one opening to the next. */
  readonly folder: string;
  /** Part of the centre's contacts that there are. */
  readonly share: number;
  /** Told when a vendor's history is being made. */
  readonly onVendor?: (name: string) => void;
}

/** The port every address of a simulated vendor names. */
export const vendorPort = 4848;

export interface Northwind {
  /** Waiting moves it on. */
  readonly clock: Clock;
  /** Milliseconds since 1970 at which the centre stands still, however long its vendors are waited for. */
  readonly end: number;
  /** For requests to `http://localhost:4848/NAME/`, wherever its vendors listen. */
  readonly fetch: typeof globalThis.fetch;
  /** The same numbers for the same seed. */
  readonly random: () => number;
  /** The token that this variable would hold. */
  secret(variable: string): Promise<string>;
  /** How the bucket is reached that Amazon Connect leaves its records in. */
  readonly buckets: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Names of the vendors. */
  readonly vendors: readonly string[];
  readonly port: number;
  readonly requests: () => number;
  stop(): Promise<void>;
}

/**
 * At Amazon Connect only Accounts take calls, and for a small part of what they do: with the whole of their shifts there
 * they would be occupied for a hundredth of the time. Who tells of fewer contacts has fewer people for them.
 */
export const presenceAtConnect =
  (share: number): Presence =>
  (department) =>
    department === "Accounts" ? share * 0.04 : 0;

/** The time, and how often the vendors were asked. */
const bytes = 16;

export async function openNorthwind({ now, onVendor, ...options }: NorthwindOptions): Promise<Northwind> {
  const memory = new SharedArrayBuffer(bytes);
  const clock = sharedClock(memory);
  const end = Date.parse(now);
  clock.at(end);
  const data: NorthwindData = { ...options, memory };
  const thread = new Worker(new URL("./northwind-thread.ts", import.meta.url), { workerData: data });
  const { port, vendors, secrets } = await served(thread, onVendor);
  const secret = secrets.get("AMAZON_CONNECT_TOKEN") ?? "";
  return {
    ...{ clock, end, vendors, port },
    buckets: {
      endpoint: `http://localhost:${port}/amazon-connect`,
      region: "eu-central-1",
      credentials: { accessKeyId: secret, secretAccessKey: secret },
    },
    fetch: (input, init) =>
      fetch(String(input).replace(`localhost:${vendorPort}`, `localhost:${port}`), init),
    random: random(`${options.seed} client`).fraction,
    async secret(variable) {
      const secret = secrets.get(variable);
      if (secret !== undefined) return secret;
      throw new Error(`no simulated vendor has its token in ${variable}`);
    },
    requests: () => Number(Atomics.load(new BigInt64Array(memory, 8, 1), 0)),
    stop: async () => void (await thread.terminate()),
  };
}

type Served = Extract<NorthwindSays, { readonly port: number }>;

function served(thread: Worker, onVendor: NorthwindOptions["onVendor"]): Promise<Served> {
  return new Promise((done, failed) => {
    thread.once("error", failed);
    thread.on("message", (says: NorthwindSays) => {
      if ("at" in says) onVendor?.(says.at);
      else done(says);
    });
  });
}
