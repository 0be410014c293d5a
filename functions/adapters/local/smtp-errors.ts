/** What went wrong with a mail server, whether the message may have gone all the same, and what to do. Addresses are never repeated. */

import { MailError } from "../../core/errors.ts";
import type { Message } from "../../ports.ts";
import { redacted } from "../redacted.ts";

interface Failure {
  /** nodemailer's code of the stage. */
  readonly code?: string;
  /** What the system called it. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

/**
 * The MailError for what a conversation failed with. `isHandedOver`: the whole message was on its way. From then on only
 * an answer to it proves that the server did not take it.
 */
export function failedBy(error: unknown, isHandedOver: boolean, message: Message, host: string): MailError {
  const failure: Failure = Object(error);
  const { responseCode = 0, code, command } = failure;
  const isRefused = responseCode >= 400 && responseCode < 600;
  if (isHandedOver && !(isRefused && code === "EMESSAGE"))
    return new MailError(
      `${host} may have accepted the message: ${lost(failure)}. It is not sent again, lest it arrives twice. Look for it in the server's log, or ask the recipient.`,
      "perhaps",
    );
  if (!isRefused) return notSent(...unreachable(failure, host));
  const said = redacted(failure.response ?? "", message);
  const isLasting = responseCode >= 500 && /^(RCPT TO|DATA)$/.test(command ?? "");
  return notSent(`${host} refused it with ${said || responseCode}`, cureOf(failure), isLasting);
}

/** The message surely did not go. */
export function notSent(what: string, cure: string, isLasting = false): MailError {
  return new MailError(`the message was not sent: ${what}. ${cure}.`, "no", { isLasting });
}

function cureOf({ code, command, responseCode = 0 }: Failure): string {
  if (code === "ETLS")
    return "It offers no STARTTLS on this port: set mail.smtp.tls for a port that is encrypted from the first byte (mostly 465), or mail.smtp.insecure for a server of your own network";
  if (code === "EAUTH")
    return "Check mail.smtp.user and the password in the variable that mail.smtp.password_from names";
  if (command === "MAIL FROM") return "Use a sender that this server may send for";
  if (responseCode < 500) return "It is tried again by itself";
  if (command === "RCPT TO") return "Check the address of this reader";
  return "Mend what the server names";
}

function unreachable({ code, originalCode, message = "" }: Failure, host: string): [string, string] {
  const why = wordOf(originalCode) ?? wordOf(code) ?? "an unknown error";
  if (code === "EDNS" || originalCode === "ENOTFOUND")
    return [`the host name ${host} is not known here`, "Check mail.smtp.host and this machine's DNS"];
  if (code === "EAUTH")
    return [
      `${host} cannot be logged in to`,
      "Check mail.smtp.user, and whether the server takes passwords on this port",
    ];
  if (code === "ETLS" || /certificate|STARTTLS|TLS|SSL/i.test(message))
    return [
      `no encrypted connection to ${host} could be made (${why})`,
      "Check mail.smtp.port and mail.smtp.tls; only for a server of your own network set mail.smtp.insecure",
    ];
  if (code === "EENVELOPE")
    return [`${host} takes no such address`, "Use one whose name before the host is plain ASCII"];
  return [
    `${host} cannot be reached or broke off (${why})`,
    "Check mail.smtp.host and mail.smtp.port, this machine's network, and whether the server runs",
  ];
}

function lost({ code, originalCode, response }: Failure): string {
  if (code === "ETIMEDOUT") return "it did not answer in time";
  if (code === "EMESSAGE" && response !== undefined) return "its answer could not be understood";
  return `the connection broke before its answer (${wordOf(originalCode) ?? wordOf(code) ?? "an unknown error"})`;
}

/** A code as one plain word: it comes from outside. */
const wordOf = (code: string | undefined) =>
  code !== undefined && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
