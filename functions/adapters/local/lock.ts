/**
 * One writer at a time among the processes of this machine, also when some of them die.
 *
 * A lock is a symbolic link whose text names its owner: one system call makes it, so it is never seen without its
 * owner. Every lock taken has an owner name never used before. A lock is removed only
 *   - by its owner, or
 *   - when its owner is dead, by whoever holds the lock named after that very owner, having looked again.
 * While that second lock is held and the first still names the dead owner, nobody else may remove the first, so
 * what is removed is the dead one and never a fresh one that took its place: the usual mistake of lock files.
 * The second lock is a lock like any other, so a process that dies while clearing up is cleared up after as well.
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StorageError } from "../../core/errors.ts";
import type { Owner } from "../../ports.ts";
import { codeOf, type Disk } from "./disk.ts";

const longestWaitMilliseconds = 30_000;

/** Runs `work` while holding the lock `name` in `folder`, which must exist. Waits for its turn, at most 30 s. */
export async function whileLocked<T>(
  disk: Disk,
  folder: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const path = join(folder, createHash("sha256").update(name).digest("hex"));
  await take(disk, folder, path);
  try {
    return await work();
  } finally {
    await disk.unlink(path);
  }
}

/** Removes the locks in `folder` whose owners are dead. */
export async function clearDeadLocks(disk: Disk, folder: string): Promise<void> {
  for (const entry of await disk.readdir(folder)) await clearIfDead(disk, folder, join(folder, entry.name));
}

/** An owner as a file name: parts that cannot hold a `+`, joined by one. */
export function nameOf(owner: Owner): string {
  return [owner.host, String(owner.pid), owner.startedAt, owner.token].map(encodeURIComponent).join("+");
}

/** The owner such a name tells of; undefined for any other name. */
export function ownerIn(name: string): Owner | undefined {
  const parts = name.split("+");
  if (parts.length !== 4 || /%(?![0-9A-F]{2})/.test(name)) return undefined;
  const [host, pid, startedAt, token] = parts.map(decodeURIComponent) as [string, string, string, string];
  return { host, pid: Number(pid), startedAt, token };
}

async function take(disk: Disk, folder: string, path: string): Promise<void> {
  const owner = nameOf(disk.owner());
  const start = performance.now();
  for (;;) {
    try {
      return await disk.symlink(owner, path);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    if (await clearIfDead(disk, folder, path)) continue;
    if (performance.now() - start > longestWaitMilliseconds) throw await tooLong(disk, path);
    await pause(1 + Math.random() * 9);
  }
}

/** True when the lock is gone, so that it is worth trying again at once. */
async function clearIfDead(disk: Disk, folder: string, path: string): Promise<boolean> {
  const held = await holder(disk, path);
  if (held === undefined) return true;
  const owner = ownerIn(held);
  if (owner === undefined || disk.isAlive(owner) !== false) return false;
  await whileLocked(disk, folder, `${path} ${held}`, async () => {
    if ((await holder(disk, path)) === held) await disk.unlink(path);
  });
  return true;
}

async function holder(disk: Disk, path: string): Promise<string | undefined> {
  try {
    return await disk.readlink(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function tooLong(disk: Disk, path: string): Promise<StorageError> {
  const owner = ownerIn((await holder(disk, path)) ?? "");
  const who = owner === undefined ? "another process" : `process ${owner.pid} on ${owner.host}`;
  return new StorageError(
    `${who} has held the lock ${path} for more than 30 seconds. Stop that process and run again; ` +
      "if it does not run any more, delete this file.",
  );
}
