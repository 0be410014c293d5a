/** Several real processes on one lake, and the lock they share. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { type Disk, machineDisk } from "../../functions/adapters/local/disk.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { whileLocked } from "../../functions/adapters/local/lock.ts";
import { thisOwner } from "../../functions/adapters/local/process.ts";
import type { Lake } from "../../functions/ports.ts";
import { bytes, textAt } from "../contracts/lake.ts";
import { expectTidy, freshRoots } from "./folders.ts";

const fresh = freshRoots();

describe("several processes on one lake", () => {
  test("of twenty claims by four processes exactly one wins", async () => {
    const root = await fresh();
    expect(await contenders(root, "claim")).toBe(1);
  });

  test("of twenty swaps by four processes from one etag exactly one wins", async () => {
    const root = await fresh();
    await fileLake(root).put("k", bytes("old"));
    expect(await contenders(root, "swap", (await fileLake(root).get("k"))?.etag)).toBe(1);
  });

  test("four processes that each count to ten by swaps count to forty together", async () => {
    const root = await fresh();
    await fileLake(root).put("k", bytes("0"));
    expect(await contenders(root, "count")).toBe(40);
    expect(await textAt(fileLake(root), "k")).toBe("40");
  });

  test("a process killed while it holds the lock holds nobody up, and its bytes never appear", async () => {
    const root = await fresh();
    await fileLake(root).put("k", bytes("old"));
    const child = await contender(root, "hang");
    expect(await child.go()).toBe("holding");
    child.process.kill("SIGKILL");
    await once(child.process, "exit");
    expect(await readdir(join(root, ".tmp", "locks"))).toHaveLength(1);
    await fileLake(root).put("k", bytes("new"));
    expect(await textAt(fileLake(root), "k")).toBe("new");
    await expectTidy(root, ["k"]);
  });
});

describe("the lock", () => {
  test("many who find the lock of a dead process still work one at a time", async () => {
    const folder = await fresh();
    const disk = machineDisk();
    await leaveDeadLock(folder);
    expect(await readdir(folder)).toHaveLength(1);
    let inside = 0;
    let done = 0;
    const work = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((later) => setTimeout(later, 2));
      inside -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => whileLocked(disk, folder, "k", work)));
    expect(done).toBe(20);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ["put", "put", (lake: Lake) => lake.put("k", bytes("put"))],
    ["removed", undefined, (lake: Lake) => lake.remove("k")],
  ])("what is %s while a swap is under way comes after it and stays", async (_, expected, act) => {
    const root = await fresh();
    const disk = machineDisk();
    const lake = fileLake(root);
    await lake.put("k", bytes("old"));
    const { etag } = (await lake.get("k"))!;
    let acting: Promise<void> | undefined;
    const rename = async (from: string, to: string) => {
      acting = act(lake); // the swap has compared, and has not yet replaced
      await new Promise((later) => setTimeout(later, 30));
      await disk.rename(from, to);
    };
    expect(await fileLake(root, { ...disk, rename }).swap("k", bytes("swapped"), etag)).toBeDefined();
    await acting;
    expect(await textAt(lake, "k")).toBe(expected);
  });

  test("one who saw the dead lock long ago does not remove the fresh one that took its place", async () => {
    const folder = await fresh();
    const disk = machineDisk();
    await leaveDeadLock(folder);
    let freshLockTaken = (): void => {};
    const taken = new Promise<void>((done) => {
      freshLockTaken = done;
    });
    let looks = 0;
    const readlink = async (path: string) => {
      const held = await disk.readlink(path);
      looks += 1;
      if (looks === 1) await taken; // has seen the dead owner, and is only now going to act on it
      return held;
    };
    const done: string[] = [];
    const late = whileLocked({ ...disk, readlink }, folder, "k", async () => {
      done.push("late");
    });
    const early = whileLocked(disk, folder, "k", async () => {
      freshLockTaken();
      await new Promise((later) => setTimeout(later, 60));
      done.push("early");
    });
    await Promise.all([late, early]);
    expect(done).toEqual(["early", "late"]);
  });

  test("the lock is let go when the work fails", async () => {
    const folder = await fresh();
    const failed = whileLocked(machineDisk(), folder, "k", () => Promise.reject(new Error("work failed")));
    await expect(failed).rejects.toThrow("work failed");
    expect(await readdir(folder)).toEqual([]);
  });
});

/** Takes the lock `k` as a process that does not run, and never lets it go. */
async function leaveDeadLock(folder: string): Promise<void> {
  const dead: Disk = { ...machineDisk(), owner: () => ({ ...thisOwner(), pid: -1 }), unlink: async () => {} };
  await whileLocked(dead, folder, "k", async () => {});
}

interface Contender {
  readonly process: ChildProcessWithoutNullStreams;
  /** Lets it begin; the next line it prints. */
  go(): Promise<string | undefined>;
}

/** A process of its own that has loaded everything and waits to be let go. */
async function contender(root: string, task: string, name = "", etag = ""): Promise<Contender> {
  const script = join(import.meta.dirname, "contender.ts");
  const child = spawn(process.execPath, [script, root, task, name, etag]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value as string | undefined;
  expect(await next()).toBe("ready");
  const go = () => {
    child.stdin.write("go\n");
    return next();
  };
  return { process: child, go };
}

/** Four of them at once; what they counted together. */
async function contenders(root: string, task: string, etag?: string): Promise<number> {
  const all = await Promise.all(["a", "b", "c", "d"].map((name) => contender(root, task, name, etag)));
  const wins = await Promise.all(all.map((one) => one.go()));
  return wins.reduce((total, one) => total + Number(one), 0);
}
