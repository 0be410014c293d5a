/** One message as the bytes of an RFC 5322 file: what the outbox keeps and what a mail server is handed. */

import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import MailComposer from "nodemailer/lib/mail-composer";
import { MailError } from "../core/errors.ts";
import type { Message } from "../ports.ts";

/**
 * Text part, then HTML, as multipart/alternative. The same message always gives the same bytes. Names and the
 * subject lose their control characters, so no text can become a header; an id, address, list id or language that
 * could do harm is refused with a MailError (accepted: "no").
 */
export async function mimeOf(message: Message): Promise<Uint8Array> {
  requireSafe(message);
  const composer = new MailComposer({
    from: mailbox(message.from),
    to: mailbox(message.to),
    ...(message.replyTo === undefined ? {} : { replyTo: { name: "", address: message.replyTo } }),
    subject: oneLine(message.subject),
    date: new Date(message.date),
    messageId: `<${messageIdOf(message)}>`,
    headers: {
      // Left as they are: encoding would break what these fields mean.
      "List-ID": { prepared: true, value: `<${message.listId}>` },
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      "Content-Language": message.language,
      ...unsubscribing(message),
    },
    text: lines(message.text),
    html: lines(message.html),
    encoding: "quoted-printable",
    newline: "windows",
    baseBoundary: boundaryOf(message),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A page to leave by; where it is https, one POST to it is enough, and mail programs may make a button of that (RFC 8058). */
function unsubscribing({ unsubscribe }: Message) {
  if (unsubscribe === undefined) return {};
  return {
    "List-Unsubscribe": { prepared: true, value: `<${unsubscribe}>` },
    ...(/^https:/i.test(unsubscribe) && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
  };
}

/** A lone CR would go out as it is, and end a line for some mail servers and not for others. */
const lines = (text: string) => text.replaceAll(/\r\n?/g, "\n");

/** The Message-ID without its angle brackets: the message's id at the sender's host. */
export function messageIdOf(message: Message): string {
  const host = message.from.address.slice(message.from.address.lastIndexOf("@") + 1);
  return `${message.id}@${domainToASCII(host)}`;
}

/** Refuses an id that could not be a file name or stand in a Message-ID. */
export function requireSafeId(id: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(id)) return;
  throw refusal(
    `${JSON.stringify(id)} cannot be a message id`,
    "Use up to 200 letters, digits, dots, dashes and underscores",
  );
}

function requireSafe(message: Message): void {
  requireSafeId(message.id);
  requireAddress("sender's", message.from.address);
  requireAddress("recipient's", message.to.address);
  if (message.replyTo !== undefined) requireAddress("reply-to", message.replyTo);
  if (!/^[A-Za-z0-9._@-]{1,200}$/.test(message.listId)) {
    throw refusal(
      `${JSON.stringify(message.listId)} cannot be a list id`,
      "Use letters, digits, dots and dashes",
    );
  }
  if (message.unsubscribe !== undefined && !/^https?:\/\/[!-;=?-~]{1,900}$/.test(message.unsubscribe)) {
    throw refusal(
      "its link to unsubscribe is no web address in ASCII",
      "Set organisation.url to one such as https://reports.example.org",
    );
  }
  if (!/^[A-Za-z0-9-]{1,35}$/.test(message.language)) {
    throw refusal(`${JSON.stringify(message.language)} is not a language tag`, "Use one such as en or hu");
  }
  if (Number.isNaN(Date.parse(message.date))) {
    throw refusal(
      `${JSON.stringify(message.date)} is not an instant`,
      "Use one such as 2026-11-16T06:00:00Z",
    );
  }
}

/** One plain address. Not a full grammar: what it refuses (quoted names, lists, comments) nobody's mailbox needs. */
function requireAddress(whose: string, address: string): void {
  if (
    address.length <= 254 &&
    /^[^\s\p{C}"(),:;<>@[\\\]]+@[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(address)
  )
    return;
  // The address is not repeated: errors are logged, and it is personal.
  throw refusal(`the ${whose} address is not one plain address`, "Write it as name@host in the config");
}

function mailbox(person: Message["from"]): { name: string; address: string } {
  return { name: oneLine(person.name), address: person.address };
}

/**
 * Control characters, line and paragraph separators become one space. `=?` is parted, or a text that is already
 * written as an encoded word would be decoded by the reader's program into something else, line ends included.
 */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("=?", "= ?")
    .trim();
}

/** Of the contents too, so that no text inside the message can know the line that would end its part. */
function boundaryOf(message: Message): string {
  const hash = createHash("sha256");
  for (const part of [message.id, message.text, message.html])
    hash.update(`${Buffer.byteLength(part)}\n${part}`);
  return hash.digest("hex").slice(0, 32);
}

function refusal(what: string, cure: string): MailError {
  return new MailError(`the message was not sent: ${what}. ${cure}.`, "no", { isLasting: true });
}
