/** Homes as a process leaves them at any moment: told apart by what is in them, kept, and put back. */

import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Path below the root -> `folder`, `link TEXT` or `file HASH`. */
export type Tree = ReadonlyMap<string, string>;

/** Everything in a folder, in no particular order; empty when there is no such folder. */
export function treeOf(root: string): Tree {
  if (!existsSync(root)) return new Map();
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const kind = entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "file";
      return [path.slice(root.length + 1), kind === "folder" ? kind : `${kind} ${contentOf(path, kind)}`];
    }),
  );
}

/** The same, with the time of each entry's last change. */
export function timedTreeOf(root: string): Tree {
  const times = (path: string) => lstatSync(join(root, path), { bigint: true }).mtimeNs;
  return new Map([...treeOf(root)].map(([path, what]) => [path, `${what} ${times(path)}`]));
}

const hashes = new Map<string, string>();

function contentOf(path: string, kind: "link" | "file"): string {
  return kind === "link" ? readlinkSync(path) : hashOf(path);
}

/** A hash of what is in a file. */
export function hashOf(path: string): string {
  // A home is looked at a thousand times. Whoever changes a file moves its ctime, which nobody can set.
  const { ino, size, ctimeNs } = lstatSync(path, { bigint: true });
  const version = `${path} ${ino} ${size} ${ctimeNs}`;
  const known = hashes.get(version) ?? hash(readFileSync(path));
  hashes.set(version, known);
  return known;
}

export interface States {
  /** Keeps the home as it is now; the name of its state, the same for the same content. */
  keep(): string;
  /** A state of what a call that made `after` out of `before` leaves when it dies half-way. */
  halfway(before: string, after: string): string;
  /** Makes the home what it was in this state. */
  restore(state: string): void;
}

/** The states of one home. They differ in a few files each, so what is in a file is kept once for all of them. */
export function statesOf(home: string): States {
  const states = new Map<string, Tree>();
  /** By what a tree says of a file. */
  const bodies = new Map<string, Buffer>();
  /** By path: some are for one user alone. */
  const modes = new Map<string, number>();
  const keep = (tree: Tree): string => {
    const state = hash(
      [...tree]
        .map(([path, what]) => `${path} ${what}`)
        .sort()
        .join("\n"),
    );
    if (!states.has(state)) states.set(state, tree);
    return state;
  };
  const treeIn = (state: string) => states.get(state) as Tree;
  return {
    keep() {
      const tree = treeOf(home);
      for (const [path, what] of tree) {
        if (!modes.has(path)) modes.set(path, lstatSync(join(home, path)).mode);
        if (isFile(what) && !bodies.has(what)) bodies.set(what, readFileSync(join(home, path)));
      }
      return keep(tree);
    },
    halfway(before, after) {
      const [old, fresh] = [treeIn(before), treeIn(after)];
      const changed = [...new Set([...old.keys(), ...fresh.keys()])]
        .filter((path) => old.get(path) !== fresh.get(path) && !isFolder(old.get(path) ?? fresh.get(path)))
        .sort();
      const half = new Map(old);
      for (const path of changed.slice(0, Math.ceil(changed.length / 2)))
        halve(path, fresh.get(path), half, bodies);
      return keep(half);
    },
    restore(state) {
      const [there, wanted] = [treeOf(home), treeIn(state)];
      for (const [path, what] of there)
        if (wanted.get(path) !== what) rmSync(join(home, path), { recursive: true, force: true });
      if (wanted.size === 0) rmSync(home, { recursive: true, force: true });
      for (const [path, what] of wanted)
        if (there.get(path) !== what) make(join(home, path), what, modes.get(path), bodies);
    },
  };
}

const hash = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const isFolder = (what: string | undefined) => what === "folder";
const isFile = (what: string | undefined) => what?.startsWith("file ") === true;

/** What is there after becomes half of itself; what is gone after is gone. */
function halve(
  path: string,
  after: string | undefined,
  half: Map<string, string>,
  bodies: Map<string, Buffer>,
) {
  if (after === undefined || !isFile(after)) {
    half.delete(path);
    return;
  }
  const whole = bodies.get(after) as Buffer;
  const body = whole.subarray(0, whole.length / 2);
  const what = `file ${hash(body)}`;
  bodies.set(what, body);
  half.set(path, what);
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) half.set(folder, "folder");
}

function make(path: string, what: string, mode: number | undefined, bodies: Map<string, Buffer>): void {
  const allowed = mode === undefined ? {} : { mode: mode & 0o777 };
  mkdirSync(dirname(path), { recursive: true });
  if (isFolder(what)) mkdirSync(path, { recursive: true, ...allowed });
  else if (isFile(what)) writeFileSync(path, bodies.get(what) as Buffer, allowed);
  else symlinkSync(what.slice("link ".length), path);
}
