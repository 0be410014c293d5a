/**
 * What stands between the functions and AWS: it knows who calls by the key a request is signed with, asks the caller's role, and
 * refuses as AWS does. What is allowed reaches the services; a function that is started is remembered.
 */

import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Called, callsOf } from "./calls.ts";
import { allows, type Statement } from "./policy.ts";

export interface Done extends Called {
  readonly caller: string;
}

export interface Start {
  readonly name: string;
  readonly payload: unknown;
}

export interface Gate {
  readonly url: string;
  /** Every call that was allowed, in order. */
  readonly done: readonly Done[];
  readonly denied: readonly string[];
  /** Functions that were started and have not run yet. */
  readonly started: Start[];
  close(): Promise<void>;
}

export interface Services {
  /** S3, Glue and SES. */
  readonly aws: string;
  readonly athena: string;
  /** What Athena does for a statement in the name of who asks. */
  readonly onBehalf: (sql: string) => readonly Called[];
  readonly workGroupOf: (execution: string) => string;
}

export async function openGate(
  services: Services,
  rolesOf: (caller: string) => readonly Statement[],
): Promise<Gate> {
  const done: Done[] = [];
  const denied: string[] = [];
  const started: Start[] = [];

  const serve = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const [, caller = "", service = ""] =
      /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const asked = {
      service,
      method: request.method ?? "",
      path: request.url ?? "/",
      headers: request.headers,
      body,
    };
    const calls = callsOf(asked, services);
    const statements = rolesOf(caller);
    const refused = calls.find((call) => !allows(statements, call));
    if (refused) {
      denied.push(`${caller}: ${refused.action} on ${refused.resources.join(", ")}`);
      return refusal(service, refused.action);
    }
    done.push(...calls.map((call) => ({ ...call, caller })));
    if (service === "lambda") {
      const name = /functions\/([^/]+)\/invocations/.exec(asked.path)?.[1] ?? "";
      started.push({ name, payload: JSON.parse(body.toString() || "null") });
      return { status: 202, headers: {}, body: Buffer.alloc(0) };
    }
    const answer = await forward(service === "athena" ? services.athena : services.aws, asked);
    if (answer.status !== 404 || service !== "s3") return answer;
    // Who may not list is not told that an object is not there.
    const listing = { action: "s3:ListBucket", resources: [bucketOf(asked.path)] };
    if (!allows(statements, listing)) return refusal("s3", "s3:GetObject");
    done.push({ ...listing, caller });
    return answer;
  };
  const server = createServer((request, response) => {
    serve(request).then(
      ({ status, headers, body }) =>
        response.writeHead(status, { ...headers, "content-length": body.length }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    denied,
    started,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const bucketOf = (path: string) => `arn:aws:s3:::${path.slice(1).split(/[/?]/)[0]}`;

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

export interface AskedOfAws {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function forward(to: string, { method, path, headers, body }: AskedOfAws): Promise<Answer> {
  const { "transfer-encoding": _, connection: __, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const onward = send(
      new URL(path, to),
      { method, headers: { ...rest, "content-length": body.length } },
      (answer) => {
        buffer(answer).then((text) => {
          const { "transfer-encoding": ___, connection: ____, ...told } = answer.headers;
          resolve({ status: answer.statusCode ?? 502, headers: told, body: text });
        }, reject);
      },
    );
    onward.on("error", reject);
    onward.end(body);
  });
}

function refusal(service: string, action: string): Answer {
  const message = `User is not authorized to perform: ${action}`;
  if (service === "s3" || service === "ses") {
    const inner = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    const text = service === "s3" ? inner : `<ErrorResponse>${inner}</ErrorResponse>`;
    return { status: 403, headers: { "content-type": "application/xml" }, body: Buffer.from(text) };
  }
  const text = JSON.stringify({ __type: "AccessDeniedException", Message: message });
  return { status: 400, headers: { "content-type": "application/x-amz-json-1.1" }, body: Buffer.from(text) };
}
