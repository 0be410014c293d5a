import { expect, test, vi } from "vitest";
import { desk } from "../../functions/web/desk.ts";
import { asked, bad, coming, emails, input, reading, sent, shown, text } from "./desk-input.ts";

const rooms = ["/", "/inbox", "/coming", "/health", "/kpis", "/kpis/resolved_share", "/config"];

test("every room leads to every other, and says which one it is", async () => {
  for (const path of rooms) {
    const page = await text(path);
    for (const to of ["/", "/inbox", "/archive", "/coming", "/health", "/kpis", "/config"])
      expect(page, path).toContain(`<a href="${to}"`);
    expect(page, path).toContain(`<a href="/${path.split("/")[1]}" aria-current="page">`);
  }
});

test("the front page says what was sent last, what comes next and how far the data reach", async () => {
  const front = await text("/");
  expect(front).toContain('<a href="/inbox/two%2F2026%3F%3Cb%3E">Week 46: late parcels</a>');
  // 07:00 UTC is eight in the morning in Budapest in winter; where no zone is known, UTC is said.
  expect(front).toContain(">2026-11-16 08:00</time>");
  expect(front).toContain("Times are those of Europe/Budapest.");
  expect(await text("/", { zone: async () => null })).toContain(">2026-11-16 07:00 UTC</time>");
  expect(front).toContain('href="/archive/weekly/2026-W46/fi/index.html"');
  expect(front).toContain("Inbox (2)");
  expect(front).toContain("Waits for the end of the week (2026-11-23 00:00)");
  expect(front).toContain("All 1 source complete");
  expect(front).toContain("1,000 rows read, 12 left out");
  expect(front).toContain("Nothing needs anybody");
});

test("the front page counts each reader of the last report once", async () => {
  const again = [...emails, { ...emails[1]!, id: "three" }, sent("four", { period: "2026-W46" })];
  // Of week 46: Sam twice, because it was sent again, and Ilona.
  expect(await text("/", { emails: async () => again })).toContain("to 2 readers");
});

test("what needs somebody stands first, each with where to see it", async () => {
  const overview = async () => ({
    organisation: "Northwind",
    health: { sources: 2, complete: 1, landed: 5, leftOut: null, generation: 1 },
    troubles: [{ what: "1 file of calls was refused.", href: "/health#refused", isGrave: true }],
  });
  const front = await text("/", { overview });
  expect(front).toContain("1 thing needs somebody");
  expect(front).toContain('1 file of calls was refused. <a href="/health#refused">');
  expect(front.indexOf("needs somebody")).toBeLessThan(front.indexOf("Sent last"));
  expect(front).toContain("1 of 2 sources complete");
  // What it would cost to count is not said to be none.
  expect(front).toContain("5 rows read; generation 1");
});

test("a report that is due and waits needs somebody; one whose hour is still to come does not", async () => {
  const late = coming({ isDue: true, waitsFor: ["calls: the file for 2026-11-15 is missing"] });
  const front = await text("/", { coming: async () => [late, coming()] });
  expect(front).toContain("1 thing needs somebody");
  expect(front).toContain(
    "Weekly digest 2026-W47 was due 2026-11-23 08:00 (Europe/Budapest) and waits for calls: the file for 2026-11-15 is missing.",
  );
  expect(front).toContain('class="banner wait"');
});

test("an empty desk says what to do next", async () => {
  const empty = {
    lake: reading({}).lake,
    emails: async () => [],
    overview: async () => null,
    coming: async () => null,
  };
  expect(await text("/", empty)).toContain("npm run raport -- run");
  expect(await text("/coming", empty)).toContain("No run has put a config in force");
  expect(await text("/health", { health: async () => null })).toContain("No run has put a config in force");
  expect(await text("/inbox", empty)).toContain("npm run raport -- run");
});

test("the coming sends say when, to whom and what each waits for", async () => {
  const page = await text("/coming");
  expect(page).toContain("2026-11-23 08:00 (Europe/Budapest)");
  expect(page).toContain("<li>the end of the week (2026-11-23 00:00)</li>");
  expect(page).toContain('Ilona Varga <span class="quiet">hu, sees department Technical</span>');
  expect(await text("/coming", { coming: async () => [coming({ waitsFor: [] })] })).toContain(
    "<dd>nothing</dd>",
  );
});

test("what others wrote stays text in the overview, and in what comes", async () => {
  const hostile = {
    emails: async () => [
      sent(bad, { subject: bad, name: bad, address: bad, report: bad, period: bad, sentAt: bad }),
    ],
    overview: async () => ({
      organisation: bad,
      health: { sources: 1, complete: 1, landed: 1, leftOut: 0, generation: 1 },
      troubles: [{ what: bad, href: "/health", isGrave: true }],
    }),
    coming: async () => [
      coming({
        title: bad,
        waitsFor: [bad],
        notes: [bad],
        readers: [{ name: bad, locale: "en", sees: bad }],
      }),
    ],
  };
  const front = await text("/", hostile);
  // Organisation, trouble, subject, report, period, the time twice; title and wait of what comes.
  expect(front.split(shown)).toHaveLength(10);
  const next = await text("/coming", hostile);
  // Title, wait, note, name, scope.
  expect(next.split(shown)).toHaveLength(6);
  for (const page of [front, next, await text("/%3Cscript%3Ealert(1)%3C/script%3E")])
    expect(page).not.toContain("<script");
});

