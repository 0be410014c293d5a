/** Landing an account against downloading, parsing and packing the same answers. */

import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { createGzip } from "node:zlib";
import { vendorHttp } from "../../functions/connectors/http.ts";
import { zendesk, zendeskAccess } from "../../functions/connectors/zendesk.ts";
import type { ApiSource } from "../../functions/core/config.ts";
import { local } from "../../functions/local.ts";
import { landFrom } from "../../functions/stages/land.ts";

export const account: ApiSource = {
  ...{ id: "support", type: "zendesk", account: "example", token: "ZENDESK_TOKEN", since: "2025-01-01" },
  ...{ mappings: {}, contactsIn: "support", keepsComments: false, zone: "Europe/Budapest" },
  ...{ expects: { kind: "poll" }, quietDays: [], settleSeconds: 0, everySeconds: 3600 },
  ...{ settings: {}, keepsPersonal: false },
};

/** Lands the tickets of an account whose budget has no end; how many. */
export async function landAccount(home: string, address: string): Promise<number> {
  const clock = {
    now: () => Date.now(),
    sleep: async (milliseconds: number) => void (await wait(milliseconds)),
  };
  const access = zendeskAccess({ ...account, address }, "fake");
  const http = vendorHttp({ ...access, source: account.id, clock, random: Math.random, limits: {} });
  const connector = zendesk(account, http);
  const streams = connector.streams.filter(({ name }) => name === "tickets");
  const now = new Date().toISOString();
  const ports = local(home);
  try {
    const input = { source: account, now, machineNow: now, run: "bench", zone: account.zone };
    return (await landFrom({ streams }, input, ports)).rows;
  } finally {
    await ports.warehouse.close();
  }
}

/** What nobody could leave out: every answer is fetched, parsed and packed; zlib packs on a thread of its own. */
export async function downloadParseGzip(out: string, address: string): Promise<number> {
  const lines = new PassThrough({ highWaterMark: 1 << 21 });
  const packed = pipeline(lines, createGzip({ level: 6, chunkSize: 1 << 18 }), createWriteStream(join(out)));
  let rows = 0;
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const answer = await fetch(`${address}/incremental/tickets/cursor?cursor=${cursor}`);
    const text = await answer.text();
    const page = JSON.parse(text) as { tickets: unknown[]; after_cursor: string; end_of_stream: boolean };
    rows += page.tickets.length;
    if (!lines.write(text)) await new Promise<void>((done) => void lines.once("drain", done));
    cursor = page.end_of_stream ? null : page.after_cursor;
  }
  lines.end();
  await packed;
  return rows;
}
