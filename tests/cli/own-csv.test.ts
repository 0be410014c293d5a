/**
 * README's "Your own CSV in ten minutes", its own commands in its order, on an export made for it: columns under other
 * names, Helsinki times without an offset (two hours ahead of UTC), versions out of order, open contacts, two bad rows.
 * The week is 2026-W46, Monday 9 to Sunday 15 November.
 */

import { readdirSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { KpiRow } from "../../functions/cli/kpis.ts";
import { folderOf, put, type Said, said, started } from "./said.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");
const walk = readme.slice(readme.indexOf("## Your own CSV"), readme.indexOf("## The KPIs"));
const commands = [...walk.matchAll(/^ {4}npm run raport -- (.+)$/gm)].map(([, words = ""]) =>
  words.split(" "),
);
const command = (name: string) => commands.find(([first]) => first === name) as string[];
const [init, check, run] = [command("init"), command("check"), command("run")];
const [serve, kpis] = [command("serve"), command("kpis")];

const tickets = `Ticket number,created,Closed at,via,topic,modified,requester_email
K1,2026-11-05 10:00:00,2026-11-09 10:00:00,phone,Billing,2026-11-09 10:00:00,anna@example.org
K2,2026-11-09 00:00:00,2026-11-09 01:00:00,phone,Billing,2026-11-09 01:00:00,Anna@Example.org
K3,2026-11-10 09:00:00,2026-11-10 11:00:00,email,Delivery,2026-11-10 11:00:00,bela@example.org
K3,2026-11-10 09:00:00,,email,Billing,2026-11-10 09:00:00,bela@example.org
K4,2026-11-11 12:00:00,2026-11-13 12:00:00,email,Delivery,2026-11-13 12:00:00,cili@example.org
K5,2026-11-12 08:00:00,,chat,,2026-11-12 08:00:00,
K6,2026-11-15 23:59:59,2026-11-16 08:00:00,phone,Billing,2026-11-16 08:00:00,bela@example.org
K7,2026-11-16 00:00:00,,phone,Billing,2026-11-16 00:00:00,
K8,16.11.2026 09:30,,phone,Billing,2026-11-16 09:30:00,
K9,2026-11-11 09:00:00,2026-11-10 09:00:00,phone,Billing,2026-11-11 09:00:00,
`;

