import { GetTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { GetSendQuotaCommand, SESClient } from "@aws-sdk/client-ses";
import { afterEach, expect, test } from "vitest";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { clientOptions, freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { type Fault, faultProxy, type ProxyOptions } from "./proxy.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function proxyWith(options: ProxyOptions) {
  const proxy = await faultProxy(engines().moto, options);
  closing.push(proxy.close);
  return proxy;
}

async function namesOf(script: readonly Fault[], ask: (url: string) => Promise<unknown>) {
  const { url, log } = await proxyWith({ script });
  const names: unknown[] = [];
  for (const _ of script) {
    const error = await ask(url).catch((problem: unknown) => problem);
    names.push((error as Error).name);
  }
  return { names, targets: [...new Set(log.map(({ target }) => target))] };
}

test("each service is refused in its own words, and named in the log by what it was asked", async () => {
  const script = ["throttled", "failed", "lied"] as const;
  const glue = await namesOf(script, (url) =>
    new GlueClient({ ...clientOptions(url), maxAttempts: 1 }).send(
      new GetTableCommand({ DatabaseName: "d", Name: "t" }),
    ),
  );
  expect(glue).toEqual({
    names: ["ThrottlingException", "InternalServerException", "InternalServerException"],
    targets: ["AWSGlue.GetTable"],
  });
  const ses = await namesOf(script, (url) =>
    new SESClient({ ...clientOptions(url), maxAttempts: 1 }).send(new GetSendQuotaCommand({})),
  );
  expect(ses.names[0]).toBe("Throttling");
  expect(ses.names[2]).toBe("InternalFailure");
  expect(ses.targets).toEqual(["GetSendQuota"]);
});

test("what no fault meets passes unchanged, however large", async () => {
  const { url, log } = await proxyWith({ rates: { failed: 1 }, filter: ({ method }) => method === "DELETE" });
  const bucket = await freshBucket(engines().moto);
  const body = new Uint8Array(9_000_000).map((_, index) => (index * 131) % 251);
  await s3Lake({ client: s3Client(url), bucket }).put("k", body);
  const stored = await s3Lake({ client: s3Client(url), bucket }).get("k");
  expect(Buffer.compare(stored!.body, body)).toBe(0);
  expect(log.map(({ method, fault }) => [method, fault])).toEqual([
    ["PUT", "none"],
    ["GET", "none"],
  ]);
});

test("the same seed does the same to the same requests, another seed something else", async () => {
  const met = async (seed: number) => {
    const { url, log } = await proxyWith({ seed, rates: { failed: 0.3, throttled: 0.3, dropped: 0.2 } });
    for (let request = 0; request < 30; request += 1) await fetch(`${url}/`).catch(() => {});
    return log.map(({ fault }) => fault).join(" ");
  };
  const first = await met(5);
  expect(await met(5)).toBe(first);
  expect(await met(6)).not.toBe(first);
});
