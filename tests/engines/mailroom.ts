/** A door before moto's SES that keeps what moto accepted, as the wire carried it, and can fail in every way a network does. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateConfigurationSetCommand, SESClient, VerifyDomainIdentityCommand } from "@aws-sdk/client-ses";
import { afterAll, beforeAll } from "vitest";
import { type SesClientSettings, sesClient } from "../../functions/adapters/aws/ses.ts";
import { engines } from "./engines.ts";

/** What happens to a request: whether SES takes it, and what the sender hears. */
export interface Fate {
  readonly accepts: boolean;
  readonly answers:
    | "as SES"
    | "reset"
    | "nothing"
    | "rubbish"
    | { readonly status: number; readonly body: string };
}

export const fine: Fate = { accepts: true, answers: "as SES" };

export const keys = { accessKeyId: "x", secretAccessKey: "x" };

export interface Accepted {
  /** Decoded RawMessage.Data. */
  readonly raw: Uint8Array;
  /** The other parameters of SendRawEmail. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What moto calls it. */
  readonly messageId: string;
}

export interface Mailroom {
  readonly url: string;
  readonly accepted: Accepted[];
  /** How many SendRawEmail requests came. */
  readonly knocks: () => number;
  /** Decides the fate of the requests from now on, in the order they come. */
  decide(fate: (parameters: Readonly<Record<string, string>>) => Fate): void;
  close(): Promise<void>;
}

/** An error answer as SES words it. */
export const refusal = (code: string, message: string, status = 400): Fate => ({
  accepts: false,
  answers: {
    status,
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>42d59b56</RequestId></ErrorResponse>`,
  },
});

/** Whoever opens it closes it. */
export async function openMailroom(moto: string): Promise<Mailroom> {
  const accepted: Accepted[] = [];
  let knocks = 0;
  let decide: (parameters: Readonly<Record<string, string>>) => Fate = () => fine;
  const server = createServer(
    (request, response) => void serve(request, response).catch(() => request.socket.destroy()),
  );
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const parameters = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
    knocks += 1;
    const fate = decide(parameters);
    let [status, text] = [400, ""];
    if (fate.accepts) {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name !== "host" && name !== "connection"),
      ) as Record<string, string>;
      const answer = await fetch(moto, { method: "POST", headers, body });
      [status, text] = [answer.status, await answer.text()];
      if (answer.ok && parameters.Action === "SendRawEmail") accepted.push(acceptedOf(parameters, text));
    }
    if (fate.answers === "nothing") return;
    if (fate.answers === "reset") return void request.socket.resetAndDestroy();
    if (fate.answers === "rubbish") [status, text] = [200, "<html>Welcome to our guest network</html>"];
    else if (fate.answers !== "as SES") ({ status, body: text } = fate.answers);
    response.writeHead(status, { "content-type": "text/xml" }).end(text);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    knocks: () => knocks,
    decide: (fate) => {
      decide = fate;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function acceptedOf(parameters: Readonly<Record<string, string>>, answer: string): Accepted {
  const { "RawMessage.Data": data = "", ...rest } = parameters;
  const messageId = /<MessageId>(.*?)<\/MessageId>/.exec(answer)?.[1];
  if (!messageId) throw new Error("moto accepted a message and did not name it");
  return { raw: Buffer.from(data, "base64"), parameters: rest, messageId };
}

/** A client of a mailroom. moto is one slow process: only what must never answer is waited for briefly. */
export const clientOf = (
  endpoint: string,
  waits: Pick<SesClientSettings, "connectWithin" | "answerWithin"> = {},
) => sesClient({ endpoint, region: "us-east-1", credentials: keys, ...waits });

/** Opens mailrooms for a test file, which moto lets send for example.org, and closes them after it. */
export function mailrooms(): (fate?: Fate) => Promise<Mailroom> {
  const rooms: Mailroom[] = [];
  beforeAll(async () => {
    const client = new SESClient({ endpoint: engines().moto, region: "us-east-1", credentials: keys });
    await client.send(new VerifyDomainIdentityCommand({ Domain: "example.org" }));
    const named = new CreateConfigurationSetCommand({ ConfigurationSet: { Name: "raport" } });
    // Another file's tests may have made it.
    await client.send(named).catch(() => {});
  });
  afterAll(async () => {
    for (const { close } of rooms) await close();
  });
  return async (fate = fine) => {
    const opened = await openMailroom(engines().moto);
    opened.decide(() => fate);
    rooms.push(opened);
    return opened;
  };
}
