/** Where the address of one person stands in what an installation keeps. No key holds one: keys hold its hash. */

import { mentionOf } from "../core/mention.ts";
import type { Lake } from "../ports.ts";
import { addressKey } from "./places.ts";

export interface Traces {
  /** The config in force names them. */
  readonly inForce: boolean;
  /** What plans call them. */
  readonly names: readonly string[];
  /** Configs that are not in force. */
  readonly configs: readonly string[];
  /** Frozen plans that list them as a reader. */
  readonly plans: readonly string[];
  /** Notices that are still to be told to them. */
  readonly notices: readonly string[];
  /** Other objects of the ledger and the state. */
  readonly texts: readonly string[];
  /** Plans and archived pages whose frozen words name them, as those of an owner do. */
  readonly pages: readonly string[];
  /** What is known of them by the hash alone: that they were sent something, and that they get nothing any more. */
  readonly ledger: readonly string[];
  readonly stopped: readonly string[];
}

type Read = Pick<Lake, "get" | "list">;
type Found = Record<Exclude<keyof Traces, "inForce">, string[]>;

const looked = ["config/versions/", "sent/", "archive/", "state/"];

/** `current`: the version of the config in force. */
export async function tracesOf(address: string, current: string | undefined, lake: Read): Promise<Traces> {
  const found: Found = {
    names: [],
    configs: [],
    plans: [],
    notices: [],
    texts: [],
    pages: [],
    ledger: [],
    stopped: [],
  };
  const { isIn } = mentionOf(address);
  const hash = addressKey(address);
  for (const prefix of looked)
    for await (const { key } of lake.list(prefix)) {
      if (key.includes(hash)) found[isStop(key) ? "stopped" : "ledger"].push(key);
      const text = Buffer.from((await lake.get(key))?.body ?? []).toString();
      if (isIn(text)) place(key, text, address, found);
    }
  const configs = new Set(found.configs);
  const inForce = current !== undefined && configs.delete(current);
  return { ...found, configs: [...configs], inForce };
}

function place(key: string, text: string, address: string, found: Found): void {
  if (key.startsWith("config/")) found.configs.push(key.split("/")[2] ?? "");
  else if (key.startsWith("archive/")) found.pages.push(key);
  else if (key.endsWith("/plan.json")) placePlan(key, text, address, found);
  else if (key.startsWith("state/untold/") && isTo(text, address)) found.notices.push(key);
  else found.texts.push(key);
}

function placePlan(key: string, text: string, address: string, found: Found): void {
  const { isIn } = mentionOf(address);
  const { recipients, ...frozen } = JSON.parse(text) as {
    readonly recipients: readonly { readonly name: string; readonly address: string }[];
  };
  const theirs = recipients.filter((one) => addressKey(one.address) === addressKey(address));
  found.names.push(...theirs.map(({ name }) => name));
  if (isIn(JSON.stringify(recipients))) found.plans.push(key);
  if (isIn(JSON.stringify(frozen))) found.pages.push(key);
}

const isTo = (text: string, address: string) =>
  addressKey((JSON.parse(text) as { readonly to: string }).to) === addressKey(address);

const isStop = (key: string) => /^state\/(?:suppressed|unsubscribed)\//.test(key);
