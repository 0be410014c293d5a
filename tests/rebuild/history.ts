/** Histories of contacts as exports tell them: versions, corrections, deletions, repetitions, bad rows, mended files. */

import fc from "fast-check";

/** One row of an export. A bad one says which problem staging must find. */
export interface ExportRow {
  readonly id: string;
  /** Two digits, so that their text sorts as their number does. */
  readonly version: string;
  readonly opened: string;
  readonly resolved: string;
  readonly channel: string;
  readonly department: string;
  readonly reason: string;
  readonly deleted: string;
  readonly problem?: string;
}

/** What a file says: its rows, and how many of its lines are no rows at all. */
export interface FileState {
  readonly rows: readonly ExportRow[];
  readonly broken: number;
}

/** A file and the run before which it appears; `early` is what it said before it was mended. */
export interface ExportFile {
  readonly name: string;
  readonly run: number;
  readonly final: FileState;
  readonly early?: { readonly run: number; readonly state: FileState };
}

export interface History {
  readonly runs: number;
  readonly files: readonly ExportFile[];
}

const runs = 4;
const fileCount = 6;
const contacts = 60;
const firstMinute = Date.parse("2026-10-19T00:00:00Z") / 60_000;

const version = fc.record({
  kind: fc.constantFrom(
    "good",
    "good",
    "good",
    "good",
    "good",
    "deleted",
    "gone",
    "soon",
    "backwards",
    "maybe",
  ),
  /** Minutes by which this version corrects the opening time. */
  moved: fc.constantFrom(0, 0, 0, 0, 1, -1_440, 4_000),
  /** Seconds to the resolution; null while open. Three years are among them. */
  took: fc.oneof(
    fc.constantFrom(null, null, 0, 86_400, 86_401, 94_694_400),
    fc.integer({ min: 1, max: 200 }),
    fc.integer({ min: 200, max: 259_200 }),
  ),
  channel: fc.constantFrom("phone", "chat", ""),
  department: fc.constantFrom("Billing", "Sales", ""),
  reason: fc.constantFrom("Refund", "Invoice", ""),
  /** The files it is in: in more than one, it is repeated. */
  files: fc.subarray(
    Array.from({ length: fileCount }, (_, file) => file),
    { minLength: 1, maxLength: 2 },
  ),
});

const contact = fc.record({
  opened: fc.integer({ min: 0, max: 12 * 1_440 }),
  versions: fc.array(version, { minLength: 1, maxLength: 4 }),
});

const landing = fc.record({
  run: fc.integer({ min: 0, max: runs - 1 }),
  /** So many runs before, the file was there with half its rows and some of them wrong. */
  earlier: fc.integer({ min: 0, max: 2 }),
  broken: fc.integer({ min: 0, max: 2 }),
});

export const histories: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(contact, { minLength: contacts, maxLength: contacts }),
    fc.array(landing, { minLength: fileCount, maxLength: fileCount }),
  )
  .map(([drawn, landings]) => {
    const placed = drawn.flatMap((one, n) =>
      one.versions.map((v, index) => ({ row: rowOf(n, index + 1, one.opened, v), files: v.files })),
    );
    const files = landings.map(({ run, earlier, broken }, file): ExportFile => {
      const mine = placed.filter(({ files: where }) => where.includes(file));
      const final = { rows: mine.map(({ row }) => row), broken };
      const base = { name: `export-${file}.csv`, run, final };
      if (earlier === 0 || run - earlier < 0) return base;
      const own = new Set(mine.filter(({ files: where }) => where.length === 1).map(({ row }) => row));
      return { ...base, early: { run: run - earlier, state: unmended(final, own) } };
    });
    return { runs, files };
  });

function rowOf(
  n: number,
  index: number,
  opened: number,
  v: typeof version extends fc.Arbitrary<infer V> ? V : never,
): ExportRow {
  const start = (firstMinute + opened + v.moved) * 60_000;
  const end = v.took === null ? "" : text(start + v.took * 1_000);
  const row = {
    id: `c${n}`,
    version: String(index).padStart(2, "0"),
    opened: text(start),
    resolved: end,
    channel: v.channel,
    department: v.department,
    reason: v.reason,
    deleted: "no",
  };
  if (v.kind === "deleted") return { ...row, deleted: "yes" };
  if (v.kind === "gone") return { ...row, opened: "", resolved: "", deleted: "yes" };
  if (v.kind === "soon") return { ...row, opened: "soon", problem: "opened_at is not a time" };
  if (v.kind === "backwards")
    return { ...row, resolved: text(start - 1_000), problem: "resolved before it was opened" };
  if (v.kind === "maybe")
    return { ...row, deleted: "maybe", problem: "is_deleted is neither true nor false" };
  return row;
}

/**
 * The same file before somebody mended it: every other row, some of those that are in no other file with a wrong time,
 * rows that were taken out since, and more lines that are no rows. A version is wrong or right, never both elsewhere.
 */
function unmended({ rows, broken }: FileState, own: ReadonlySet<ExportRow>): FileState {
  const wrong = { opened: "soon", problem: "opened_at is not a time" };
  const half = rows
    .filter((_, index) => index % 2 === 0)
    .map((row, index) => (own.has(row) && index % 3 === 0 ? { ...row, ...wrong } : row));
  const since = half.slice(0, 2).map((row) => ({ ...row, ...wrong, version: "99" }));
  return { rows: [...since, ...half], broken: broken + 1 };
}

/** A file as its bytes. A broken line has a cell too few. */
export function csv({ rows, broken }: FileState): string {
  const lines = rows.map(({ id, version: v, opened, resolved, channel, department, reason, deleted }) =>
    [id, v, opened, resolved, channel, department, reason, deleted].join(","),
  );
  const cut = Array.from({ length: broken }, () => "cut,off");
  return `${["id,version,opened,resolved,channel,department,reason,deleted", ...cut, ...lines].join("\n")}\n`;
}

const text = (ms: number): string => new Date(ms).toISOString();
