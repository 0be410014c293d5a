/** The lake and the inbox as plain files and folders of this machine. */

import { createHash } from "node:crypto";
import { glob, open } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { InputError, SourceError, StorageError } from "../../core/errors.ts";
import { folderOf, globOf, nameIn } from "../../core/filename.ts";
import type { Inbox, InboxFile, Lake, Listed } from "../../ports.ts";
import { folderOfPrefix, requireKey } from "../keys.ts";
import { codeOf, type Disk, type Entry, explained, machineDisk } from "./disk.ts";
import { secretFolder } from "./secrets.ts";
import { scratchFolder, wholeFiles } from "./whole.ts";

/**
 * A lake in the folder `root` (absolute; made when first written to): the object `a/b` is the file `<root>/a/b`.
 * Holds under any number of processes of one machine and when any of them dies at any moment. Unlike in S3, `a`
 * and `a/b` cannot both be objects. The etag of `get` is the SHA-256 of the bytes.
 */
export function fileLake(root: string, disk: Disk = machineDisk()): Lake {
  if (!isAbsolute(root))
    throw new StorageError(`the lake's folder must be an absolute path, not ${JSON.stringify(root)}.`);
  const files = wholeFiles(root, disk, (path) => path.startsWith(join(root, secretFolder)));
  const read = (path: string) => disk.readFile(path).catch(missing("ENOENT", "ENOTDIR", "EISDIR"));

  return {
    async put(key, body) {
      const path = pathOf(root, key);
      await explained("write", path, () => files.replace(path, body));
    },
    async get(key) {
      const path = pathOf(root, key);
      const body = await explained("read", path, () => read(path));
      return body === undefined ? undefined : { body, etag: etagOf(body) };
    },
    list(prefix) {
      return listed(disk, root, folderOfPrefix(prefix, scratchFolder), prefix);
    },
    async remove(key) {
      const path = pathOf(root, key);
      await explained("write", path, async () => {
        const facts = await disk.stat(path).catch(missing("ENOENT", "ENOTDIR"));
        if (facts?.kind === "file") await files.remove(path).catch(missing("ENOENT"));
      });
    },
    async claim(key, body) {
      const path = pathOf(root, key);
      return explained("write", path, async () => {
        if ((await read(path)) === undefined && (await files.create(path, body))) return true;
        const stored = await disk.readFile(path).catch(missing("ENOENT"));
        return stored !== undefined && Buffer.compare(stored, body) === 0;
      });
    },
    async swap(key, body, etag) {
      const path = pathOf(root, key);
      const unchanged = async () => {
        const stored = await read(path);
        return stored !== undefined && etagOf(stored) === etag;
      };
      return explained("write", path, async () => {
        if (!(await unchanged())) return undefined; // most losers leave here, having written nothing
        return (await files.replace(path, body, unchanged)) ? etagOf(body) : undefined;
      });
    },
  };
}

/** Bytes of a file that are fetched while those before them are worked on. */
const readAhead = 1 << 19;

/** Files of this machine. Keys are absolute paths; the etag is the size and the time of the last change. */
export function fileInbox(disk: Disk = machineDisk()): Inbox {
  return {
    where: ({ path }) => path,
    async list({ path: pattern }) {
      if (!isAbsolute(pattern))
        throw new InputError(`the path ${JSON.stringify(pattern)} of a files source must be absolute.`);
      const found = new Set(await pathsMatching(disk, pattern));
      const files: InboxFile[] = [];
      for (const path of [...found].sort(byBytes)) {
        const file = await fileAt(disk, path);
        if (file !== undefined) files.push({ ...file, name: nameIn(pattern, path) });
      }
      return files;
    },
    look: (path) => fileAt(disk, path),
    async open(path) {
      try {
        const file = await open(path, "r");
        return file.createReadStream({ highWaterMark: readAhead });
      } catch (error) {
        throw unreadable(path, error);
      }
    },
  };
}

/** Undefined where no file is, or no longer. */
async function fileAt(disk: Disk, path: string): Promise<Omit<InboxFile, "name"> | undefined> {
  const facts = await disk.stat(path).catch(missing("ENOENT", "ENOTDIR"));
  if (facts?.kind !== "file") return undefined;
  const modifiedAt = new Date(Number(facts.modifiedNanoseconds / 1_000_000n)).toISOString();
  return { key: path, size: facts.size, etag: `${facts.size}-${facts.modifiedNanoseconds}`, modifiedAt };
}

async function pathsMatching(disk: Disk, pattern: string): Promise<string[]> {
  const exact = await disk.stat(pattern).catch(() => undefined);
  if (exact?.kind === "file") return [pattern]; // a real name may hold brackets
  await requireReadable(disk, resolve(folderOf(pattern)));
  return Array.fromAsync(glob(globOf(pattern)));
}

/** The glob itself passes over a folder it may not read, and the file in it would look missing. */
async function requireReadable(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.readdir(folder);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw unreadable(folder, error);
  }
}

function unreadable(path: string, error: unknown): SourceError {
  const code = codeOf(error);
  const why =
    code === "ENOENT"
      ? "it is not there any more. Put it back, or wait for the next run."
      : code === "EACCES" || code === "EPERM"
        ? "this user may not. Make it readable for the user who runs Raport, then run again."
        : `the system said ${code ?? String(error)}. Look at this path, then run again.`;
  return new SourceError(`cannot read ${path}: ${why}`, { cause: error });
}

async function* listed(disk: Disk, root: string, folder: string, prefix: string): AsyncGenerator<Listed> {
  const path = join(root, folder);
  const entries = await explained("read", path, () => disk.readdir(path).catch(missing("ENOENT", "ENOTDIR")));
  for (const name of inKeyOrder(entries ?? [])) {
    const key = folder + name;
    if (key === `${scratchFolder}/`) continue;
    if (key.endsWith("/")) {
      if (key.startsWith(prefix) || prefix.startsWith(key)) yield* listed(disk, root, key, prefix);
    } else if (key.startsWith(prefix)) {
      const file = join(root, key);
      const facts = await explained("read", file, () => disk.stat(file).catch(missing("ENOENT")));
      if (facts === undefined) continue; // removed meanwhile
      const etag = `${facts.size}-${facts.modifiedNanoseconds}-${facts.inode}`;
      yield { key, size: facts.size, etag };
    }
  }
}

/** A folder sorts as its name and the slash: `a-b` comes before `a/b`, as it does among keys. */
function inKeyOrder(entries: readonly Entry[]): string[] {
  const names = entries.filter(({ kind }) => kind !== "other");
  return names.map(({ name, kind }) => (kind === "folder" ? `${name}/` : name)).sort(byBytes);
}

/** S3's order, the bytes of UTF-8; JavaScript's own differs above U+FFFF. */
function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function pathOf(root: string, key: string): string {
  requireKey(key, scratchFolder);
  return join(root, key);
}

function etagOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** Turns these codes into undefined, for what is simply not there. */
function missing(...codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (!codes.includes(codeOf(error) ?? "")) throw error;
    return undefined;
  };
}
