import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { outbox } from "../../functions/adapters/local/outbox.ts";
import { openHome } from "../../functions/home.ts";
import { sign } from "../../functions/stages/tokens.ts";

let home: string;
let umask: number;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "raport-secrets-"));
  umask = process.umask(0o002);
});
afterEach(() => {
  process.umask(umask);
  rmSync(home, { recursive: true });
});
const mode = (path: string) => (statSync(join(home, path)).mode & 0o777).toString(8);

test("the keys of the links are for their user alone, and so is the folder they are in", async () => {
  const lake = fileLake(home);
  const claims = { report: "weekly", address: "a1", issuedAt: "2026-11-16T08:00:00Z" };
  await sign({ purpose: "open", ...claims }, lake);
  expect([mode("state"), mode("state/keys.json")]).toEqual(["700", "600"]);
  const { etag } = (await lake.get("state/keys.json"))!;
  await lake.swap("state/keys.json", Buffer.from("{}"), etag);
  expect(mode("state/keys.json")).toBe("600");
});

test("what is no secret is as the user's own files are", async () => {
  await fileLake(home).put("archive/weekly/page.html", Buffer.from("page"));
  expect([mode("archive"), mode("archive/weekly/page.html")]).toEqual(["775", "664"]);
});

test("emails in the outbox carry links, and are for their user alone", async () => {
  await outbox(join(home, "outbox")).send({
    id: "weekly-1",
    from: { name: "", address: "reports@example.org" },
    to: { name: "", address: "mira@example.org" },
    subject: "Week 46",
    html: "<p>46</p>",
    text: "46",
    language: "en",
    date: "2026-11-16T08:00:00Z",
    listId: "weekly",
  });
  expect(["outbox", "outbox/weekly-1.eml", "outbox/weekly-1.html"].map(mode)).toEqual(["700", "600", "600"]);
});

test("a home made before is closed by the next run", async () => {
  mkdirSync(join(home, "state"));
  mkdirSync(join(home, "outbox"));
  writeFileSync(join(home, "state/keys.json"), "{}");
  for (const folder of ["state", "outbox"]) chmodSync(join(home, folder), 0o755);
  chmodSync(join(home, "state/keys.json"), 0o644);
  const ports = openHome(home);
  await ports.prepare();
  await ports.warehouse.close();
  expect(["state", "outbox", "state/keys.json"].map(mode)).toEqual(["700", "700", "600"]);
  await expect(openHome(join(home, "none")).prepare()).resolves.toBeUndefined();
});
