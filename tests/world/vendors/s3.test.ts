import { expect, test } from "vitest";
import { amazonConnect } from "../../../world/vendors/amazon-connect/index.ts";
import { centreOf } from "../../../world/vendors/centre.ts";
import { virtualClock } from "../../../world/vendors/clock.ts";
import { overS3 } from "../../../world/vendors/s3.ts";
import { serve } from "../../../world/vendors/server.ts";
import { vendorOf } from "../../../world/vendors/service.ts";
import { bytes } from "../../contracts/lake.ts";
import { testBucket } from "./bucket.ts";
import { tinyVendor } from "./tiny.ts";

const signature = (who: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${who}/20261103/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`,
  "x-amz-date": "20261103T100000Z",
  "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
});

test("nobody who does not sign is answered, and who signs is known by name", async () => {
  const { endpoint, vendor, put } = await testBucket();
  put("a", bytes("x"));
  const { authorization, ...rest } = signature(vendor.token);
  const ask = async (headers: Record<string, string>) => {
    const answer = await fetch(`${endpoint}/test-bucket/a`, { headers });
    return [answer.status, /<Code>(\w+)/.exec(await answer.text())?.[1]];
  };
  expect(await ask({})).toEqual([403, "AccessDenied"]);
  expect(await ask(rest)).toEqual([403, "AccessDenied"]);
  expect(await ask({ authorization })).toEqual([403, "AccessDenied"]);
  expect(await ask(signature("somebody"))).toEqual([403, "InvalidAccessKeyId"]);
  expect(await ask({ ...rest, authorization })).toEqual([200, undefined]);
});

test("an object is given whole, from a byte on, or only told of", async () => {
  const { endpoint, vendor, put } = await testBucket();
  put("a b", bytes("0123456789"));
  const headers = signature(vendor.token);
  const ask = (more: Record<string, string> = {}, method = "GET") =>
    fetch(`${endpoint}/test-bucket/a%20b`, { method, headers: { ...headers, ...more } });
  const all = await ask();
  // md5 of 0123456789
  expect([all.status, all.headers.get("etag")]).toEqual([200, '"781e5e245d69b566979b86e28d23f2c7"']);
  const rest = await ask({ range: "bytes=7-", "if-match": all.headers.get("etag") ?? "" });
  expect([rest.status, rest.headers.get("content-range"), await rest.text()]).toEqual([
    206,
    "bytes 7-9/10",
    "789",
  ]);
  expect((await ask({ range: "bytes=10-" })).status).toBe(416);
  expect((await ask({ "if-match": '"other"' })).status).toBe(412);
  const head = await ask({}, "HEAD");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  expect((await ask({}, "PUT")).status).toBe(405);
  const other = await fetch(`${endpoint}/other-bucket/a`, { headers });
  expect([other.status, await other.text()]).toEqual([404, expect.stringContaining("<Code>NoSuchBucket<")]);
});

test("a token that was not given goes nowhere", async () => {
  const { endpoint, vendor } = await testBucket();
  const list = `${endpoint}/test-bucket?list-type=2&continuation-token=anything`;
  const answer = await fetch(list, { headers: signature(vendor.token) });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("InvalidArgument")]);
});

test("objects come into the bucket as time goes by: those a folder would have by then, byte for byte", async () => {
  const begins = Date.parse("2026-11-03T08:00:00Z");
  const clock = virtualClock(begins);
  const until = begins / 1000 + 7200;
  const centre = centreOf({ from: "2026-11-03", until, seed: "bucket", share: 0.3 });
  const plain = vendorOf({ personality: amazonConnect, centre, clock, seed: "bucket" });
  const vendor = overS3(plain, centre);
  const { address, stop } = await serve([vendor]);
  try {
    const headers = signature(vendor.token);
    const bucket = `${address}/amazon-connect/northwind-example`;
    const counts: number[] = [];
    for (const hours of [0, 1, 2]) {
      clock.at(begins + hours * 3_600_000);
      const list = await fetch(`${bucket}?list-type=2&prefix=amazon-connect/`, { headers });
      const keys = [...(await list.text()).matchAll(/<Key>amazon-connect\/([^<]+)/g)].map(([, key]) => key);
      const drops = amazonConnect.drops?.(plain.ledger, clock.now()) ?? [];
      expect(keys).toEqual(drops.map(({ name }) => name).sort());
      for (const { name, body } of drops.slice(-3)) {
        const object = await fetch(`${bucket}/amazon-connect/${name}`, { headers });
        expect(Buffer.from(await object.arrayBuffer()).equals(body)).toBe(true);
      }
      counts.push(keys.length);
    }
    expect(counts[0]).toBeLessThan(counts[1] ?? 0);
    expect(counts[1]).toBeLessThan(counts[2] ?? 0);
  } finally {
    await stop();
  }
});

test("a vendor without a bucket stays as it is", () => {
  const { vendor } = tinyVendor();
  expect(overS3(vendor, { until: 0 })).toBe(vendor);
});
