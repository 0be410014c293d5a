/** A whole self-hosted deployment: a process that watches, a mail server, and a reader who opens and unsubscribes. */

import { readFile, rename, utimes } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { addDays } from "../../functions/core/period.ts";
import { mailServers } from "../adapters/mailserver.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { folderOf, freePort, put, started } from "./said.ts";
import { mapping } from "./two.ts";

const open = mailServers();
const running: ReturnType<typeof started>[] = [];
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

/** Monday of this week, UTC. */
const today = new Date().toISOString().slice(0, 10);
const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
/** Two contacts of last week, and the first of this one, which completes it. */
const rows = `id,opened,closed,channel
C1,${addDays(monday, -5)} 09:00,${addDays(monday, -5)} 10:00,phone
C2,${addDays(monday, -4)} 09:00,,phone
C3,${monday} 00:00,,phone
`;

async function deployment(smtpPort: number, port: number) {
  const folder = await folderOf({
    "tickets/a.csv": rows,
    "tickets.sql": mapping,
    "raport.yaml": `organisation:
  name: Northwind
  zone: UTC
  url: http://localhost:${port}
  sender: { name: Reports, address: reports@example.org }
mail:
  smtp: { host: 127.0.0.1, port: ${smtpPort}, insecure: true, user: raport, password_from: RAPORT_SMTP_PASSWORD }
sources:
  - { id: tickets, type: files, path: tickets/*, key: id, mapping: tickets.sql }
reports:
  - id: weekly
    title: Weekly digest
    template: digest
    period: week
    at: monday 00:00
    owner: owner@example.org
    to: [{ name: Mira Koski, address: mira.koski@example.org }]
`,
  });
  // A file that changed just now would be left until it has stood still.
  await utimes(join(folder, "tickets/a.csv"), 0, Math.floor(Date.now() / 1000) - 120);
  const watch = (every = 1) => {
    const one = started(
      "raport",
      folder,
      "watch",
      "--config",
      "raport.yaml",
      "--port",
      String(port),
      "--every",
      String(every),
    );
    running.push(one);
    return one;
  };
  return { folder, watch };
}

async function until(what: () => boolean, { child, out, err }: ReturnType<typeof started>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!what()) {
    if (performance.now() > end || child.exitCode !== null)
      throw new Error(`it never came to that: ${out()}${err()}`);
    await setTimeout(50);
  }
}

const wordsOf = (eml: Buffer) => parseEml(eml).parts[0]?.content ?? "";

