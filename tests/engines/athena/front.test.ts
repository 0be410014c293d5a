import { BatchGetQueryExecutionCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endless, type Session, session } from "./session.ts";

let here: Session;
beforeAll(async () => {
  here = await session({ workGroups: ["primary", "reports"] });
});
afterAll(() => here.close());

const stop = (id: string) => here.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
const token = (name: string) => `${name}-`.padEnd(40, `${here.bucket}`);
const one = "SELECT 1 AS n";

test("a token starts one execution, however often it is sent, also at the same time", async () => {
  const ClientRequestToken = token("same");
  const [first, second] = await Promise.all([
    here.start(one, { ClientRequestToken }),
    here.start(one, { ClientRequestToken }),
  ]);
  await here.ended(first);
  const third = await here.start(one, { ClientRequestToken });
  expect([second, third]).toEqual([first, first]);
  const logged = here.front.log.executions.filter(({ id }) => id === first);
  expect(logged).toEqual([
    { id: first, sql: one, state: "SUCCEEDED", reason: undefined, bytesScanned: 0, repeats: 2 },
  ]);
  const starts = here.front.log.calls.filter(({ executionId, target }) => {
    return executionId === first && target === "StartQueryExecution";
  });
  expect(starts.map(({ fromToken }) => fromToken).sort()).toEqual([false, true, true]);
});

test("a token answers with its execution even when that one failed", async () => {
  const ClientRequestToken = token("failed");
  const first = await here.start("SELECT nosuch", { ClientRequestToken });
  expect((await here.ended(first)).Status?.State).toBe("FAILED");
  expect(await here.start("SELECT nosuch", { ClientRequestToken })).toBe(first);
});

test("a token with another text, database or result location is refused", async () => {
  const ClientRequestToken = token("other");
  await here.start(one, { ClientRequestToken });
  const mismatch = {
    name: "InvalidRequestException",
    message: "Idempotent parameters do not match",
    AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
  };
  await expect(here.start("SELECT 2 AS n", { ClientRequestToken })).rejects.toMatchObject(mismatch);
  const QueryExecutionContext = { Database: "other" };
  await expect(here.start(one, { ClientRequestToken, QueryExecutionContext })).rejects.toMatchObject(
    mismatch,
  );
  const ResultConfiguration = { OutputLocation: "s3://other/" };
  await expect(here.start(one, { ClientRequestToken, ResultConfiguration })).rejects.toMatchObject(mismatch);
});

test("a token has from 32 to 128 characters", async () => {
  const refused = { name: "InvalidRequestException", message: expect.stringContaining("clientRequestToken") };
  for (const length of [31, 129])
    await expect(here.start(one, { ClientRequestToken: "t".repeat(length) })).rejects.toMatchObject(refused);
  for (const length of [32, 128])
    await expect(here.start(one, { ClientRequestToken: "u".repeat(length) })).resolves.toBeTruthy();
});

test("a statement has at most 262,144 bytes, and é is two of them", async () => {
  const padded = (bytes: number) => `${one} -- ${"é".repeat((bytes - 17) / 2)}`;
  // "SELECT 1 AS n -- " has 17 bytes, so lengths are odd: 262,143 and 262,145.
  expect(Buffer.byteLength(padded(262_145))).toBe(262_145);
  await expect(here.start(padded(262_145))).rejects.toMatchObject({ name: "InvalidRequestException" });
  expect((await here.run(padded(262_143))).Status?.State).toBe("SUCCEEDED");
});

test("a workgroup that is not there is refused", async () => {
  await expect(here.start(one, { WorkGroup: "nobody" })).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "WorkGroup is not found.",
  });
  expect((await here.run(one, { WorkGroup: "reports" })).WorkGroup).toBe("reports");
});

test("what does not parse is refused by the start, with its line and column", async () => {
  await expect(here.start("SELECT 1\nFRM x y")).rejects.toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "MALFORMED_QUERY",
    // FRM is read as the column's alias, so the text ends to make sense at x, the 5th character of line 2.
    message: expect.stringMatching(/^line 2:5: mismatched input 'x'\./),
  });
});

