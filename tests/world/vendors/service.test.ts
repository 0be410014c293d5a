import { describe, expect, test } from "vitest";
import { ten, things, tiny, tinyVendor } from "./tiny.ts";

const text = async (answer: Response) => answer.text();
const keysIn = async (answer: Response): Promise<string[]> =>
  [...(await answer.text()).matchAll(/"id":(\d+)/g)].map(([, key]) => key ?? "");

describe("who asks", () => {
  test("is answered with the records as they stand, digit by digit", async () => {
    const { ask } = tinyVendor();
    // By their own timestamps: three at 20 seconds, one again at 60, two gone at 90.
    expect(await text(await ask())).toBe(
      '{"things":[{"id":9007199254740993,"name":"three"},{"id":1,"name":"one again"},{"id":2,"name":"gone"}],"next":null}',
    );
  });

  test("sees only what has happened by then", async () => {
    const { ask } = tinyVendor({}, tiny(), 15);
    expect(await text(await ask())).toBe(
      '{"things":[{"id":1,"name":"one"},{"id":2,"name":"two"}],"next":null}',
    );
  });

  test("without the token is not answered", async () => {
    const { ask, vendor } = tinyVendor();
    expect((await ask("/things", {})).status).toBe(401);
    expect(vendor.calls.map(({ trouble }) => trouble)).toEqual(["no token"]);
  });

  test("finds nothing where nothing is, and no other host", async () => {
    const { ask } = tinyVendor();
    expect((await ask("/nothing")).status).toBe(404);
  });

  test("gets the ledger, whatever else is wrong", async () => {
    const { ask } = tinyVendor({ outages: [{ from: 0, to: ten * 2 }] });
    expect((await text(await ask("/__ledger", {}))).trimEnd().split("\n").length).toBe(things.length);
  });
});

describe("time", () => {
  test("goes on while a request is answered", async () => {
    // It is 89 seconds past ten; the answer is made at 90, when two is gone.
    const { ask, clock } = tinyVendor({ latency: [1000, 1000] }, tiny(), 89);
    expect(await text(await ask())).toContain('"gone"');
    expect(clock.now()).toBe(ten + 90_000);
  });

  test("records become visible up to so many seconds late, never early", () => {
    const { vendor } = tinyVendor({ late: 1 });
    const delays = vendor.ledger.versions.map(({ at, visibleAt }) => (visibleAt - at) / 1000);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(90);
    expect(new Set(delays).size).toBeGreaterThan(2);
  });

  test("a stream that is never late is not", () => {
    const personality = tiny(things, { streams: [{ name: "things", lateness: 0 }] });
    const { vendor } = tinyVendor({ late: 1 }, personality);
    expect(vendor.ledger.versions.every(({ at, visibleAt }) => at === visibleAt)).toBe(true);
  });
});

describe("requests that are too many", () => {
  const slow = tiny(things, { groups: { all: { requests: 2, seconds: 20 } } });

  test("are refused until there is room again, and early ones are counted", async () => {
    const { ask, clock, vendor } = tinyVendor({}, slow);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    // One every ten seconds.
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
    expect(vendor.violations().length).toBe(0);
    await clock.sleep(9_999);
    expect((await ask()).status).toBe(429);
    expect(vendor.violations().length).toBe(1);
    expect(vendor.excesses().length).toBe(2);
    await clock.sleep(1);
    expect((await ask()).status).toBe(200);
  });

  test("a vendor with others on it throttles in every way there is", async () => {
    const ways = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const { ask, vendor, clock } = tinyVendor({ throttled: 1 }, tiny(), 100, `seed ${seed}`);
      const answer = await ask();
      expect(answer.status).toBe(429);
      const header = answer.headers.get("retry-after");
      const kind =
        header === null ? "none" : /GMT$/.test(header) ? "date" : header === "0" ? "zero" : "seconds";
      const body = await answer.text();
      ways
        .add(kind)
        .add(body === "" ? "empty" : body.startsWith("<") ? "page" : body.startsWith("{") ? "own" : "words");
      if (kind !== "seconds" && kind !== "date") continue;
      const wait = kind === "seconds" ? Number(header) * 1000 : Date.parse(header ?? "") - clock.now();
      await clock.sleep(wait - 1);
      await ask();
      expect(vendor.violations().length).toBe(1);
      await clock.sleep(1);
      await ask();
      expect(vendor.violations().length).toBe(1);
    }
    expect([...ways].sort()).toEqual(["date", "empty", "none", "own", "page", "seconds", "words", "zero"]);
  });

  test("a month's budget is over for the rest of the month", async () => {
    const monthly = tiny(things, { groups: { all: { requests: 100, seconds: 1, month: 2 } } });
    const { ask, clock } = tinyVendor({}, monthly);
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429]);
    clock.at(Date.parse("2026-12-01T00:00:00Z"));
    expect((await ask()).status).toBe(200);
  });
});

