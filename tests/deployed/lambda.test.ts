import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MailError } from "../../functions/core/errors.ts";
import { discreet, type Invocation, lambda } from "../../functions/lambda.ts";

const context = (milliseconds: number) => ({
  functionName: "raport-send",
  awsRequestId: "r-1",
  getRemainingTimeInMillis: () => milliseconds,
});

let printed: string[];
beforeEach(() => {
  printed = [];
  // Where powertools writes: under Lambda to the stream itself, else to the console.
  for (const name of ["log", "info", "error", "warn"] as const)
    vi.spyOn(console, name).mockImplementation((text) => void printed.push(String(text)));
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
  vi.stubEnv("POWERTOOLS_SERVICE_NAME", "raport");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
const lines = () => printed.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

test("one line tells of one outcome, and what alarms look at is counted beside it", async () => {
  const handler = lambda("send", async () => ({
    outcome: "sent",
    fields: { report: "weekly", sent: 2 },
    metrics: { EmailsSent: 2 },
    answer: "done",
  }));
  expect(await handler({}, context(60_000) as never)).toBe("done");
  const [line, metric, ...more] = lines();
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    level: "INFO",
    message: "sent",
    function: "send",
    report: "weekly",
    sent: 2,
    request: "r-1",
  });
  expect(metric).toMatchObject({ EmailsSent: 2, service: "raport" });
});

test("what fails is told once, without an address, and fails for Lambda too", async () => {
  const handler = lambda("send", async () => {
    throw new MailError("SES refused ilona.varga@example.org (Ilona%40example.org)", "no");
  });
  await expect(handler({}, context(60_000) as never)).rejects.toThrow(
    "MailError: SES refused (address) ((address))",
  );
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({
    level: "ERROR",
    message: "failed",
    error: "MailError",
    why: "SES refused (address) ((address))",
  });
});

test("the work hears of its end half a minute before Lambda does, of a short function a tenth of its time", async () => {
  const timeout = vi.spyOn(AbortSignal, "timeout");
  const handler = lambda("x", async (_: unknown, { signal }: Invocation) => ({
    outcome: String(signal.aborted),
  }));
  await handler({}, context(900_000) as never);
  await handler({}, context(19_999) as never);
  // 900,000 - 30,000; and 19,999 - 1,999.9 = 17,999.1, in whole milliseconds.
  expect(timeout.mock.calls).toEqual([[870_000], [17_999]]);
});

test("a text for the log is one line of at most 600 characters", () => {
  expect(discreet(new Error("first\nsecond\tthird"))).toBe("first second third");
  expect(discreet("x".repeat(1000))).toHaveLength(600);
});
