import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Centre, now, openCentre } from "../journey/centre.ts";
import { textOf } from "../templates/read.ts";
import { said } from "./said.ts";

let centre: Centre;
const preview = (...words: readonly string[]) =>
  said("preview", ...words, "--config", centre.configFile, "--home", centre.home, "--now", now);

beforeAll(async () => {
  centre = await openCentre();
  await said("run", "--config", centre.configFile, "--home", centre.home, "--now", now);
  // After it was sent: Samuel sees Accounts alone, in Finnish, and the target is another one.
  const text = readFileSync(centre.configFile, "utf8")
    .replace(
      "samuel.adeyemi@example.org }",
      "samuel.adeyemi@example.org, locale: fi, scope: { department: Accounts } }",
    )
    .replace("at_least: 85%", "at_least: 97%");
  writeFileSync(centre.configFile, text);
});

test("a preview is what the first of the list would get by the config of now, and sends nothing", async () => {
  const outbox = () => readdirSync(join(centre.home, "outbox")).length;
  const before = outbox();
  const { code, out } = await preview("weekly");
  expect(code).toBe(0);
  const file = join(centre.home, "preview/weekly-2026-W46.html");
  expect(out).toBe(
    [
      "To:      Ilona Varga <ilona.varga@example.org>, en, everything",
      // 13 of the 14 resolved in the week: 40 characters, all a phone shows; with a status there would be more.
      "Subject: Resolved within 24 hours 92.9% (off target) – Week 46",
      "Nothing was sent.",
      `The email is in ${file}`,
      "",
    ].join("\n"),
  );
  expect(textOf(readFileSync(file, "utf8"))).toContain("target at least 97%");
  expect(outbox()).toBe(before);
});

test("with --to it is theirs: their scope, and their language", async () => {
  const out = join(centre.folder, "samuel.html");
  const { out: text } = await preview("weekly", "--to", "Samuel.Adeyemi@example.org", "--out", out);
  expect(text).toContain("fi, department Accounts only");
  const read = textOf(readFileSync(out, "utf8"));
  expect(read).toContain("Northwind Support · Weekly service digest · Accounts");
  // Seven calls of the week, one of them deleted.
  expect(read).toMatch(/Avatut yhteydenotot\n6\n/);
  expect(read).not.toMatch(/Parcels|email/);
});

test("a period that is not complete is said to be so", async () => {
  const { code, out } = await preview("weekly", "--on", "2026-11-17");
  expect(code).toBe(0);
  expect(out).toContain("2026-W47 has not ended yet.\n");
  expect(out).toContain("The data of 2026-W47 are not complete: they reach until 2026-11-15T23:00:00Z.\n");
  expect(out).toContain("Subject: [incomplete] ");
});

test("an unknown report, and somebody who is not on its list, are refused and nothing is written", async () => {
  const out = join(centre.folder, "nobody.html");
  const unknown = await preview("weakly", "--out", out);
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.err).toContain('There is no report "weakly" in the config. It has weekly.');
  const stranger = await preview("weekly", "--to", "eve@example.org", "--out", out);
  expect(stranger).toMatchObject({ code: 1 });
  expect(stranger.err).toContain("eve@example.org is not on the list of weekly.");
  expect(existsSync(out)).toBe(false);
});
