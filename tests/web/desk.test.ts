import { expect, test, vi } from "vitest";
import type { Lake } from "../../functions/ports.ts";
import { type DeskInput, desk } from "../../functions/web/desk.ts";

const kept: Readonly<Record<string, string>> = {
  "archive/monthly/2026-10/index.html": "<h1>October</h1>",
  "archive/weekly/2026-W45/index.html": "<h1>Week 45</h1>",
  "archive/weekly/2026-W46/index.html": "<h1>Week 46</h1>",
  "archive/weekly/2026-W46/kpis.csv": "kpi,value\ncontacts_opened,12\n",
  "archive/weekly/2026-W46/plan.json": "{}",
  "state/warehouse.json": "{}",
};

/** A lake that holds `kept` and remembers which keys were asked for. */
function reading(objects: Readonly<Record<string, string>> = kept) {
  const asked: string[] = [];
  const lake: Pick<Lake, "get" | "list"> = {
    async get(key) {
      asked.push(key);
      const text = objects[key];
      return text === undefined ? undefined : { body: new TextEncoder().encode(text), etag: "1" };
    },
    async *list(prefix) {
      for (const key of Object.keys(objects).sort())
        if (key.startsWith(prefix)) yield { key, size: 1, etag: "1" };
    },
  };
  return { lake: lake as Lake, asked };
}

function input(changes: Partial<DeskInput> = {}): DeskInput {
  return {
    lake: reading().lake,
    emails: async () => [
      { id: "one", subject: "Week 45: calm", to: "ilona@example.org", sentAt: "2026-11-09T07:00:00Z" },
      {
        id: "two/2026?<b>",
        subject: "Week 46: late parcels",
        to: "sam@example.org",
        sentAt: "2026-11-16T07:00:00Z",
      },
    ],
    emailHtml: async (id) => `<p>email ${id.length}</p>`,
    quarantine: async () => [
      { source: "northwind", place: "contacts-2026-11-12.csv.gz:17", reason: "opened_at is not a time" },
    ],
    ...changes,
  };
}

async function text(path: string, changes: Partial<DeskInput> = {}): Promise<string> {
  return (await desk(input(changes)).request(path)).text();
}

test("the front page lists emails with the newest first and links to each", async () => {
  const front = await text("/");
  expect(front).toContain("Sent emails (2)");
  expect(front.indexOf("late parcels")).toBeLessThan(front.indexOf("Week 45: calm"));
  expect(front).toContain('href="/outbox/one"');
  expect(front).toContain("to sam@example.org");
  expect(front).toContain("2026-11-16 07:00 UTC");
});

test("the front page lists archived reports with the newest period first", async () => {
  const front = await text("/");
  expect(front).toContain("Archived reports (3)");
  expect(front).toContain('href="/archive/weekly/2026-W46/index.html"');
  expect(front).toContain('href="/archive/weekly/2026-W46/kpis.csv"');
  expect(front.indexOf("2026-W46")).toBeLessThan(front.indexOf("2026-W45"));
});

test("the front page says of each quarantined row its source, file, row and reason", async () => {
  expect(await text("/")).toContain(
    '<tr><td>northwind</td><td>contacts-2026-11-12.csv.gz</td><td class="number">17</td><td>opened_at is not a time</td></tr>',
  );
});

test("a place without a row number is shown whole", async () => {
  const quarantine = async () => [{ source: "s", place: "C:\\in\\a.csv", reason: "not a CSV" }];
  expect(await text("/", { quarantine })).toContain('<td>C:\\in\\a.csv</td><td class="number"></td>');
});

test("a long quarantine is cut and says so", async () => {
  const rows = Array.from({ length: 250 }, (_, row) => ({
    source: "s",
    place: `a.csv:${row}`,
    reason: "bad",
  }));
  const front = await text("/", { quarantine: async () => rows });
  expect(front).toContain("Quarantine (250)");
  expect(front).toContain("The first 200 of 250 rows.");
  expect(front.match(/<td>bad<\/td>/g)).toHaveLength(200);
});

test("an empty desk says what to do next", async () => {
  const empty = { lake: reading({}).lake, emails: async () => [], quarantine: async () => [] };
  const front = await text("/", empty);
  expect(front).toContain("npm run raport -- run");
  expect(front).toContain("A report is archived when it is sent.");
  expect(front).toContain("every row that was read counts");
});

