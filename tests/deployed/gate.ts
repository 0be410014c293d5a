/**
 * What stands between the functions and AWS: it knows who calls by the key a request is signed with, asks the caller's role, and
 * refuses as AWS does. What is allowed reaches the services. Of Lambda it is all there is: a function that is started is
 * remembered, and what one was deployed with is told.
 */

import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Deployed } from "./assembly.ts";
import type { Aws } from "./aws.ts";
import { onBehalf } from "./behalf.ts";
import { type Called, callsOf, invokedBy } from "./calls.ts";
import { allows } from "./policy.ts";

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

/** The key of whoever runs the installation, with rights of their own: nothing is asked of them, nor recorded. */
export const operatorKey = "operator";

export async function openGate(aws: Aws, functions: ReadonlyMap<string, Deployed>): Promise<Gate> {
  const { serve, ...seen } = guard(aws, functions);
  const server = createServer((request, response) => {
    serve(request).then(
      ({ status, headers, body }) => {
        const told = { ...headers, date: clockOf(request), "content-length": body.length };
        response.writeHead(status, told).end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  // On a busy machine a connection that is closed for being idle may have been asked by then.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * When it is to the caller, which is when it is in the account, too. Where a service's clock differs by minutes, the SDK takes
 * whatever is refused for a matter of the clock, and asks again seven times.
 */
function clockOf({ headers }: IncomingMessage): string {
  const signed = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(String(headers["x-amz-date"]));
  if (!signed) return new Date().toUTCString();
  const [, year, month, day, hour, minute, second] = signed;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).toUTCString();
}

function guard(aws: Aws, functions: ReadonlyMap<string, Deployed>) {
  const done: Done[] = [];
  const denied: string[] = [];
  const started: Start[] = [];
  const workGroups = new Map<string, string>();
  const athena = {
    onBehalf: (sql: string) => onBehalf(sql, aws),
    workGroupOf: (execution: string) => workGroups.get(execution),
  };

  const allowed = async (caller: string, asked: AskedOfAws): Promise<Answer> => {
    const calls = await callsOf(asked, athena);
    const statements = functions.get(caller)?.statements ?? [];
    const refused = calls.find((call) => !allows(statements, call));
    if (refused) {
      denied.push(`${caller}: ${refused.action} on ${refused.resources.join(", ")}`);
      return refusal(asked.service, refused.action);
    }
    done.push(...calls.map((call) => ({ ...call, caller })));
    if (asked.service === "lambda") {
      started.push({ name: invokedBy(asked), payload: JSON.parse(asked.body.toString() || "null") });
      return { status: 202, headers: {}, body: Buffer.alloc(0) };
    }
    const answer = await forward(aws.services, asked);
    noteWorkGroup(asked, answer, workGroups);
    if (answer.status !== 404 || asked.service !== "s3") return answer;
    // Who may not list is not told that an object is not there.
    const listing = { action: "s3:ListBucket", resources: [bucketOf(asked.path)] };
    if (!allows(statements, listing)) return refusal("s3", "s3:GetObject");
    done.push({ ...listing, caller });
    return answer;
  };
  return {
    done,
    denied,
    started,
    async serve(request: IncomingMessage): Promise<Answer> {
      const { caller, ...asked } = await askedBy(request);
      if (caller !== operatorKey) return allowed(caller, asked);
      return asked.service === "lambda" ? configurationOf(asked, functions) : forward(aws.services, asked);
    },
  };
}

async function askedBy(request: IncomingMessage): Promise<AskedOfAws & { readonly caller: string }> {
  const { method = "", url: path = "/", headers } = request;
  const [, caller = "", service = ""] =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  return { caller, service, method, path, headers, body: await buffer(request) };
}

/** An execution is looked at by its id alone, and may be only by who may use its workgroup. */
function noteWorkGroup({ headers, body }: AskedOfAws, answer: Answer, workGroups: Map<string, string>): void {
  if (headers["x-amz-target"] !== "AmazonAthena.StartQueryExecution" || answer.status !== 200) return;
  const { WorkGroup } = JSON.parse(body.toString()) as { readonly WorkGroup: string };
  const { QueryExecutionId } = JSON.parse(answer.body.toString()) as { readonly QueryExecutionId: string };
  workGroups.set(QueryExecutionId, WorkGroup);
}

/** What a function was deployed with. */
function configurationOf({ path }: AskedOfAws, functions: ReadonlyMap<string, Deployed>): Answer {
  const name = /functions\/([^/]+)\/configuration$/.exec(path)?.[1] ?? "";
  const deployed = functions.get(name);
  if (!deployed) throw new Error(`There is no function ${name}`);
  const told = { FunctionName: name, Environment: { Variables: deployed.environment } };
  return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(told)) };
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

/** No connection is kept to a service: one that it closes just then would look like a fault. */
function forward(services: Aws["services"], asked: AskedOfAws): Promise<Answer> {
  const { service, method, path, headers, body } = asked;
  const to = services[service as keyof Aws["services"]];
  const { "transfer-encoding": _, connection: __, ...rest } = headers;
  const options = { method, agent: false, headers: { ...rest, "content-length": body.length } };
  return new Promise((resolve, reject) => {
    const onward = send(new URL(path, to), options, (answer) => {
      const { "transfer-encoding": ___, connection: ____, "keep-alive": _____, ...told } = answer.headers;
      buffer(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 502, headers: told, body: text });
      }, reject);
    });
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
