/** Mail through Amazon SES (SendRawEmail), in the same bytes as the outbox keeps. */

import { domainToASCII } from "node:url";
import { SESClient, type SESClientConfig, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Mail, Message } from "../../ports.ts";
import { mimeOf } from "../mime.ts";
import { notSent, perhapsSent, refusedBy } from "./ses-errors.ts";

/** What SES takes as one raw message, bytes. */
const mostBytes = 10 * 1024 * 1024;

export interface SesMail {
  readonly client: SESClient;
  /** Its events say what became of a message; without one, nobody hears of a bounce. */
  readonly configurationSet?: string;
  /** Resolves when the next message may go; without it, at once. */
  readonly turn?: () => Promise<void>;
}

/**
 * Sends each message to its one recipient. A message is handed to SES once a call, whatever retries the client is
 * set to: SES has no way to recognise a message sent again. Every error is a MailError, `accepted` being "no" only where SES
 * surely did not take it: nothing left this machine, or SES itself refused. `lookup` cannot say: SES tells by its
 * events, later. SES puts its own Message-ID and Date into the message; the tag `ledger` carries our id.
 */
export function sesMail({ client, configurationSet, turn }: SesMail): Mail {
  return {
    async send(message) {
      const command = new SendRawEmailCommand({
        Source: envelope("sender's", message.from.address),
        Destinations: [envelope("recipient's", message.to.address)],
        Tags: [{ Name: "ledger", Value: ledgerTag(message.id) }],
        RawMessage: { Data: await sizedMime(message) },
        ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
      });
      await turn?.();
      const isHandedOver = handOverOnce(command);
      const answer = await client.send(command).catch((error: unknown) => {
        throw refusedBy(error, isHandedOver(), message);
      });
      if (!answer.MessageId) throw perhapsSent("its answer names no message");
      return { messageId: answer.MessageId };
    },
    lookup: async () => undefined,
  };
}

export interface SesClientSettings extends Pick<SESClientConfig, "region" | "endpoint" | "credentials"> {
  /** How long to wait for a connection, milliseconds. */
  readonly connectWithin?: number;
  /** How long to wait for the whole answer, milliseconds. */
  readonly answerWithin?: number;
}

/** A client that tries once and never waits for ever: what `sesMail` wants. Region and credentials as the SDK finds them. */
export function sesClient(settings: SesClientSettings = {}): SESClient {
  const { connectWithin = 5_000, answerWithin = 30_000, ...config } = settings;
  return new SESClient({
    ...config,
    maxAttempts: 1,
    retryMode: "standard",
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectWithin,
      requestTimeout: answerWithin,
      // Without this the handler only warns, and a silent server holds the worker until it dies.
      throwOnRequestTimeout: true,
    }),
  });
}

/**
 * A message id as the value of an SES tag, which knows no dot: a dot becomes two underscores, an underscore `_-`.
 * Read from the left, `_` always begins a pair, so two ids never share a tag. Throws MailError when it is longer than 256.
 */
export function ledgerTag(id: string): string {
  const tag = id.replaceAll(/[._]/g, (mark) => (mark === "." ? "__" : "_-"));
  if (/^[A-Za-z0-9_-]{1,256}$/.test(tag)) return tag;
  throw notSent(
    `${JSON.stringify(id)} does not fit into a tag of SES`,
    "Use fewer dots and underscores in the id",
  );
}

async function sizedMime(message: Message): Promise<Uint8Array> {
  const mime = await mimeOf(message);
  if (mime.length <= mostBytes) return mime;
  throw notSent(
    `it has ${mime.length} bytes and SES takes ${mostBytes}`,
    "Show fewer KPIs or breakdowns in the report, and link to the archive for the rest",
  );
}

/** The address as SES's envelope takes it. */
function envelope(whose: string, address: string): string {
  const at = address.lastIndexOf("@");
  const [local, host] = [address.slice(0, at), domainToASCII(address.slice(at + 1))];
  if (at > 0 && host && /^[!-~]+$/.test(local)) return `${local}@${host}`;
  throw notSent(
    `the ${whose} address cannot be written in ASCII`,
    "Use one whose name before the host is plain ASCII",
  );
}

/** Lets a command reach the network once; tells whether it did. The client may retry, the message goes once. */
function handOverOnce(command: SendRawEmailCommand): () => boolean {
  let isHandedOver = false;
  let failure: unknown;
  command.middlewareStack.add(
    (next) => async (request) => {
      if (isHandedOver) throw failure;
      isHandedOver = true;
      try {
        return await next(request);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    // After signing, around the network and the reading of the answer.
    { name: "handOverOnce", step: "deserialize", priority: "high" },
  );
  return () => isHandedOver;
}
