/** What the owner of a report is told of single readers: messages nobody knows of, addresses that are refused. */

import type { ReportConfig } from "../core/config.ts";
import type { Notice } from "../core/notice.ts";
import type { Delivery } from "./deliver.ts";
import { addressKey } from "./places.ts";

export interface Reader {
  readonly name: string;
  readonly address: string;
}

type Where = { readonly report: Pick<ReportConfig, "id" | "owner">; readonly period: string };

/** How long a provider's events are waited for before nobody is thought to know, seconds. */
const graceSeconds = 1800;

/** Whether the delivery is over, needs its owner to be told, or is neither yet. */
export function verdictOf({ outcome, since }: Delivery, machineNow: string): "over" | "told" | "open" {
  if (outcome === "failed" || outcome === "busy") return "open";
  if (outcome === "refused" || outcome === "unsubscribed") return "told";
  if (outcome !== "unknown") return "over";
  const isEarly = since !== undefined && Date.parse(machineNow) < Date.parse(since) + graceSeconds * 1000;
  return isEarly ? "open" : "told";
}

/** Why, for a sentence that says already that it was not sent. */
export const whyNotSent = (error: string): string => error.replace(/^the message was not sent: /, "");

/** For the owner; undefined when the report has none. */
export function noticeOf(
  { outcome, error }: Delivery,
  reader: Reader,
  { report, period }: Where,
): Notice | undefined {
  const { id, owner } = report;
  if (owner === undefined) return undefined;
  // Told when they did it; told now where that failed.
  if (outcome === "unsubscribed") return unsubscribedNotice(reader, report, addressKey(reader.address));
  const key = keyOf(outcome, id, period, addressKey(reader.address));
  const resend = `npm run raport -- resend ${id} --period ${period} --to ${quoted(reader.address)}`;
  if (outcome === "unknown")
    return {
      key,
      to: owner,
      subject: `${id} ${period}: nobody knows whether one email arrived`,
      lines: [
        `The email to ${named(reader)} was handed over, and the answer was lost. It may have arrived. It is not sent again by itself, so that nobody gets it twice.`,
        "Ask the reader whether it is there. If it is not, send it again:",
        resend,
      ],
    };
  return {
    key,
    to: owner,
    subject: `${id} ${period}: one email was refused and is given up`,
    lines: [
      `The email to ${named(reader)} was not sent${error ? `: ${whyNotSent(error)}` : "."}`,
      "The other readers are not affected. If the address is right, mend what refused it, then send it:",
      resend,
      "If it is wrong, correct it in the config: the next report goes to the corrected one. This one was not made for it, and cannot be resent to it.",
    ],
  };
}

/** What a provider told of a message that had been accepted. */
export function feedbackNotice(
  kind: "bounced" | "returned" | "complained",
  reader: Reader | undefined,
  { report, period }: Where,
  address: string,
): Notice | undefined {
  const { id, owner } = report;
  if (owner === undefined) return undefined;
  const who = reader ? named(reader) : "somebody who is not in the config any more";
  const to = reader ? quoted(reader.address) : "ADDRESS";
  if (kind === "returned")
    return {
      key: keyOf(kind, id, period, address),
      to: owner,
      subject: `${id} ${period}: one email came back`,
      lines: [
        `The email to ${who} was accepted by the mail server and then not delivered, for a reason that may pass (a full mailbox, a server that is down).`,
        "The next report goes to this address as usual. To send this one again:",
        `npm run raport -- resend ${id} --period ${period} --to ${to}`,
      ],
    };
  const why =
    kind === "bounced"
      ? "came back for good: nobody has this address, or it takes no mail of yours."
      : "was called spam by its reader.";
  return {
    key: keyOf(kind, address),
    to: owner,
    subject: kind === "bounced" ? `${id}: an address does not exist` : `${id}: a reader complained`,
    lines: [
      `The email of ${id} ${period} to ${who} ${why}`,
      "Nothing is sent to this address any more, of any report: mail servers think less of a sender who goes on.",
      "Take the address out of the config, or correct it. If it is right and works again:",
      `npm run raport -- allow ${to}`,
    ],
  };
}

export function unsubscribedNotice(
  reader: Reader | undefined,
  { id, owner }: Pick<ReportConfig, "id" | "owner">,
  address: string,
): Notice | undefined {
  if (owner === undefined) return undefined;
  const who = reader ? named(reader) : "Somebody who is not in the config any more";
  return {
    key: keyOf("unsubscribed", id, address),
    to: owner,
    subject: `${id}: a reader unsubscribed`,
    lines: [
      `${who} asked for no more emails of ${id}, and gets none. Their other reports are not affected.`,
      "Take them out of the report's list in the config. If it was a mistake:",
      `npm run raport -- allow ${reader ? quoted(reader.address) : "ADDRESS"} --report ${id}`,
    ],
  };
}

const named = ({ name, address }: Reader) => (name === "" ? address : `${name} <${address}>`);

/** As one word of a shell: an address may hold what a shell would act on. */
const quoted = (address: string) =>
  /^[\w.@+-]+$/.test(address) ? address : `'${address.replaceAll("'", "'\\''")}'`;

const keyOf = (...parts: readonly string[]) =>
  parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-");
