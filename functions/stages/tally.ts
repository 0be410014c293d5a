/** Counts what a landing does, and tells it while it goes on. */

import type { Note } from "../connectors/index.ts";
import type { Manifest } from "../core/landing.ts";
import type { LandEvent, Landing } from "./land.ts";

export interface Tally {
  /** What is read from now on is of this stream. */
  stream(name: string, of: readonly [number, number]): void;
  /** `share`: how much of the stream is read by now, where that can be known. */
  read(rows: number, share?: number): void;
  note(note: Note): void;
  left(): void;
  /** Names of the files whose rows no batch has yet. */
  uncommitted(): readonly string[];
  /** `isNews`: the position says something about the source that it did not before. */
  committed(manifest: Manifest | null, isNews: boolean): void;
  landing(): Landing;
}

export function tallyOf(source: string, progress: (event: LandEvent) => void): Tally {
  const batches: number[] = [];
  const files: Landing["files"][number][] = [];
  const refused: Landing["refused"][number][] = [];
  let now: { readonly stream: string; readonly of: readonly [number, number] } = { stream: "", of: [1, 1] };
  let read = 0;
  let landed = 0;
  let done = 0;
  let unchanged = true;
  let isLeft = false;
  return {
    stream(stream, of) {
      now = { stream, of };
    },
    read(rows, share) {
      read += rows;
      if (rows > 0 || share !== undefined) progress({ kind: "rows", rows: read, ...now, share });
    },
    note(note) {
      if (note.kind === "file") files.push({ name: note.name, rows: note.rows, rejected: note.rejected });
      if (note.kind === "refused") refused.push({ name: note.name, message: note.message });
      progress(note);
    },
    left() {
      isLeft = true;
    },
    uncommitted: () => [...new Set(files.slice(done).flatMap(({ name, rows }) => (rows > 0 ? [name] : [])))],
    committed(manifest, isNews) {
      if (isNews) unchanged = false;
      done = files.length;
      if (manifest === null) return;
      landed += manifest.rows;
      batches.push(manifest.batch);
      progress({ kind: "batch", batch: manifest.batch, rows: manifest.rows });
    },
    landing: () => ({
      source,
      batches,
      files: [...byName(files).values()],
      refused: [...new Map(refused.map((one) => [one.name, one])).values()],
      rows: landed,
      unchanged,
      ...(isLeft && { isLeft }),
    }),
  };
}

/** A file that several streams read is one file, with the rows of all of them. */
function byName(files: Landing["files"]): ReadonlyMap<string, Landing["files"][number]> {
  const found = new Map<string, Landing["files"][number]>();
  for (const { name, rows, rejected } of files) {
    const before = found.get(name);
    found.set(name, { name, rows: rows + (before?.rows ?? 0), rejected: rejected + (before?.rejected ?? 0) });
  }
  return found;
}
