/** Folders for the tests of the local adapters. */

import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { listing } from "../contracts/lake.ts";

/** Makes a new empty folder at every call; all are removed after the file's last test. */
export function freshRoots(): () => Promise<string> {
  const home = mkdtempSync(join(tmpdir(), "raport-local-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  return () => mkdtemp(join(home, "root-"));
}

/** Nothing but these objects is in the lake, and nothing unfinished lies beside them. */
export async function expectTidy(root: string, keys: readonly string[]): Promise<void> {
  expect((await listing(fileLake(root), "")).map(({ key }) => key)).toEqual(keys);
  expect(await readdir(join(root, ".tmp"))).toEqual(["locks"]);
  expect(await readdir(join(root, ".tmp", "locks"))).toEqual([]);
}

/** A call that the system refuses with this code. */
export function failing(code: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(`refused: ${code}`), { code }));
}
