/** An account with streams of a test's own making, and its landing. */

import type { Connector, Cursor, Page, RawRecord, Stream } from "../../functions/connectors/index.ts";
import { VendorError } from "../../functions/connectors/vendor.ts";
import type { ApiSource } from "../../functions/core/config.ts";
import type { Lake } from "../../functions/ports.ts";
import { landFrom } from "../../functions/stages/land.ts";
import { memoryInbox } from "../memory.ts";

export const source: ApiSource = {
  id: "support",
  type: "zendesk",
  mappings: {},
  contactsIn: "support",
  keepsComments: false,
  zone: "Europe/Budapest",
  expects: { kind: "poll" },
  quietDays: [],
  settleSeconds: 0,
  everySeconds: 3600,
  account: "northwind",
  token: "ZENDESK_TOKEN",
  since: "2026-11-01",
  settings: {},
  keepsPersonal: false,
};

export const now = "2026-11-16T08:00:00Z";
export const inbox = memoryInbox({});

export function record(key: string): RawRecord {
  return { key, version: "1", eventAt: "", op: "upsert", page: `tickets/${key}`, body: `{"id":${key}}` };
}

export function page(records: readonly RawRecord[], at: number, more: Partial<Page> = {}): Page {
  return { records, next: { v: 1, at }, done: false, watermark: null, notes: [], ...more };
}

export type Read = (from: Cursor | null) => AsyncGenerator<Page, void, void>;

export const streamOf = (name: string, read: Read, more: Partial<Stream> = {}): Stream => ({
  name,
  personal: null,
  read,
  ...more,
});

export async function landed(
  streams: readonly Stream[],
  lake: Lake,
  msLeft?: () => number,
  of: ApiSource = source,
) {
  const input = { source: of, now, machineNow: now, run: "run-1", zone: "Europe/Budapest" };
  const connector: Connector = { streams };
  return landFrom(connector, { ...input, ...(msLeft && { msLeft }) }, { lake, inbox });
}

export async function* pages(...some: readonly Page[]): AsyncGenerator<Page, void, void> {
  yield* some;
}

export const fails = (kind: VendorError["kind"], ...before: readonly Page[]): Read =>
  async function* () {
    yield* before;
    throw new VendorError(`the vendor said ${kind}`, { kind });
  };
