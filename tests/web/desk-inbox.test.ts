import { expect, test, vi } from "vitest";
import { themed } from "../../functions/web/desk/email.ts";
import { asked, bad, sent, shown, text } from "./desk-input.ts";

test("the inbox lists emails with the newest first and links to each", async () => {
  const page = await text("/inbox");
  expect(page).toContain("Sent emails (2)");
  expect(page.indexOf("late parcels")).toBeLessThan(page.indexOf("Week 45: calm"));
  expect(page).toContain('href="/inbox/one"');
  expect(page).toContain("to Sam Adeyemi &lt;sam@example.org&gt;");
  expect(page).toContain(">2026-11-16 08:00</time>");
});

test("the inbox of one reader has theirs and no other's", async () => {
  const page = await text("/inbox?to=sam%40example.org");
  expect(page).toContain("Sent emails (1)");
  expect(page).toContain("late parcels");
  expect(page).not.toContain("Week 45: calm");
  expect(page).toContain('<a href="/inbox?to=sam%40example.org" aria-current="true">Sam Adeyemi (1)</a>');
  expect(await text("/inbox?to=nobody%40example.org")).toContain("None to this reader");
});

test("many readers are a list to choose from, many emails are turned over a hundred at a time", async () => {
  const many = Array.from({ length: 250 }, (_, at) =>
    sent(`mail-${at}`, {
      address: `reader${at % 9}@example.org`,
      sentAt: `2026-11-09T07:${String(at % 60).padStart(2, "0")}:${String(Math.floor(at / 60)).padStart(2, "0")}Z`,
    }),
  );
  const emails = async () => many;
  const first = await text("/inbox", { emails });
  expect(first).toContain('<option value="reader3@example.org">');
  expect(first.match(/<a href="\/inbox\/mail-/g)).toHaveLength(100);
  expect(first).toContain('<a href="/inbox?page=2">Older</a>');
  const last = await text("/inbox?page=3", { emails });
  expect(last.match(/<a href="\/inbox\/mail-/g)).toHaveLength(50);
  expect(last).not.toContain("Older");
  for (const page of ["-1", "0.5", "x", "1e9"])
    expect((await asked(`/inbox?page=${page}`, { emails })).status).toBe(200);
});

test("an email opens by its id, whatever characters that has", async () => {
  const href = /href="(\/inbox\/two[^"]*)"/.exec(await text("/inbox"))?.[1] ?? "";
  expect(href).toBe("/inbox/two%2F2026%3F%3Cb%3E");
  const page = await text(href);
  expect(page).toContain('src="/outbox/two%2F2026%3F%3Cb%3E/light"');
  // "two/2026?<b>" has 12 characters.
  expect(await text("/outbox/two%2F2026%3F%3Cb%3E")).toContain("<p>email 12</p>");
});

test("an email is framed at the widths and in the colours that are asked for, and at no others", async () => {
  const frames = async (query: string) =>
    [...(await text(`/inbox/one${query}`)).matchAll(/<iframe class="(\w+)" src="([^"]+)"/g)].map(
      ([, width, path]) => `${width} ${path}`,
    );
  expect(await frames("")).toEqual(["w640 /outbox/one/light", "w360 /outbox/one/light"]);
  expect(await frames("?width=360&theme=dark")).toEqual(["w360 /outbox/one/dark"]);
  expect(await frames("?width=640")).toEqual(["w640 /outbox/one/light"]);
  expect(await frames("?width=9999&theme=%22%3E%3Cscript%3E")).toHaveLength(2);
  expect((await asked("/outbox/one/purple")).status).toBe(404);
});

test("a framed email runs nothing and may be framed by us alone", async () => {
  expect(await text("/inbox/one")).toContain(
    'sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"',
  );
  const { headers } = await asked("/outbox/one/light");
  expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  expect((await asked("/outbox/one")).headers.get("x-frame-options")).toBe("DENY");
});

test("an id no email has is not asked for", async () => {
  const email = vi.fn(async () => ({ html: "secret" }));
  for (const id of ["three", "..%2F..%2Fetc%2Fpasswd", "%E0%A4%A", "one%00"])
    for (const path of [`/inbox/${id}`, `/outbox/${id}`, `/outbox/${id}/dark`, `/outbox/${id}/source`])
      expect((await asked(path, { email })).status, path).toBe(404);
  expect(email).not.toHaveBeenCalled();
});

test("an email whose file is gone is not found", async () => {
  expect((await asked("/inbox/one", { email: async () => undefined })).status).toBe(404);
});

test("the plain text, the headers and the whole message stand beside it", async () => {
  const source =
    "From: =?UTF-8?Q?V=C3=A1rga?= =?UTF-8?B?IMOJdmE=?= <eva@example.org>\r\nSubject: a\r\n b\r\n\r\nFrom: the body\r\n";
  const email = async () => ({ html: "<p>x</p>", text: "one <b>& two", source });
  const page = await text("/inbox/one", { email });
  // V=C3=A1rga is "Várga", IMOJdmE= is " Éva"; what is between two encoded words is no space.
  expect(page).toContain("<dt>From</dt><dd>Várga Éva &lt;eva@example.org&gt;</dd>");
  expect(page).toContain("one &lt;b&gt;&amp; two");
  expect(page).toContain("Subject: a\n b</pre>");
  expect(page).not.toContain("From: the body");
  const whole = await asked("/outbox/one/source", { email });
  expect(whole.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await whole.text()).toBe(source);
});

test("of an email that a mail server took there is no copy, and the page says so", async () => {
  const page = await text("/inbox/one");
  expect(page).toContain("The message went to a mail server");
  expect((await asked("/outbox/one/source")).status).toBe(404);
});

const email = `<html><head><meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}
@media (prefers-color-scheme: dark) { .a { color: white } }</style></head><body>
<a href="https://reports.example.org/open/key.eyJwdXJwb3NlIjoib3BlbiJ9.signature/" target="_blank">all</a>
<a href="https://reports.example.org/open/key.eyJwdXJwb3NlIjoib3BlbiJ9.signature/#open_backlog">one</a>
<a href="https://raport.invalid/open">placeholder</a>
<a href="https://reports.example.org/unsubscribe/key.eyJwdXJwb3NlIjoidW4ifQ.signature">no more</a>
<a href="file:///somewhere/archive/weekly/2026-W46/index.html#x">file</a>
<a href="https://example.org/reopen/">other</a></body></html>`;

test("dark is forced by the email's own rules, and light by leaving them out", () => {
  const dark = themed(email, "dark", "/archive/w/p/index.html");
  expect(dark).toContain("@media all { .a");
  expect(dark).toContain('<meta name="color-scheme" content="dark">');
  expect(dark).toContain(":root{color-scheme:dark}");
  const light = themed(email, "light", "/archive/w/p/index.html");
  expect(light).toContain("@media not all { .a");
  expect(light).toContain('content="light"');
});

test("the links of a framed email lead to pages served here, out of the frame", () => {
  const framed = themed(email, "light", "/archive/w/p/index.html");
  expect([...framed.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual([
    "/archive/w/p/index.html",
    "/archive/w/p/index.html#open_backlog",
    "/archive/w/p/index.html",
    "/inbox/unsubscribe",
    "/archive/weekly/2026-W46/index.html#x",
    "https://example.org/reopen/",
  ]);
  expect(framed).toContain('<base target="_top">');
  expect(framed).not.toContain("_blank");
});

test("what others wrote stays text in the inbox", async () => {
  const hostile = {
    emails: async () => [
      sent("one", {
        subject: bad,
        name: bad,
        address: bad,
        report: bad,
        period: bad,
        sentAt: bad,
        fate: bad,
      }),
    ],
    email: async () => ({ html: "<p></p>", text: bad, source: `From: ${bad}\r\n\r\n` }),
  };
  const list = await text("/inbox", hostile);
  // The reader's chip, subject, the time twice, name, address, report, period, fate.
  expect(list.split(shown)).toHaveLength(10);
  const one = await text("/inbox/one", hostile);
  expect(one.split(shown).length).toBeGreaterThan(9);
  for (const page of [list, one]) expect(page).not.toContain("<script");
});