describe("pages", () => {
  const ids = ["9007199254740993", "1", "2"];

  test("follow each other without chaos", async () => {
    const { ask } = tinyVendor();
    expect(await keysIn(await ask("/things?size=2"))).toEqual(ids.slice(0, 2));
    expect(await keysIn(await ask("/things?size=2&start=2"))).toEqual(ids.slice(2));
  });

  test("may begin with the last record of the page before", async () => {
    const { ask } = tinyVendor({ repeats: 1 });
    expect(await keysIn(await ask("/things?size=2"))).toEqual(ids.slice(0, 2));
    expect(await keysIn(await ask("/things?size=2&start=2"))).toEqual(ids.slice(1));
    // A page of one record would never come to an end.
    expect(await keysIn(await ask("/things?size=1&start=2"))).toEqual(ids.slice(2));
  });

  test("of a stream without an order come mixed, and of one with an order do not", async () => {
    const mixed = tiny(things, { streams: [{ name: "things", isUnordered: true }] });
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) {
      const found = await keysIn(await tinyVendor({ isMixed: true }, mixed, 100, `${seed}`).ask());
      expect(found.toSorted()).toEqual(ids.toSorted());
      orders.add(found.join());
      expect(await keysIn(await tinyVendor({ isMixed: true }, tiny(), 100, `${seed}`).ask())).toEqual(ids);
    }
    expect(orders.size).toBeGreaterThan(3);
  });

  test("that are too large are too large for ever, and one record never is", async () => {
    const { ask } = tinyVendor({ mostBytes: 60 });
    for (let turn = 0; turn < 5; turn += 1) expect((await ask("/things?size=3")).status).toBe(504);
    expect((await ask("/things?size=1")).status).toBe(200);
    expect((await tinyVendor({ mostBytes: 20 }).ask("/things?size=1")).status).toBe(200);
  });
});

describe("tokens", () => {
  const tokens = tiny(things, {
    answer({ query }, view) {
      const given = query.get("token");
      const position =
        given === null
          ? view.token(query.get("for") ?? "", "here")
          : view.position(query.get("for") ?? "", given);
      return { status: position === undefined ? 400 : 200, body: JSON.stringify(position ?? "unknown") };
    },
  });
  const tokenOf = async (ask: (path: string) => Promise<Response>) =>
    encodeURIComponent((await (await ask("/things?for=a")).json()) as string);

  test("stand for a position in one query and in no other", async () => {
    const { ask } = tinyVendor({}, tokens);
    const token = await tokenOf(ask);
    expect(await (await ask(`/things?for=a&token=${token}`)).json()).toBe("here");
    expect((await ask(`/things?for=b&token=${token}`)).status).toBe(400);
    expect((await ask(`/things?for=a&token=x${token}`)).status).toBe(400);
    expect((await ask("/things?for=a&token=nonsense")).status).toBe(400);
  });

  test("expire after so many requests", async () => {
    const { ask } = tinyVendor({ tokens: { requests: 2, minutes: 1e9 } }, tokens);
    const token = await tokenOf(ask);
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await ask(`/things?for=a&token=${token}`)).status);
    expect(statuses).toEqual([200, 200, 400]);
  });

  test("expire after so many minutes", async () => {
    const { ask, clock } = tinyVendor({ tokens: { requests: 1e9, minutes: 5 } }, tokens);
    const token = await tokenOf(ask);
    await clock.sleep(300_000);
    expect((await ask(`/things?for=a&token=${token}`)).status).toBe(200);
    await clock.sleep(1);
    expect((await ask(`/things?for=a&token=${token}`)).status).toBe(400);
  });
});

describe("access", () => {
  const at = ten + 100_000;

  test("is refused while it is revoked, and everything is down in an outage", async () => {
    const { ask, clock } = tinyVendor({
      revoked: [{ from: at, to: at + 1000 }],
      outages: [{ from: at + 2000, to: at + 3000 }],
    });
    expect((await ask()).status).toBe(401);
    await clock.sleep(1000);
    expect((await ask()).status).toBe(200);
    await clock.sleep(1000);
    expect((await ask()).status).toBe(503);
    await clock.sleep(1000);
    expect((await ask()).status).toBe(200);
  });

  test("a plan may lack a stream: 403, and not a word about it", async () => {
    const { ask } = tinyVendor({ forbidden: ["things"] });
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([403, ""]);
    expect((await ask("/parts")).status).toBe(200);
  });

  test("some parents are not found, always the same ones", async () => {
    const { ask, vendor } = tinyVendor({ missing: 0.5 });
    const parents = Array.from({ length: 40 }, (_, index) => String(index));
    const missing = parents.filter((parent) => vendor.isMissing(parent));
    expect(missing.length).toBeGreaterThan(5);
    expect(missing.length).toBeLessThan(35);
    for (const parent of parents) {
      const { status } = await ask(`/parts/${parent}`);
      expect(status).toBe(missing.includes(parent) ? 404 : 200);
    }
  });
});

test("records that nothing identifies stand beside the others", async () => {
  const { ask, vendor } = tinyVendor({ nameless: 1 });
  const rejects = vendor.ledger.versions.filter(({ op }) => op === "reject");
  // Four of the five are no deletion.
  expect(rejects.length).toBe(4);
  expect(await text(await ask())).toContain('{"id":null,"name":"three"}');
});

test("drift changes the body that is served and told of alike", async () => {
  const { ask, vendor } = tinyVendor({ drift: 1 });
  const served = await text(await ask());
  for (const { body } of vendor.ledger.newest(ten + 100_000)) {
    expect(served).toContain(body);
    expect(things.map((each) => each.body)).not.toContain(body);
  }
});
