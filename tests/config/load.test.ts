import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadConfig, loadFiles } from "../../config/index.ts";
import { usualReport } from "../../functions/core/config.ts";
import { usualOrganisation } from "../../functions/core/organisation.ts";
import { filesOf } from "../memory.ts";
import { load, sample } from "./sample.ts";

test("every key of the file arrives, with notations turned into numbers", async () => {
  const config = await load(sample);
  expect(config.organisation).toEqual({
    ...usualOrganisation,
    name: "Northwind Support",
    zone: "Europe/Budapest",
    url: "http://localhost:4747",
    sender: { name: "Northwind Reports", address: "reports@example.org" },
    replyTo: "help@example.org",
  });
  expect(config.sources[0]).toEqual({
    id: "helpdesk",
    type: "files",
    path: resolve("exports/contacts-{date}.csv.gz"), // conf/../exports
    format: "csv",
    encoding: "windows-1252", // what the WHATWG standard means by latin1
    key: "ticket_id",
    version: "updated_at",
    mappings: { contacts: { file: "conf/mappings/helpdesk.sql", text: "select 1" } },
    contactsIn: "helpdesk",
    keepsComments: false,
    zone: "Europe/Bucharest",
    expects: { kind: "daily", by: "06:00" },
    settleSeconds: 7200, // 2 * 3600
    everySeconds: 3600, // an hour
    personal: ["customer_email"],
    hashed: [],
    quietDays: ["2026-12-25"],
  });
  expect(config.targets).toEqual({
    resolution_seconds_p50: { atMost: 28_800 }, // 8 * 3600
    resolved_within_day_share: { atLeast: 0.7 },
    open_backlog: { atMost: 400 },
  });
  expect(config.reports[0]).toEqual({
    id: "weekly",
    title: "Weekly digest",
    template: "digest",
    period: "week",
    at: { day: 1, time: "08:00" },
    zone: "Europe/London",
    kpis: ["contacts_opened", "resolution_seconds_p90"],
    ...usualReport,
    sources: ["helpdesk", "phone"],
    owner: "ops@example.org",
    to: [
      { name: "Ana Pop", address: "ana.pop@example.org", locale: "en", scope: null },
      { name: "Bo Ek", address: "bo.ek@example.org", locale: "en", scope: null },
    ],
  });
});

test("what is left out is filled in", async () => {
  const { sources, reports } = await load(sample);
  expect(sources[1]).toEqual({
    id: "phone",
    type: "files",
    path: "/data/calls/*.ndjson",
    format: "auto",
    encoding: "utf-8",
    key: "call_id",
    mappings: { contacts: { file: "conf/mappings/phone.sql", text: "select 2" } },
    contactsIn: "phone",
    keepsComments: false,
    zone: "Europe/Budapest",
    expects: { kind: "latest-row" },
    settleSeconds: 0,
    everySeconds: 3600, // an hour
    personal: [],
    hashed: [],
    quietDays: [],
  });
  expect(reports[1]).toMatchObject({
    zone: "Europe/Budapest",
    sources: ["helpdesk", "phone"],
    at: { day: 2, time: "08:30" },
  });
  expect(reports[1]).not.toHaveProperty("owner");
});

test("a report that names no KPIs shows the headlines of what its sources tell, and no others", async () => {
  const ofContacts = [
    "contacts_opened",
    "contacts_resolved",
    "open_backlog",
    "resolved_share",
    "resolution_seconds",
    "resolution_seconds_p50",
    "resolution_seconds_p90",
    "resolved_within_day_share",
  ];
  expect((await load(sample)).reports[1]?.kpis).toEqual(ofContacts);
  const more = sample.replace(
    "mapping: mappings/phone.sql",
    "mapping: { contacts: mappings/phone.sql, surveys: mappings/phone.sql }",
  );
  const found = new Set((await load(more)).reports[1]?.kpis);
  expect(found).toEqual(new Set([...ofContacts, "customer_satisfaction_share"]));
});

test.each([
  ["at: monday 08:00", "at: sunday 23:59", { day: 7, time: "23:59" }],
  ["period: week\n    at: monday 08:00", "period: day\n    at: 06:05", { time: "06:05" }],
  ["period: week\n    at: monday 08:00", "period: month\n    at: day 28 00:00", { day: 28, time: "00:00" }],
])("%j may read %j", async (from, to, at) => {
  expect((await load(sample.replace(from, to))).reports[0]?.at).toEqual(at);
});

