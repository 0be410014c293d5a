/** docs/admin.md, from nothing: its commands are run and its edits made as a new admin would. */

import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ledgerTag } from "../../functions/adapters/aws/ses.ts";
import { folderOf, put, started } from "./said.ts";

const admin = readFileSync(new URL("../../docs/admin.md", import.meta.url), "utf8");
const blocksOf = (section: string) =>
  [...section.matchAll(/(?<=\n\n)((?: {4}.*\n)+)/g)].map(([, text]) => text ?? "");
const commandsIn = (blocks: readonly string[]) =>
  blocks.flatMap((block) =>
    [...block.matchAll(/^ {4}npm run raport -- (.*)$/gm)].map(([, words]) => words?.split(" ") ?? []),
  );
const blocks = blocksOf(/\n## From nothing.*?\n(?=## )/s.exec(admin)?.[0] ?? "");
const commands = commandsIn(blocks);
/** What is to be written into the file: the blocks without a command. */
const edits = blocks
  .filter((block) => !block.includes("npm "))
  .map((block) => block.replaceAll(/^ {4}/gm, ""));

/** Everything of the week of 9 November 2026, and a row before and after it, so that the week is whole. */
const tickets = `ticket_id,updated,created,closed,via,team
T-0,2026-11-08 11:00,2026-11-08 09:00,2026-11-08 10:30,phone,Billing
T-1,2026-11-10 11:00,2026-11-10 09:00,2026-11-10 10:30,phone,Billing
T-2,2026-11-12 11:00,2026-11-11 09:00,2026-11-12 10:30,email,Technical
T-3,2026-11-16 07:00,2026-11-16 06:30,,phone,Billing
`;
const now = ["--now", "2026-11-16T08:30:00Z"];

test("a new admin gets from nothing to the right report with this page alone", {
  timeout: 120_000,
}, async () => {
  const folder = await folderOf({ "tickets.csv": tickets });
  const file = join(folder, "my-reports/raport.yaml");
  const said = new Map<string, { code: number; out: string; err: string }>();
  for (const words of commands) {
    const [name = ""] = words;
    if (name === "watch") continue; // does not end by itself
    if (words.includes("--home") && name === "check")
      await put(folder, { "my-reports/raport.yaml": await edited(file) });
    const takesNow = name !== "init";
    const ended = await started("raport", folder, ...words, ...(takesNow ? now : [])).ended;
    expect(`${words.join(" ")}: ${ended.code}\n${ended.err}`).toMatch(/: 0\n/);
    said.set(name, ended);
  }
  expect(said.get("run")?.out).toContain("sent      weekly 2026-W46");
  expect(said.get("check")?.out).toMatch(
    /moves {5}weekly: monday 08:00 .* -> tuesday 09:00 \(Europe\/London\)/,
  );
  expect(said.get("check")?.out).toContain("gains     weekly: Aino Laine <aino.laine@example.org>, in fi\n");
  expect(said.get("check")?.out).toContain("targets.resolved_within_day_share: nothing -> { at_least: 85% }");
  const [next] = JSON.parse(said.get("next")?.out ?? "[]");
  // Week 47 ends on Sunday the 22nd; nine in London is nine in UTC in winter.
  expect(next).toMatchObject({
    report: "weekly",
    period: "2026-W47",
    dueAt: "2026-11-24T09:00:00Z",
    zone: "Europe/London",
  });
  expect(next.recipients).toContainEqual(expect.objectContaining({ name: "Aino Laine", locale: "fi" }));
  const preview = await readFile(join(folder, "preview.html"), "utf8");
  expect(preview).toContain('<html lang="fi"');
  expect(preview).toMatch(/tavoite vähintään 85\u00a0%/);
  expect(said.get("preview")?.out).toContain("– viikko 46\n");
});

/** An event of SES: the address of the first reader does not exist. */
const bounced = (id: string) =>
  JSON.stringify({
    eventType: "Bounce",
    bounce: { bounceType: "Permanent", timestamp: "2026-11-16T08:31:00Z" },
    mail: { timestamp: "2026-11-16T08:30:00Z", messageId: "x", tags: { ledger: [ledgerTag(id)] } },
  });

test("the commands for looking after the reports do what the page says of them", {
  timeout: 120_000,
}, async () => {
  const after = commandsIn(blocksOf(/\n## Looking after.*?\n(?=## )/s.exec(admin)?.[0] ?? ""));
  const folder = await folderOf({ "tickets.csv": tickets });
  const [init = [], run = []] = ["init", "run"].map(
    (name) => commands.find(([first]) => first === name) ?? [],
  );
  for (const words of [init, [...run, ...now]])
    expect((await started("raport", folder, ...words).ended).code).toBe(0);
  const said = new Map<string, string>();
  for (const words of after) {
    const [name = ""] = words;
    if (name === "feedback") {
      const emails = await readdir(join(folder, "my-reports/.raport/outbox"));
      const sent = emails.filter((file) => /^weekly.*\.eml$/.test(file)).sort();
      await put(folder, { "events.json": bounced((sent.at(-1) ?? "").replace(/\.eml$/, "")) });
    }
    const takesNow = !["resend", "render", "feedback", "allow"].includes(name);
    const { code, out, err } = await started("raport", folder, ...words, ...(takesNow ? now : [])).ended;
    expect(`${words.join(" ")}: ${code}\n${err}`).toMatch(/: 0\n/);
    said.set(name, out);
  }
  expect(said.get("send-test")).toContain("me@example.org, and nobody else");
  expect(said.get("resend")).toMatch(/So far: {2}it was sent at .*\nSent\./);
  expect(said.get("render")).toContain("by this release, ");
  expect(said.get("render")).toContain("the same to the last byte");
  expect(said.get("feedback")).toContain("nothing more is sent to this address");
  expect(said.get("allow")).toContain("From the next report on this address gets mail again.");
  expect(said.get("push")).toMatch(/in force {2}version [0-9a-f]{16} already/);
  expect(said.get("kpis")).toMatch(/^Contacts opened +phone +1/m);
  expect(said.get("explain")).toMatch(/^2026-W46 +2$/m);
});

/** The file with the page's edits, each where the page says. */
async function edited(file: string): Promise<string> {
  const [hour = "", reader = "", target = ""] = edits;
  const indented = (text: string, by: number) => text.replaceAll(/^/gm, " ".repeat(by)).trimEnd();
  const before = await readFile(file, "utf8");
  return `${before
    .replace("    at: monday 08:00", () => indented(hour, 4))
    .replace("targets: {}\n", () => target)
    .trimEnd()}\n${indented(reader, 6)}\n`;
}

test("the page names every command, and no other", async () => {
  const { out } = await started("raport", await folderOf(), "--help").ended;
  const commands = [...out.matchAll(/^ {2}([a-z-]+) [^\n]*$/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
  expect(commands.length).toBeGreaterThan(10);
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const named = (name: string) => new RegExp(`(raport -- |\`)${name}\\b`).test(admin + readme);
  expect(commands.filter((name) => !named(name))).toEqual([]);
  const typed = [...admin.matchAll(/npm run raport -- ([a-z-]+)/g)].map(([, name = ""]) => name);
  expect(typed.filter((name) => !commands.includes(name))).toEqual([]);
});
