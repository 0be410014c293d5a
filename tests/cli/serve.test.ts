/** `raport serve`: the desk in a process of its own, as a person starts it. */

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standing } from "../../functions/cli/desk-health.ts";
import { kpiSheet } from "../../functions/cli/desk-kpis.ts";
import { local } from "../../functions/local.ts";
import { type Centre, now, openCentre } from "../journey/centre.ts";
import { folderOf, freePort, said, started } from "./said.ts";

/** Starts the desk of a home and waits until it says where it is. */
async function served(home: string, port: number) {
  const { child, ended, out } = started("raport", home, "serve", "--home", home, "--port", String(port));
  await new Promise<void>((ready, failed) => {
    child.stdout.on("data", () => out().includes("The desk is on") && ready());
    void ended.then(({ err }) => failed(new Error(err)));
  });
  return { child, ended, out };
}

describe("a home with one report sent to two people", () => {
  let centre: Centre;
  let port: number;
  let desk: Awaited<ReturnType<typeof served>>;
  const get = (path: string) => fetch(`http://localhost:${port}${path}`);

  beforeAll(async () => {
    centre = await openCentre();
    await said("run", "--config", centre.configFile, "--home", centre.home, "--now", now);
    port = await freePort();
    desk = await served(centre.home, port);
  });
  afterAll(async () => {
    desk.child.kill("SIGINT");
    await desk.ended;
  });

  test("says where its desk is", () => {
    expect(desk.out()).toBe(`The desk is on http://localhost:${port} (Ctrl+C ends it)\n`);
  });

  test("shows both emails, what comes next, the sources and the row left out", async () => {
    const [front = "", inbox, coming, health] = await Promise.all(
      ["/", "/inbox", "/coming", "/health"].map(async (path) => (await get(path)).text()),
    );
    expect(front).toContain("Inbox (2)");
    expect(front).toContain("to 2 readers");
    expect(inbox).toContain("Sent emails (2)");
    expect(coming).toContain("weekly 20");
    expect(health).toContain("Sources (1)");
    expect(health).toContain("Quarantine (1)");
    expect(health).toContain(
      '<tr><td>helpdesk</td><td>contacts-2026-11-11.csv</td><td class="number">5</td><td>opened_at is not a time: yesterday</td></tr>',
    );
  });

  test("answers to this machine's own names only", async () => {
    const asked = async (host: string) => {
      const { request } = await import("node:http");
      return new Promise((answered) =>
        request({ host: "localhost", port, headers: { host } }, (reply) => answered(reply.statusCode)).end(),
      );
    };
    expect(await asked(`localhost:${port}`)).toBe(200);
    expect(await asked(`127.0.0.1:${port}`)).toBe(200);
    expect(await asked("desk.example.org")).toBe(421);
  });

  test("every page of the desk can be reached from the first, and every link on the way opens", async () => {
    const seen = new Map<string, number>();
    const waiting = ["/"];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      const answer = await get(path);
      seen.set(path, answer.status);
      // The archive's pages are documents of their own; of the KPIs three are like all.
      if (path.startsWith("/archive/") || path.startsWith("/outbox/") || path.endsWith(".css")) continue;
      const links = [...(await answer.text()).matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, to = ""]) => to);
      const kpis = links.filter((to) => to.startsWith("/kpis/")).slice(0, 3);
      waiting.push(...links.filter((to) => !to.startsWith("/kpis/")), ...kpis);
    }
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
    for (const room of ["/inbox", "/archive", "/coming", "/health", "/kpis", "/config", "/desk.js"])
      expect(seen.has(room), room).toBe(true);
  }, 60_000);

  test("a KPI's page warns of what its query warns of", async () => {
    // In the text of the query, which the page shows too, this stands in two lines.
    expect(await (await get("/kpis/open_backlog")).text()).toContain(
      "older than k days; one resolved by then never was",
    );
  });

  test("an email is the one in the outbox; framed, its links lead to the page in the archive", async () => {
    const path = /href="\/inbox\/([^"?]+)"/.exec(
      (await (await get("/inbox")).text()).split('class="mails"')[1] ?? "",
    )?.[1];
    const { lake, warehouse } = local(centre.home);
    const stored = new TextDecoder().decode((await lake.get(`outbox/${path}.html`))?.body);
    await warehouse.close();
    expect(await (await get(`/outbox/${path}`)).text()).toBe(stored);
    expect(stored).toContain('href="https://reports.example.org/open/');
    const framed = await (await get(`/outbox/${path}/dark`)).text();
    expect(framed).not.toContain("https://reports.example.org/");
    const page = /href="(\/archive\/weekly\/2026-W46\/(?:[^"/]+\/)?index\.html)/.exec(framed)?.[1] ?? "";
    expect((await get(page)).status).toBe(200);
    // Where the organisation's url is this desk, the link itself comes here.
    const token = /https:\/\/reports\.example\.org(\/open\/[^"#]+)/.exec(stored)?.[1] ?? "";
    const opened = await fetch(`http://localhost:${port}${token}`, { redirect: "manual" });
    expect(opened.headers.get("location")).toBe(page);
  });

  test("a text is checked as the file would be, and neither the file nor the config in force changes", async () => {
    const before = readFileSync(centre.configFile, "utf8");
    const check = async (text: string, origin = `http://localhost:${port}`) => {
      const body = new URLSearchParams({ text });
      return fetch(`http://localhost:${port}/config/check`, { method: "POST", body, headers: { origin } });
    };
    expect(await (await check(before)).text()).toContain("nothing changes for anybody");
    const line = before.split("\n").findIndex((one) => one.includes("period: week")) + 1;
    const wrong = await (await check(before.replace("period: week", "period: wek"))).text();
    expect(wrong).toContain(`<strong>Line ${line}</strong> <code>period: wek</code>`);
    // What lies elsewhere on this machine is not read, whatever path is typed.
    const outside = await (await check(before.replace(/mapping: .*/, "mapping: /etc/hosts.sql"))).text();
    expect(outside).toContain("may not be read");
    expect((await check(before, "https://example.org")).status).toBe(403);
    expect(readFileSync(centre.configFile, "utf8")).toBe(before);
    expect(await (await get("/config")).text()).toContain('<span class="pill good">in force</span>');
  });

  test("the page and its CSV are those in the archive", async () => {
    const { lake, warehouse } = local(centre.home);
    for (const file of ["as-sent.html", "kpis.csv"]) {
      const stored = await lake.get(`archive/weekly/2026-W46/${file.replace("as-sent", "index")}`);
      const answer = await get(`/archive/weekly/2026-W46/${file}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(stored!.body))).toBe(true);
    }
    const { headers } = await get("/archive/weekly/2026-W46/kpis.csv");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    await warehouse.close();
  });

  test("what is not there is not found", async () => {
    for (const path of ["/archive/weekly/2026-W45/index.html", "/outbox/nobody", "/state/warehouse.json"])
      expect((await get(path)).status).toBe(404);
  });

  test("a run while it serves shows at the next look", async () => {
    await centre.arrives("2026-11-16");
    await said("run", "--config", centre.configFile, "--home", centre.home, "--now", "2026-11-23T08:00:00Z");
    // The week is not complete: nothing more is sent, and the desk still answers.
    expect(await (await get("/inbox")).text()).toContain("Sent emails (2)");
  });

  test("a year of a KPI has the weeks there are, each with its state and what it waits for", async () => {
    const { lake, warehouse } = local(centre.home);
    const at = await standing(centre.config, now, { lake, warehouse });
    const sheet = await kpiSheet({ id: "contacts_opened", span: "week", isRead: true }, at, warehouse);
    const unread = await kpiSheet({ id: "contacts_opened", span: "week", isRead: false }, at, warehouse);
    await warehouse.close();
    // Two a day; in week 46 one of 14 was deleted. Of week 47 the file of its Monday came while the desk ran.
    expect(sheet?.values?.map(({ name, value, state }) => [name, value, state])).toEqual([
      ["2026-W44", 14, "final"],
      ["2026-W45", 14, "final"],
      ["2026-W46", 13, "final"],
      ["2026-W47", 2, "open"],
    ]);
    expect(sheet?.values?.at(-1)?.awaits).toBe("data up to the end of 2026-W47");
    expect(unread?.values).toBeUndefined();
  });
});

test("a port that is taken is said, with what to do, and the exit code is 1", async () => {
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, "localhost", listening));
  const { port } = taken.address() as { port: number };
  const home = await folderOf();
  const { code, out, err } = await started("raport", home, "serve", "--home", home, "--port", String(port))
    .ended;
  taken.close();
  expect([code, out, err]).toEqual([1, "", `Port ${port} is taken. Choose another with --port.\n`]);
});

test("a home nothing was run in has a desk that says what to do", async () => {
  const home = await folderOf();
  const port = await freePort();
  const { child, ended } = await served(home, port);
  const front = await (await fetch(`http://localhost:${port}/`)).text();
  child.kill("SIGINT");
  await ended;
  expect(front).toContain("No run has put a config in force here yet");
  expect(front).toContain("npm run raport -- run");
});
