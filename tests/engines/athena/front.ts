/**
 * A service that speaks Athena's protocol (AWS JSON 1.1) to the real SDK and has real Trino do the work, over moto's S3
 * and Glue. Only the service around the SQL is emulated here, and UNLOAD's sink.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import { Refusal } from "./errors.ts";
import { executions } from "./executions.ts";
import { type Operation, operations } from "./protocol.ts";

export interface FrontOptions {
  /** Base URLs of the engines. */
  readonly trino: string;
  readonly moto: string;
  /** The folder that Trino's file catalog works below. */
  readonly files: string;
  /** Trino's catalog over moto's Glue, which callers know as AwsDataCatalog. */
  readonly catalog?: string;
  /** How long an execution stays queued. */
  readonly latencyMs?: number;
  /** Most executions queued and running at once; Athena's default for DML is 200 in us-east-1. */
  readonly maxActive?: number;
  /** Does an UNLOAD that fails or is stopped while it writes leave a torn file at its destination? */
  readonly orphans?: boolean;
  /** The workgroups there are. Absent: any. */
  readonly workGroups?: readonly string[];
  /** Where a workgroup puts results that name no place of their own, as s3://. */
  readonly output?: string;
}

export interface LoggedCall {
  /** `StartQueryExecution` and so on. */
  readonly target: string;
  /** The error's type, where the call was refused. */
  readonly refused?: string;
  readonly executionId?: string;
  /** A start that began nothing, as its token was known. */
  readonly fromToken?: boolean;
}

export interface LoggedExecution {
  readonly id: string;
  readonly sql: string;
  readonly state: string;
  readonly reason: string | undefined;
  readonly bytesScanned: number;
  /** How many further starts its token answered. */
  readonly repeats: number;
}

export interface AthenaFront {
  readonly url: string;
  readonly log: {
    readonly calls: readonly LoggedCall[];
    /** As they are now, oldest first. */
    readonly executions: readonly LoggedExecution[];
  };
  /** Ends what runs, and the server. */
  close(): Promise<void>;
}

export async function athenaFront(options: FrontOptions): Promise<AthenaFront> {
  const s3 = new S3Client({
    endpoint: options.moto,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  const { catalog = "lake", latencyMs = 0, maxActive = 200, orphans = false } = options;
  const executed = executions({
    trino: options.trino,
    files: options.files,
    s3,
    catalog,
    latencyMs,
    maxActive,
    orphans,
  });
  const known = operations(executed, { ...options, catalog });
  const calls: LoggedCall[] = [];
  const server = createServer((request, response) => void answer(known, calls, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log: {
      calls,
      get executions() {
        return executed.all().map(({ id, request, state, reason, scanned, repeats }) => {
          return { id, sql: request.sql, state, reason, bytesScanned: scanned, repeats };
        });
      },
    },
    async close() {
      await executed.close();
      await closed(server);
      s3.destroy();
    },
  };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function answer(
  known: Readonly<Record<string, Operation>>,
  calls: LoggedCall[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = String(request.headers["x-amz-target"] ?? "").replace(/^AmazonAthena\./, "");
  try {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const input = JSON.parse(Buffer.concat(parts).toString() || "{}") as Record<string, unknown>;
    const operation = Object.hasOwn(known, target) ? known[target] : undefined;
    if (!operation) throw new Refusal("UnknownOperationException", `No such operation here: ${target}`);
    const { executionId, fromToken, body } = await operation(input);
    calls.push({
      target,
      ...(executionId === undefined ? {} : { executionId }),
      ...(fromToken === undefined ? {} : { fromToken }),
    });
    send(response, 200, body);
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(
            "InternalServerException",
            `The front failed: ${error} ${(error as Error).cause ?? ""}`,
          );
    calls.push({ target, refused: refusal.type });
    const body = { __type: refusal.type, Message: refusal.message, ...refusal.fields };
    send(response, refusal.type === "InternalServerException" ? 500 : 400, body);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(body));
}
