/** Folders in memory that vendors leave files in, and what a stream makes of them, reading by reading. */

import type { Cursor, Note, RawRecord, Stream } from "../../functions/connectors/connector.ts";
import type { ExportFolder } from "../../functions/connectors/files.ts";
import type { DropSource } from "../../functions/core/config.ts";
import type { Drop } from "../../world/vendors/vendor.ts";

export function dropSource(settings: Partial<DropSource>): DropSource {
  return {
    id: "calls",
    type: "asterisk",
    path: "/in/**",
    encoding: "utf-8",
    settings: {},
    keepsPersonal: false,
    mappings: {},
    contactsIn: "calls",
    keepsComments: false,
    zone: "Europe/Budapest",
    expects: { kind: "poll" },
    quietDays: [],
    settleSeconds: 0,
    everySeconds: 3600,
    ...settings,
  };
}

/** The files as they lie there when each is listed or opened: the array may change between. */
export function folderOf(
  drops: () => readonly Drop[],
  chunk = 1 << 16,
): ExportFolder & { readonly opened: string[] } {
  const opened: string[] = [];
  const fileOf = ({ name, body, modifiedAt }: Drop) => ({
    key: name,
    name,
    size: body.length,
    etag: `${body.length}-${modifiedAt}`,
    modifiedAt: new Date(modifiedAt).toISOString(),
  });
  let listed = new Map<string, Drop>();
  const at = (key: string) => listed.get(key) ?? drops().find(({ name }) => name === key);
  return {
    opened,
    where: () => "/in/**",
    async list() {
      listed = new Map(drops().map((drop) => [drop.name, drop]));
      return drops().map(fileOf);
    },
    look: async (key) => {
      const drop = at(key);
      return drop && fileOf(drop);
    },
    async open(key) {
      opened.push(key);
      const body = at(key)?.body ?? new Uint8Array();
      return (async function* () {
        for (let from = 0; from < body.length; from += chunk) yield body.subarray(from, from + chunk);
      })();
    },
  };
}

/** What one reading of a stream would keep, as the landing does: rows whose position never came are taken back. */
export async function readFrom(
  stream: Stream,
  from: Cursor | null,
  now: number,
  // Pages after which the worker is killed.
  pages = Number.POSITIVE_INFINITY,
  msLeft = Number.POSITIVE_INFINITY,
) {
  const records: RawRecord[] = [];
  const notes: Note[] = [];
  let open: RawRecord[] = [];
  let cursor = from;
  let watermark: string | null = null;
  let count = 0;
  let isLeft = false;
  for await (const page of stream.read(from, { batch: () => 1, now: () => now, msLeft: () => msLeft })) {
    if (count === pages) break;
    count += 1;
    open.push(...page.records);
    if (page.retract) open = [];
    notes.push(...page.notes);
    isLeft ||= page.isLeft ?? false;
    if (page.next === null) continue;
    records.push(...open.splice(0));
    cursor = JSON.parse(JSON.stringify(page.next)) as Cursor;
    watermark = page.watermark ?? watermark;
  }
  return { records, notes, cursor, watermark, pages: count, isLeft };
}

export const versionOf = ({ key, version }: Pick<RawRecord, "key" | "version">): string =>
  `${key} ${version}`;
