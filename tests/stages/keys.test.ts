import { describe, expect, test } from "vitest";
import { endOldKeys, keysKey, rotate, signingKeys } from "../../functions/stages/keys.ts";
import { type Claims, sign, verify } from "../../functions/stages/tokens.ts";
import { dyingLake, Kill, type MemoryLake, memoryLake } from "../memory.ts";

const claims: Claims = {
  purpose: "open",
  report: "weekly",
  period: "2026-W46",
  address: "0123456789abcdef",
  issuedAt: "2026-11-16T07:00:00Z",
};
const now = "2026-12-01T09:00:00Z";
const idsIn = async (lake: MemoryLake) => (await signingKeys(lake)).map(({ id }) => id);

describe("a rotation", () => {
  test("signs with the new key at once, and links of the old one open until that is taken out", async () => {
    const lake = memoryLake();
    const old = await sign(claims, lake);
    const id = await rotate(now, lake);
    const fresh = await sign(claims, lake);
    expect([old.split(".")[0] === id, fresh.split(".")[0]]).toEqual([false, id]);
    for (const token of [old, fresh]) expect(await verify(token, "open", lake)).toEqual(claims);
    expect(await endOldKeys(lake)).toEqual([old.split(".")[0]]);
    expect(await verify(old, "open", lake)).toBeUndefined();
    expect(await verify(fresh, "open", lake)).toEqual(claims);
    expect(await idsIn(lake)).toEqual([id]);
  });

  test("of five at once keeps all five keys and the first, and every link signed meanwhile", async () => {
    const lake = memoryLake();
    const first = await sign(claims, lake);
    const [ids, tokens] = await Promise.all([
      Promise.all(Array.from({ length: 5 }, () => rotate(now, lake))),
      Promise.all(Array.from({ length: 5 }, () => sign(claims, lake))),
    ]);
    expect(new Set(await idsIn(lake))).toEqual(new Set([first.split(".")[0], ...ids]));
    for (const token of [first, ...tokens]) expect(await verify(token, "open", lake)).toEqual(claims);
  });

  test("beside the end of the old keys leaves the key that signs, whoever is first", async () => {
    const lake = memoryLake();
    await sign(claims, lake);
    const [id] = await Promise.all([rotate(now, lake), endOldKeys(lake), endOldKeys(lake)]);
    expect((await idsIn(lake)).at(-1)).toBe(id);
    expect((await sign(claims, lake)).split(".")[0]).toBe(id);
  });

  test("before the first link makes the first key, and two at once are two", async () => {
    const lake = memoryLake();
    const ids = await Promise.all([rotate(now, lake), rotate(now, lake)]);
    expect(new Set(await idsIn(lake))).toEqual(new Set(ids));
  });

  test("killed at any call leaves every link open", async () => {
    for (const when of ["before", "after"] as const)
      for (let call = 0; call < 2; call += 1) {
        const lake = memoryLake();
        const old = await sign(claims, lake);
        await expect(rotate(now, dyingLake(lake, call, when))).rejects.toThrow(Kill);
        expect(await verify(old, "open", lake)).toEqual(claims);
        expect(await verify(await sign(claims, lake), "open", lake)).toEqual(claims);
      }
  });

  test("whose answer was lost is not made twice", async () => {
    const lake = memoryLake();
    await sign(claims, lake);
    let isFirst = true;
    const losing: MemoryLake = {
      ...lake,
      swap: async (key, body, etag) => {
        const written = await lake.swap(key, body, etag);
        const lost = isFirst;
        isFirst = false;
        return lost ? undefined : written;
      },
    };
    await rotate(now, losing);
    expect(await idsIn(lake)).toHaveLength(2);
  });
});

test("with one key there is no old one to end, and nothing is written", async () => {
  const lake = memoryLake();
  await sign(claims, lake);
  expect(await endOldKeys(lake)).toEqual([]);
  expect(lake.writes).toEqual([keysKey]);
});

test("a new key is 32 bytes of chance", async () => {
  const lake = memoryLake();
  await rotate(now, lake);
  await rotate(now, lake);
  const secrets = (await signingKeys(lake)).map(({ secret }) => secret);
  expect(new Set(secrets).size).toBe(2);
  for (const secret of secrets) expect(Buffer.from(secret, "base64url")).toHaveLength(32);
});
