/** The local adapters when a process is killed, at every call they make to the disk. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Disk, machineDisk } from "../../functions/adapters/local/disk.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import { outbox } from "../../functions/adapters/local/outbox.ts";
import { mimeOf } from "../../functions/adapters/mime.ts";
import type { Lake } from "../../functions/ports.ts";
import { bytes, textAt } from "../contracts/lake.ts";
import { message } from "../contracts/mail.ts";
import { dyingDisk, type Moment } from "./dying-disk.ts";
import { expectTidy, failing, freshRoots } from "./folders.ts";

const fresh = freshRoots();

describe("a writer of the lake killed before, in the middle of or after any call", () => {
  const cases: Readonly<Record<string, (lake: Lake) => Promise<unknown>>> = {
    put: (lake) => lake.put("a/k", bytes("new")),
    swap: async (lake) => lake.swap("a/k", bytes("new"), (await lake.get("a/k"))?.etag ?? ""),
  };
  for (const [name, act] of Object.entries(cases)) {
    test(`${name}: the old bytes or the new, never a part, and the next writer is not held up`, async () => {
      const steps = await everyDeath(
        (root, disk) => act(fileLake(root, disk)),
        async (root) => {
          const lake = fileLake(root);
          expect(["old", "new"]).toContain(await textAt(lake, "a/k"));
          await act(lake);
          expect(await textAt(lake, "a/k")).toBe("new");
          await expectTidy(root, ["a/k"]);
        },
      );
      expect(steps).toBeGreaterThan(8);
    });
  }

  test("claim: done or not done, and the same writer finishes it", async () => {
    const steps = await everyDeath(
      (root, disk) => fileLake(root, disk).claim("new/k", bytes("mine")),
      async (root) => {
        const lake = fileLake(root);
        const found = await textAt(lake, "new/k");
        expect([undefined, "mine"]).toContain(found);
        expect(await lake.claim("new/k", bytes("yours"))).toBe(found === undefined);
        expect(await lake.claim("new/k", bytes("mine"))).toBe(found !== undefined);
        await lake.put("a/k", bytes("new"));
        await expectTidy(root, ["a/k", "new/k"]);
      },
    );
    expect(steps).toBeGreaterThan(8);
  });

  test("remove: there or gone", async () => {
    const steps = await everyDeath(
      (root, disk) => fileLake(root, disk).remove("a/k"),
      async (root) => {
        expect([undefined, "old"]).toContain(await textAt(fileLake(root), "a/k"));
        await fileLake(root).remove("a/k");
        await fileLake(root).put("b", bytes("x"));
        await expectTidy(root, ["b"]);
      },
    );
    expect(steps).toBeGreaterThan(5);
  });

  test("a process that dies while clearing up after a dead one is cleared up after as well", async () => {
    const prepare = async (root: string) => {
      await fileLake(root).put("a/k", bytes("old"));
      const owner = () => ({ ...machineDisk().owner(), pid: -1 });
      const refuse = failing("EIO"); // as if killed between taking the lock and the rename: both are left behind
      const dead = fileLake(root, { ...machineDisk(), owner, rename: refuse, unlink: refuse });
      await expect(dead.put("a/k", bytes("lost"))).rejects.toThrow("the disk reported an error");
      expect(await readdir(join(root, ".tmp", "locks"))).toHaveLength(1);
    };
    const steps = await everyDeath(
      (root, disk) => fileLake(root, disk).put("a/k", bytes("new")),
      async (root) => {
        expect(["old", "new"]).toContain(await textAt(fileLake(root), "a/k"));
        await fileLake(root).put("a/k", bytes("last"));
        await expectTidy(root, ["a/k"]);
      },
      prepare,
    );
    expect(steps).toBeGreaterThan(12);
  });
});

test("the outbox killed at any call: the message is accepted whole or not at all, and once in the end", async () => {
  const expected = Buffer.from(await mimeOf(message));
  const steps = await everyDeath(
    async (root, disk) => {
      await outbox(root, disk).send(message);
    },
    async (root) => {
      const accepted = await outbox(root).lookup(message.id);
      const eml = await readFile(join(root, `${message.id}.eml`)).catch(() => undefined);
      expect(eml === undefined ? undefined : eml.equals(expected)).toBe(accepted || undefined);
      await outbox(root).send(message);
      expect((await readFile(join(root, `${message.id}.eml`))).equals(expected)).toBe(true);
      expect(await readFile(join(root, `${message.id}.html`), "utf8")).toBe(message.html);
      expect((await readdir(root)).sort()).toEqual([".tmp", `${message.id}.eml`, `${message.id}.html`]);
    },
    async () => {},
  );
  expect(steps).toBeGreaterThan(12);
});

/** The lake every test here begins with. */
const seed = (root: string): Promise<unknown> => fileLake(root).put("a/k", bytes("old"));

/** Kills `act` at every call and moment, each on its own root that holds a/k; then `check` looks. Counts the calls. */
async function everyDeath(
  act: (root: string, disk: Disk) => Promise<unknown>,
  check: (root: string) => Promise<void>,
  prepare: (root: string) => Promise<unknown> = seed,
): Promise<number> {
  for (let step = 0; ; step += 1) {
    for (const moment of ["before", "half", "after"] satisfies Moment[]) {
      const root = await fresh();
      await prepare(root);
      const { disk, died } = dyingDisk(machineDisk(), step, moment);
      const answer = act(root, disk);
      if (
        !(await answer.then(
          () => died(),
          () => true,
        ))
      )
        return step;
      await check(root);
    }
  }
}
