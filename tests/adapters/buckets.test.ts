/** Sources in buckets of the organisation's own, over S3's interface. */

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { bucketInbox, tryBucket } from "../../functions/adapters/aws/buckets.ts";
import { withBuckets } from "../../functions/adapters/buckets.ts";
import { SourceError } from "../../functions/core/errors.ts";
import { inboxContract } from "../contracts/inbox.ts";
import { bytes } from "../contracts/lake.ts";
import { memoryInbox } from "../memory.ts";
import { testBucket } from "../world/vendors/bucket.ts";

const sourceIn = (path: string) => ({ id: "calls", path });
const whole = async (chunks: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(chunks)).toString();

describe("a bucket of the organisation's own", () => {
  inboxContract(async () => {
    const { inbox, put, remove } = await testBucket();
    return {
      inbox,
      add: async (name, body) => put(`exports/of care/${name}`, body),
      remove: async (name) => remove(`exports/of care/${name}`),
      source: (pattern) => sourceIn(`s3://test-bucket/exports/of care/${pattern}`),
      later: () => setTimeout(5),
    };
  });

  test("of more than one page is listed whole, in key order, and nothing beside the prefix", async () => {
    const { inbox, vendor, put } = await testBucket();
    // Two full pages of 1,000 and one object more.
    const keys = Array.from({ length: 2001 }, (_, n) => `connect/${String(n).padStart(4, "0")}+é &<.gz`);
    for (const key of keys.toReversed()) put(key, bytes("x"));
    for (const other of ["connect", "connec/a", "connect2/a", "other/a"]) put(other, bytes("x"));
    const found = await inbox.list(sourceIn("s3://test-bucket/connect/**/*"));
    expect(found.map(({ key }) => key)).toEqual(keys.map((key) => `s3://test-bucket/${key}`));
    expect(found[0]?.name).toBe("0000+é &<.gz");
    expect(vendor.calls.map(({ query }) => new URLSearchParams(query).get("prefix"))).toEqual([
      "connect/",
      "connect/",
      "connect/",
    ]);
    expect(await whole(await inbox.open(found[2000]?.key ?? ""))).toBe("x");
  });

  test("is read whole through throttling, faults and broken connections, and asked again each time", async () => {
    const faults = { "500": 0.15, "503": 0.15, reset: 0.15, "short-length": 0.15 };
    const { inbox, vendor, put } = await testBucket({ throttled: 0.1, faults });
    const text = (n: number) => `${n} `.repeat(40_000);
    for (let n = 0; n < 24; n += 1) put(`a/${n}`, bytes(text(n)));
    const found = await inbox.list(sourceIn("s3://test-bucket/a/*"));
    expect(found.length).toBe(24);
    // One after the other, so that the same request meets the same fault each time.
    for (const { key, name } of found)
      expect((await whole(await inbox.open(key))) === text(Number(name)), key).toBe(true);
    const troubles = new Set(vendor.calls.flatMap(({ trouble }) => trouble ?? []));
    expect([...troubles].sort()).toEqual(["500", "503", "reset", "short-length", "throttled"]);
    expect(vendor.calls.filter(({ trouble }) => trouble === undefined).length).toBeGreaterThanOrEqual(25);
  });
});

describe("where a path leads", () => {
  test("only one that names a bucket is read there, and S3 is not asked for before", async () => {
    let opened = 0;
    const own = memoryInbox({ "/in/a": "own" });
    const other = memoryInbox({ "s3://b/x/a": "bucket" });
    const inbox = withBuckets(own, async () => {
      opened += 1;
      return other;
    });
    expect((await inbox.list(sourceIn("/in/*"))).map(({ key }) => key)).toEqual(["/in/a"]);
    expect(await whole(await inbox.open("/in/a"))).toBe("own");
    expect(inbox.where(sourceIn("s3://b/x/*"))).toBe("s3://b/x/*");
    expect(opened).toBe(0);
    expect((await inbox.list(sourceIn("s3://b/x/*"))).map(({ key }) => key)).toEqual(["s3://b/x/a"]);
    expect(await whole(await inbox.open("s3://b/x/a"))).toBe("bucket");
    expect((await inbox.look("s3://b/x/a"))?.key).toBe("s3://b/x/a");
    expect(opened).toBe(1);
  });
});

interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An S3 that answers so, whatever it is asked. */
async function answering(answer: (asked: IncomingMessage) => Answer) {
  const server = createServer((asked, outgoing) => {
    const { status, code, body, headers } = answer(asked);
    outgoing.writeHead(status, {
      "content-type": "application/xml",
      "x-amz-request-id": "r1",
      ...headers,
    });
    const signed = asked.headers.authorization;
    outgoing.end(body ?? `<Error><Code>${code}</Code><Message>${signed}</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "AKIDNOBODY", secretAccessKey: "secret-of-nobody" };
  return { endpoint: `http://127.0.0.1:${port}`, region: "eu-central-1", credentials };
}

const listOf = (...keys: string[]) =>
  `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("")}</ListBucketResult>`;

/** The message, once it is sure that nothing signed is in it. */
async function refusedWith(act: Promise<unknown>): Promise<string> {
  const error = (await act.then(
    () => new Error("it was not refused"),
    (problem: unknown) => problem,
  )) as Error;
  expect(error).toBeInstanceOf(SourceError);
  expect(`${error.message}${error.cause}${error.stack}`).not.toMatch(/AKID|Signature=|secret-of-nobody/);
  return error.message;
}

describe("what S3 refuses", () => {
  test.each<[string, Answer, string]>([
    [
      "who may not",
      { status: 403, code: "AccessDenied" },
      "AccessDenied, HTTP 403, request r1: these credentials may not. Allow them s3:ListBucket on the bucket under this prefix and s3:GetObject on the objects below it",
    ],
    [
      "a bucket that is not there",
      { status: 404, code: "NoSuchBucket" },
      "NoSuchBucket: there is no such bucket. Correct path: in the config, then run again.",
    ],
    [
      "a bucket in another region, without a word of which",
      { status: 301, code: "PermanentRedirect" },
      "PermanentRedirect: the bucket is in another region, and S3 does not say in which. Set AWS_REGION to the bucket's region where Raport runs",
    ],
    [
      "a key nobody knows",
      { status: 403, code: "InvalidAccessKeyId" },
      "InvalidAccessKeyId: AWS does not know these credentials.",
    ],
    [
      "credentials that ended",
      { status: 400, code: "ExpiredToken" },
      "ExpiredToken: the credentials have expired. Sign in again",
    ],
  ])("%s is told where and what to do", async (_, answer, said) => {
    const access = await answering(() => answer);
    const inbox = bucketInbox(access, {});
    const at = "cannot read s3://their-bucket/connect/";
    const listing = inbox.list(sourceIn("s3://their-bucket/connect/**/*"));
    expect(await refusedWith(listing)).toContain(`[calls] ${at}: ${said}`);
    expect(await refusedWith(inbox.open("s3://their-bucket/connect/a.gz"))).toContain(`${at}a.gz: ${said}`);
    expect(await refusedWith(inbox.look("s3://their-bucket/connect/a.gz"))).toContain(`${at}a.gz: ${said}`);
    const trying = tryBucket("s3://their-bucket/connect/**/*", access, {});
    expect(await refusedWith(trying)).toContain(`${at}: ${said}`);
  });

  test("objects that may be listed and not read are named by what may be tried", async () => {
    const access = await answering(({ url = "" }) =>
      url.includes("list-type")
        ? { status: 200, body: listOf("connect/a.gz") }
        : { status: 403, code: "AccessDenied" },
    );
    const said = "cannot read s3://their-bucket/connect/a.gz: AccessDenied";
    const trying = tryBucket("s3://their-bucket/connect/**/*", access, {});
    expect(await refusedWith(trying)).toContain(said);
    const opening = bucketInbox(access, {}).open("s3://their-bucket/connect/a.gz");
    expect(await refusedWith(opening)).toContain(said);
  });

  test("an object that is gone is told so, though S3 says it may not be read", async () => {
    const access = await answering(({ url = "" }) =>
      url.includes("list-type") ? { status: 200, body: listOf() } : { status: 403, code: "AccessDenied" },
    );
    const opening = bucketInbox(access, {}).open("s3://their-bucket/connect/a.gz");
    expect(await refusedWith(opening)).toBe(
      "cannot read s3://their-bucket/connect/a.gz: it is not there any more. Put it back, or wait for the next run.",
    );
  });
});

test("a bucket in another region is read there, once S3 says in which", async () => {
  const regions: string[] = [];
  const access = await answering(({ headers }) => {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "";
    regions.push(region);
    return region === "eu-west-1"
      ? { status: 200, body: listOf("connect/a.gz") }
      : { status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-west-1" } };
  });
  const found = await bucketInbox(access, {}).list(sourceIn("s3://their-bucket/connect/*"));
  expect(found.map(({ name }) => name)).toEqual(["a.gz"]);
  expect(regions).toEqual(["eu-central-1", "eu-west-1"]);
});

test("an empty bucket is tried, too", async () => {
  const { access, put } = await testBucket();
  expect(await tryBucket("s3://test-bucket/a/*", access, {})).toBeUndefined();
  put("a/one", bytes("x"));
  expect(await tryBucket("s3://test-bucket/a/*", access, {})).toBe("s3://test-bucket/a/one");
});

test("the SDK's own variable says where S3 is, and buckets have no host of their own there", async () => {
  const { access, put } = await testBucket();
  put("a/one", bytes("x"));
  const saved = { ...process.env };
  onTestFinished(() => {
    process.env = saved;
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: access.endpoint,
    AWS_REGION: access.region,
    AWS_ACCESS_KEY_ID: access.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: access.credentials.secretAccessKey,
  });
  expect(await tryBucket("s3://test-bucket/a/*")).toBe("s3://test-bucket/a/one");
});
