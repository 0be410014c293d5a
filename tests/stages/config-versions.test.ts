/** The config in force in a home: how it comes to be, what replaces it, what stays while the file is wrong. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadFiles } from "../../config/index.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import type { Config } from "../../functions/core/config.ts";
import { ConfigError } from "../../functions/core/errors.ts";
import type { Lake } from "../../functions/ports.ts";
import { configInForce, configToRead } from "../../functions/stages/config-in-force.ts";
import {
  currentVersion,
  putInForce,
  storedConfig,
  takeBack,
  versionOf,
} from "../../functions/stages/config-versions.ts";
import { actions, rich } from "../config/rich.ts";

let folder: string;
let lake: Lake;
const now = "2026-11-16T08:00:00Z";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "raport-versions-"));
  lake = fileLake(join(folder, "home"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the config and what it names into a folder below the one of this test; gives its path. */
function write(text = rich, where = "conf"): string {
  mkdirSync(join(folder, where, "mappings"), { recursive: true });
  writeFileSync(join(folder, where, "raport.yaml"), text);
  writeFileSync(join(folder, where, "mappings/helpdesk.sql"), "select 1");
  writeFileSync(join(folder, where, "actions.yaml"), actions);
  return join(folder, where, "raport.yaml");
}
const titled = (title: string) => rich.replace("title: Yesterday", `title: ${title}`);
const ask = (file: string, more: Partial<Parameters<typeof configInForce>[0]> = {}) =>
  configInForce({ file, now, pushed: false, validate: async () => undefined, ...more }, lake);
const titleOf = ({ config }: { config: Config }) => config.reports[0]?.title;

async function pushed(file: string): Promise<string> {
  const version = await versionOf(file, await loadFiles(file), false);
  expect(await putInForce(version, await currentVersion(lake), now, lake)).toBe(true);
  return version.id;
}

test("a version is the config itself, its mappings and its actions, without the files it came from", async () => {
  const file = write();
  const { config } = await loadFiles(file);
  const id = await pushed(file);
  rmSync(join(folder, "conf"), { recursive: true });
  const stored = await storedConfig(id, lake);
  expect(stored.version).toBe(config.version);
  expect(stored.actions).toEqual(config.actions);
  expect(stored.sources[0]?.mappings.contacts?.text).toBe("select 1");
});

test("what is pushed from two machines is one version", async () => {
  const [here, there] = [write(rich, "here"), write(rich, "far/away/there")];
  expect(await pushed(there)).toBe(await pushed(here));
});

test("files beside and above the config's folder are kept, and told apart", async () => {
  const text = rich.replace("mapping: mappings/helpdesk.sql", "mapping: ../shared.sql");
  const file = write(text.replace("actions: actions.yaml", `actions: ${join(folder, "absolute.yaml")}`));
  writeFileSync(join(folder, "shared.sql"), "select 2");
  writeFileSync(join(folder, "absolute.yaml"), "[]");
  const { sources, actions: found } = await storedConfig(await pushed(file), lake);
  expect(sources[0]?.mappings.contacts?.text).toBe("select 2");
  expect(found).toEqual([]);
});

test("who pushes without having seen the last version changes nothing", async () => {
  const mine = write(titled("Mine"), "mine");
  const seen = await currentVersion(lake);
  const theirs = await pushed(write(titled("Theirs"), "theirs"));
  const version = await versionOf(mine, await loadFiles(mine), false);
  expect(await putInForce(version, seen, now, lake)).toBe(false);
  expect((await currentVersion(lake))?.current.version).toBe(theirs);
});

test("undoing goes back step by step, and says so at the first version", async () => {
  const [first, second] = [await pushed(write(titled("One"))), await pushed(write(titled("Two")))];
  const seen = await currentVersion(lake);
  expect(await takeBack(seen!, now, lake)).toBe(true);
  const after = await currentVersion(lake);
  expect(after?.current).toMatchObject({ version: first, before: [], undone: second });
  await expect(takeBack(after!, now, lake)).rejects.toThrow("nothing is undone");
  // Who saw what was in force before changes nothing.
  expect(await takeBack({ ...seen!, current: { ...seen!.current, before: [second] } }, now, lake)).toBe(
    false,
  );
});

