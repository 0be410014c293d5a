/** Homes as a process leaves them at any moment: told apart by what is in them, kept, and put back. */

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
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
  if (kind === "link") return readlinkSync(path);
  // A home is looked at a thousand times. Whoever changes a file moves its ctime, which nobody can set.
  const { ino, size, ctimeNs } = lstatSync(path, { bigint: true });
  const version = `${path} ${ino} ${size} ${ctimeNs}`;
  const known = hashes.get(version) ?? createHash("sha256").update(readFileSync(path)).digest("hex");
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

/** The states of one home, kept below `store`. */
export function statesOf(home: string, store: string): States {
  const keep = (root: string): string => {
    const lines = [...treeOf(root)].map(([path, what]) => `${path} ${what}`).sort();
    const state = createHash("sha256").update(lines.join("\n")).digest("hex");
    if (!existsSync(join(store, state))) copy(root, join(store, state));
    return state;
  };
  return {
    keep: () => keep(home),
    halfway(before, after) {
      const half = join(store, "half");
      copy(join(store, before), half);
      const old = treeOf(half);
      const fresh = treeOf(join(store, after));
      const changed = [...new Set([...old.keys(), ...fresh.keys()])]
        .filter((path) => old.get(path) !== fresh.get(path) && !isFolder(old.get(path) ?? fresh.get(path)))
        .sort();
      for (const path of changed.slice(0, Math.ceil(changed.length / 2)))
        halve(join(store, after, path), join(half, path));
      return keep(half);
    },
    restore: (state) => copy(join(store, state), home),
  };
}

const isFolder = (what: string | undefined) => what === "folder";

/** What is there after becomes half of itself; what is gone after is gone. */
function halve(after: string, path: string): void {
  if (!existsSync(after)) {
    rmSync(path);
    return;
  }
  const body = readFileSync(after);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body.subarray(0, body.length / 2));
}

function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
