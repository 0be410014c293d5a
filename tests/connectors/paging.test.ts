import { expect, test } from "vitest";
import { VendorError } from "../../functions/connectors/http.ts";
import { halving } from "../../functions/connectors/paging.ts";

const gateway = new VendorError("too much", { kind: "gateway", status: 504 });

/** Sizes asked for by so many pages, where more than `limit` is too many. */
async function sizes(paging: ReturnType<typeof halving>, pages: number, limit: (page: number) => number) {
  const asked: number[] = [];
  for (let page = 0; page < pages; page += 1)
    await paging.ask(async (size) => {
      asked.push(size);
      if (size > limit(page)) throw gateway;
    });
  return asked;
}

test("what the gateway does not bring is asked for by halves, until it comes", async () => {
  expect(await sizes(halving({ most: 1000 }), 2, () => 200)).toEqual([1000, 500, 250, 125, 125]);
});

test("after eight good pages twice as many are asked for, up to where it began", async () => {
  const asked = await sizes(halving({ most: 100 }), 18, (page) => (page === 0 ? 25 : 1000));
  // 25 for pages 0 to 7, 50 for pages 8 to 15, then 100.
  expect(asked).toEqual([100, 50, ...Array(8).fill(25), ...Array(8).fill(50), 100, 100]);
});

test("a size that fails again is tried less and less often", async () => {
  const asked = await sizes(halving({ most: 100 }), 8 + 16 + 32 + 1, () => 50);
  // At first, then after 8, 16 and 32 pages.
  expect(asked.filter((size) => size === 100).length).toBe(4);
  expect(asked.filter((size) => size === 50).length).toBe(57);
});

test("where even the smallest does not come, the error is told", async () => {
  const asked: number[] = [];
  const paging = halving({ most: 10, least: 3 });
  const asking = paging.ask(async (size) => {
    asked.push(size);
    throw gateway;
  });
  await expect(asking).rejects.toBe(gateway);
  expect(asked).toEqual([10, 5, 3]);
  expect(paging.size()).toBe(3);
});

test("no other error makes a page smaller", async () => {
  const paging = halving({ most: 10 });
  const other = new VendorError("x", { kind: "unreadable" });
  await expect(paging.ask(() => Promise.reject(other))).rejects.toBe(other);
  expect(paging.size()).toBe(10);
});
