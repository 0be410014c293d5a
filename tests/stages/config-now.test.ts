/** The config in force whenever somebody asks: an edit counts for the next who asks, and what did not change is not read again. */

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { markOf } from "../../functions/cli/in-force.ts";
import type { Config } from "../../functions/core/config.ts";
import type { Lake } from "../../functions/ports.ts";
import { configNow } from "../../functions/stages/config-now.ts";
import { currentVersion, takeBack } from "../../functions/stages/config-versions.ts";
import { actions, rich } from "../config/rich.ts";

const now = "2026-11-16T08:00:00Z";
let folder: string;
let lake: Lake;
let validated: number;
let ask: () => Promise<Config>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "raport-now-"));
  mkdirSync(join(folder, "mappings"));
  lake = fileLake(join(folder, "home"));
  validated = 0;
  write("raport.yaml", rich);
  write("mappings/helpdesk.sql", "select 1");
  write("actions.yaml", actions);
  const validate = async () => {
    validated += 1;
  };
  ask = configNow(() => ({ file: join(folder, "raport.yaml"), now, pushed: false, validate }), markOf, lake);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const titled = (title: string) => rich.replace("title: Yesterday", `title: ${title}`);
const title = async () => (await ask()).reports[0]?.title;

test("what did not change is the very config that was read before", async () => {
  await ask();
  const read = await ask();
  expect(await ask()).toBe(read);
  expect(validated).toBe(1);
});

test("an edit counts for the next who asks, also one that leaves the file as long as it was", async () => {
  for (let times = 0; times < 3; times += 1) expect(await title()).toBe("Yesterday");
  write("raport.yaml", titled("Daydreams"));
  utimesSync(join(folder, "raport.yaml"), 0, 0);
  expect(await title()).toBe("Daydreams");
});

test("an edit of a file the config names counts, too", async () => {
  for (let times = 0; times < 3; times += 1) await ask();
  write("mappings/helpdesk.sql", "select 2");
  expect((await ask()).sources[0]?.mappings.contacts?.text).toBe("select 2");
});

test("while the file is wrong the last right one counts, and the corrected one at once", async () => {
  for (let times = 0; times < 3; times += 1) await ask();
  write("raport.yaml", "organisation: [\n");
  expect(await title()).toBe("Yesterday");
  expect(await title()).toBe("Yesterday");
  write("raport.yaml", titled("Mended"));
  expect(await title()).toBe("Mended");
});

test("a version taken back counts no more for the next who asks", async () => {
  await ask();
  write("raport.yaml", titled("Narrowed"));
  for (let times = 0; times < 3; times += 1) expect(await title()).toBe("Narrowed");
  await takeBack((await currentVersion(lake))!, now, lake);
  expect(await title()).toBe("Yesterday");
});
