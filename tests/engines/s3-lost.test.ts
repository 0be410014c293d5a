import { describe, expect, test } from "vitest";
import { s3Inbox, s3Lake } from "../../functions/adapters/aws/s3.ts";
import { SourceError, StorageError } from "../../functions/core/errors.ts";
import { bytes, listing, textAt } from "../contracts/lake.ts";
import type { Asked, Fault, FaultProxy } from "./proxy.ts";
import { behindProxies } from "./s3-places.ts";

const behind = behindProxies();
const writes = ({ method }: Asked) => method === "PUT";
const reads = ({ method, path }: Asked) => method === "GET" && !path.includes("list-type");
const done = (log: FaultProxy["log"]) => log.map(({ method, fault }) => `${method} ${fault}`);

describe("a conditional write whose answer is lost", () => {
  describe.each(["dropped", "lied"] as const)("%s", (fault) => {
    test("a claim is ours: the SDK asks again, is refused, and the bytes tell", async () => {
      const { lake, really, log } = await behind({ script: [fault] });
      expect(await lake.claim("k", bytes("ours"))).toBe(true);
      expect(done(log)).toEqual([`PUT ${fault}`, "PUT none", "GET none"]);
      expect(await textAt(really, "k")).toBe("ours");
    });

    test("a claim is ours when nobody asks again", async () => {
      const { lake, log } = await behind({ script: [fault] }, { maxAttempts: 1 });
      expect(await lake.claim("k", bytes("ours"))).toBe(true);
      expect(done(log)).toEqual([`PUT ${fault}`, "GET none"]);
    });

    test("a swap took effect, and its etag swaps on", async () => {
      const { lake, really, log } = await behind({ script: [fault] });
      await really.put("k", bytes("old"));
      const etag = await lake.swap("k", bytes("ours"), (await really.get("k"))!.etag);
      expect(done(log)).toEqual([`PUT ${fault}`, "PUT none", "GET none"]);
      expect(await really.get("k")).toMatchObject({ etag });
      expect(await lake.swap("k", bytes("ours again"), etag!)).toBeDefined();
      expect(await textAt(really, "k")).toBe("ours again");
    });

    test("a swap took effect when nobody asks again", async () => {
      const { lake, really } = await behind({ script: [fault] }, { maxAttempts: 1 });
      await really.put("k", bytes("old"));
      const etag = await lake.swap("k", bytes("ours"), (await really.get("k"))!.etag);
      expect(await really.get("k")).toMatchObject({ etag });
    });

    test("a refusal that is lost is a refusal: a rival was there before", async () => {
      for (const maxAttempts of [1, 2]) {
        const each: Fault[] = maxAttempts === 1 ? [fault] : [fault, fault];
        const { lake, really } = await behind(
          { script: [...each, ...each], filter: writes },
          { maxAttempts },
        );
        await really.put("k", bytes("old"));
        const { etag } = (await really.get("k"))!;
        await really.put("k", bytes("theirs"));
        expect(await lake.claim("k", bytes("ours"))).toBe(false);
        expect(await lake.swap("k", bytes("ours"), etag)).toBeUndefined();
        expect(await textAt(really, "k")).toBe("theirs");
      }
    });
  });
});

describe("a conditional write that did not happen", () => {
  test.each(["failed", "throttled"] as const)("%s: it is asked again, and happens", async (fault) => {
    const { lake, log } = await behind({ script: [fault] });
    expect(await lake.claim("k", bytes("ours"))).toBe(true);
    expect(done(log)).toEqual([`PUT ${fault}`, "PUT none"]);
  });

  test.each(["failed", "throttled"] as const)(
    "%s to the end: it is no answer but an error",
    async (fault) => {
      const { place, lake, really } = await behind(
        { script: [fault, "none", fault], filter: () => true },
        { maxAttempts: 1 },
      );
      await expect(lake.claim("k", bytes("ours"))).rejects.toThrow(`cannot write s3://${place.bucket}/k: `);
      expect(await listing(really, "")).toEqual([]);
      await really.put("k", bytes("old"));
      const { etag } = (await really.get("k"))!;
      await expect(lake.swap("k", bytes("ours"), etag)).rejects.toBeInstanceOf(StorageError);
      expect(await textAt(really, "k")).toBe("old");
    },
  );

  test("failed, and a rival is there: that is the answer", async () => {
    const { lake, really } = await behind({ script: ["failed", "none", "failed"] }, { maxAttempts: 1 });
    await really.put("k", bytes("old"));
    const { etag } = (await really.get("k"))!;
    await really.put("k", bytes("theirs"));
    expect(await lake.claim("k", bytes("ours"))).toBe(false);
    expect(await lake.swap("k", bytes("ours"), etag)).toBeUndefined();
  });
});

