/** What the tests of the front share: a front, real clients of it and of moto, a bucket of the file's own. */

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { engines } from "../engines.ts";
import { athenaFront, type FrontOptions } from "./front.ts";

const credentials = { accessKeyId: "x", secretAccessKey: "x" };
const region = "us-east-1";

export async function session(options: Partial<FrontOptions> = {}) {
  const { trino, moto, files } = engines();
  const front = await athenaFront({ trino, moto, files, ...options });
  const athena = new AthenaClient({ endpoint: front.url, region, credentials, maxAttempts: 1 });
  const s3 = new S3Client({ endpoint: moto, region, credentials, forcePathStyle: true });
  const glue = new GlueClient({ endpoint: moto, region, credentials });
  const bucket = `athena-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));

  const start = async (sql: string, more: Partial<StartQueryExecutionCommandInput> = {}): Promise<string> => {
    const command = new StartQueryExecutionCommand({ QueryString: sql, ...more });
    return (await athena.send(command)).QueryExecutionId as string;
  };
  const look = async (id: string): Promise<QueryExecution> => {
    const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
    return (await athena.send(command)).QueryExecution as QueryExecution;
  };
  const until = async (id: string, reached: (state: string) => boolean): Promise<QueryExecution> => {
    for (;;) {
      const execution = await look(id);
      if (reached(execution.Status?.State ?? "")) return execution;
      await sleep(20);
    }
  };
  const ended = (id: string) => until(id, (state) => state !== "QUEUED" && state !== "RUNNING");
  return {
    front,
    athena,
    s3,
    glue,
    bucket,
    start,
    look,
    until,
    ended,
    run: async (sql: string, more: Partial<StartQueryExecutionCommandInput> = {}) =>
      ended(await start(sql, more)),
    page: (id: string, MaxResults?: number, NextToken?: string) =>
      athena.send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults, NextToken })),
    /** The cells of a select's first page, its header first; undefined is NULL. */
    async cells(sql: string, more: Partial<StartQueryExecutionCommandInput> = {}) {
      const execution = await ended(await start(sql, more));
      if (execution.Status?.State !== "SUCCEEDED") throw new Error(execution.Status?.StateChangeReason);
      const command = new GetQueryResultsCommand({ QueryExecutionId: execution.QueryExecutionId });
      const { ResultSet } = await athena.send(command);
      return (ResultSet?.Rows ?? []).map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue));
    },
    async keys(prefix: string): Promise<string[]> {
      const found = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
      return (found.Contents ?? []).map((object) => object.Key as string);
    },
    async close() {
      await front.close();
      for (const client of [athena, s3, glue]) client.destroy();
    },
  };
}

export type Session = Awaited<ReturnType<typeof session>>;

/** A select that runs for far longer than a test: 10,000^3 pairs of which none is kept. */
export const endless =
  "SELECT count(*) AS n FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 10000)) b (y) CROSS JOIN UNNEST(sequence(1, 10000)) c (z) WHERE x + y + z < 0";
