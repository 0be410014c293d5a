/**
 * Files that appear whole or not at all. Bytes are first written under `<root>/.tmp/`, where no listing and no
 * warehouse glob looks, and reach their name by one rename or link. What a dead process left there is removed
 * by the next one that writes.
 */

import { dirname, join } from "node:path";
import { codeOf, type Disk } from "./disk.ts";
import { clearDeadLocks, nameOf, ownerIn, whileLocked } from "./lock.ts";

/** The folder under a root that belongs to this file alone. */
export const scratchFolder = ".tmp";

export interface WholeFiles {
  /** Makes the file, true; or finds the name taken, false. */
  create(path: string, body: Uint8Array): Promise<boolean>;
  /** Puts the bytes at `path` if `allowed` says so: nobody else replaces or removes this file in between. */
  replace(path: string, body: Uint8Array, allowed?: () => Promise<boolean>): Promise<boolean>;
  remove(path: string): Promise<void>;
}

/** Whole files under `root`, an absolute folder that is made when first written to. What is secret nobody else may read. */
export function wholeFiles(
  root: string,
  disk: Disk,
  isSecret: (path: string) => boolean = () => false,
): WholeFiles {
  const scratch = join(root, scratchFolder);
  const locks = join(scratch, "locks");
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= clearUp(disk, scratch, locks, isSecret(scratch)).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  async function withBytes(path: string, body: Uint8Array, place: (from: string) => Promise<boolean>) {
    await prepare();
    const from = join(scratch, nameOf(disk.owner()));
    try {
      await disk.writeFile(from, body, isSecret(path));
      await makeFolder(disk, dirname(path), isSecret(path));
      const placed = await place(from);
      if (placed) await disk.syncFolder(dirname(path));
      return placed;
    } finally {
      await disk.unlink(from).catch(() => undefined); // gone after a rename; otherwise the next writer's to clear up
    }
  }

  return {
    create: (path, body) =>
      withBytes(path, body, async (from) => {
        try {
          await disk.link(from, path);
          return true;
        } catch (error) {
          if (codeOf(error) === "EEXIST") return false;
          throw error;
        }
      }),
    replace: (path, body, allowed) =>
      withBytes(path, body, (from) =>
        whileLocked(disk, locks, path, async () => {
          if (allowed !== undefined && !(await allowed())) return false;
          await disk.rename(from, path);
          return true;
        }),
      ),
    async remove(path) {
      await prepare();
      await whileLocked(disk, locks, path, () => disk.unlink(path));
      await disk.syncFolder(dirname(path));
    },
  };
}

async function clearUp(disk: Disk, scratch: string, locks: string, isSecret: boolean): Promise<void> {
  await makeFolder(disk, locks, isSecret);
  for (const { name, kind } of await disk.readdir(scratch)) {
    const owner = kind === "file" ? ownerIn(name) : undefined;
    if (owner === undefined || disk.isAlive(owner) !== false) continue;
    await disk.unlink(join(scratch, name)).catch(ignoreMissing); // somebody else clears up as well
  }
  await clearDeadLocks(disk, locks);
}

/** A new folder's name must reach the disk too, or a power cut takes away everything in it. */
async function makeFolder(disk: Disk, folder: string, isSecret = false): Promise<void> {
  const first = await disk.mkdir(folder, isSecret);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made))
    await disk.syncFolder(dirname(made));
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