test("a column that is not there fails the execution, at its line and column", async () => {
  const { Status } = await here.run("SELECT\n  1 AS n,\n  -- é\n   nosuch\nFROM (VALUES 1) t (x)");
  const message =
    "COLUMN_NOT_FOUND: line 4:4: Column 'nosuch' cannot be resolved or requester is not authorized to access requested resources";
  expect(Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: message,
    AthenaError: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: message },
  });
  expect(Status?.CompletionDateTime?.getTime()).toBeGreaterThanOrEqual(
    Status?.SubmissionDateTime?.getTime() ?? Infinity,
  );
});

test("a table that is not there is named with Athena's catalog", async () => {
  const database = `db_${here.bucket.replaceAll("-", "_")}`;
  const { Status } = await here.run(`SELECT * FROM ${database}.nosuch`);
  expect(Status?.StateChangeReason).toBe(`SCHEMA_NOT_FOUND: line 1:15: Schema '${database}' does not exist`);
  expect(Status?.AthenaError?.ErrorType).toBe(1301);
});

test("a division by zero while it runs is the user's error", async () => {
  const { Status } = await here.run("SELECT 1 / x AS n FROM (VALUES 0) t (x)");
  expect(Status?.StateChangeReason).toBe("DIVISION_BY_ZERO: Division by zero");
  expect(Status?.AthenaError).toMatchObject({ ErrorCategory: 2, ErrorType: 1001 });
});

test("an execution is queued, then runs, then is stopped; stopping it again is no error", async () => {
  const slow = await session({ latencyMs: 300 });
  try {
    const id = await slow.start(endless);
    expect((await slow.look(id)).Status?.State).toBe("QUEUED");
    await expect(slow.page(id)).rejects.toMatchObject({
      message: "Query has not yet finished. Current state: QUEUED",
    });
    await slow.until(id, (state) => state === "RUNNING");
    await expect(slow.page(id)).rejects.toMatchObject({ AthenaErrorCode: "INVALID_QUERY_EXECUTION_STATE" });
    const request = new StopQueryExecutionCommand({ QueryExecutionId: id });
    await slow.athena.send(request);
    const { Status, Statistics } = await slow.ended(id);
    expect(Status).toMatchObject({ State: "CANCELLED", StateChangeReason: "Query cancelled by user" });
    expect(Status?.AthenaError).toBeUndefined();
    expect(Statistics?.QueryQueueTimeInMillis).toBeGreaterThanOrEqual(299);
    await slow.athena.send(request);
    expect((await slow.look(id)).Status?.State).toBe("CANCELLED");
    await expect(slow.page(id)).rejects.toMatchObject({ AthenaErrorCode: "RESULT_NOT_FOUND" });
  } finally {
    await slow.close();
  }
});

test("a queued execution that is stopped never reaches the engine", async () => {
  const slow = await session({ latencyMs: 60_000 });
  const id = await slow.start(endless);
  await slow.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  const { Status, Statistics } = await slow.ended(id);
  expect(Status?.State).toBe("CANCELLED");
  expect(Statistics?.EngineExecutionTimeInMillis).toBe(0);
  await slow.close();
});

test("stopping what has succeeded changes nothing", async () => {
  const { QueryExecutionId = "" } = await here.run(one);
  await stop(QueryExecutionId);
  expect((await here.look(QueryExecutionId)).Status?.State).toBe("SUCCEEDED");
});

test("beyond the limit of active executions a start is refused, until one ends", async () => {
  const small = await session({ maxActive: 1, latencyMs: 200 });
  const ClientRequestToken = token("many");
  const first = await small.start(one);
  await expect(small.start("SELECT 2 AS n", { ClientRequestToken })).rejects.toMatchObject({
    name: "TooManyRequestsException",
    Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED",
  });
  await small.ended(first);
  // The refused start did not use up its token.
  expect((await small.run("SELECT 2 AS n", { ClientRequestToken })).Status?.State).toBe("SUCCEEDED");
  await small.close();
});

test("an execution nobody started, and an operation nobody serves, are refused", async () => {
  const missing = { name: "InvalidRequestException", message: "QueryExecution none was not found" };
  await expect(here.look("none")).rejects.toMatchObject(missing);
  await expect(here.page("none")).rejects.toMatchObject(missing);
  await expect(stop("none")).rejects.toMatchObject(missing);
  const batch = new BatchGetQueryExecutionCommand({ QueryExecutionIds: ["none"] });
  await expect(here.athena.send(batch)).rejects.toMatchObject({ name: "UnknownOperationException" });
});