describe("README's ten minutes", () => {
  let folder: string;
  let steps: Record<"init" | "check" | "run" | "later" | "again" | "kpis", Said>;
  const at = (name: string) => join(folder, "my-reports", name);
  const raport = (words: readonly string[]) => started("raport", folder, ...words).ended;

  beforeAll(async () => {
    folder = await folderOf({ "path/to/tickets.csv": tickets });
    const made = await raport(init);
    const config = (await readFile(at("raport.yaml"), "utf8"))
      .replace("Your name", "Mira Koski")
      .replace("you@example.org", "mira.koski@example.org")
      .replace("targets: {}\n#  resolution_seconds_p50", "targets:\n  resolution_seconds_p50");
    await put(folder, { "my-reports/raport.yaml": config });
    const checked = await raport(check);
    // Two weeks after the export: the report that is due must wait, and the run says what to add.
    const ran = await raport([...run, "--now", "2026-11-30T09:00:00Z"]);
    const added = / add (--now) (\S+)/.exec(ran.out)?.slice(1) ?? [];
    const later = await raport([...run, ...added]);
    const again = await raport([...run, ...added]);
    steps = { init: made, check: checked, run: ran, later, again, kpis: await raport(kpis) };
  }, 60_000);

  test("has the commands this test walks, and those that show what comes", () => {
    const names = ["init", "check", "run", "preview", "next", "serve", "kpis"];
    expect(commands.map(([name]) => name)).toEqual(names);
    expect(serve.slice(1)).toEqual(["--home", "my-reports/.raport"]);
  });

  test("every step ends well", () => {
    expect(Object.entries(steps).map(([step, { code }]) => [step, code])).toEqual(
      Object.keys(steps).map((step) => [step, 0]),
    );
  });

  test("the mapping is the one README shows", async () => {
    const shown = /```sql\n(.*?)```/s.exec(walk)?.[1];
    const mapping = await readFile(at("mappings/contacts.sql"), "utf8");
    expect(mapping.slice(mapping.indexOf("select\n"))).toBe(shown);
  });

  test("init says which columns it could not tell, and check that the config is right", () => {
    expect(steps.init.out).toMatch(/no column looked like department.*\n.*no column looked like agent/);
    expect(steps.check.out).toContain("my-reports/raport.yaml is right: 1 source, 1 report, 1 target");
  });

  test("the run counts every row, and names the reasons of those left out", () => {
    expect(steps.run.out).toContain("landed    contacts: 10 rows from 1 file");
    expect(steps.run.out).toContain("10 rows = 8 mapped + 2 quarantined"); // K8 and K9
    expect(steps.run.out).toContain("left out  1 row: opened_at is not a time");
    expect(steps.run.out).toContain("left out  1 row: resolved before it was opened");
  });

  test("the report of a week the export does not reach waits; with the --now it names, one email goes out", async () => {
    expect(steps.run.out).toContain("waiting   weekly 2026-W48:");
    expect(steps.run.out).toContain("add --now 2026-11-16T06:00:00Z"); // Monday 08:00 in Helsinki
    expect(steps.later.out).toMatch(/sent {6}weekly 2026-W46 to 1 person: /);
    const outbox = readdirSync(at(".raport/outbox")).filter((name) => name.endsWith(".eml"));
    expect(outbox).toHaveLength(1);
    expect(await readFile(at(`.raport/outbox/${outbox[0]}`), "utf8")).toContain("mira.koski@example.org");
    expect(steps.later.out).toContain(`the emails are in ${at(".raport/outbox")}`);
  });

  test("no address of a customer is kept anywhere", async () => {
    const files = (await readdir(at(".raport"), { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const bodies = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
    const texts = bodies.map((body) => (body[0] === 0x1f ? gunzipSync(body) : body).toString("latin1"));
    expect(texts.some((text) => text.includes('\\"requester_email\\":\\"h:'))).toBe(true); // the rows were looked at
    expect(texts.filter((text) => /(?:anna|bela|cili)@/i.test(text))).toEqual([]);
  });

  test("running again does nothing and says so", () => {
    expect(steps.again.out).toMatch(/^nothing to do: /);
  });

  test("the command README gives prints the week by channel", () => {
    // Opened in the week: K2 and K6 by phone, K3 and K4 by email, K5 by chat.
    const opened = steps.kpis.out.split("\n").filter((line) => line.startsWith("Contacts opened"));
    expect(opened.map((line) => line.split(/\s{2,}/).slice(1, 3))).toEqual([
      ["email", "2"],
      ["phone", "2"],
      ["chat", "1"],
    ]);
  });

  test("the numbers are those worked out by hand", async () => {
    const values = async (by: string) => {
      const { out } = await said(
        ...["kpis", "--config", at("raport.yaml"), "--home", at(".raport"), "--json"],
        ...["--period", "week", "--on", "2026-11-15", "--by", by],
      );
      const rows = JSON.parse(out) as KpiRow[];
      return (kpi: string, member = by) =>
        rows.find((row) => row.kpi === kpi && row.member === member)?.value;
    };
    const all = await values("all");
    expect(all("contacts_opened")).toBe(5); // K2 to K6; K1 before, K7 at the next Monday's first second
    expect(all("contacts_resolved")).toBe(4); // K1 to K4; K6 only on Monday
    expect(all("open_backlog")).toBe(2); // K5, K6
    expect(all("resolution_seconds")).toBe(132_300); // (345,600 + 3,600 + 7,200 + 172,800) / 4 = 529,200 / 4
    const within = (found: number | null | undefined, exact: number) =>
      expect(Math.abs((found ?? 0) - exact)).toBeLessThanOrEqual(exact / 100);
    within(all("resolution_seconds_p50"), 7200); // the 2nd of 4
    within(all("resolution_seconds_p90"), 345_600); // the 4th of 4, as 0.9 x 4 = 3.6
    expect(all("resolved_within_day_share")).toBe(0.5); // K2, K3 of four
    expect(all("resolved_share")).toBe(0.8); // all five but K5, by now
    // Of K2, K3, K4 and K6, whose customers are known, K2 asks about what K1 did four days before; K6 not about what K3 did.
    expect(all("repeat_contact_share")).toBe(0.25);
    const channel = await values("channel");
    expect(["phone", "email", "chat"].map((member) => channel("channel_share", member))).toEqual([
      0.4, 0.4, 0.2,
    ]);
    const reason = await values("reason");
    // K3 is Delivery in its newest version; K5 has none.
    expect(
      ["Billing", "Delivery", "(not stated)"].map((member) => reason("contacts_opened", member)),
    ).toEqual([2, 2, 1]);
  });
});
