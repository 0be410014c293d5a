/** `raport push`: says what it changes, refuses what is wrong or unseen, and can be taken back. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { loadFiles } from "../../config/index.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { remember, replace, requireSeen } from "../../functions/cli/push.ts";
import { currentVersion } from "../../functions/stages/config-versions.ts";
import { folderOf, put, said } from "./said.ts";

const now = ["--now", "2026-11-16T12:00:00Z"] as const;
const config = (title: string, to = "{ name: Ana Pop, address: ana.pop@example.org }") => `organisation:
  name: Northwind
  zone: Europe/Budapest
  sender: { name: Reports, address: reports@example.org }
sources:
  - { id: helpdesk, type: files, path: exports/*.csv, key: id, mapping: contacts.sql }
reports:
  - id: weekly
    title: ${title}
    template: digest
    period: week
    at: monday 08:00
    to: [${to}]
`;
const mapping =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at from raw\n";

async function installation() {
  const folder = await folderOf({ "raport.yaml": config("One"), "contacts.sql": mapping });
  const options = ["--config", join(folder, "raport.yaml"), "--home", join(folder, "home"), ...now];
  return { folder, options, push: (...more: string[]) => said("push", ...options, ...more) };
}

test("the first push gives its readers their report and says when it goes out", async () => {
  const { push } = await installation();
  const { code, out, err } = await push();
  expect(err).toBe("");
  expect(code).toBe(0);
  // 16 November 2026 is a Monday, after eight; the week that has begun ends on the 22nd.
  expect(out).toContain("gains     weekly: Ana Pop <ana.pop@example.org>\n");
  expect(out).toContain("next      weekly 2026-W47: Monday, 23 November 2026 at 08:00 (Europe/Budapest)\n");
  expect(out).toMatch(/in force {2}version [0-9a-f]{16} in /);
  expect((await push()).out).toMatch(/^in force {2}version [0-9a-f]{16} already: nothing changes\n$/);
});

test("a change is told by push and before it by check, and undone", async () => {
  const { folder, options, push } = await installation();
  await push();
  await put(folder, { "raport.yaml": config("Two", "{ name: Bo Ek, address: bo.ek@example.org }") });
  const lines = [
    "changes   weekly.title: One -> Two",
    "gains     weekly: Bo Ek <bo.ek@example.org>",
    "loses     weekly: Ana Pop <ana.pop@example.org>",
  ];
  const checked = await said("check", ...options);
  const changed = await push();
  for (const line of lines) {
    expect(checked.out).toContain(`${line}\n`);
    expect(changed.out).toContain(`${line}\n`);
  }
  const undone = await push("--undo");
  expect(undone.code).toBe(0);
  expect(undone.out).toContain("changes   weekly.title: Two -> One\n");
  const again = await push("--undo");
  expect(again.code).toBe(1);
  expect(again.err).toContain("has no version before the one in force: nothing was undone");
});

test("a config that is wrong is refused, and so is one whose mapping is", async () => {
  const { folder, push } = await installation();
  await put(folder, { "raport.yaml": config("One").replace("period: week", "period: weekly") });
  const shape = await push();
  expect(shape.code).toBe(1);
  expect(shape.err).toContain('raport.yaml:11:13: reports[0].period: "weekly" is not a period');
  await put(folder, { "raport.yaml": config("One"), "contacts.sql": "select nothing from raw\n" });
  const sql = await push();
  expect(sql.code).toBe(1);
  expect(sql.err).toContain("contacts.sql:1:8");
  expect(await readdir(folder)).not.toContain("home");
});

test("a run goes on with the last config that was right, says what is wrong, and tells the owner once", async () => {
  const { folder, options } = await installation();
  const one = config("One").replace("    to:", "    owner: ops@example.org\n    to:");
  await put(folder, { "raport.yaml": one, "exports/a.csv": "id,opened\n1,2026-11-09 09:00\n" });
  expect((await said("run", ...options)).code).toBe(0);
  await put(folder, { "raport.yaml": one.replace("period: week", "period: weekly") });
  const ran = await said("run", ...options);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('raport.yaml:11:13: reports[0].period: "weekly" is not a period');
  expect(ran.err).toContain("the last version that was right stays in force");
  expect(ran.out).toContain("next      weekly 2026-W47");
  expect((await said("run", ...options)).code).toBe(1);
  const outbox = join(folder, "home", "outbox");
  const mails = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
  const texts = await Promise.all(mails.map((name) => readFile(join(outbox, name), "utf8")));
  const told = texts.filter(
    (text) => /^To: .*ops@example\.org/m.test(text) && text.includes("The config has"),
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("reports[0].period");
});

test("into a bucket, a version somebody else pushed is replaced only by who names it", async () => {
  const folder = await folderOf({ "raport.yaml": config("One") });
  const file = join(folder, "raport.yaml");
  const push = { config: file, home: "s3://lake" };
  const current = { v: 1 as const, version: "theirs", before: [], at: "2026-11-16T08:00:00Z", undone: null };
  const seen = { current, etag: "1" };
  await requireSeen(push, undefined);
  await expect(requireSeen(push, seen)).rejects.toThrow("--over theirs");
  await requireSeen({ ...push, over: "theirs" }, seen);
  await expect(requireSeen({ ...push, over: "older" }, seen)).rejects.toThrow("was not pushed from here");
  await remember(file, "s3://lake", "theirs");
  await requireSeen(push, seen);
  await expect(requireSeen({ ...push, home: "s3://other" }, seen)).rejects.toThrow("--over theirs");
});

test("two who push into one bucket do not take each other's changes back unseen", async () => {
  const folder = await folderOf({ "a/raport.yaml": config("Mine"), "b/raport.yaml": config("Theirs") });
  await put(folder, { "a/contacts.sql": mapping, "b/contacts.sql": mapping });
  const lake = fileLake(join(folder, "bucket"));
  const silent = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const push = async (who: string, over?: string) => {
    const file = join(folder, who, "raport.yaml");
    const options = { config: file, home: "s3://lake", now: "2026-11-16T12:00:00Z", ...(over && { over }) };
    await replace(options, await loadFiles(file), await currentVersion(lake), lake);
    return (await currentVersion(lake))?.current.version ?? "";
  };
  try {
    const mine = await push("a");
    await expect(push("b")).rejects.toThrow(`push with --over ${mine}`);
    expect((await currentVersion(lake))?.current.version).toBe(mine);
    const theirs = await push("b", mine);
    expect(theirs).not.toBe(mine);
    await put(folder, { "a/raport.yaml": config("Mine again") });
    await expect(push("a")).rejects.toThrow(`push with --over ${theirs}`);
    await put(folder, { "b/raport.yaml": config("Theirs again") });
    expect(await push("b")).not.toBe(theirs);
  } finally {
    silent.mockRestore();
  }
});

test("check says what will be missed: a password that is not there, and reports without an owner", async () => {
  const { folder, options } = await installation();
  const smtp = "mail: { smtp: { host: localhost, user: me, password_from: RAPORT_NO_SUCH_PASSWORD } }\n";
  const sent = config("One").replace("  sender:", "  url: https://reports.example.org\n  sender:");
  await put(folder, { "raport.yaml": sent + smtp });
  const { out } = await said("check", ...options.slice(0, 2), ...now);
  expect(out).toContain("note      mail.smtp: RAPORT_NO_SUCH_PASSWORD is not set here");
  expect(out).toContain(
    `note      ${options[1]}:9:5: reports[0]: weekly: no owner, so nobody is told when something needs attention; write owner: with an address here, or once below organisation for every report`,
  );
  const owned = sent.replace("  sender:", "  owner: desk@example.org\n  sender:");
  await put(folder, { "raport.yaml": owned + smtp });
  expect((await said("check", ...options.slice(0, 2), ...now)).out).not.toContain("no owner");
});

test("check says that http is no way to readers, but to this machine", async () => {
  const { folder, options } = await installation();
  const urls = [
    "http://reports.example.org",
    "http://localhost.example.org",
    "http://10.0.0.5:4747",
    "https://reports.example.org",
    "http://localhost:4747",
    "http://127.0.0.1:4747",
    "http://[::1]:4747",
  ];
  const noted: boolean[] = [];
  for (const url of urls) {
    await put(folder, { "raport.yaml": config("One").replace("  sender:", `  url: ${url}\n  sender:`) });
    const { out } = await said("check", ...options.slice(0, 2), ...now);
    noted.push(out.includes("note      organisation.url: over http anybody on the way"));
  }
  expect(noted).toEqual([true, true, true, false, false, false, false]);
});

test("check warns of departments that no contact of the home has, where the file names them", async () => {
  const { folder, options } = await installation();
  const people =
    "{ name: A, address: a@example.org, scope: { department: Biling } }, { name: B, address: b@example.org, scope: { department: sales } }, { name: C, address: c@example.org, scope: { channel: phone } }";
  await put(folder, {
    "exports/a.csv": "id,opened,team\n1,2026-11-09 09:00,Billing\n2,2026-11-09 10:00,Sales\n",
    "contacts.sql": mapping.replace(
      " from raw",
      ", json_extract_scalar(body, '$.team') as department from raw",
    ),
    "raport.yaml": config("One", people),
  });
  expect((await said("check", ...options)).out).not.toContain("no contact");
  await said("run", ...options);
  const { code, out } = await said("check", ...options);
  const warnings = out.split("\n").filter((line) => line.includes("no contact"));
  const line = config("One", people)
    .split("\n")
    .findIndex((text) => text.includes("Biling"));
  const column = (config("One", people).split("\n")[line] ?? "").indexOf("Biling");
  expect([code, warnings.map((text) => text.replace(folder, "F"))]).toEqual([
    0,
    [
      `warning   F/raport.yaml:${line + 1}:${column + 1}: reports[0].to[0].scope.department: no contact of the last 6 months has the department "Biling"; did you mean "Billing"? (they have Billing, Sales)`,
      expect.stringContaining(
        ': reports[0].to[2].scope.channel: no contact of the last 6 months has the channel "phone"; none has a channel at all: give it in the mapping, or remove the line',
      ),
    ],
  ]);
});
