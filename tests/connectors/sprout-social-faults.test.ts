import { describe, expect, test } from "vitest";
import { accountWith, type Body, failure, message, records } from "./sprout-social-told.ts";

describe("what goes wrong", () => {
  test("a token that is not known any more costs the window, not the rest", async () => {
    const { read, queries } = accountWith(({ body, means }) => {
      const { page_cursor: token } = body as Body;
      if (token === "old") throw failure(means?.(400, "") ?? "refused", 400);
      return token === "new" || queries().length > 2
        ? { data: [message("b")] }
        : { data: [message("a")], next: "old" };
    });
    const pages = await read("messages");
    expect(records(pages).map(({ key }) => key)).toEqual(["a", "b"]);
    expect(pages.flatMap(({ notes }) => notes)).toEqual([
      {
        kind: "told",
        name: "messages",
        message:
          "a page token was refused; the time from 2026-11-02T23:00:00 to 2026-11-04T12:00:00 is read again from its start",
      },
    ]);
  });

  test("400 without a token is what was asked: it is an error", async () => {
    const { read } = accountWith(({ means }) => {
      throw failure(means?.(400, "") ?? "refused", 400);
    });
    await expect(read("cases")).rejects.toMatchObject({ kind: "refused" });
  });

  test("an answer that never arrives is asked for in smaller pages, and they grow again later", async () => {
    const { read, queries } = accountWith(({ body }) => {
      if ((body as Body).limit > 30) throw failure("gateway", 504);
      return { data: [message("a")] };
    });
    const pages = await read("messages");
    expect(queries().map(({ limit }) => limit)).toEqual([100, 50, 25]);
    const later = accountWith(() => ({ data: [] }), "2026-11-04T13:02:00Z");
    await later.read("messages", pages.at(-1)?.next);
    expect(later.queries().map(({ limit }) => limit)).toEqual([50, 50]);
  });

  test("a single record that never arrives ends the stream with the vendor's own error", async () => {
    const { read, asked } = accountWith(() => {
      throw failure("gateway", 504);
    });
    await expect(read("messages")).rejects.toMatchObject({ kind: "gateway" });
    expect(asked.length).toBeLessThan(30);
  });

  test("a record without an id is rejected, and what it holds is not repeated", async () => {
    const secret = `{"guid":null,"from":{"name":"Martha"}}`;
    const { read } = accountWith(() => ({ data: [secret, message("a")] }));
    const [first, second] = records(await read("messages"));
    expect(first).toMatchObject({ op: "reject" });
    expect(first?.body).toMatch(/^\{"reason":"the record has no guid","sha256":"[0-9a-f]{64}"\}$/);
    expect(second?.key).toBe("a");
  });
});

describe("lists", () => {
  test("a list is landed when it says something else, with numbers no double can hold", async () => {
    const users = (...ids: readonly string[]) =>
      accountWith(() => ({ data: ids.map((id) => `{"id":${id},"name":"A"}`) }));
    const [first] = await users("9007199254740993").read("users");
    expect(first?.records.map(({ key, body }) => [key, body])).toEqual([
      ["9007199254740993", `{"id":9007199254740993,"name":"A"}`],
    ]);
    const [same] = await users("9007199254740993").read("users", first?.next);
    expect(same).toMatchObject({ records: [], done: true, watermark: "2026-11-04T12:00:00.000Z" });
    const [more] = await users("9007199254740993", "4").read("users", same?.next);
    expect(more?.records.map(({ key, page }) => [key, page])).toEqual([
      ["9007199254740993", "users/000000003:000001"],
      ["4", "users/000000003:000002"],
    ]);
  });
});
