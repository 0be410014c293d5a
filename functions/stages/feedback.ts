/** What a provider tells of messages: it settles what is unknown, ends sending to addresses that bounce, and reaches the owner. */

import type { Config } from "../core/config.ts";
import { type MailEvent, messageOf } from "../core/mail-event.ts";
import type { Lake, Ports } from "../ports.ts";
import { type Events, encode, eventsKey, load, settle } from "./ledger.ts";
import { reportCalled } from "./names.ts";
import type { NotifyInput } from "./notify.ts";
import { addressKey, sentFolder } from "./places.ts";
import { suppress } from "./suppressions.ts";
import { feedbackNotice } from "./troubles.ts";
import { tellOnce } from "./untold.ts";

/** What came of one event. */
export interface Heard {
  readonly event: MailEvent;
  /** Of the message: as its ledger entry says now; undefined while nobody has confirmed it, or for a message that is none of a report. */
  readonly state?: string;
  readonly isSuppressed: boolean;
}

/**
 * Takes in one event. It may come before the message's own worker knows that it was accepted, late, twice, or in any order: it is kept
 * first, and the ledger is brought up to all that is kept.
 */
export async function feedback(
  event: MailEvent,
  input: NotifyInput,
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Heard> {
  await keep(event, ports.lake);
  const about = messageOf(event.id);
  if (!about) return { event, isSuppressed: false };
  const { period, address } = about;
  const entry = await settle(ports.lake, `${sentFolder(about.report, period)}${address}.json`);
  const why = event.kind === "bounced" || event.kind === "complained" ? event.kind : undefined;
  if (why) await suppress(address, { v: 1, why, at: event.at, id: event.id }, ports.lake);
  if (why || event.kind === "returned") await tell(why ?? "returned", about, input, ports);
  return { event, ...(entry && { state: entry.state }), isSuppressed: why !== undefined };
}

/** Adds the event to what is known of the message: the first instant of each kind stays, so order does not matter. */
async function keep({ id, kind, at }: MailEvent, lake: Lake): Promise<void> {
  const key = eventsKey(id);
  const what = kind === "returned" ? "bounced" : kind;
  for (;;) {
    const known = await load<Events>(lake, key);
    const before: Partial<Events> = known?.entry ?? {};
    const events: Events = {
      ...before,
      v: 1,
      accepted: earlier(before.accepted, at),
      ...(what !== "accepted" && { [what]: earlier(before[what], at) }),
    };
    if (known && sameEvents(known.entry, events)) return;
    if (!known ? await lake.claim(key, encode(events)) : await lake.swap(key, encode(events), known.etag))
      return;
  }
}

const earlier = (one: string | undefined, other: string) => (one !== undefined && one < other ? one : other);

const sameEvents = (one: Events, other: Events) =>
  (["accepted", "delivered", "bounced", "complained"] as const).every((kind) => one[kind] === other[kind]);

async function tell(
  kind: "bounced" | "complained" | "returned",
  { report: name, period, address }: NonNullable<ReturnType<typeof messageOf>>,
  input: NotifyInput,
  ports: Pick<Ports, "lake" | "mail">,
): Promise<void> {
  const report = await reportCalled(name, input.config, ports.lake);
  if (!report) return;
  const notice = feedbackNotice(kind, readerOf(address, input.config), { report, period }, address);
  if (notice) await tellOnce(notice, input, ports);
}

/** Who has this `addressKey` in the config, of whatever report. */
export function readerOf(address: string, { reports }: Pick<Config, "reports">) {
  return reports.flatMap(({ to }) => to).find((one) => addressKey(one.address) === address);
}
