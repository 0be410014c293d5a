import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { remembering } from "../../world/cases.ts";
import { addDays } from "../../world/clock.ts";
import { exportedDays, exportFile, writeWorld } from "../../world/files.ts";
import { dirtOn, header, rowsOn, truthOf } from "../../world/rows.ts";
import type { Row } from "../../world/told.ts";

const seed = "northwind";
const folder = await mkdtemp(join(tmpdir(), "world-"));
afterAll(() => rm(folder, { recursive: true }));

/** Three weeks of files, as their lines, by day. */
const days = Array.from({ length: 21 }, (_, index) => addDays("2026-10-05", index));
const openedOn = remembering();
const lines = new Map(days.map((date) => [date, linesOf(exportFile(date, seed, openedOn).bytes)]));
const rows = new Map(days.map((date) => [date, rowsOn(date, seed, openedOn)]));

function linesOf(bytes: Uint8Array): string[] {
  return gunzipSync(bytes).toString("utf8").trimEnd().split("\n").slice(1);
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A line that could stand in a clean export: every field, an id, times in order. */
function isClean(line: string): boolean {
  const [id = "", openedAt = "", resolvedAt = "", ...rest] = line.split(",");
  const inOrder = resolvedAt === "" || Date.parse(resolvedAt) >= Date.parse(openedAt);
  return (
    /^C-\d{9}$/.test(id) &&
    !Number.isNaN(Date.parse(openedAt)) &&
    inOrder &&
    rest.length === header.split(",").length - 3
  );
}

test("a file begins with the header and its name says the day", () => {
  const file = exportFile("2026-11-20");
  expect(file.name).toBe("contacts-2026-11-20.csv.gz");
  const text = gunzipSync(file.bytes).toString("utf8");
  expect(text.split("\n")[0]).toBe(header);
  expect(text.endsWith("\n")).toBe(true);
});

test("the file of a day holds what was created or changed on it and nothing else", () => {
  for (const [date, all] of lines) {
    const clean = all.filter(isClean);
    expect(clean.length).toBeGreaterThan(40);
    for (const line of clean) {
      const [, openedAt = "", resolvedAt = "", , , , , status = "", updatedAt = ""] = line.split(",");
      expect(updatedAt.slice(0, 10)).toBe(date);
      expect(status === "resolved").toBe(resolvedAt !== "");
      if (status === "open") expect(updatedAt).toBe(openedAt);
      if (status === "resolved") expect(updatedAt).toBe(resolvedAt);
    }
    expect(new Set(clean).size).toBe(rows.get(date)?.length);
  }
});

test("a contact open when its day ended comes again, resolved, under the same id", () => {
  const [first = "", ...later] = days;
  const open = (lines.get(first) ?? []).filter((line) => line.includes(",open,"));
  expect(open.length).toBeGreaterThan(20);
  const resolved = new Set(
    later
      .flatMap((date) => lines.get(date) ?? [])
      .filter((line) => line.includes(",resolved,"))
      .map((line) => line.slice(0, 11)),
  );
  // Nearly all within the twenty days that follow; about 1 in 700 contacts is never resolved.
  expect(open.filter((line) => resolved.has(line.slice(0, 11))).length).toBeGreaterThan(0.9 * open.length);
});

test("a contact that was reopened has a later resolution", () => {
  const versions = Map.groupBy(
    [...lines.values()].flat().filter(isClean),
    (line) => line.slice(0, 11), // the id
  );
  const twice = [...versions.values()].filter(
    (all) => new Set(all.filter((line) => line.includes(",resolved,"))).size === 2,
  );
  expect(twice.length).toBeGreaterThan(10);
  for (const [earlier = "", ...more] of twice.map((all) => all.map((line) => line.split(",")[8] ?? ""))) {
    for (const time of more) expect(time >= earlier).toBe(true);
  }
});

test("versions of a contact sort by the text of updated_at", () => {
  const seen = new Map<string, string>();
  for (const line of [...lines.values()].flat().filter(isClean)) {
    const [id = "", ...rest] = line.split(",");
    expect((seen.get(id) ?? "") <= (rest[7] ?? "")).toBe(true);
    seen.set(id, rest[7] ?? "");
  }
});

test("a handful of dirty lines a month, of every kind, each in its file", () => {
  const quarter = Array.from({ length: 92 }, (_, index) => addDays("2026-08-01", index));
  const dirt = quarter.flatMap((date) => dirtOn(date, seed, openedOn));
  // 92 days at 0.12 * 1 + 0.02 * 2 = 0.16 a day make 14.7; 5 to 30 is three deviations around it.
  expect(dirt.length).toBeGreaterThan(5);
  expect(dirt.length).toBeLessThan(30);
  expect(new Set(dirt.map((each) => each.fault)).size).toBe(5);
});

test("what is in a file and is not clean is exactly the dirt announced for its day", () => {
  for (const [date, all] of lines) {
    const dirt = dirtOn(date, seed, openedOn);
    const spoilt = dirt.filter((each) => each.fault !== "exact duplicate").map((each) => each.line);
    expect(all.filter((line) => !isClean(line)).sort()).toEqual(spoilt.sort());
    expect(all.length).toBe((rows.get(date)?.length ?? 0) + dirt.length);
  }
});

test("dirt that is no duplicate names no contact that exists", () => {
  const real = new Set(truthOf("2026-08-01", "2026-09-30", seed).map((row) => row.contact.id));
  for (let date = "2026-08-01"; date <= "2026-09-30"; date = addDays(date, 1)) {
    for (const { fault, line } of dirtOn(date, seed, openedOn)) {
      expect(real.has(line.split(",")[0] ?? "")).toBe(fault === "exact duplicate");
    }
  }
});

test("the truth is the newest row of each contact in the files", () => {
  const newest = new Map<string, Row>();
  for (const row of [...rows.values()].flat()) newest.set(row.contact.id, row);
  const truth = truthOf(days[0] ?? "", days.at(-1) ?? "", seed);
  expect(new Map(truth.map((row) => [row.contact.id, row]))).toEqual(newest);
});

test("the bytes of a day are the same whenever they are made", () => {
  expect(hash(exportFile("2026-11-20").bytes)).toBe(hash(exportFile("2026-11-20").bytes));
  // No time of writing in the gzip header (bytes 4 to 7).
  expect([...exportFile("2026-11-20").bytes.slice(4, 8)]).toEqual([0, 0, 0, 0]);
});

test("15 months end yesterday on the centre's calendar", () => {
  // 23:30 UTC on the 22nd is 00:30 on the 23rd in Budapest, so yesterday is the 22nd.
  expect(exportedDays("2026-11-22T23:30:00Z")).toEqual({ from: "2025-08-23", to: "2026-11-22" });
  expect(exportedDays("2026-11-22T22:30:00Z")).toEqual({ from: "2025-08-22", to: "2026-11-21" });
  expect(exportedDays("2026-11-22T12:00:00Z", 1)).toEqual({ from: "2026-11-21", to: "2026-11-21" });
});

test("another now writes the same bytes for the same day and leaves equal files alone", async () => {
  const first = await writeWorld({ out: folder, now: "2026-11-20T12:00:00Z", days: 4 });
  expect(first).toMatchObject({ from: "2026-11-16", to: "2026-11-19", files: 28, written: 28 });
  const path = join(folder, "contacts-2026-11-19.csv.gz");
  const before = await stat(path);
  const second = await writeWorld({ out: folder, now: "2026-11-22T12:00:00Z", days: 4 });
  // The 18th to the 21st, seven files each: two days of them are there already.
  expect(second).toMatchObject({ from: "2026-11-18", files: 28, written: 14 });
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  expect((await stat(path)).ino).toBe(before.ino);
  expect(hash(await readFile(path))).toBe(hash(exportFile("2026-11-19").bytes));
});

test("a damaged file is written again and no draft is left behind", async () => {
  const name = "contacts-2026-11-19.csv.gz";
  await writeFile(join(folder, name), "half");
  const { written } = await writeWorld({ out: folder, now: "2026-11-20T12:00:00Z", days: 1 });
  expect(written).toBe(1);
  expect(hash(await readFile(join(folder, name)))).toBe(hash(exportFile("2026-11-19").bytes));
  expect((await readdir(folder)).filter((each) => !each.endsWith(".csv.gz"))).toEqual([]);
});