test("of a bucket what was pushed is in force, whatever the file says", async () => {
  const file = write(titled("Pushed"));
  expect((await ask(file, { pushed: true })).notes.join()).toContain("none was pushed");
  await pushed(file);
  write(titled("Edited"));
  expect(titleOf(await ask(file, { pushed: true }))).toBe("Pushed");
});

test("on this machine every edit counts at once, and is remembered", async () => {
  const file = write(titled("One"));
  expect(titleOf(await ask(file))).toBe("One");
  write(titled("Two"));
  expect(titleOf(await ask(file))).toBe("Two");
  const { current } = (await currentVersion(lake))!;
  expect(current.before).toHaveLength(1);
  expect((await storedConfig(current.version, lake)).reports[0]?.title).toBe("Two");
  await ask(file);
  expect((await currentVersion(lake))?.current).toEqual(current);
});

test("while the file is wrong the last right version stays in force, and its owners are told what is wrong", async () => {
  const file = write(titled("Right"));
  await ask(file);
  write(rich.replace("locale: ro }", "locale: hun }"));
  const found = await ask(file);
  expect(titleOf(found)).toBe("Right");
  expect(found.problems).toHaveLength(1);
  expect(found.problems[0]).toContain(
    'raport.yaml:38:64: reports[0].to[0].locale: "hun" is not a language we have',
  );
  expect(found.notices).toHaveLength(1);
  expect(found.notices[0]).toMatchObject({ to: "ops@example.org" });
  expect(found.notices[0]?.lines).toContain(found.problems[0]);
  expect(found.notices[0]?.key).toMatch(/^[a-z0-9-]+$/);
  // The same mistake is the same notice, another one is another.
  expect((await ask(file)).notices[0]?.key).toBe(found.notices[0]?.key);
  write(rich.replace("locale: ro }", "locale: rom }"));
  expect((await ask(file)).notices[0]?.key).not.toBe(found.notices[0]?.key);
});

test("a mapping the engine refuses keeps the last right version in force, and is not remembered", async () => {
  const file = write(titled("Right"));
  await ask(file);
  const before = await currentVersion(lake);
  write(titled("Wrong"));
  const validate = async () => {
    throw new ConfigError(["mappings/helpdesk.sql:1:8: no such column"]);
  };
  const found = await ask(file, { validate });
  expect(titleOf(found)).toBe("Right");
  expect(found.problems).toEqual(["mappings/helpdesk.sql:1:8: no such column"]);
  expect(await currentVersion(lake)).toEqual(before);
});

test("a first config that is wrong is refused, and nothing is kept of it", async () => {
  const file = write(rich.replace("locale: ro }", "locale: hun }"));
  await expect(ask(file)).rejects.toThrow(ConfigError);
  expect(await Array.fromAsync(lake.list(""))).toEqual([]);
});

test("what was undone is not taken for an edit again; the next edit is", async () => {
  const file = write(titled("One"));
  await ask(file);
  write(titled("Two"));
  await ask(file);
  await takeBack((await currentVersion(lake))!, now, lake);
  const found = await ask(file);
  expect(titleOf(found)).toBe("One");
  expect(found.notes.join()).toContain("was undone");
  write(titled("Three"));
  expect(titleOf(await ask(file))).toBe("Three");
});

test("who only looks goes by the file, but not by one that was undone, and leaves nothing behind", async () => {
  const file = write(titled("One"));
  const look = () => configToRead({ file, pushed: false }, lake);
  expect(titleOf(await look())).toBe("One");
  expect(await currentVersion(lake)).toBeUndefined();
  await ask(file);
  write(titled("Two"));
  await ask(file);
  await takeBack((await currentVersion(lake))!, now, lake);
  expect(titleOf(await look())).toBe("One");
  write(rich.replace("locale: ro }", "locale: hun }"));
  await expect(look()).rejects.toThrow(ConfigError);
});

test("where the last right version cannot be read any more, the file's own mistakes are told", async () => {
  const file = write();
  await ask(file);
  const { current } = (await currentVersion(lake))!;
  await lake.remove(`config/versions/${current.version}/manifest.json`);
  write(rich.replace("locale: ro }", "locale: hun }"));
  await expect(ask(file)).rejects.toThrow('"hun" is not a language we have');
});
