import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { raport } from "../../functions/cli/program.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "raport-next-"));
  await said("init", folder);
  // A new config is of the zone of its machine.
  const file = join(folder, "raport.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace(/^( {2}zone: ).*$/m, "$1UTC"));
});
afterAll(() => rm(folder, { recursive: true }));

async function said(...words: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  try {
    await raport(words);
  } finally {
    log.mockRestore();
  }
  return lines.join("\n");
}

const next = (...words: readonly string[]) =>
  said(
    ...["next", "--config", join(folder, "raport.yaml"), "--home", join(folder, "home")],
    ...["--now", "2026-11-20T08:00:00Z", ...words],
  );

test("a new installation is told what its first run owes, and what comes after", async () => {
  const text = await next();
  expect(text).toContain("due       weekly 2026-W46: 2026-11-16 08:00");
  expect(text).toContain("next      weekly 2026-W47: 2026-11-23 08:00");
  expect(text).toContain("to 1 person: Your name (en)");
  expect(text).toContain("waits for the end of the week (2026-11-23 00:00)");
  expect(text).not.toMatch(/\dT\d\d:\d\d/); // every instant is on the report's clock
  expect(text).toContain("waits for contacts: nothing of it has landed yet");
});

test("--json is one array, of as many sends as are asked for, with the addresses of their readers", async () => {
  const text = await next("--count", "3", "--json");
  const rows = JSON.parse(text) as readonly Record<string, unknown>[];
  expect(rows.map(({ report, period, dueAt }) => `${report} ${period} ${dueAt}`)).toEqual([
    "weekly 2026-W46 2026-11-16T08:00:00Z",
    "weekly 2026-W47 2026-11-23T08:00:00Z",
    "weekly 2026-W48 2026-11-30T08:00:00Z",
  ]);
  expect(rows[1]).toMatchObject({ deadline: "2026-12-14T08:00:00Z", then: "give up", pausedUntil: null });
  expect(rows[0]?.recipients).toMatchObject([{ name: "Your name", address: "you@example.org" }]);
});

test("nothing is written, not even a home", async () => {
  await next();
  expect((await readdir(folder)).sort()).toEqual(["mappings", "raport.yaml"]);
});