test("the archive is a room like the others", async () => {
  const page = await text("/archive/");
  expect(page).toContain('<a href="/archive" aria-current="page">');
  expect(page).toContain("2026-W46");
});

test("an archived page and its numbers are served as they were stored", async () => {
  const page = await asked("/archive/weekly/2026-W46/as-sent.html");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toBe("<h1>Week 46</h1>");
  const numbers = await asked("/archive/weekly/2026-W46/kpis.csv");
  expect(numbers.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(numbers.headers.get("content-disposition")).toBe('attachment; filename="weekly-2026-W46-kpis.csv"');
  expect(await numbers.text()).toBe("kpi,value\ncontacts_opened,12\n");
});

test("the folder of a report is its page", async () => {
  expect(await text("/archive/weekly/2026-W46/")).toContain("<h1>Week 46</h1>");
  const bare = await asked("/archive/weekly/2026-W46");
  expect(bare.headers.get("location")).toBe("/archive/weekly/2026-W46/");
});

test("nothing but the files of a report can be read, whatever the path tries", async () => {
  const { lake, asked: keys } = reading();
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
    "/kpis/..%2f..%2fstate%2fwarehouse.json",
    "/kpis/toString",
    "/inbox/..%2f..%2fstate%2fwarehouse.json",
  ];
  for (const path of tries) expect((await asked(path, { lake })).status, path).toBe(404);
  expect(keys).toEqual([]);
});

test("a folder address cannot lead to another site", async () => {
  const answer = await asked("http://localhost//example.org/archive/a");
  expect(answer.headers.get("location")).toBeNull();
  const encoded = await asked("/archive/%2Fexample.org/x");
  expect(encoded.headers.get("location") ?? "/archive/").toMatch(/^\/archive\//);
});

test("the link of an email opens its page in the archive, and nothing else", async () => {
  const linked = async (token: string) =>
    token === "key.claims.signature" ? "/archive/weekly/2026-W46/index.html" : undefined;
  const opened = async (path: string) => (await asked(path, { linked })).headers.get("location");
  expect(await opened("/open/key.claims.signature/")).toBe("/archive/weekly/2026-W46/index.html");
  expect(await opened("/open/key.claims.signature/kpis.csv")).toBe("/archive/weekly/2026-W46/kpis.csv");
  expect((await asked("/open/another.claims.signature/", { linked })).status).toBe(404);
});

test("every answer forbids scripts, keeping, framing and guessing; only the config's own script runs, on its page", async () => {
  for (const path of [
    ...rooms,
    "/desk.css",
    "/inbox/one",
    "/outbox/one",
    "/outbox/one/dark",
    "/inbox/unsubscribe",
    "/archive/weekly/2026-W46/index.html",
    "/archive/weekly/2026-W46",
    "/nowhere",
  ]) {
    const { headers } = await asked(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, path).toMatch(/^default-src 'none';/);
    expect(policy, path).toContain(
      path === "/outbox/one/dark" ? "frame-ancestors 'self'" : "frame-ancestors 'none'",
    );
    if (path === "/config") expect(policy).toContain("script-src 'self'; connect-src 'self'");
    else expect(policy, path).not.toContain("script-src");
    expect(headers.get("cache-control"), path).toBe("no-store");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});

test("our own pages may not carry styles or scripts of their own", async () => {
  for (const path of rooms) {
    expect((await asked(path)).headers.get("content-security-policy")).toContain("style-src 'self';");
    const page = await text(path);
    expect(page, path).not.toMatch(/ style=|<style| on[a-z]+=/);
    expect(page.match(/<script[^>]*>/g) ?? [], path).toEqual(
      path === "/config" ? ['<script src="/desk.js" defer>'] : [],
    );
  }
});

test("an address that leads nowhere says so and shows the way back", async () => {
  const answer = await asked("/archive/weekly/2020-W01/index.html");
  expect(answer.status).toBe(404);
  const body = await answer.text();
  expect(body).toContain("/archive/weekly/2020-W01/index.html");
  expect(body).toContain('<a href="/">');
});

test("a failure behind the desk is told in the terminal and not on the page", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const failing = () => Promise.reject(new Error("no such table"));
  const answer = await asked("/health", { health: failing });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("no such table");
  expect(said.mock.calls).toEqual([["desk: /health: no such table"]]);
  said.mockRestore();
});

test("the desk only shows: nothing but a text to check can be posted to it", async () => {
  for (const path of [
    "/",
    "/inbox",
    "/inbox/one",
    "/outbox/one",
    "/coming",
    "/health",
    "/kpis",
    "/desk.js",
    "/open/a.b.c/",
  ])
    expect((await desk(input()).request(path, { method: "POST" })).status, path).toBe(404);
});