describe("a conflict", () => {
  test("is asked again until S3 decides", async () => {
    const { lake, really, log } = await behind({ script: ["conflict", "conflict"], filter: writes });
    expect(await lake.claim("k", bytes("ours"))).toBe(true);
    expect(done(log)).toEqual(["PUT conflict", "PUT conflict", "PUT none"]);
    await really.put("k", bytes("theirs"));
    expect(await lake.claim("k", bytes("ours"))).toBe(false);
  });

  test("decided for a rival is lost", async () => {
    const { lake, really } = await behind({ script: ["conflict", "none", "none", "conflict"] });
    await really.put("k", bytes("theirs"));
    expect(await lake.claim("k", bytes("ours"))).toBe(false);
    expect(await lake.swap("k", bytes("ours"), '"another"')).toBeUndefined();
  });

  test("after an answer that was lost, the write is still ours", async () => {
    const { lake } = await behind({ script: ["dropped", "conflict"] });
    expect(await lake.claim("k", bytes("ours"))).toBe(true);
  });

  test("without an end is an error that says to run again", async () => {
    const { lake, log } = await behind({ script: Array.from({ length: 6 }, () => "conflict" as const) });
    await expect(lake.claim("k", bytes("ours"))).rejects.toThrow(/ConditionalRequestConflict.*Run again/);
    expect(done(log).at(-1)).toBe("GET none");
  });
});

describe("an answer that breaks off", () => {
  const body = new Uint8Array(3_000_000).map((_, index) => (index * 31) % 251);

  test("is read again", async () => {
    const { lake, really, log } = await behind({ script: ["cut", "cut"] });
    await really.put("k", body);
    expect(Buffer.compare((await lake.get("k"))!.body, body)).toBe(0);
    expect(done(log)).toEqual(["GET cut", "GET cut", "GET none"]);
  });

  test("is read on from there when it is a file of the inbox", async () => {
    const { place, really, log } = await behind({ script: ["cut", "cut", "dropped", "cut"], filter: reads });
    await really.put("inbox/s/a.csv", body);
    const chunks = await Array.fromAsync(await s3Inbox(place).open("inbox/s/a.csv"));
    expect(Buffer.compare(Buffer.concat(chunks), body)).toBe(0);
    expect(log).toHaveLength(5);
  });

  test("is not read on when the file was changed meanwhile", async () => {
    const { place, really } = await behind({ script: ["cut"], filter: reads });
    await really.put("inbox/s/a.csv", body);
    const chunks = await s3Inbox(place).open("inbox/s/a.csv");
    await really.put("inbox/s/a.csv", body.toReversed());
    const reading = Array.fromAsync(chunks);
    await expect(reading).rejects.toBeInstanceOf(SourceError);
    await expect(reading).rejects.toThrow("inbox/s/a.csv: it changed while it was read");
  });

  test("again and again is an error", async () => {
    const { place, really } = await behind({ rates: { cut: 1 }, filter: reads });
    await really.put("inbox/s/a.csv", bytes("a"));
    await really.put("inbox/s/b.csv", bytes("bb"));
    const whole = await Array.fromAsync(await s3Inbox(place).open("inbox/s/a.csv")); // one byte cannot be cut
    expect(Buffer.concat(whole).toString()).toBe("a");
    await expect(s3Lake(place).get("inbox/s/b.csv")).rejects.toThrow(/cannot read s3:\/\/.*run again/);
  });
});