describe("raport watch", () => {
  test("sends what is due by SMTP, serves its links, unsubscribes, and stops cleanly", async () => {
    process.env.RAPORT_SMTP_PASSWORD = "secret";
    const server = await open({ login: "\0raport\0secret" });
    const port = await freePort();
    const { watch } = await deployment(server.settings.port, port);
    const one = watch();
    await until(() => server.taken.length > 0, one);
    expect(server.envelopes).toEqual([{ from: "reports@example.org", to: "mira.koski@example.org" }]);
    const words = wordsOf(server.taken[0]!);
    const link = /http:\/\/localhost:\d+\/open\/[\w.-]+/.exec(words)?.[0] ?? "";
    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Weekly digest");
    expect((await fetch(`${page.url}kpis.csv`)).headers.get("content-type")).toContain("text/csv");

    const header = headersOf(parseEml(server.taken[0]!), "list-unsubscribe")[0] ?? "";
    const leave = header.slice(1, -1);
    expect(await (await fetch(leave)).text()).toContain("Only the button changes anything");
    expect(server.taken).toHaveLength(1);
    const left = await fetch(leave, { method: "POST", body: "List-Unsubscribe=One-Click" });
    expect(left.status).toBe(200);
    await until(() => server.taken.length > 1, one);
    expect(server.envelopes[1]?.to).toBe("owner@example.org");
    expect(wordsOf(server.taken[1]!)).toContain(
      "Mira Koski <mira.koski@example.org> asked for no more emails",
    );
    await fetch(leave, { method: "POST" });

    one.child.kill("SIGTERM");
    const { code, err, out } = await one.ended;
    expect(err).toContain("Stopping when the work at hand is done");
    expect([code, out.trimEnd().split("\n").at(-1)]).toEqual([0, "stopped"]);
    expect(server.taken).toHaveLength(2);
    await expect(fetch(leave)).rejects.toThrow();
  }, 120_000);

  test("tells of a tick that failed and goes on, and what was edited meanwhile is live", async () => {
    process.env.RAPORT_SMTP_PASSWORD = "secret";
    const server = await open({ login: "\0raport\0secret" });
    const { watch, folder } = await deployment(server.settings.port, await freePort());
    await put(folder, { "tickets/a.csv": "id,opened\n" });
    const one = watch();
    await until(() => one.out().includes("waiting"), one);
    await put(folder, { "raport.yaml": "organisation: [\n" });
    await until(() => /raport\.yaml:\d+/.test(one.err()), one);
    expect(one.child.exitCode).toBeNull();
    one.child.kill("SIGTERM");
    expect((await one.ended).code).toBe(0);
  }, 120_000);

  test("opens nothing for somebody who was taken off the list, without waiting for the next run", async () => {
    process.env.RAPORT_SMTP_PASSWORD = "secret";
    const server = await open({ login: "\0raport\0secret" });
    const { watch, folder } = await deployment(server.settings.port, await freePort());
    const one = watch(86_400);
    await until(() => server.taken.length > 0, one);
    const link = /http:\/\/localhost:\d+\/open\/[\w.-]+/.exec(wordsOf(server.taken[0]!))?.[0] ?? "";
    expect((await fetch(link)).status).toBe(200);
    const file = join(folder, "raport.yaml");
    const config = await readFile(file, "utf8");
    await put(folder, { "raport.yaml": config.replace("mira.koski@", "somebody.else@") });
    expect((await fetch(link)).status).toBe(403);
    await put(folder, { "raport.yaml": config });
    expect((await fetch(link)).status).toBe(200);
  }, 120_000);

  test("says when a source that fails is tried again, not at every tick, and reads it as soon as it is there", async () => {
    process.env.RAPORT_SMTP_PASSWORD = "secret";
    const server = await open({ login: "\0raport\0secret" });
    const { watch, folder } = await deployment(server.settings.port, await freePort());
    const file = join(folder, "tickets/a.csv");
    await rename(file, `${folder}/a.csv`);
    const one = watch();
    const failing = /failing {3}tickets: failed once, tried again at [-\d: ]+: \[tickets\] no file matches/g;
    const said = () => one.out().match(failing)?.length ?? 0;
    await until(() => said() > 0, one);
    await setTimeout(3000); // some more ticks
    // Twice where the first run told the owner besides, who is not told in the first hours of a week.
    const often = said();
    expect(often).toBeLessThanOrEqual(2);
    await setTimeout(3000);
    expect(said()).toBe(often);
    await rename(`${folder}/a.csv`, file);
    await until(() => server.taken.length > 0, one);
    await until(() => one.out().includes("landed    tickets: 3 rows from 1 file"), one);
  }, 120_000);

  test("says so when its port is taken, and sends nothing", async () => {
    process.env.RAPORT_SMTP_PASSWORD = "secret";
    const server = await open();
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((listening) => other.listen(port, "localhost", listening));
    const { watch } = await deployment(server.settings.port, port);
    const { code, err } = await watch().ended;
    other.close();
    expect([code, err]).toEqual([1, `Port ${port} is taken. Choose another with --port.\n`]);
    expect(server.taken).toEqual([]);
  }, 60_000);

  test("says which variable the password is to be in when it is not there", async () => {
    delete process.env.RAPORT_SMTP_PASSWORD;
    const server = await open();
    const { watch } = await deployment(server.settings.port, await freePort());
    const { code, err } = await watch().ended;
    expect(code).toBe(1);
    expect(err).toContain("RAPORT_SMTP_PASSWORD");
  }, 60_000);
});
