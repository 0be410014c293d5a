/** `raport serve`: the desk in a process of its own, as a person starts it. */

import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("lists both emails, the archived report and the row left out", async () => {
    const front = await (await get("/")).text();
    expect(front).toContain("Sent emails (2)");
    expect(front).toContain("Archived reports (1)");
    expect(front).toContain("Quarantine (1)");
    expect(front).toContain(
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

  test("every link of the front page opens", async () => {
    const front = await (await get("/")).text();
    const links = [...front.matchAll(/href="(\/[^"]*)"/g)].map(([, path = ""]) => path);
    // The style sheet, two emails, the page and its CSV.
    expect(links).toHaveLength(5);
    for (const path of links) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });

  test("an email is the one in the outbox, and links to what its reader may see", async () => {
    const front = await (await get("/")).text();
    const path = /href="(\/outbox\/[^"]+)"/.exec(front)?.[1] ?? "";
    const email = await (await get(path)).text();
    expect(email).toContain('href="https://reports.example.org/open/');
  });

  test("the page and its CSV are those in the archive", async () => {
    const { lake, warehouse } = local(centre.home);
    for (const file of ["index.html", "kpis.csv"]) {
      const stored = await lake.get(`archive/weekly/2026-W46/${file}`);
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
    expect(await (await get("/")).text()).toContain("Sent emails (2)");
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
  expect(front).toContain("Sent emails (0)");
  expect(front).toContain("npm run raport -- run");
});
