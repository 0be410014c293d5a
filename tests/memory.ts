/** A lake and an inbox in memory, for tests: they count what is written and can die at any call. */

import { createHash } from "node:crypto";
import type { Config, FilesSource, Mapping } from "../functions/core/config.ts";
import { nameIn } from "../functions/core/filename.ts";
import type { Inbox, InboxFile, Lake } from "../functions/ports.ts";

export class Kill extends Error {}

export interface MemoryLake extends Lake {
  readonly objects: Map<string, Uint8Array>;
  /** Keys in the order they were written or removed. */
  readonly writes: string[];
}

const tagOf = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

export function memoryLake(objects = new Map<string, Uint8Array>()): MemoryLake {
  const writes: string[] = [];
  const write = (key: string, body: Uint8Array): string => {
    writes.push(key);
    objects.set(key, Uint8Array.from(body));
    return tagOf(body);
  };
  return {
    objects,
    writes,
    async put(key, body) {
      write(key, body);
    },
    async get(key) {
      const body = objects.get(key);
      return body && { body, etag: tagOf(body) };
    },
    async *list(prefix) {
      for (const key of [...objects.keys()].sort()) {
        const body = objects.get(key)!;
        if (key.startsWith(prefix)) yield { key, size: body.length, etag: tagOf(body) };
      }
    },
    async remove(key) {
      writes.push(key);
      objects.delete(key);
    },
    async claim(key, body) {
      const stored = objects.get(key);
      if (stored === undefined) write(key, body);
      return stored === undefined || Buffer.compare(stored, body) === 0;
    },
    async swap(key, body, etag) {
      const stored = objects.get(key);
      return stored !== undefined && tagOf(stored) === etag ? write(key, body) : undefined;
    },
  };
}

/**
 * The same lake, until the worker is killed before or after its call of this number (from 0), and ever after. Of `writes`
 * only those count that may change it: any other leaves the lake of the one before.
 */
export function dyingLake(
  lake: Lake,
  call: number,
  when: "before" | "after",
  counted: "calls" | "writes" = "calls",
): Lake & { readonly dead: () => boolean } {
  let calls = 0;
  let dead = false;
  const look = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Kill("dead");
    return act();
  };
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Kill("dead");
    const last = calls === call;
    calls += 1;
    dead = last;
    if (last && when === "before") throw new Kill("killed before");
    const result = await act();
    if (last) throw new Kill("killed after");
    return result;
  };
  return {
    dead: () => dead,
    put: (key, body) => step(() => lake.put(key, body)),
    get: (key) => (counted === "calls" ? step : look)(() => lake.get(key)),
    list: (prefix) => lake.list(prefix),
    remove: (key) => step(() => lake.remove(key)),
    claim: (key, body) => step(() => lake.claim(key, body)),
    swap: (key, body, etag) => step(() => lake.swap(key, body, etag)),
  };
}

export interface MemoryFile {
  readonly body: Uint8Array | string;
  readonly modifiedAt?: string;
}

/** Files by absolute path; globs know `*` and `{date}`. Bytes come in chunks of `chunk`. */
export function memoryInbox(
  files: Readonly<Record<string, MemoryFile | string | Uint8Array>>,
  chunk = 1 << 16,
): Inbox {
  const bytesOf = (path: string): Buffer => {
    const file = files[path]!;
    return Buffer.from(typeof file === "string" || file instanceof Uint8Array ? file : file.body);
  };
  const timeOf = (path: string): string => {
    const file = files[path]!;
    const time = typeof file === "string" || file instanceof Uint8Array ? undefined : file.modifiedAt;
    return time ?? "2026-11-01T00:00:00.000Z";
  };
  const fileAt = (key: string): Omit<InboxFile, "name"> => {
    const etag = `${tagOf(bytesOf(key))}-${timeOf(key)}`;
    return { key, size: bytesOf(key).length, etag, modifiedAt: timeOf(key) };
  };
  return {
    where: ({ path }) => path,
    async list({ path }) {
      const parts = path.split(/(\*|\{date\})/).map((part) => {
        if (part === "*") return "[^/]*";
        return part === "{date}" ? "\\d{4}-\\d\\d-\\d\\d" : part.replaceAll(/[.[\]+()]/g, "\\$&");
      });
      const shape = new RegExp(`^${parts.join("")}$`);
      const found = Object.keys(files).filter((key) => shape.test(key));
      return found.sort().map((key) => ({ ...fileAt(key), name: nameIn(path, key) }));
    },
    look: async (key) => (files[key] === undefined ? undefined : fileAt(key)),
    async open(key) {
      const bytes = bytesOf(key);
      return (async function* () {
        for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
      })();
    },
  };
}

/** A files source that reads `/in/*`, keyed by `id`; `mapping` is short for the mapping of its contacts. */
export function sourceOf({
  mapping = { file: "mapping.sql", text: "" },
  ...settings
}: Partial<FilesSource> & { readonly mapping?: Mapping } = {}): FilesSource {
  return {
    id: "helpdesk",
    type: "files",
    path: "/in/*",
    format: "auto",
    encoding: "utf-8",
    key: "id",
    mappings: { contacts: mapping },
    contactsIn: settings.id ?? "helpdesk",
    keepsComments: false,
    zone: "Europe/Budapest",
    expects: { kind: "latest-row" },
    personal: [],
    hashed: [],
    quietDays: [],
    settleSeconds: 0,
    everySeconds: 3600,
    ...settings,
  };
}

/** The sources of a config that are files, as most tests have no other. */
export function filesOf({ sources }: Pick<Config, "sources">): readonly FilesSource[] {
  return sources.filter((source) => source.type === "files");
}
