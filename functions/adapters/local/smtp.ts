/** Mail through a mail server (SMTP), in the same bytes as the outbox keeps: one connection for each message. */

import { Readable } from "node:stream";
import { domainToASCII } from "node:url";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SmtpSettings } from "../../core/organisation.ts";
import type { Mail } from "../../ports.ts";
import { mimeOf } from "../mime.ts";
import { paceOf } from "../pace.ts";
import { failedBy, notSent } from "./smtp-errors.ts";

export interface SmtpOptions {
  readonly password?: string;
  /** How long to wait for a connection and a greeting, for each answer, and for the whole of it, milliseconds. */
  readonly connectWithin?: number;
  readonly answerWithin?: number;
  readonly endWithin?: number;
}

/**
 * Sends each message to its one recipient, at most `perSecond` of them. Every error is a MailError, `accepted` being "no"
 * only where the server surely did not take it: it refused, or the message's end was never on its way. A mail server has no
 * memory for ids: what is sent twice arrives twice, and `lookup` cannot say.
 */
export function smtp(settings: SmtpSettings, options: SmtpOptions = {}): Mail {
  const turn = paceOf(settings.perSecond);
  return {
    async send(message) {
      const mime = await mimeOf(message);
      const envelope = {
        from: mailbox(message.from.address, settings.host),
        to: mailbox(message.to.address, settings.host),
        size: mime.length,
      };
      await turn();
      const body = Readable.from(piecesOf(mime), { objectMode: false });
      let isHandedOver = false;
      body.once("end", () => {
        isHandedOver = true;
      });
      try {
        return { messageId: await converse(settings, options, envelope, body) };
      } catch (error) {
        throw failedBy(error, isHandedOver, message, settings.host);
      }
    },
    lookup: async () => undefined,
  };
}

/** In pieces, so that the end of a message whose beginning nobody took is not handed over. */
function* piecesOf(mime: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < mime.length; at += 16_384) yield mime.subarray(at, at + 16_384);
}

/** One connection, one message; what the server answered to it. */
async function converse(
  settings: SmtpSettings,
  options: SmtpOptions,
  envelope: SMTPConnection.Envelope,
  body: Readable,
): Promise<string> {
  const connection = new SMTPConnection(connectionOf(settings, options));
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const late = setTimeout(
    () => reject(Object.assign(new Error("the conversation took too long"), { code: "ETIMEDOUT" })),
    options.endWithin ?? 300_000,
  );
  // Also after the promise is settled: an error nobody listens to would end the process.
  connection.on("error", reject);
  connection.connect((failed?: Error) => {
    if (failed) return reject(failed);
    const deliver = () =>
      connection.send(envelope, body, (error, info) => (error ? reject(error) : resolve(info.response)));
    if (settings.user === undefined) return deliver();
    const credentials = { user: settings.user, pass: options.password ?? "" };
    connection.login({ credentials }, (error) => (error ? reject(error) : deliver()));
  });
  try {
    const answer = await promise;
    connection.quit();
    return answer;
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

function connectionOf(
  { host, port, tls, insecure }: SmtpSettings,
  { connectWithin = 15_000, answerWithin = 120_000 }: SmtpOptions,
): SMTPConnection.Options {
  return {
    host,
    port,
    secure: tls,
    requireTLS: !tls && !insecure,
    // Of a server in one's own network the certificate is often nobody's; whoever says insecure knows that.
    tls: { rejectUnauthorized: !insecure, minVersion: "TLSv1.2" },
    connectionTimeout: connectWithin,
    greetingTimeout: connectWithin,
    dnsTimeout: connectWithin,
    socketTimeout: answerWithin,
    logger: false,
  };
}

/** The address as the envelope takes it everywhere. */
function mailbox(address: string, host: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  if (at > 0 && domain && /^[!-~]+$/.test(local)) return `${local}@${domain}`;
  throw notSent(`${host} takes no such address`, "Use one whose name before the host is plain ASCII", true);
}
