/** What the file adapters ask of the operating system: each call is one step, before or after which we may die. */

import {
  link,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  stat,
  symlink,
  unlink,
} from "node:fs/promises";
import { StorageError } from "../../core/errors.ts";
import type { Owner } from "../../ports.ts";
import { isAlive, thisOwner } from "./process.ts";

export interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

export interface Facts {
  readonly kind: Entry["kind"];
  readonly size: number;
  readonly inode: bigint;
  readonly modifiedNanoseconds: bigint;
}

/** Errors carry the system's `code` (ENOENT, EEXIST, ENOSPC ...). Paths are absolute. */
export interface Disk {
  readFile(path: string): Promise<Uint8Array>;
  /** Creates the file (EEXIST when it is there), for this user alone if it is secret, and returns when its bytes are on the disk itself. */
  writeFile(path: string, body: Uint8Array, isSecret?: boolean): Promise<void>;
  /** Atomic; replaces a file at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** A second name for the same file; EEXIST when the name is taken. */
  link(from: string, to: string): Promise<void>;
  /** A name that points at a text; EEXIST when the name is taken. */
  symlink(text: string, path: string): Promise<void>;
  readlink(path: string): Promise<string>;
  unlink(path: string): Promise<void>;
  /** With its parents. The first folder it had to make, or undefined when all were there. Secret ones are for this user alone. */
  mkdir(path: string, isSecret?: boolean): Promise<string | undefined>;
  readdir(path: string): Promise<readonly Entry[]>;
  stat(path: string): Promise<Facts>;
  /** Returns when the names in the folder are on the disk itself. */
  syncFolder(path: string): Promise<void>;
  /** A new owner name for one lock or one unfinished file. */
  owner(): Owner;
  isAlive(owner: Owner): boolean | undefined;
}

/** The disk of this machine. */
export function machineDisk(): Disk {
  return {
    readFile: (path) => readFile(path),
    writeFile,
    rename,
    link,
    symlink: (text, path) => symlink(text, path),
    readlink: (path) => readlink(path),
    unlink,
    mkdir: (path, isSecret) => mkdir(path, { recursive: true, ...(isSecret && { mode: 0o700 }) }),
    readdir: async (path) =>
      (await readdir(path, { withFileTypes: true })).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    stat: async (path) => {
      const facts = await stat(path, { bigint: true });
      return {
        kind: kindOf(facts),
        size: Number(facts.size),
        inode: facts.ino,
        modifiedNanoseconds: facts.mtimeNs,
      };
    },
    syncFolder,
    owner: thisOwner,
    isAlive,
  };
}

/** The system's code of an error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Runs `work`; what the system refuses becomes a StorageError naming the path and the cure. */
export async function explained<T>(
  doing: "read" | "write",
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || error instanceof StorageError) throw error;
    throw new StorageError(
      `cannot ${doing} ${path}: ${cures[code] ?? `the system said ${code}. Look at this path and the disk it is on, then run again.`}`,
      { cause: error },
    );
  }
}

const full = "the disk is full. Free some space on it, then run again; no file was left half written.";
const forbidden =
  "this user may not. Make the folder and its files readable and writable for the user who runs Raport, then run again. A file system without links refuses like this too: keep the home on a local disk.";
const inTheWay =
  "a file stands where a folder is needed, or a folder where a file is. Move it away, then run again.";
const noLinks = "this file system cannot make links. Keep Raport's home on a local disk, then run again.";

const cures: Readonly<Record<string, string>> = {
  ENOSPC: full,
  EDQUOT:
    "this user's disk quota is used up. Free some space, then run again; no file was left half written.",
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: "the disk is mounted read-only. Choose another home, or mount it writable, then run again.",
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  EEXIST: inTheWay,
  ENOTEMPTY: inTheWay,
  ENOTSUP: noLinks,
  EOPNOTSUPP: noLinks,
  EXDEV:
    "the folder and its .tmp folder are on different disks. Keep Raport's home on one disk, then run again.",
  ENAMETOOLONG: "the name is too long for this disk. Use shorter names, or a home nearer to the root.",
  EMFILE: "too many files are open. Raise the limit (ulimit -n), then run again.",
  ENFILE: "too many files are open on this machine. Close some programs, then run again.",
  EIO: "the disk reported an error. Check the disk, then run again.",
};

async function writeFile(path: string, body: Uint8Array, isSecret = false): Promise<void> {
  const file = await open(path, "wx", isSecret ? 0o600 : 0o666);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): Entry["kind"] {
  return entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
}
