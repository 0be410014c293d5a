import { expect, test } from "vitest";
import { StorageError } from "../../functions/core/errors.ts";
import { customerHash, customerKey, customerKeyKey } from "../../functions/stages/customer-key.ts";

function lakeOf(stored?: string) {
  const objects = new Map<string, Uint8Array>();
  if (stored !== undefined) objects.set(customerKeyKey, new TextEncoder().encode(stored));
  let claims = 0;
  return {
    claims: () => claims,
    text: () => new TextDecoder().decode(objects.get(customerKeyKey)),
    async get(key: string) {
      const body = objects.get(key);
      return body && { body, etag: "1" };
    },
    async claim(key: string, body: Uint8Array) {
      claims += 1;
      if (objects.has(key)) return false;
      objects.set(key, body);
      return true;
    },
  };
}

test("the key is made once and used ever after", async () => {
  const lake = lakeOf();
  const first = await customerKey(lake);
  expect(first.length).toBe(32);
  expect(await customerKey(lake)).toEqual(first);
  expect(lake.claims()).toBe(1);
});

test("of several who make one at once, all use the one that was kept", async () => {
  const lake = lakeOf();
  const hashes = await Promise.all(Array.from({ length: 5 }, () => customerHash(lake)));
  expect(new Set(hashes.map((hash) => hash("anna@example.org"))).size).toBe(1);
});

test("two installations know one customer by two texts", async () => {
  const [one, other] = await Promise.all([customerHash(lakeOf()), customerHash(lakeOf())]);
  expect(one("anna@example.org")).toMatch(/^h:[\w-]{22}$/);
  expect(one("anna@example.org")).not.toBe(other("anna@example.org"));
});

test.each(['{"v":1,"secret":"c2hvcnQ"}', '{"v":1}', '{"v":1,"secret":""}', "{"])(
  "a key that is damaged (%s) is never replaced by another",
  async (stored) => {
    const lake = lakeOf(stored);
    await expect(customerKey(lake)).rejects.toThrow(StorageError);
    expect([lake.text(), lake.claims()]).toEqual([stored, 0]);
  },
);
