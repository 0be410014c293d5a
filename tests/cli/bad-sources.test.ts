/** Files that cannot be read: said with file, line and column and what to do; the other source is read and counted, and no half report goes out. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { config, good, header, type Two, twoSources } from "./two.ts";

const whole = `${header}\n${good}`;
const utf16 = Buffer.from(`\uFEFF${whole}`, "utf16le");

/** Both reports wait, each for `reason` first, and nothing was put in the outbox or the archive. */
function expectBothWait(two: Two, out: string, reason: string): void {
  for (const report of ["tickets", "calls"])
    expect(out).toContain(`waiting   ${report} 2026-W46:\n          ${reason}\n`);
  expect(out).not.toContain("sent ");
  expect(two.emails()).toEqual({});
  expect(existsSync(join(two.home, "archive"))).toBe(false);
}

/** A broken `calls/c.csv`, and what a person is told of it; `FILE` is its whole path. */
const broken: Readonly<Record<string, readonly [string | Uint8Array | null, string]>> = {
  "is missing": [
    null,
    "[calls] no file matches FOLDER/calls/*. Put an export there, or correct path: in the config.",
  ],
  "is empty": ["", "[calls] FILE:1:1: the file is empty. Export it again, or remove it."],
  "is UTF-16": [
    utf16,
    "[calls] FILE:1:1: the file begins with the mark of utf-16le, but its encoding is said to be utf-8. Save it as UTF-8, or set encoding: utf-16le.",
  ],
  "is UTF-16 without a mark": [
    utf16.subarray(2),
    "[calls] FILE:1:1: the header holds NUL bytes, as UTF-16 text does. Save it as UTF-8, or set encoding: utf-16le.",
  ],
  "has a header in latin1": [
    Buffer.from(whole.replace("channel", "médium"), "latin1"),
    "[calls] FILE:1:1: the header cannot be read: bytes that are not valid utf-8: set encoding: to the one the file was saved in, for example windows-1252.",
  ],
  "has no key column": [
    whole.replace("id,opened", "ids,opened"),
    '[calls] FILE:1:1: there is no column "id" (found: ids, opened, closed, channel). Did you mean key: "ids"?',
  ],
  "names a column twice": [
    whole.replace("closed", "opened"),
    '[calls] FILE:1:11: two columns are named "opened". Give each its own name.',
  ],
  "is an Excel file": [
    "PK\u0003\u0004....",
    "[calls] FILE:1:1: this is a zip or Excel file, not text. Save it as CSV (UTF-8) and put that here.",
  ],
  "is a gzip cut short": [
    gzipSync(whole).subarray(0, 40),
    "[calls] FILE:1:1: the gzip file is damaged or cut short (unexpected end of file). Export it again.",
  ],
};

describe.each(Object.entries(broken))("a file that %s", (_, [body, message]) => {
  test("is named with what to do, the other source is counted, and both reports wait", async () => {
    const two = await twoSources({ "calls/c.csv": body });
    const { code, out, err } = await two.run();
    const said = message.replace("FILE", `${two.folder}/calls/c.csv`).replace("FOLDER", two.folder);
    expect(out).toContain(`problem   ${said}\n`);
    expect(code).toBe(1);
    expect(err).not.toMatch(/ at .*\.ts:\d+/); // no stack
    expect(out).toContain("landed    tickets: 3 rows from 1 file\n");
    expect(out).toContain("3 rows = 3 mapped + 0 quarantined");
    expectBothWait(two, out, body === null ? "calls: nothing of it has landed yet" : said);
  });
});

test.each([
  ["tickets", "tickets/t.csv"],
  ["calls", "calls/c.csv"],
])("a file of %s put right is read, and both reports, which waited, go out whole", async (source, file) => {
  const two = await twoSources({ [file]: utf16 });
  const first = await two.run();
  expect(first.code).toBe(1);
  const [, problem = ""] = /^problem {3}(.*)$/m.exec(first.out) ?? [];
  expect(problem).toContain(`[${source}] ${two.folder}/${file}:1:1: `);
  expect(problem).toContain("Save it as UTF-8, or set encoding: utf-16le.");
  expectBothWait(two, first.out, problem);
  await two.put({ [file]: whole });
  const { code, out } = await two.run();
  expect(code).toBe(0);
  for (const report of ["tickets", "calls"])
    expect(out).toContain(`sent      ${report} 2026-W46 to 1 person`);
  const emails = two.emails();
  expect(Object.keys(emails).sort()).toEqual(["calls", "tickets"]);
  // C1 and C2 of each source; C3 came the Monday after.
  for (const email of Object.values(emails))
    expect(email).toMatch(/>Contacts opened<\/span><br><span class="big"[^>]*>4</);
});

test("an encoding that is said is read: no row is left out, no letter lost", async () => {
  const two = await twoSources({
    "raport.yaml": config.replace("path: calls/*", "path: calls/*\n    encoding: utf-16le"),
    "calls/c.csv": Buffer.from(`\uFEFF${whole.replaceAll("phone", "téléphone ☎")}`, "utf16le"),
  });
  const { code, out } = await two.run();
  expect([code, out]).toEqual([0, expect.stringContaining("6 rows = 6 mapped + 0 quarantined")]);
  for (const report of ["tickets", "calls"]) {
    const page = await readFile(join(two.home, `archive/${report}/2026-W46/index.html`), "utf8");
    expect(page).toContain("téléphone ☎");
  }
});

test("one refused file holds both reports and keeps what the other files of its source said", async () => {
  const two = await twoSources({ "calls/d.csv": "PK\u0003\u0004...." });
  const { code, out } = await two.run();
  expect(code).toBe(1);
  expect(out).toContain("landed    calls: 3 rows from 1 file, 1 file refused");
  expect(out).toContain("6 rows = 6 mapped + 0 quarantined");
  const problem = `[calls] ${two.folder}/calls/d.csv:1:1: this is a zip or Excel file, not text. Save it as CSV (UTF-8) and put that here.`;
  expect(out).toContain(`problem   ${problem}\n`);
  expectBothWait(two, out, problem);
});

test("the same problem is told again at every run until it is solved", async () => {
  const two = await twoSources({ "calls/c.csv": utf16 });
  await two.run();
  const { code, out } = await two.run();
  expect(out).toContain("/calls/c.csv:1:1: the file begins with the mark of utf-16le");
  expect(code).toBe(1);
});
