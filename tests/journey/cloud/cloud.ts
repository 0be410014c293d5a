/** One address at which the real SDK finds S3, Glue, SES, Athena and Lambda, all of them over one world that can be put back. */

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Refusal } from "../../engines/athena/errors.ts";
import { operations } from "../../engines/athena/protocol.ts";
import { executions } from "./athena.ts";
import { type Duckdb, duckdb } from "./duckdb.ts";
import { glue } from "./glue.ts";
import { type Answer, type Asked, json, Refused } from "./http.ts";
import { kindOf } from "./kinds.ts";
import { s3 } from "./s3.ts";
import { ses } from "./ses.ts";
import { copyOf, emptyWorld, type Input, type World } from "./world.ts";

export interface Cloud {
  readonly url: string;
  /** As it is now. */
  readonly world: World;
  readonly engine: Duckdb;
  /** Answers as it does at its address. */
  ask(asked: Asked): Promise<Answer>;
  /** Makes the world what it was when it was copied. */
  restore(world: World): void;
  close(): Promise<void>;
}

/** `onRequest` is told the kind of every request, once it took effect. */
export async function openCloud(onRequest?: (kind: string) => void): Promise<Cloud> {
  const engine = await duckdb();
  let world = emptyWorld();
  const server = createServer((request, response) => {
    answered(request, world, engine, onRequest).then(
      ({ status, headers = {}, body = Buffer.alloc(0) }) => {
        // The SDK takes a clock that goes ahead of the server's for wrong, and asks again: so both are the test's.
        const date = new Date().toUTCString();
        response.writeHead(status, { ...headers, date, "content-length": body.length });
        response.end(request.method === "HEAD" ? undefined : body);
      },
      (error: unknown) => {
        response.writeHead(500);
        response.end(String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get world() {
      return world;
    },
    engine,
    ask: (asked) => answerOf(asked, world, engine),
    restore(kept) {
      world = copyOf(kept);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      engine.close();
    },
  };
}

async function answered(
  request: IncomingMessage,
  world: World,
  engine: Duckdb,
  onRequest?: (kind: string) => void,
): Promise<Answer> {
  const { method = "", headers, url: path = "/" } = request;
  const body = await buffer(request);
  const answer = await answerOf({ method, url: new URL(path, "http://cloud"), headers, body }, world, engine);
  const form = isForm(headers) ? new URLSearchParams(body.toString()).get("Action") : null;
  const target = String(headers["x-amz-target"] ?? form ?? "");
  onRequest?.(kindOf({ method, path, target, headers }));
  return answer;
}

const isForm = (headers: IncomingMessage["headers"]) =>
  headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;

async function answerOf(asked: Asked, world: World, engine: Duckdb): Promise<Answer> {
  const { headers, body } = asked;
  const [service, operation = ""] = String(headers["x-amz-target"] ?? "").split(".");
  if (service === "AWSGlue") return glueAnswer(world, operation, body);
  if (service === "AmazonAthena") return athenaAnswer(world, engine, operation, body);
  if (isForm(headers)) return ses(world, Object.fromEntries(new URLSearchParams(body.toString())));
  const called = /^\/2015-03-31\/functions\/([^/]+)\/configuration$/.exec(asked.url.pathname)?.[1];
  if (called !== undefined) return lambda(world, decodeURIComponent(called));
  return s3(world, asked);
}

/** What a function was deployed with. */
function lambda({ functions }: World, name: string): Answer {
  const environment = functions.get(name);
  if (environment) return json(200, { FunctionName: name, Environment: { Variables: environment } });
  const refused = json(404, { Type: "User", Message: `Function not found: ${name}` });
  return { ...refused, headers: { ...refused.headers, "x-amzn-errortype": "ResourceNotFoundException" } };
}

function glueAnswer(world: World, operation: string, body: Buffer): Answer {
  try {
    const answer = glue(world, operation, JSON.parse(body.toString()) as Input);
    return answer === undefined ? json(400, { __type: "UnknownOperationException" }) : json(200, answer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return json(400, { __type: error.type, Message: error.message });
  }
}

async function athenaAnswer(world: World, engine: Duckdb, name: string, body: Buffer): Promise<Answer> {
  const known = operations(executions(world, engine), { catalog: "lake" });
  const operation = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!operation) return json(400, { __type: "UnknownOperationException" });
  try {
    return json(200, (await operation(JSON.parse(body.toString()) as Input)).body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return json(400, { __type: error.type, Message: error.message, ...error.fields });
  }
}
