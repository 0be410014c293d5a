/**
 * Notices of what is told to us once, such as an email that came back: nothing finds it again, so the notice itself is
 * kept until its owner has it, and every run tries.
 */

import type { Notice } from "../core/notice.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import type { Delivery } from "./deliver.ts";
import { type Entry, load } from "./ledger.ts";
import { type NotifyInput, notify } from "./notify.ts";

const folder = "state/untold/";
const keyOf = (notice: Pick<Notice, "key">) => `${folder}${notice.key}.json`;

/** Tells the owner, or keeps the notice for the next run where the mail server does not take it now. */
export async function tellOnce(
  notice: Notice,
  input: NotifyInput,
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Delivery> {
  await ports.lake.put(keyOf(notice), new TextEncoder().encode(JSON.stringify(notice)));
  const delivery = await notify(notice, input, ports);
  if (isOver(delivery.outcome)) await ports.lake.remove(keyOf(notice));
  return delivery;
}

/** What is still to be told. What was told or given up meanwhile is forgotten. */
export async function untold(lake: Pick<Lake, "list" | "get" | "remove">): Promise<readonly Notice[]> {
  const found: Notice[] = [];
  for await (const { key } of lake.list(folder)) {
    const stored = await lake.get(key);
    if (!stored) continue;
    const notice = parseStored<Notice>(key, stored.body);
    const known = await load<Entry>(lake, `state/notices/${notice.key}.json`);
    if (known && isOver(known.entry.state)) await lake.remove(key);
    else found.push(notice);
  }
  return found;
}

const isOver = (state: Delivery["outcome"] | Entry["state"]) =>
  state !== "failed" && state !== "busy" && state !== "claimed";