test.each([
  ["90s", 90],
  ["15m", 900],
  ["1.5h", 5400],
  ["2d", 172_800],
  ["0", 0],
  ["0s", 0],
])("a settling time of %s is %i seconds", async (written, seconds) => {
  expect((await load(sample.replace("settle: 2h", `settle: ${written}`))).sources[0]?.settleSeconds).toBe(
    seconds,
  );
});

test.each([
  ["5m", 300],
  ["1.5h", 5400],
  ["1d", 86_400],
])("a source looked at every %s is looked at every %i seconds", async (written, seconds) => {
  const { sources } = await load(sample.replace("settle: 2h", `every: ${written}`));
  expect(sources[0]?.everySeconds).toBe(seconds);
});

test("a source may say how many rows each of its files has at least", async () => {
  const config = await load(sample.replace("settle: 2h", "fewest_rows: 50"));
  expect(filesOf(config).map(({ fewestRows }) => fewestRows)).toEqual([50, undefined]);
});

test("the organisation's owner owns every report that names no other", async () => {
  const owned = sample.replace("  reply_to: ", "  owner: desk@example.org\n  reply_to: ");
  const { reports } = await load(owned);
  expect(reports.map(({ owner }) => owner)).toEqual(["ops@example.org", "desk@example.org"]);
});

test.each([
  ["99.9%", 0.999],
  ["0%", 0],
  ["100%", 1],
])("a target of %s is the fraction %d", async (written, share) => {
  const config = await load(sample.replace("70%", written));
  expect(config.targets.resolved_within_day_share).toEqual({ atLeast: share });
});

test("expects may be the latest row or the time of the file", async () => {
  const expecting = async (words: string) =>
    (await load(sample.replace("daily, by 06:00", words))).sources[0]?.expects;
  expect(await expecting("latest row")).toEqual({ kind: "latest-row" });
  expect(await expecting("file time")).toEqual({ kind: "file-time" });
});

test("the same readers may be named once and used twice", async () => {
  const { reports } = await load(
    sample
      .replace("    to:\n", "    to: &board\n")
      .replace("to: [{ name: Ana Pop, address: ana.pop@example.org }]", "to: *board"),
  );
  expect(reports[1]?.to).toEqual(reports[0]?.to);
});

test("the version changes with the file and with any mapping, and with nothing else", async () => {
  const { version } = await load(sample);
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect((await load(sample)).version).toBe(version);
  expect((await load(`${sample}# a word\n`)).version).not.toBe(version);
  expect((await load(sample, { "conf/mappings/phone.sql": "select 3" })).version).not.toBe(version);
});

test("a byte order mark and Windows line ends change nothing", async () => {
  const windows = await load(`\uFEFF${sample.replaceAll("\n", "\r\n")}`);
  expect({ ...windows, version: "" }).toEqual({ ...(await load(sample)), version: "" });
});

const home = mkdtempSync(join(tmpdir(), "raport-config-"));
afterAll(() => rmSync(home, { recursive: true }));

test("a real file is read with the mappings beside it", async () => {
  mkdirSync(join(home, "mappings"));
  writeFileSync(join(home, "mappings/helpdesk.sql"), "select 1");
  writeFileSync(join(home, "mappings/phone.sql"), "select 2");
  writeFileSync(join(home, "raport.yaml"), sample);
  const config = await loadConfig(join(home, "raport.yaml"));
  expect(config.sources[0]?.mappings.contacts).toEqual({
    file: join(home, "mappings/helpdesk.sql"),
    text: "select 1",
  });
});

test("its files are listed in the order the config names them, whichever is read first", async () => {
  const files = ["raport.yaml", "mappings/helpdesk.sql", "mappings/phone.sql"].map((name) =>
    join(home, name),
  );
  for (const late of files) {
    const loaded = await loadFiles(join(home, "raport.yaml"), async (path) => {
      const bytes = await readFile(path);
      if (path === late) await new Promise((later) => setTimeout(later, 20));
      return bytes;
    });
    expect(loaded.files.map(({ path }) => path)).toEqual(files);
  }
});

test("a config that is not there says how to make one", async () => {
  const file = join(home, "none.yaml");
  await expect(loadConfig(file)).rejects.toMatchObject({
    name: "ConfigError",
    problems: [
      `${file}:1:1: file: does not exist; give the path of the config with --config, or run npm run raport -- init to make one that works`,
    ],
  });
  await expect(loadConfig(home)).rejects.toThrow(`${home}:1:1: file: is a folder, not a file; `);
});
