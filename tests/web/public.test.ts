/** What the world can reach: nothing without a link of an email, and nothing happens by looking. */

import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { type Claims, sign } from "../../functions/stages/tokens.ts";
import { publicSite } from "../../functions/web/public.ts";
import { memoryLake } from "../memory.ts";

const claims: Claims = {
  purpose: "unsubscribe",
  report: "weekly",
  address: "0123456789abcdef",
  issuedAt: "2026-11-16T07:00:00Z",
};

async function site() {
  const lake = memoryLake();
  const ended: string[] = [];
  const app = publicSite({
    lake,
    config: () => ({ reports: [] }) as unknown as Config,
    now: () => "2026-11-16T08:00:00Z",
    freshLink: async () => {},
    onRefusal: () => {},
    titleOf: async (report) => (report === "weekly" ? "Weekly <digest>" : undefined),
    unsubscribe: async ({ report, address }) => void ended.push(`${report} ${address}`),
  });
  const token = await sign(claims, lake);
  const ask = async (path: string, method = "GET", init: RequestInit = {}) => {
    const answer = await app.request(path, { ...init, method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { lake, ended, token, ask };
}

describe("the link to unsubscribe", () => {
  test("shows a button and changes nothing, whoever opens it and however", async () => {
    const { ended, token, ask, lake } = await site();
    const writes = lake.writes.length;
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
      await ask(`/unsubscribe/${token}`, method);
    const { status, text, headers } = await ask(`/unsubscribe/${token}?x=1`);
    expect(status).toBe(200);
    expect(text).toContain('<form method="post"><p><button type="submit">Unsubscribe</button></p></form>');
    expect(text).toContain("Weekly &lt;digest&gt;");
    expect(headers.get("content-security-policy")).toContain("form-action 'self'");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(ended).toEqual([]);
    expect(lake.writes).toHaveLength(writes);
  });

  test("ends the report for its reader with one POST, bare, from a form, or from a mail program", async () => {
    const { ended, token, ask } = await site();
    const form = { headers: { "content-type": "application/x-www-form-urlencoded" } };
    for (const init of [
      {},
      { body: "List-Unsubscribe=One-Click", ...form },
      {
        body: "anything",
        headers: { "content-type": "text/plain", cookie: "a=b", origin: "https://mail.example" },
      },
    ]) {
      const { status, text } = await ask(`/unsubscribe/${token}`, "POST", init);
      expect(status).toBe(200);
      expect(text).toContain("You get no more emails of “Weekly &lt;digest&gt;”");
    }
    expect(ended).toEqual(Array.from({ length: 3 }, () => "weekly 0123456789abcdef"));
  });

  test("that was changed, or opens a report, ends nothing", async () => {
    const { ended, token, ask, lake } = await site();
    const opens = await sign({ ...claims, purpose: "open", period: "2026-W46" }, lake);
    for (const wrong of [`${token}x`, token.slice(0, -2), opens, "x", "%2e%2e", "a.b.c"])
      for (const method of ["GET", "POST"]) {
        const { status, text } = await ask(`/unsubscribe/${wrong}`, method);
        expect(status, `${method} ${wrong}`).toBe(404);
        expect(text).not.toContain("<form");
      }
    expect(ended).toEqual([]);
  });
});

describe("everything else", () => {
  test("is not there: no list of reports, no archive, no desk", async () => {
    const { ask } = await site();
    for (const path of [
      "/",
      "/archive/",
      "/archive/weekly/2026-W46/index.html",
      "/outbox/x",
      "/state/keys.json",
      "/open",
      "/unsubscribe",
    ]) {
      const { status, text } = await ask(path);
      expect(status, path).toBe(404);
      expect(text).not.toContain("weekly");
    }
  });

  test("is for nobody's search engine, and its style is served", async () => {
    const { ask } = await site();
    expect((await ask("/robots.txt")).text).toBe("User-agent: *\nDisallow: /\n");
    expect((await ask("/desk.css")).headers.get("content-type")).toContain("text/css");
  });

  test("that fails says nothing of why, and the log holds no token", async () => {
    const { lake, token } = await site();
    const app = publicSite({
      lake,
      config: () => ({ reports: [] }) as unknown as Config,
      now: () => "2026-11-16T08:00:00Z",
      freshLink: async () => {},
      onRefusal: () => {},
      titleOf: async () => undefined,
      unsubscribe: () => Promise.reject(new Error("the disk is full")),
    });
    const logged: string[] = [];
    const { error } = console;
    console.error = (line: string) => void logged.push(line);
    const answer = await app.request(`/unsubscribe/${token}`, { method: "POST" });
    console.error = error;
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("disk");
    expect(logged).toEqual(["web: unsubscribe: the disk is full"]);
  });
});
