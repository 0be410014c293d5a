/** Tells the owner of a report about a problem, once: a notice is delivered as a report is, from a claim of its own. */

import { renderNotice } from "../../templates/index.ts";
import { type Place, typable } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import type { Notice } from "../core/notice.ts";
import type { Ports } from "../ports.ts";
import { type Delivery, deliver, type Worker } from "./deliver.ts";

export interface NotifyInput {
  readonly config: Config;
  readonly now: string;
  readonly worker: Worker;
  /** What the commands in a notice have to name to be typed as they stand. */
  readonly place?: Place | undefined;
}

/** The same key is told once, whoever finds the problem and however often. A mail server that refuses is tried again later. */
export async function notify(
  notice: Notice,
  { config, now, worker, place }: NotifyInput,
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Delivery> {
  const { sender, replyTo } = config.organisation;
  const message = {
    id: `notice-${notice.key}`,
    from: sender,
    to: { name: "", address: notice.to },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...renderNotice(
      { ...notice, lines: notice.lines.map((line) => typable(line, place)) },
      config.organisation,
    ),
    language: "en",
    date: now,
    listId: "notices",
  };
  return deliver(message, `state/notices/${notice.key}.json`, { ...worker, now }, ports);
}
