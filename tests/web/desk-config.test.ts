import { expect, test, vi } from "vitest";
import { asked, bad, shown, text } from "./desk-input.ts";

const post = (
  path: string,
  body: string,
  headers: Record<string, string> = { origin: "http://localhost" },
  changes = {},
) =>
  asked(path, changes, {
    method: "POST",
    body: new URLSearchParams({ text: body }),
    headers,
  });

test("the config says which version is in force, since when, and every line of it with its number", async () => {
  const page = await text("/config");
  expect(page).toContain("<code>4e48f9a0</code>");
  expect(page).toContain(">2026-11-16 07:00</time>");
  expect(page).toContain('<li id="l2"><span>  name: Northwind</span></li>');
  expect(page).toContain("Nothing is ever written from here");
});

test("a file on disk that is wrong shows each problem with its line, and what stays in force", async () => {
  const checked = {
    problems: [{ line: 2, says: "organisation.zone: is not a time zone" }, { says: "a.sql:3:1: no" }],
    lines: [],
  };
  const file = { path: "raport.yaml", text: "organisation:\n  zone: Mars\n", isInForce: false, checked };
  const page = await text("/config", { config: async () => ({ inForce: null, file }) });
  expect(page).toContain("2 problems");
  expect(page).toContain("<strong>Line 2</strong> <code>zone: Mars</code>");
  expect(page).toContain("a.sql:3:1: no");
  expect(page).toContain("what is in force stays in force");
});

test("a file on disk that differs says what it would change", async () => {
  const checked = {
    problems: [],
    lines: ["against   version 1: this changes", "changes   weekly goes to 2 more"],
  };
  const file = { path: "raport.yaml", text: "a", isInForce: false, checked };
  const page = await text("/config", { config: async () => ({ inForce: null, file }) });
  expect(page).toContain("counts from the next run on");
  expect(page).toContain('<span class="pill plain">changes</span> weekly goes to 2 more');
});

test("a text that is posted is checked as it was typed, and stands in the page again", async () => {
  const check = vi.fn(async () => ({ problems: [{ line: 1, says: "a: is not a key" }], lines: [] }));
  const answer = await post("/config", "a: 1\r\n\r\n b: <i>\r\n", undefined, { check });
  expect(check.mock.calls).toEqual([["a: 1\n\n b: <i>\n"]]);
  const page = await answer.text();
  expect(page).toContain("a: 1\n\n b: &lt;i&gt;\n</textarea>");
  expect(page).toContain(
    '<li id="t1" class="wrong"><span>a: 1</span><span class="why">a: is not a key</span></li>',
  );
  // The empty line is a line: what comes after it keeps its number.
  expect(page).toContain('<li id="t3"><span> b: &lt;i&gt;</span></li>');
});

test("the script is given the result alone", async () => {
  const body = await (await post("/config/check", "a: 1")).text();
  expect(body).toMatch(/^<p><span class="pill good">right<\/span>/);
  expect(body).toContain('<span class="pill wait">note</span> nobody is told');
  const script = await asked("/desk.js");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  new Function(await script.text());
});

test("what is posted from elsewhere is refused before it is looked at", async () => {
  const check = vi.fn(async () => ({ problems: [], lines: [] }));
  const elsewhere: readonly Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://example.org" },
    { origin: "http://localhost:3000" },
    { origin: "http://localhost.example.org" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ];
  for (const headers of elsewhere)
    for (const path of ["/config", "/config/check"])
      expect((await post(path, "a", headers, { check })).status, JSON.stringify(headers)).toBe(403);
  expect(check).not.toHaveBeenCalled();
  for (const headers of [{ origin: "http://localhost" }, { "sec-fetch-site": "same-origin" }])
    expect((await post("/config/check", "a", headers, { check })).status).toBe(200);
});

test("a text longer than any config is not read", async () => {
  const check = vi.fn(async () => ({ problems: [], lines: [] }));
  expect((await post("/config/check", "a".repeat(300_000), undefined, { check })).status).toBe(413);
  expect(check).not.toHaveBeenCalled();
});

test("what is no form is an empty text, and no failure", async () => {
  const check = vi.fn(async () => ({ problems: [], lines: [] }));
  const init = {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json", origin: "http://localhost" },
  };
  expect((await asked("/config/check", { check }, init)).status).toBe(200);
  expect(check.mock.calls).toEqual([[""]]);
});

test("what others wrote stays text in the config", async () => {
  const checked = { problems: [{ line: 1, says: bad }, { says: bad }], lines: [] };
  const hostile = {
    config: async () => ({
      inForce: { version: bad, since: bad, text: bad, files: [bad] },
      file: { path: bad, text: bad, isInForce: false, checked },
    }),
    check: async () => checked,
  };
  const page = await text("/config", hostile);
  // Version, since twice, its file, its line; path, line and both problems; the textarea.
  expect(page.split(shown)).toHaveLength(11);
  expect(page.replace('<script src="/desk.js" defer>', "")).not.toContain("<script");
  const result = await (await post("/config/check", `</textarea>${bad}`, undefined, hostile)).text();
  expect(result).not.toContain("<script");
  expect(await (await post("/config", `</textarea>${bad}`, undefined, hostile)).text()).toContain(
    "&lt;/textarea&gt;",
  );
});
