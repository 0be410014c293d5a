import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { s3Inbox, s3Lake } from "../../functions/adapters/aws/s3.ts";
import type { Lake } from "../../functions/ports.ts";
import { inboxContract } from "../contracts/inbox.ts";
import { bytes, lakeContract, listing, textAt, words } from "../contracts/lake.ts";
import { quickRetries } from "./clients.ts";
import { engines } from "./engines.ts";
import { type FaultProxy, faultProxy, faults } from "./proxy.ts";
import { freshPlace, inboxOf, straight } from "./s3-places.ts";

describe("the lake in S3", () => {
  lakeContract(async () => s3Lake(await freshPlace()));

  test("a key may be the folder of another", async () => {
    const lake = s3Lake(await freshPlace());
    for (const key of ["a", "a/b"]) await lake.put(key, bytes(key));
    expect((await listing(lake, "")).map(({ key }) => key)).toEqual(["a", "a/b"]);
  });

  test("a listing goes on over all its pages, and holds keys that XML cannot", async () => {
    const place = await freshPlace();
    const lake = s3Lake(place);
    const keys = ["a", "b\u0001", "c\r", "c d", "c+d", "d&e", "é", "😀"]; // 0d, 20, 2b after the c
    for (const Key of [...keys].reverse()) // others may have put what our own lake refuses as a key
      await place.client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body: bytes(Key) }));
    place.client.middlewareStack.add(
      (next) => (asked) => next({ ...asked, input: { ...asked.input, MaxKeys: 3 } }),
      { step: "initialize" },
    );
    expect((await listing(lake, "")).map(({ key }) => key)).toEqual(keys);
  });
});

describe("the inbox in S3", () => {
  inboxContract(async () => inboxOf(await freshPlace()));

  test("has the files of one source, and no folder that a console made", async () => {
    const place = await freshPlace();
    const lake = straight(place);
    await lake.put("inbox/help/a.csv", bytes("x"));
    await lake.put("inbox/helpdesk/sub/b.csv", bytes("x"));
    await lake.put("raw/helpdesk/c.csv", bytes("x"));
    const { client, bucket } = place;
    for (const Key of ["inbox/help/", "inbox/help/sub/"])
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: new Uint8Array() }));
    const inbox = s3Inbox(place);
    const all = { id: "help", path: "/data/exports/**" };
    expect((await inbox.list(all)).map(({ key, name }) => [key, name])).toEqual([
      ["inbox/help/a.csv", "a.csv"],
    ]);
    expect(await inbox.look("inbox/help/sub/")).toBeUndefined();
  });

  test("drops every folder that the path spells out, and says where it looks", async () => {
    const place = await freshPlace();
    const inbox = s3Inbox(place);
    const where = (path: string) => inbox.where({ id: "help", path });
    const start = `s3://${place.bucket}/inbox/help/`;
    expect(where("/data/exports/tickets-{date}.csv")).toBe(`${start}tickets-{date}.csv`);
    expect(where("/data/exports (old)/*/x.csv")).toBe(`${start}*/x.csv`);
    expect(where("/data/{date}/calls/x.csv")).toBe(`${start}{date}/calls/x.csv`);
    expect(where("/data/exports/all.csv")).toBe(`${start}all.csv`);
  });
});

// Of all requests. What is left out of 1 passes; twelve attempts are enough for every one of them.
const rates = {
  slow: 0.03,
  throttled: 0.06,
  failed: 0.06,
  conflict: 0.12,
  dropped: 0.08,
  lied: 0.08,
  cut: 0.08,
};

describe.each([7, 48, 2026])("S3 that loses and refuses, seed %i", (seed) => {
  let proxy: FaultProxy;
  beforeAll(async () => {
    proxy = await faultProxy(engines().moto, { seed, rates });
  });
  afterAll(() => proxy.close());
  const place = () => freshPlace(proxy.url, { retryStrategy: quickRetries(12) });

  describe("the lake", () => lakeContract(async () => s3Lake(await place())));
  describe("the inbox", () => inboxContract(async () => inboxOf(await place())));

  test("of objects put, claimed and swapped by several at once, none is lost and none is there twice", async () => {
    const bucket = await place();
    const lake = s3Lake(bucket);
    const really = straight(bucket);
    await really.put("ledger", bytes("[]"));
    const workers = ["a", "b", "c", "d"];
    const rounds = Array.from({ length: 6 }, (_, round) => round);
    const won = await Promise.all(
      workers.map(async (worker) => {
        const claims: string[] = [];
        for (const round of rounds) {
          await lake.put(`objects/${worker}${round}`, bytes(`${worker}${round}`));
          if (await lake.claim(`claims/${round}`, bytes(worker))) claims.push(`${round}:${worker}`);
          await append(lake, `${worker}${round}`);
        }
        return claims;
      }),
    );
    const tokens = workers.flatMap((worker) => rounds.map((round) => `${worker}${round}`));
    expect(JSON.parse((await textAt(really, "ledger"))!).sort()).toEqual(tokens);
    expect((await listing(really, "objects/")).map(({ key }) => key.slice(8))).toEqual(tokens);
    const holders = await Promise.all(
      rounds.map(async (round) => `${round}:${await textAt(really, `claims/${round}`)}`),
    );
    expect(won.flat().sort()).toEqual(holders);
  });

  test("every kind of fault was met", () => {
    const met = Map.groupBy(proxy.log, ({ fault }) => fault);
    for (const fault of faults) expect(met.get(fault)?.length ?? 0, fault).toBeGreaterThan(0);
  });
});

/** Adds the token to the list; who is told no looks whether it is there after all. */
async function append(lake: Lake, token: string): Promise<void> {
  for (;;) {
    const { body, etag } = (await lake.get("ledger"))!;
    const tokens: string[] = JSON.parse(words(body)!);
    if (tokens.includes(token)) return;
    if ((await lake.swap("ledger", bytes(JSON.stringify([...tokens, token])), etag)) !== undefined) return;
  }
}
