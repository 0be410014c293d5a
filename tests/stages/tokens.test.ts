import { createHmac } from "node:crypto";
import { assert, asyncProperty, constantFrom, integer, nat, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { type Claims, keysKey, sign, verify } from "../../functions/stages/tokens.ts";
import { textAt } from "../contracts/lake.ts";
import { memoryLake } from "../memory.ts";

const claims: Claims = {
  purpose: "open",
  report: "weekly",
  period: "2026-W46",
  address: "0123456789abcdef",
  issuedAt: "2026-11-16T07:00:00Z",
};

describe("a token", () => {
  test("proves what it was signed for", async () => {
    const lake = memoryLake();
    expect(await verify(await sign(claims, lake), "open", lake)).toEqual(claims);
    const { period: _, ...forever } = { ...claims, purpose: "unsubscribe" as const };
    expect(await verify(await sign(forever, lake), "unsubscribe", lake)).toEqual(forever);
  });

  test("fits into a path of a url as it is", async () => {
    expect(await sign({ ...claims, report: "wöchentlich/..?#" }, memoryLake())).toMatch(/^[\w.-]+$/);
  });

  test("to open does not unsubscribe", async () => {
    const lake = memoryLake();
    expect(await verify(await sign(claims, lake), "unsubscribe", lake)).toBeUndefined();
  });

  test("is the same for the same claims, so that a message tried again is the same message", async () => {
    const lake = memoryLake();
    expect(await sign(claims, lake)).toBe(await sign({ ...claims }, lake));
    expect(lake.writes).toEqual([keysKey]);
  });

  test("of another installation proves nothing here", async () => {
    const [ours, theirs] = [memoryLake(), memoryLake()];
    await sign(claims, ours);
    expect(await verify(await sign(claims, theirs), "open", ours)).toBeUndefined();
    expect(await verify(await sign(claims, theirs), "open", memoryLake())).toBeUndefined();
  });

  test("is signed with HMAC-SHA-256 over the id of the key and the claims", async () => {
    const lake = memoryLake();
    const [id, payload, signature] = (await sign(claims, lake)).split(".");
    const [key] = JSON.parse((await textAt(lake, keysKey)) ?? "").keys;
    expect(id).toBe(key.id);
    expect(JSON.parse(Buffer.from(payload!, "base64url").toString())).toEqual(claims);
    const secret = Buffer.from(key.secret, "base64url");
    expect(secret).toHaveLength(32);
    expect(signature).toBe(createHmac("sha256", secret).update(`${id}.${payload}`).digest("base64url"));
  });

  test("changed anywhere proves nothing", async () => {
    const lake = memoryLake();
    const token = await sign(claims, lake);
    const letters = [..."abcXYZ019-_."];
    await assert(
      asyncProperty(
        integer({ min: 0, max: token.length - 1 }),
        constantFrom(...letters),
        async (at, letter) => {
          const changed = token.slice(0, at) + letter + token.slice(at + 1);
          const found = await verify(changed, "open", lake);
          // The last letter of a base64url text holds bits that mean nothing: the same bytes, the same claims.
          if (at === token.length - 1)
            expect([undefined, JSON.stringify(claims)]).toContain(found && JSON.stringify(found));
          else if (letter === token[at]) expect(found).toEqual(claims);
          else expect(found).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  test("cut short, longer, or of any other text proves nothing and breaks nothing", async () => {
    const lake = memoryLake();
    const token = await sign(claims, lake);
    await assert(
      asyncProperty(nat(token.length - 1), string({ maxLength: 40, unit: "binary" }), async (end, text) => {
        for (const one of [token.slice(0, end), `${token}.${text}x`, `x${text}${token}`, text])
          expect(await verify(one, "open", lake)).toBeUndefined();
      }),
    );
    expect(await verify("a.".repeat(100_000), "open", lake)).toBeUndefined();
    expect(await verify(`${token.split(".").slice(0, 2).join(".")}.`, "open", lake)).toBeUndefined();
  });
});

describe("keys", () => {
  test("are one for twenty who need the first at once", async () => {
    const lake = memoryLake();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => sign(claims, lake)));
    expect(new Set(tokens).size).toBe(1);
    expect(lake.writes).toEqual([keysKey]);
  });

  test("are rotated: the last one signs, the ones before still verify, one taken out does not", async () => {
    const lake = memoryLake();
    const old = await sign(claims, lake);
    const first = JSON.parse((await textAt(lake, keysKey)) ?? "").keys[0];
    const second = { id: "second", secret: Buffer.alloc(32, 7).toString("base64url") };
    const write = (keys: readonly object[]) =>
      lake.put(keysKey, new TextEncoder().encode(JSON.stringify({ v: 1, keys })));
    await write([first, second]);
    const fresh = await sign(claims, lake);
    expect(fresh).toMatch(/^second\./);
    for (const token of [old, fresh]) expect(await verify(token, "open", lake)).toEqual(claims);
    await write([second]);
    expect(await verify(old, "open", lake)).toBeUndefined();
    expect(await verify(fresh, "open", lake)).toEqual(claims);
  });

  test("are never made by looking at a link", async () => {
    const lake = memoryLake();
    await verify("a.b.c", "open", lake);
    expect(lake.writes).toEqual([]);
  });
});
