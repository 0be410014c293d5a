import { expect } from "vitest";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import { filesStream } from "../../functions/connectors/files.ts";
import type { FilesSource } from "../../functions/core/config.ts";
import { type MemoryFile, memoryInbox, sourceOf } from "../memory.ts";

type Files = Readonly<Record<string, MemoryFile | string | Uint8Array>>;

/** Everything a landing of these files would keep: records of refused files are taken back. */
export async function read(files: Files, settings: Partial<FilesSource> = {}, chunk?: number) {
  const records: RawRecord[] = [];
  const refused: string[] = [];
  const names: string[] = [];
  let open: RawRecord[] = [];
  const connector = filesStream(sourceOf(settings), memoryInbox(files, chunk));
  for await (const page of connector.read(null, { batch: () => 1 })) {
    open.push(...page.records);
    if (page.retract) open = [];
    if (page.next !== null) records.push(...open.splice(0));
    for (const note of page.notes)
      note.kind === "refused" ? refused.push(note.message) : names.push(note.name);
  }
  return { records, refused, names };
}

/** The records of one file `/in/a.csv`, which must not be refused. */
export async function rows(body: string | Uint8Array, settings: Partial<FilesSource> = {}, chunk?: number) {
  const { records, refused } = await read({ "/in/a.csv": body }, settings, chunk);
  expect(refused).toEqual([]);
  return records;
}

/** The parsed body of each record. */
export const bodies = (records: readonly RawRecord[]): unknown[] =>
  records.map((record) => JSON.parse(record.body));

/** The line, the reason and the text of each row kept apart. */
export const reasons = (records: readonly RawRecord[]): [number, string, string][] =>
  records
    .filter((record) => record.op === "reject")
    .map((record) => {
      const { reason, text } = JSON.parse(record.body);
      expect(record.key).toBe(record.page);
      return [Number(record.page.split(":")[1]), reason, text];
    });

/** The keys of the rows that became records. */
export const goodKeys = (records: readonly RawRecord[]): string[] =>
  records.filter((record) => record.op === "upsert").map((record) => record.key);
