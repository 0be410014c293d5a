/**
 * All that AWS remembers of an installation, in memory: objects, Glue tables, Athena's executions, the messages SES took.
 * What is in the maps is replaced and never changed, so a copy of the maps is a copy of the world.
 */

import { createHash, randomUUID } from "node:crypto";
import type { Request } from "../../engines/athena/executions.ts";
import type { Rows } from "../../engines/athena/results.ts";
import type { Unload } from "../../engines/athena/wrapper.ts";

export interface StoredObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
}

/** One of all that was ever at a path; without an object it marks that the one before was removed. */
export interface Version {
  readonly id: string;
  readonly object: StoredObject | undefined;
  readonly at: Date;
}

/** As the caller gave it. */
export type Input = Readonly<Record<string, unknown>>;

export interface GlueTable {
  readonly input: Input;
  readonly version: number;
}

/** What a statement gives, or the error it fails with. */
export type Outcome =
  | { readonly rows: Rows }
  /** Paths below the destination of an UNLOAD. */
  | { readonly files: readonly (readonly [string, Buffer])[] }
  | { readonly error: unknown };

export interface Execution {
  readonly id: string;
  readonly request: Request;
  readonly unload: Unload | undefined;
  readonly submitted: Date;
  /** How many more looks find it running. */
  readonly looks: number;
  readonly state: "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
  readonly outcome: Outcome;
}

export interface Accepted {
  readonly id: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface World {
  readonly buckets: Set<string>;
  /** `bucket/key` -> the object. */
  readonly objects: Map<string, StoredObject>;
  /** Of a bucket that keeps versions: all of a path, the newest first. */
  readonly versions?: Map<string, readonly Version[]>;
  readonly databases: Set<string>;
  /** `database/table` -> the table. */
  readonly tables: Map<string, GlueTable>;
  /** `database/table/["value", ...]` -> the partition. */
  readonly partitions: Map<string, Input>;
  readonly executions: Map<string, Execution>;
  readonly accepted: Accepted[];
  /** Lambda functions by name, with what their environment tells them. */
  readonly functions: Map<string, Readonly<Record<string, string>>>;
}

export const emptyWorld = (): World => ({
  buckets: new Set(),
  objects: new Map(),
  databases: new Set(),
  tables: new Map(),
  partitions: new Map(),
  executions: new Map(),
  accepted: [],
  functions: new Map(),
});

export const copyOf = (world: World): World => ({
  buckets: new Set(world.buckets),
  objects: new Map(world.objects),
  ...(world.versions && { versions: new Map(world.versions) }),
  databases: new Set(world.databases),
  tables: new Map(world.tables),
  partitions: new Map(world.partitions),
  executions: new Map(world.executions),
  accepted: [...world.accepted],
  functions: new Map(world.functions),
});

/**
 * The same text for two worlds that no worker to come can tell apart. An execution is found again by its token only: that
 * of a select is made up by the worker that asks, and lost with it.
 */
export function nameOf(world: World): string {
  const lines = [
    ...[...world.buckets].map((bucket) => `bucket ${bucket}`),
    ...[...world.objects].map(([key, { etag }]) => `object ${key} ${etag}`),
    ...[...world.databases].map((database) => `database ${database}`),
    ...[...world.tables].map(([name, table]) => `table ${name} ${JSON.stringify(table)}`),
    ...[...world.partitions].map(([name, partition]) => `partition ${name} ${JSON.stringify(partition)}`),
    ...[...world.executions.values()]
      .filter(({ unload }) => unload)
      .map(({ request, state, looks }) => `execution ${request.token} ${state} ${looks}`),
    ...world.accepted.map(({ id }) => `message ${id}`),
  ];
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

/** Puts an object there, as S3 does. */
export function putObject(world: World, path: string, body: Buffer): StoredObject {
  const etag = `"${createHash("md5").update(body).digest("hex")}"`;
  const stored = { body, etag, modified: new Date(Math.floor(Date.now() / 1000) * 1000) };
  world.objects.set(path, stored);
  keepVersion(world, path, stored);
  return stored;
}

/** Removes an object, as S3 does: of what keeps versions it stays, below a mark. */
export function removeObject(world: World, path: string): void {
  if (!world.objects.delete(path) && !world.versions?.has(path)) return;
  keepVersion(world, path, undefined);
}

function keepVersion({ versions }: World, path: string, object: StoredObject | undefined): void {
  const id = `version-${randomUUID()}`;
  versions?.set(path, [{ id, object, at: object?.modified ?? new Date() }, ...(versions.get(path) ?? [])]);
}

/** Paths that begin so, in the order of their bytes. */
export function pathsBelow(world: World, prefix: string): readonly string[] {
  const found = [...world.objects.keys()].filter((path) => path.startsWith(prefix));
  return found.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}
