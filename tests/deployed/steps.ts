/** What a deployed installation does, step by step: each goes on from where the one before it ended. */

import readWorkbook from "read-excel-file/node";
import { expect } from "vitest";
import { headersOf } from "../contracts/eml.ts";
import type { Journey } from "./journey.ts";
import { mailEvent } from "./payloads.ts";

/** Of the report. */
export const owner = "owner@example.org";

type Step = (journey: Journey) => void | Promise<void>;

export const steps: Readonly<Record<string, Step>> = {
  "waits for a config, and says so"({ saidBy }) {
    expect(saidBy(0)).toEqual(["raport-tick: no config was pushed yet"]);
  },

  async "lands, computes and sends within one tick: each function starts what is due next"(journey) {
    const { account, ticked, saidBy, messages } = journey;
    await ticked();
    expect(account.gate.denied).toEqual([]);
    expect(saidBy(1)).toEqual([
      "raport-tick: started what is due",
      "raport-land: landed",
      "raport-tick: started what is due",
      "raport-compute: published",
      "raport-tick: started what is due",
      "raport-send: sent",
    ]);
    const counted = account.ran.at(-1)?.lines.find((line) => "EmailsSent" in line);
    expect(counted).toMatchObject({ service: "raport", EmailsSent: 2 });
    expect(messages().map(({ to }) => to)).toEqual(["ilona.varga@example.org", "samuel.adeyemi@example.org"]);
  },

  async "finds nothing more to do, and sends nothing twice"({ account, ticked, saidBy, messages }) {
    const before = account.ran.length;
    account.passes(300);
    await ticked();
    expect(saidBy(before)).toEqual(["raport-tick: nothing is due"]);
    expect(messages()).toHaveLength(2);
  },

  async "opens the link of an email, and its CSV, for whoever has it"({ asked, linkIn }) {
    const link = linkIn(0, "open");
    const { statusCode, headers } = await asked("GET", link);
    const path = new URL(headers.location ?? "", `https://links.example.org${link}`).pathname;
    expect([statusCode, path]).toEqual([302, `${link}/`]);
    const page = await asked("GET", path);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Weekly service digest");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    const csv = await asked("GET", `${path}kpis.csv`);
    expect([csv.statusCode, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    // Two contacts on each of seven days, one of them deleted: 2 x 7 - 1 = 13.
    expect(csv.body).toMatch(
      /^contacts_opened,Contacts opened,count,all,,2026-W46,2026-11-09,2026-11-16,13,/m,
    );
    expect((await asked("GET", `${path.slice(0, -4)}xxx/`)).statusCode).toBe(404);
  },

  async "shows the archive of that report, and makes its workbook, for whoever has the link"({
    asked,
    linkIn,
  }) {
    const path = `${linkIn(0, "open")}/`;
    const page = await asked("GET", path);
    expect(page.body).toContain('href="archive/compare?report=weekly&amp;other=2026-W46"');
    const index = await asked("GET", `${path}archive/`);
    expect([index.statusCode, index.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(index.body).toContain('<a href="weekly/2026-W46/">Week 46</a>');
    const sent = await asked("GET", `${path}archive/weekly/2026-W46/as-sent.html`);
    expect([sent.statusCode, page.body === sent.body]).toEqual([200, false]);
    const workbook = await asked("GET", `${path}kpis.xlsx`);
    expect([workbook.statusCode, workbook.isBase64Encoded]).toEqual([200, true]);
    const sheets = await readWorkbook(Buffer.from(workbook.body, "base64"));
    // 13, as in the CSV.
    expect(sheets[1]?.data.find((row) => row.at(-1) === "contacts_opened")?.[1]).toBe(13);
    for (const other of [
      "archive/monthly/2026-W46/",
      "archive/weekly/2026-W45/",
      "archive/weekly/2026-W46/model.json",
    ])
      expect((await asked("GET", path + other)).statusCode).toBe(404);
  },

  async "mails a new link to the reader of one that was revoked, once, and logs neither"(journey) {
    const { account, asked, linkIn, messages } = journey;
    const link = `${linkIn(0, "open")}/`;
    const { to } = messages()[0]!;
    await account.operator("links", "--revoke", to, "--stack", "raport", "--now", account.now());
    account.passes(60);
    const ended = await asked("GET", link);
    expect([ended.statusCode, messages().length]).toEqual([410, 2]);
    for (let times = 0; times < 2; times += 1) expect((await asked("POST", link)).statusCode).toBe(200);
    const after = messages().slice(2);
    expect(after.map((one) => one.to)).toEqual([to]);
    expect((await asked("GET", linkIn(2, "open"))).statusCode).toBe(200);
    const lines = account.ran.flatMap((one) => one.lines);
    expect(lines.filter(({ message }) => message === "fresh link").map(({ outcome }) => outcome)).toEqual([
      "sent",
      "sent",
    ]);
    expect(lines.find(({ refused }) => refused === "ended")).toMatchObject({ route: "open", status: 410 });
  },

  async "unsubscribes with a bare POST, and tells the owner"({ asked, messages }) {
    const [header = ""] = headersOf(messages()[0]!.mail, "List-Unsubscribe");
    const before = messages().length;
    const path = new URL(/<(https:[^>]+)>/.exec(header)?.[1] ?? "").pathname;
    expect((await asked("GET", path)).statusCode).toBe(200);
    expect(messages()).toHaveLength(before);
    expect((await asked("POST", path, "List-Unsubscribe=One-Click")).statusCode).toBe(200);
    expect(messages().at(-1)?.to).toBe(owner);
  },

  async "takes in that an address does not exist, and tells the owner"({ account, messages, saidBy }) {
    const { tag } = messages().find(({ to }) => to.startsWith("samuel"))!;
    const [before, told] = [account.ran.length, messages().length];
    await account.happens("raport-feedback", mailEvent("Bounce", tag, account.now()));
    expect(saidBy(before)).toEqual(["raport-feedback: taken in"]);
    expect(account.ran.at(-1)?.lines.find(({ message }) => message === "taken in")).toMatchObject({
      kinds: ["bounced"],
      suppressed: 1,
    });
    expect(
      messages()
        .slice(told)
        .map(({ to }) => to),
    ).toEqual([owner]);
  },

  "was refused nothing, and no log names a person"({ account }) {
    expect(account.gate.denied).toEqual([]);
    expect(account.ran.flatMap(({ error }) => error ?? [])).toEqual([]);
    const printed = account.ran.map((one) => one.printed).join("\n");
    expect(printed.length).toBeGreaterThan(1000);
    expect(printed).not.toMatch(/@|%40|Ilona|Varga|Samuel|Adeyemi|\beyJ/);
  },
};
