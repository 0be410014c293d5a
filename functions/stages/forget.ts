/**
 * Takes the address and the name of one person out of what an installation keeps. That they were sent something, and that
 * they get nothing any more, stays under the hash of the address: so nothing is mailed twice, should they come back.
 * Safe to repeat: who died in the middle is followed by whoever asks again.
 */

import { mentionOf } from "../core/mention.ts";
import type { Earlier, EarlierVersion, Lake } from "../ports.ts";
import { removeVersions } from "./config-versions.ts";
import { addressKey } from "./places.ts";
import type { Plan } from "./plan.ts";
import type { Traces } from "./traces.ts";

export interface Forgetting {
  readonly address: string;
  /** Also in the frozen words of reports, which then are not byte for byte what was sent. */
  readonly pages: boolean;
  /** Also that their address bounced, that they complained or unsubscribed. */
  readonly stops: boolean;
}

/** What stands in the place of an address: nobody's, and the hash by which the ledger knows it. */
export const erased = (address: string): string => `${addressKey(address)}@erased.invalid`;

export async function forget(asked: Forgetting, traces: Traces, lake: Lake): Promise<void> {
  const { address, pages, stops } = asked;
  await removeVersions(new Set(traces.configs), lake);
  for (const key of traces.notices) await lake.remove(key);
  const words = [...traces.texts, ...(pages ? traces.pages : [])];
  for (const key of words)
    await rewrite(key, (text) => withoutMention(key, text, address, traces.names), lake);
  // After all else: their names are known from here.
  for (const key of traces.plans) await rewrite(key, (text) => withoutReader(text, address), lake);
  if (stops) for (const key of traces.stopped) await lake.remove(key);
}

/** As long as it is what was read: a worker may write it meanwhile. */
async function rewrite(key: string, change: (text: string) => string, lake: Lake): Promise<void> {
  for (;;) {
    const stored = await lake.get(key);
    if (!stored) return;
    const text = Buffer.from(stored.body).toString();
    const changed = change(text);
    if (changed === text) return;
    if ((await lake.swap(key, new TextEncoder().encode(changed), stored.etag)) !== undefined) return;
  }
}

/** The reader stays in the count, so that the ledger has somebody for each of its entries. */
function withoutReader(text: string, address: string): string {
  const plan = JSON.parse(text) as Plan;
  const recipients = plan.recipients.map((one) =>
    addressKey(one.address) === addressKey(address) ? { ...one, name: "", address: erased(address) } : one,
  );
  return JSON.stringify({ ...plan, recipients });
}

/** Of JSON only what is in its texts: an address may hold what would end one. */
function withoutMention(key: string, text: string, address: string, names: readonly string[]): string {
  const { isIn, takenFrom } = mentionOf(address);
  const taken = (one: string) => takenFrom(one, erased(address), names);
  if (!key.endsWith(".json")) return taken(text);
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "string" && isIn(value) ? taken(value) : value,
  );
}

/** Below these, what was overwritten or removed may hold an address. */
const looked = ["config/", "sent/", "state/notices/", "state/untold/", "state/fresh/"];
const stopped = ["state/suppressed/", "state/unsubscribed/"];
const atOnce = 20;

/** Versions of objects that were overwritten or removed, and hold the address. */
export async function earlierTraces(
  { address, pages, stops }: Forgetting,
  earlier: Earlier,
): Promise<readonly EarlierVersion[]> {
  const { isIn } = mentionOf(address);
  const hash = addressKey(address);
  const found: EarlierVersion[] = [];
  for (const prefix of [...looked, ...(pages ? ["archive/"] : []), ...(stops ? stopped : [])]) {
    const all = await Array.fromAsync(earlier.list(prefix));
    for (let from = 0; from < all.length; from += atOnce)
      await Promise.all(
        all.slice(from, from + atOnce).map(async (one) => {
          const isStop = stopped.includes(prefix) && one.key.includes(`/${hash}`);
          const body = isStop ? undefined : await earlier.get(one.key, one.version);
          if (isStop || (body && isIn(Buffer.from(body).toString()))) found.push(one);
        }),
      );
  }
  return found;
}

export async function forgetEarlier(versions: readonly EarlierVersion[], earlier: Earlier): Promise<void> {
  for (const { key, version } of versions) await earlier.remove(key, version);
}
