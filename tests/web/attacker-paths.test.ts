/** The tour goes on without a link that is good: paths, scanners, names that hold more than a name, and what the log keeps. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ana, attacked, bo, configWith, expectNothing, secret } from "./attacked.ts";

const { error, log } = console;
let logged: string[] = [];
beforeEach(() => {
  logged = [];
  for (const name of ["error", "log", "warn", "info"] as const)
    console[name] = (...parts: readonly unknown[]) => void logged.push(parts.map(String).join(" "));
});
afterEach(() => Object.assign(console, { error, log }));

const paths = (token: string) => [
  "/%2e%2e/state/private.json",
  "/open/%2e%2e/state/private.json",
  "/open/..%2f..%2fstate%2fprivate.json",
  "/open/%252e%252e%252fstate%252fprivate.json/",
  "/open/..%5c..%5cstate/",
  `/open/${token}/../../archive/salaries/2026-W46/index.html`,
  `/open/${token}/%2e%2e/%2e%2e/state/private.json`,
  `/open/${token}%2f..%2f..%2fsalaries/`,
  `/open/${token}/..%2fkpis.csv`,
  `/open/${token}/salaries/2026-W46/index.html`,
  `/open/${token}/plan.json`,
  `/open/${token}/kpis.csv%00.html`,
  `/open/${token}%00/`,
  `/open/%00${token}/`,
  `/open/${token}%0d%0aSet-Cookie:%20a=b/`,
  `/open/${token}/%0d%0aSet-Cookie:%20a=b`,
  "/open/%0d%0aX-Evil:%20yes",
  "/open/%2f%2fevil.example",
  "/open//evil.example",
  "//evil.example/open",
  "/open/%ff%fe/",
  "/open/%/",
  `/open/${"a".repeat(15_000)}`,
  `/open/a.${"a".repeat(15_000)}.a/`,
  `/open/${"%61".repeat(5000)}/kpis.csv`,
  "/archive/salaries/2026-W46/index.html",
  "/state/private.json",
  "/OPEN/x.y.z/",
  "/unsubscribe/%2e%2e%2fopen",
  `/unsubscribe/${token}/../x`,
  "/unsubscribe/%0d%0aX-Evil:%20yes",
  "/.env",
  "/",
];

describe("a path that is none of ours", () => {
  test("leads nowhere, sets no header, is repeated nowhere, and changes nothing", async () => {
    const { ask, tokenOf, lake, now } = await attacked();
    const token = await tokenOf(bo);
    const writes = lake.writes.length;
    for (const path of paths(token))
      for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
        const answer = await ask(path, method);
        const about = `${method} ${path.slice(0, 80)}`;
        expect(answer.status, about).toBe(404);
        expectNothing(answer, about);
        const all = JSON.stringify([...answer.headers]) + answer.text;
        expect(all, about).not.toMatch(/evil|set-cookie|aaaaaaaa|x-evil|private/i);
        expect(answer.headers.get("location"), about).toBeNull();
      }
    expect([lake.writes.length, now.mail.to]).toEqual([writes, []]);
  });

  test("and a link without its slash lead to no other host", async () => {
    const { ask, tokenOf } = await attacked();
    const token = await tokenOf(bo);
    const answer = await ask(`/open/${token}?next=https://evil.example/%0d%0a`);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, `./${token}/`]);
    expectNothing(
      { ...answer, headers: new Headers([...answer.headers].filter(([name]) => name !== "location")) },
      "302",
    );
  });

  test("is answered alike whatever it asks for: one page for each kind of refusal", async () => {
    const { ask, tokenOf } = await attacked();
    const token = await tokenOf(ana);
    const shape = async (path: string) => {
      const { status, headers, text } = await ask(path);
      return JSON.stringify([status, [...headers], text]);
    };
    const links = [
      "x.y.z",
      `${token}x`,
      `x${token}`,
      token.slice(0, -3),
      await tokenOf(ana, { purpose: "unsubscribe" }),
    ];
    expect(new Set(await Promise.all(links.map((one) => shape(`/open/${one}/`)))).size).toBe(1);
    expect(new Set(await Promise.all(links.map((one) => shape(`/unsubscribe/${one.slice(1)}`)))).size).toBe(
      1,
    );
  });
});

test("who asks in a header for another address, method or user is not listened to", async () => {
  const { ask, tokenOf, lake } = await attacked();
  const headers = {
    "x-forwarded-host": "evil.example",
    "x-original-url": "/archive/salaries/2026-W46/index.html",
    "x-rewrite-url": "/state/private.json",
    "x-http-method-override": "POST",
    "accept-language": `en\t${"x".repeat(9000)},<script>`,
    range: "bytes=0-0,1-1",
  };
  const token = await tokenOf(ana, { purpose: "unsubscribe" });
  const writes = lake.writes.length;
  const answer = await ask(`/unsubscribe/${token}`, "GET", {
    headers,
  });
  expect(answer.status).toBe(200);
  expect(answer.text + JSON.stringify([...answer.headers])).not.toMatch(/evil|<script|SECRET/);
  expect((await ask(`/open/${await tokenOf(bo)}/`, "GET", { headers })).text).toBe(
    secret("weekly", "2026-W46", "billing"),
  );
  expect(lake.writes).toHaveLength(writes);
});

test("a scanner that opens every link of every email, a hundred times, changes nothing and mails nobody", async () => {
  const { ask, tokenOf, lake, now } = await attacked();
  const opens = await tokenOf(ana);
  const ended = await tokenOf(ana, { issuedAt: "2024-01-01T00:00:00Z" });
  const ends = await tokenOf(ana, { purpose: "unsubscribe" });
  const writes = lake.writes.length;
  for (let times = 0; times < 100; times += 1)
    for (const path of [
      `/open/${opens}/`,
      `/open/${opens}`,
      `/open/${ended}/`,
      `/open/${ended}/kpis.csv`,
      `/unsubscribe/${ends}`,
    ])
      await ask(path, ["GET", "HEAD", "OPTIONS"][times % 3]);
  expect([lake.writes.length, now.mail.to]).toEqual([writes, []]);
  expect((await ask(`/open/${opens}/`)).status).toBe(200);
});

describe("names that hold more than a name", () => {
  const title = "Weekly</title><script>alert(1)</script>\r\nSet-Cookie: a=b\u2028\"'";

  test("break neither page nor header", async () => {
    const { ask, tokenOf } = await attacked(configWith([ana, bo], title));
    const token = await tokenOf(ana, { purpose: "unsubscribe" });
    for (const method of ["GET", "POST"]) {
      const { text, headers } = await ask(`/unsubscribe/${token}`, method);
      expect(text).not.toContain("<script");
      expect(text).toContain("&lt;script&gt;");
      expect(headers.get("set-cookie")).toBeNull();
    }
  });

  test("of a report in a link, signed in error, are no part of a file's name or a key", async () => {
    const { ask, tokenOf, now } = await attacked();
    for (const report of [
      'weekly"\r\nX-Evil: yes',
      "weekly/../salaries",
      "../archive/weekly",
      "weekly\0",
      ".weekly",
    ]) {
      for (const method of ["GET", "POST"]) {
        const answer = await ask(
          `/open/${await tokenOf(ana, { report, issuedAt: "2024-01-01T00:00:00Z" })}/`,
          method,
        );
        expect(answer.status, report).toBe(404);
        expectNothing(answer, report);
      }
    }
    expect(now.mail.to).toEqual([]);
  });
});

test("the log has a line for every refusal, with its kind alone: no token, path, address or name", async () => {
  const { ask, tokenOf, refusals, now } = await attacked();
  const token = await tokenOf(ana);
  for (const path of paths(token)) await ask(path);
  await ask(`/open/${await tokenOf(ana, { issuedAt: "2024-01-01T00:00:00Z" })}/`);
  await ask(`/open/${await tokenOf(ana, { report: "salaries" })}/`);
  await ask(`/open/${await tokenOf(ana, { period: "2026-W44" })}/`);
  now.config = configWith([]);
  await ask(`/open/${token}/`);
  expect(refusals).toHaveLength(paths(token).length + 4);
  expect(refusals.slice(-4)).toEqual(["open: ended", "open: removed", "open: absent", "open: removed"]);
  for (const line of refusals) expect(line).toMatch(/^(open|unsubscribe|none): [a-z]+$/);
  expect(logged).toEqual([]);
});

test("an error that holds an address and a line of its own is logged as one line that names nobody", async () => {
  const { lake, tokenOf, app } = await attacked();
  const token = await tokenOf(ana);
  lake.get = () =>
    Promise.reject(new Error("no access for ana@example.org\r\n2026 web: all is well\u001b[2J"));
  for (const path of [`/open/${token}/`, `/unsubscribe/${token}`, `/open/${token}/kpis.csv`]) {
    const answer = await app.request(path);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/ana@|access|well/);
  }
  expect(logged).toHaveLength(3);
  for (const line of logged) {
    expect(line).toMatch(/^web: (open|unsubscribe): no access for \(address\) 2026 web: all is well \[2J$/);
    expect(line).not.toContain(token);
  }
});

test("a body is never read, however much there is of it", async () => {
  const { app, tokenOf, lake } = await attacked();
  const unsubscribes = await tokenOf(ana, { purpose: "unsubscribe" });
  const ended = await tokenOf(ana, { issuedAt: "2024-01-01T00:00:00Z" });
  for (const path of [`/unsubscribe/${unsubscribes}`, `/open/${ended}/`, "/unsubscribe/x", "/open/x/", "/"]) {
    let read = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          read += 1;
          controller.enqueue(new Uint8Array(1 << 20));
          if (read > 20) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    expect((await app.request(path, init)).status, path).toBeLessThan(405);
    expect(read, path).toBe(0);
  }
  expect(lake.writes.some((key) => key.startsWith("state/unsubscribed/weekly/"))).toBe(true);
});
