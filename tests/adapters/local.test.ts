import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { machineDisk } from "../../functions/adapters/local/disk.ts";
import { fileInbox, fileLake } from "../../functions/adapters/local/files.ts";
import { nameOf } from "../../functions/adapters/local/lock.ts";
import { outbox } from "../../functions/adapters/local/outbox.ts";
import { isAlive, thisOwner } from "../../functions/adapters/local/process.ts";
import { mimeOf } from "../../functions/adapters/mime.ts";
import { StorageError } from "../../functions/core/errors.ts";
import { inboxContract } from "../contracts/inbox.ts";
import { bytes, lakeContract, listing, textAt } from "../contracts/lake.ts";
import { mailContract, message } from "../contracts/mail.ts";
import { expectTidy, failing, freshRoots } from "./folders.ts";

const fresh = freshRoots();

describe("the lake of files", () => {
  lakeContract(async () => fileLake(await fresh()));
});

describe("the inbox of files", () => {
  inboxContract(async () => {
    const root = await fresh();
    const add = async (name: string, body: Uint8Array) => {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), body);
    };
    return {
      inbox: fileInbox(),
      add,
      remove: (name) => rm(join(root, name)),
      source: (pattern) => ({ id: "helpdesk", path: `${root}/${pattern}` }),
      later: () => setTimeout(20),
    };
  });

  test("a folder it may not read is an error, not an empty list", async () => {
    const root = await fresh();
    const inbox = fileInbox({ ...machineDisk(), readdir: failing("EACCES") });
    await expect(inbox.list({ id: "helpdesk", path: `${root}/*.csv` })).rejects.toThrow(
      `cannot read ${root}: this user may not. Make it readable`,
    );
  });

  test("a relative path is refused", async () => {
    await expect(fileInbox().list({ id: "helpdesk", path: "exports/*.csv" })).rejects.toThrow(
      "must be absolute",
    );
  });
});

describe("the outbox", () => {
  mailContract(
    async () => {
      const root = await fresh();
      const delivered = async () => {
        const names = (await readdir(root)).filter((name) => name.endsWith(".eml")).sort();
        return Promise.all(names.map((name) => readFile(join(root, name))));
      };
      return { mail: outbox(root), delivered };
    },
    { deduplicates: true },
  );

  test("the page to open in a browser lies beside the message, as it was rendered", async () => {
    const root = await fresh();
    expect(await outbox(root).send(message)).toEqual({ messageId: "weekly.2026-W46.7f3a@example.org" });
    expect(await readFile(join(root, `${message.id}.html`), "utf8")).toBe(message.html);
    expect(await outbox(root).lookup(message.id)).toBe(true);
    expect(await outbox(root).lookup("another")).toBe(false);
  });

  test("a full disk refuses the message and says so", async () => {
    const mail = outbox(await fresh(), { ...machineDisk(), writeFile: failing("ENOSPC") });
    await expect(mail.send(message)).rejects.toMatchObject({
      accepted: "no",
      message: expect.stringContaining("disk is full"),
    });
  });

  test("an error after the message was in its place says that it may have been accepted", async () => {
    const root = await fresh();
    await outbox(root).send({ ...message, id: "earlier" }); // every folder is there
    const link = async (from: string, to: string) => {
      await machineDisk().link(from, to);
      if (to.endsWith(".eml")) await failing("EIO")();
    };
    const mail = outbox(root, { ...machineDisk(), link });
    await expect(mail.send(message)).rejects.toMatchObject({ accepted: "perhaps" });
    expect(await outbox(root).lookup(message.id)).toBe(true);
  });
});

test("the same message is the same bytes, and another id is another boundary", async () => {
  const [first, again, other] = await Promise.all(
    [message, { ...message }, { ...message, id: "x" }].map(mimeOf),
  );
  expect(Buffer.compare(first!, again!)).toBe(0);
  const boundary = (body: Uint8Array | undefined) => /boundary="(.*)"/.exec(String(body))?.[1];
  expect(boundary(first)).not.toBe(boundary(other));
});

describe("the files of other programs", () => {
  test("a foreign file in .tmp stays, and what a living writer has there stays too", async () => {
    const root = await fresh();
    await mkdir(join(root, ".tmp", "locks"), { recursive: true });
    const living = nameOf(thisOwner());
    await writeFile(join(root, ".tmp", living), "");
    await writeFile(join(root, ".tmp", "a+b%zz+c+d"), "");
    await symlink("nonsense", join(root, ".tmp", "locks", "foreign"));
    await fileLake(root).put("k", bytes("x"));
    expect((await readdir(join(root, ".tmp"))).sort()).toEqual(["a+b%zz+c+d", living, "locks"].sort());
    expect((await listing(fileLake(root), "")).map(({ key }) => key)).toEqual(["k"]);
  });

  test("the lake keeps .tmp for itself, in any case of letters", async () => {
    await expect(fileLake(await fresh()).put(".TMP/x", bytes("x"))).rejects.toThrow(
      "do not begin with .tmp/",
    );
  });
});

describe("what the system refuses", () => {
  test.each([
    ["ENOSPC", "the disk is full. Free some space on it"],
    ["EACCES", "this user may not. Make the folder"],
    ["EROFS", "the disk is mounted read-only. Choose another home"],
    ["EUNKNOWN", "the system said EUNKNOWN"],
  ])("%s is told with the path and the cure, and the old bytes stay", async (code, cure) => {
    const root = await fresh();
    await fileLake(root).put("a/k", bytes("old"));
    const lake = fileLake(root, { ...machineDisk(), writeFile: failing(code) });
    await expect(lake.put("a/k", bytes("new"))).rejects.toThrow(`cannot write ${join(root, "a/k")}: ${cure}`);
    await expect(lake.put("a/k", bytes("new"))).rejects.toBeInstanceOf(StorageError);
    expect(await textAt(lake, "a/k")).toBe("old");
    await expectTidy(root, ["a/k"]);
  });

  test("a folder where an object should be is named", async () => {
    const root = await fresh();
    await fileLake(root).put("a/b", bytes("x"));
    await expect(fileLake(root).claim("a", bytes("x"))).rejects.toThrow(
      `cannot write ${join(root, "a")}: a file stands where`,
    );
    await expect(fileLake(root).put("a/b/c", bytes("x"))).rejects.toThrow("Move it away");
    expect(await fileLake(root).get("a")).toBeUndefined();
  });
});

describe("who is alive", () => {
  test("this process is, a pid nobody has is not, another machine's nobody can tell", () => {
    expect(isAlive(thisOwner())).toBe(true);
    expect(isAlive({ ...thisOwner(), pid: 2 ** 30 })).toBe(false);
    expect(isAlive({ ...thisOwner(), pid: -1 })).toBe(false);
    expect(isAlive({ ...thisOwner(), host: "elsewhere" })).toBeUndefined();
  });

  test.skipIf(process.platform !== "linux")("a pid that belongs to a later process is dead", () => {
    expect(isAlive({ ...thisOwner(), startedAt: "another boot.1" })).toBe(false);
  });

  test("two owners of one process are two", () => {
    expect(thisOwner().token).not.toBe(thisOwner().token);
  });
});
