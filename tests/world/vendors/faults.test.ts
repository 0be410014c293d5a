import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calm, type Fault } from "../../../world/vendors/chaos.ts";
import { virtualClock } from "../../../world/vendors/clock.ts";
import { type Serving, serve } from "../../../world/vendors/server.ts";
import { type Vendor, vendorOf } from "../../../world/vendors/service.ts";
import { fetchOf } from "../../../world/vendors/wire.ts";
import { nowhere, ten, tiny } from "./tiny.ts";

/** What is there when nothing is wrong. */
const whole =
  '{"things":[{"id":9007199254740993,"name":"three"},{"id":1,"name":"one again"},{"id":2,"name":"gone"}],"next":null}';
const bytes = whole.length;

/** A vendor of which every answer has this fault, twice in a row. */
function vendorWith(fault: Fault): Vendor {
  return vendorOf({
    personality: tiny(),
    centre: nowhere,
    clock: virtualClock(ten + 100_000),
    chaos: { ...calm, faults: { [fault]: 1 } },
    seed: fault,
  });
}

interface Way {
  readonly address: string;
  readonly fetch: typeof globalThis.fetch;
}

/** The same through the function and through a socket. */
const ways = ["in one process", "on a port"] as const;
const serving = new Map<Fault, { readonly vendor: Vendor; readonly server: Serving }>();
const onPort = [
  "cut",
  "cut-gzip",
  "short-length",
  "html",
  "byte-order-mark",
  "empty",
  "reset",
  "drip",
  "500",
  "502",
  "503",
  "504",
  "202",
] as const;

beforeAll(async () => {
  for (const fault of onPort) {
    const vendor = vendorWith(fault);
    serving.set(fault, { vendor, server: await serve([vendor]) });
  }
});
afterAll(async () => {
  for (const { server } of serving.values()) await server.stop();
});

function wayOf(way: (typeof ways)[number], fault: Fault): Way & { readonly vendor: Vendor } {
  const served = serving.get(fault)!;
  if (way === "on a port") return { vendor: served.vendor, address: served.server.address, fetch };
  const vendor = vendorWith(fault);
  return { vendor, address: "http://localhost", fetch: fetchOf(vendor) };
}

const asked = (way: (typeof ways)[number], fault: Fault, signal?: AbortSignal) => {
  const { vendor, address, fetch: ask } = wayOf(way, fault);
  return ask(`${address}/tiny/things`, {
    headers: { authorization: vendor.token },
    ...(signal && { signal }),
  });
};

describe.each(ways)("an answer %s", (way) => {
  test("that ends in the middle looks whole to all but who reads it", async () => {
    const answer = await asked(way, "cut");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(whole.slice(0, bytes >> 1));
  });

  test("that was cut after it was packed is read as far as it goes, and nobody complains", async () => {
    const answer = await asked(way, "cut-gzip");
    const text = await answer.text();
    expect([answer.status, whole.startsWith(text)]).toEqual([200, true]);
    expect(text.length).toBeLessThan(bytes);
  });

  test("that is shorter than announced fails while it is read", async () => {
    const answer = await asked(way, "short-length");
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test("whose connection is reset fails, before it or within it", async () => {
    const read = async () => (await asked(way, "reset")).text();
    await expect(read()).rejects.toThrow();
  });

  test("that is a page to sign in on says that all is well", async () => {
    const answer = await asked(way, "html");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect(await answer.text()).toContain("<title>Sign in</title>");
  });

  test("that begins with a byte order mark is otherwise whole", async () => {
    const read = new Uint8Array(await (await asked(way, "byte-order-mark")).arrayBuffer());
    expect([...read.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(read)).toBe(whole);
  });

  test("that is empty says that all is well", async () => {
    const answer = await asked(way, "empty");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("that drips is never there, and can be given up", async () => {
    const stop = new AbortController();
    const answer = await asked(way, "drip", stop.signal);
    const text = answer.text();
    const first = await Promise.race([
      text.then(() => "read"),
      new Promise((done) => setTimeout(done, 50, "waiting")),
    ]);
    expect(first).toBe("waiting");
    stop.abort(new Error("enough"));
    await expect(text).rejects.toThrow();
  });

  test.each(["500", "502", "503", "504", "202"] as const)("that is %s has no records", async (fault) => {
    const answer = await asked(way, fault);
    expect(answer.status).toBe(Number(fault));
    expect(await answer.text()).not.toContain("things");
  });
});

test("a fault comes at most twice in a row to the same request", async () => {
  const vendor = vendorWith("500");
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const headers = { authorization: vendor.token };
    // A 503 may say when to come again; a 500 does not.
    statuses.push((await fetchOf(vendor)("http://localhost/tiny/things", { headers })).status);
  }
  expect(statuses).toEqual([500, 500, 200, 500]);
});

test("the same text comes packed to who asks for it, and plain to who does not", async () => {
  const vendor = vendorOf({ personality: tiny(), centre: nowhere, clock: virtualClock(ten + 100_000) });
  const server = await serve([vendor]);
  try {
    for (const encoding of ["gzip", "identity"]) {
      const headers = { authorization: vendor.token, "accept-encoding": encoding };
      const answer = await fetch(`${server.address}/tiny/things`, { headers });
      expect(answer.headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
      expect(await answer.text()).toBe(whole);
    }
    const nobody = await fetch(`${server.address}/nobody/things`);
    expect([nobody.status, await nobody.text()]).toEqual([404, "/tiny/\n"]);
  } finally {
    await server.stop();
  }
});
