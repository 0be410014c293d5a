/** What SES tells of messages: one event as it is published, inside a notification of SNS, or inside an event of EventBridge. */

import { InputError } from "../../core/errors.ts";
import type { MailEvent } from "../../core/mail-event.ts";

/** Not more of a file is read. */
const most = 100_000;

/**
 * The events in a text: one, an array, or one a line. What is well formed and not about a message of ours, or of a kind
 * that says nothing of its end (opens, clicks, delays), is left out. Throws InputError for anything else.
 */
export function sesEvents(text: string): readonly MailEvent[] {
  const found = notificationsIn(text).flatMap((one) => unwrapped(one, 0));
  return found.flatMap((one) => eventOf(one) ?? []);
}

function notificationsIn(text: string): readonly unknown[] {
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.slice(0, most).map((line, at) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        throw new InputError(
          `Line ${at + 1} is not JSON. Give an event of SES as it was published: one, an array of them, or one a line.`,
        );
      }
    });
  }
}

function unwrapped(value: unknown, depth: number): readonly unknown[] {
  const { Message: message, detail, Records: records } = record(value);
  if (depth > 3) throw unreadable();
  if (Array.isArray(records)) return records.flatMap((one) => unwrapped(record(one).Sns ?? one, depth + 1));
  if (typeof message === "string")
    return notificationsIn(message).flatMap((one) => unwrapped(one, depth + 1));
  return detail !== undefined ? unwrapped(detail, depth + 1) : [value];
}

/** Undefined when it is not about a message of ours, or says nothing of how it ended. */
function eventOf(value: unknown): MailEvent | undefined {
  const event = record(value);
  const type = event.eventType ?? event.notificationType;
  if (typeof type !== "string" || typeof event.mail !== "object") throw unreadable();
  const id = ledgerId(record(event.mail));
  const kind = kindOf(type, event);
  if (id === undefined || kind === undefined) return undefined;
  const told = record(event[type.toLowerCase()]).timestamp ?? record(event.mail).timestamp;
  const at = typeof told === "string" ? Date.parse(told) : Number.NaN;
  if (Number.isNaN(at)) throw unreadable();
  return { id, kind, at: new Date(at).toISOString() };
}

function kindOf(type: string, event: Readonly<Record<string, unknown>>): MailEvent["kind"] | undefined {
  if (type === "Send") return "accepted";
  if (type === "Delivery") return "delivered";
  // It was accepted, and then thrown away for what is in it.
  if (type === "Reject") return "returned";
  if (type === "Bounce") return record(event.bounce).bounceType === "Permanent" ? "bounced" : "returned";
  if (type === "Complaint")
    return record(event.complaint).complaintFeedbackType === "not-spam" ? undefined : "complained";
  return undefined;
}

/** Our id: from the tag we gave it, or from the Message-ID we wrote where a server between us and SES kept it. */
function ledgerId(mail: Readonly<Record<string, unknown>>): string | undefined {
  const [tag] = [record(mail.tags).ledger].flat();
  const own = record(mail.commonHeaders).messageId;
  const id =
    typeof tag === "string"
      ? tag.replaceAll(/__|_-/g, (mark) => (mark === "__" ? "." : "_"))
      : /^<([^@<>]+)@[^<>]*>$/.exec(typeof own === "string" ? own : "")?.[1];
  return id !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(id) ? id : undefined;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const unreadable = () =>
  new InputError(
    "This is no event of SES. Give what a configuration set publishes: JSON with eventType and mail, as SNS or EventBridge delivered it.",
  );
