/** What SES's refusals mean, whether the message may have gone all the same, and what to do. Addresses are never repeated. */

import { MailError } from "../../core/errors.ts";
import type { Message } from "../../ports.ts";
import { redacted } from "../redacted.ts";

/** The message surely did not go. */
export function notSent(what: string, cure: string): MailError {
  return new MailError(`the message was not sent: ${what}. ${cure}.`, "no");
}

/** Nobody here can know whether the message went. */
export function perhapsSent(what: string): MailError {
  return new MailError(
    `SES may have accepted the message: ${what}. It is not sent again, lest it arrives twice. Look for it in SES's sending events, or ask the recipient.`,
    "perhaps",
  );
}

/**
 * The MailError for what a send failed with. `isHandedOver`: the request was given to the network. The error itself is
 * kept out of it, as SES writes addresses into its texts.
 */
export function refusedBy(error: unknown, isHandedOver: boolean, message: Message): MailError {
  const failure = failureOf(error);
  const said = redacted(failure.text, message);
  if (!isHandedOver) return beforeSending(failure, said);
  const unreachable = noConnection(failure);
  if (unreachable) return unreachable;
  const cure = failure.status >= 400 && failure.status < 500 ? cureOf(failure) : undefined;
  if (cure) return notSent(`SES refused it with ${failure.code}${said && ` (${said})`}`, cure);
  return perhapsSent(lost(failure));
}

interface Failure {
  /** SES's code without a trailing `Exception`, or the name of the error. */
  readonly code: string;
  readonly text: string;
  /** HTTP status of the answer, 0 when there was none. */
  readonly status: number;
  /** The causes on each address that was tried: system call and code. */
  readonly causes: readonly { readonly syscall: string; readonly code: string }[];
}

function failureOf(error: unknown): Failure {
  const { name, message, $metadata, errors } = Object(error) as {
    readonly name?: unknown;
    readonly message?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly errors?: unknown;
  };
  // A host of several addresses fails with one error for each of them.
  const causes = Array.isArray(errors) && errors.length > 0 ? errors : [error];
  return {
    code: codeIn(name).replace(/Exception$/, ""),
    text: typeof message === "string" ? message : "",
    status: $metadata?.httpStatusCode ?? 0,
    causes: causes.map((cause) => {
      const { syscall, code } = Object(cause) as { readonly syscall?: unknown; readonly code?: unknown };
      return { syscall: String(syscall ?? ""), code: codeIn(code) };
    }),
  };
}

/** A code as one plain word: it comes from outside. */
function codeIn(value: unknown): string {
  return typeof value === "string" && /^[\w.#-]{1,80}$/.test(value) ? value : "an unknown error";
}

function beforeSending({ code }: Failure, said: string): MailError {
  if (/Credential|Token|SSO/i.test(code))
    return notSent(
      "no AWS credentials were found",
      "Give this process a role or set AWS_PROFILE, then run again",
    );
  return notSent(
    `the request to SES could not be made${said && ` (${said})`}`,
    "Check the region, AWS_REGION, and the endpoint",
  );
}

/** A request that no TCP connection was ever made for. */
function noConnection({ causes, text }: Failure): MailError | undefined {
  if (causes.every(({ syscall }) => syscall === "getaddrinfo"))
    return notSent(
      "the host name of SES is not known here",
      "Check the region, the endpoint and this machine's DNS, then run again",
    );
  if (causes.every(({ syscall }) => syscall === "connect"))
    return notSent(
      `SES cannot be reached (${causes[0]?.code})`,
      "Check the endpoint and this machine's network, then run again",
    );
  // The handler of the SDK says so in words only; should they change, the message counts as perhaps sent.
  if (/did not establish a connection with the server/.test(text))
    return notSent(
      "SES cannot be reached (no connection in time)",
      "Check this machine's network and firewall, or the VPC's way out, then run again",
    );
  return undefined;
}

const credentials = "Check the AWS credentials of this process and its clock, then run again";
const permission =
  "Allow its role ses:SendRawEmail on the sender's identity and the configuration set, then run again";
const paused =
  "Read SES's reputation page in the AWS console, mend what it names, turn sending on, then run again";

/** SES's own refusals, each given instead of accepting. What is not here counts as perhaps accepted. */
const cures: ReadonlyMap<string, string> = new Map([
  ["MessageRejected", "Read what SES says of its contents, mend that, then run again"],
  ["MailFromDomainNotVerified", "Finish the DNS records of the MAIL FROM domain in SES, then run again"],
  ["ConfigurationSetDoesNotExist", "Create the configuration set in this region, or name another"],
  ["AccountSendingPaused", paused],
  ["ConfigurationSetSendingPaused", paused],
  ["InvalidParameterValue", "Check the sender's and the recipient's address in the config, then run again"],
  ["AccessDenied", permission],
  ["NotAuthorized", permission],
  ["OptInRequired", "Turn SES on for this account and region"],
  ...[
    "SignatureDoesNotMatch",
    "InvalidSignature",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "UnrecognizedClient",
    "MissingAuthenticationToken",
    "ExpiredToken",
    "RequestExpired",
  ].map((code) => [code, credentials] as const),
]);

function cureOf({ code, text }: Failure): string | undefined {
  if (code === "MessageRejected" && /not verified|authority to send/i.test(text))
    return "Verify the sender's domain in SES in this region; while the account is in SES's sandbox verify every recipient too, or ask AWS for production access";
  if (code !== "Throttling") return cures.get(code);
  return /daily/i.test(text)
    ? "The account's daily quota is used up: it frees within 24 hours; ask AWS for a higher one"
    : "The account's sending rate is used up: the next run sends it; ask AWS for a higher rate if this is often";
}

function lost({ code, status, causes }: Failure): string {
  if (status >= 300) return `it answered with ${status} (${code})`;
  if (status > 0) return "its answer could not be read";
  const broken = causes[0]?.code ?? "";
  // The SDK calls a broken connection a timeout too; the code beneath tells them apart.
  if (code === "TimeoutError" && !/^(ECONNRESET|EPIPE)$/.test(broken)) return "it did not answer in time";
  return `the connection broke before its answer (${broken})`;
}