test("what others wrote stays text", async () => {
  const bad = `<script>alert("x")</script>'&`;
  const front = await text("/", {
    emails: async () => [{ id: bad, subject: bad, to: bad, sentAt: bad }],
    quarantine: async () => [{ source: bad, place: `${bad}:1`, reason: bad }],
    lake: reading({ [`archive/${bad}/2026/index.html`]: "" }).lake,
  });
  expect(front).not.toContain("<script");
  // Subject, recipient, the time twice, source, file, reason.
  expect(front.match(/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&#39;&amp;/g)).toHaveLength(7);
  const missing = await text("/%3Cscript%3Ealert(1)%3C/script%3E");
  expect(missing).not.toContain("<script");
});

test("an email opens by its id, whatever characters that has", async () => {
  const front = await text("/");
  const href = /href="(\/outbox\/two[^"]*)"/.exec(front)?.[1] ?? "";
  expect(href).toBe("/outbox/two%2F2026%3F%3Cb%3E");
  // "two/2026?<b>" has 12 characters.
  expect(await text(href)).toBe("<p>email 12</p>");
});

test("an id no email has is not asked for", async () => {
  const emailHtml = vi.fn(async () => "secret");
  for (const id of ["three", "..%2F..%2Fetc%2Fpasswd", "%E0%A4%A", "one%00"]) {
    const answer = await desk(input({ emailHtml })).request(`/outbox/${id}`);
    expect(answer.status).toBe(404);
  }
  expect(emailHtml).not.toHaveBeenCalled();
});

test("an email whose file is gone is not found", async () => {
  expect((await desk(input({ emailHtml: async () => undefined })).request("/outbox/one")).status).toBe(404);
});

test("an archived page and its numbers are served as they were stored", async () => {
  const page = await desk(input()).request("/archive/weekly/2026-W46/index.html");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toBe("<h1>Week 46</h1>");
  const numbers = await desk(input()).request("/archive/weekly/2026-W46/kpis.csv");
  expect(numbers.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(numbers.headers.get("content-disposition")).toBe('attachment; filename="weekly-2026-W46-kpis.csv"');
  expect(await numbers.text()).toBe("kpi,value\ncontacts_opened,12\n");
});

test("the folder of a report is its page", async () => {
  expect(await text("/archive/weekly/2026-W46/")).toBe("<h1>Week 46</h1>");
  const bare = await desk(input()).request("/archive/weekly/2026-W46");
  expect(bare.headers.get("location")).toBe("/archive/weekly/2026-W46/");
});

test("nothing but the two files of a report can be read, whatever the path tries", async () => {
  const { lake, asked } = reading();
  const tries = [
    "/archive/weekly/2026-W46/plan.json",
    "/archive/../state/warehouse.json",
    "/archive/%2e%2e/state/warehouse.json",
    "/archive/..%2f..%2fstate/2026/index.html",
    "/archive/weekly/..%2f..%2fstate%2fwarehouse.json/index.html",
    "/archive/weekly/..%5c..%5cstate/index.html",
    "/archive/.hidden/2026-W46/index.html",
    "/archive/weekly/2026-W46%00/index.html",
    "/archive/weekly/2026-W46/toString",
    "/archive/weekly/2026-W46/index.html/more",
    "/archive//weekly/2026-W46/index.html",
    "/state/warehouse.json",
  ];
  for (const path of tries) expect((await desk(input({ lake })).request(path)).status, path).toBe(404);
  expect(asked).toEqual([]);
});

test("a folder address cannot lead to another site", async () => {
  const answer = await desk(input()).request("http://localhost//example.org/archive/a");
  expect(answer.headers.get("location")).toBeNull();
  const encoded = await desk(input()).request("/archive/%2Fexample.org/x");
  expect(encoded.headers.get("location") ?? "/archive/").toMatch(/^\/archive\//);
});

test("every answer forbids scripts, keeping, framing and guessing", async () => {
  for (const path of [
    "/",
    "/desk.css",
    "/outbox/one",
    "/archive/weekly/2026-W46/index.html",
    "/archive/weekly/2026-W46",
    "/nowhere",
  ]) {
    const { headers } = await desk(input()).request(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("script-src");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("our own pages may not carry styles of their own", async () => {
  const { headers } = await desk(input()).request("/");
  expect(headers.get("content-security-policy")).toContain("style-src 'self';");
  expect(await text("/")).not.toMatch(/ style=|<style/);
});

test("an address that leads nowhere says so and shows the way back", async () => {
  const answer = await desk(input()).request("/archive/weekly/2020-W01/index.html");
  expect(answer.status).toBe(404);
  const body = await answer.text();
  expect(body).toContain("/archive/weekly/2020-W01/index.html");
  expect(body).toContain('<a href="/">');
});

test("a failure behind the desk is told in the terminal and not on the page", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const answer = await desk(input({ quarantine: () => Promise.reject(new Error("no such table")) })).request(
    "/",
  );
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("no such table");
  expect(said.mock.calls).toEqual([["desk: /: no such table"]]);
  said.mockRestore();
});

test("the desk only shows: nothing can be posted to it", async () => {
  expect((await desk(input()).request("/", { method: "POST" })).status).toBe(404);
});
