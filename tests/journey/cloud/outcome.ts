/** What a cloud says in the end, in a form that two of them share when nothing that matters differs. */

import { emptyFolderOf, publishedTables } from "../../../functions/adapters/aws/glue-shape.ts";
import type { Pointer, TableName } from "../../../functions/core/warehouse.ts";
import { tables } from "../../../queries/tables.ts";
import { committed, readableOf, shown, stateOf, withoutSignatures } from "../outcome.ts";
import type { Cloud } from "./cloud.ts";
import { bucket, database } from "./workers.ts";
import { copyOf, type Input, putObject, type World } from "./world.ts";

export interface CloudOutcome {
  /** Rows of each table as text, sorted. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** Partitions of the catalog, with their rows, fingerprints and lists. */
  readonly partitions: Readonly<Record<string, readonly string[]>>;
  /** Every object below `archive/`, byte for byte. */
  readonly archive: Readonly<Record<string, string>>;
  /** Every object below `sent/`, without the clock of the machine. */
  readonly ledger: Readonly<Record<string, string>>;
  /** Every object below `state/` that outlives a run, without what names a worker. */
  readonly state: Readonly<Record<string, unknown>>;
  /** What each message that SES took says, by our id of it; twice where it took it twice. */
  readonly messages: readonly (readonly [string, string])[];
}

export async function outcomeOf({ world, engine }: Cloud): Promise<CloudOutcome> {
  const pointers = pointersIn(world);
  const perTable = async <T>(look: (table: TableName) => T | Promise<T>) =>
    Object.fromEntries(
      await Promise.all(committed.map(async (table) => [table, await look(table)] as const)),
    );
  const state = Object.fromEntries(
    Object.entries(objectsBelow(world, "state/")).filter(([key]) => !key.startsWith("state/attempts/")),
  );
  return {
    tables: await perTable((table) => rowsOf(world, engine, table, pointers(table))),
    partitions: await perTable((table) => pointers(table).map(shown).sort()),
    archive: objectsBelow(world, "archive/"),
    ledger: mapped(objectsBelow(world, "sent/"), timeless),
    state: mapped(stateOf(state), (value) => JSON.parse(timeless(JSON.stringify(value)))),
    messages: world.accepted.map(({ parameters }) => messageOf(parameters)).sort(byId),
  };
}

/** What Glue shows other tools must be what the catalog says. The differences. */
export function mirrorFaults(world: World): readonly string[] {
  const pointers = pointersIn(world);
  return publishedTables.flatMap((table) => {
    const ours = pointers(table).map(({ partition, location, rows }) => {
      const folder = location.slice(0, location.indexOf("place=")) + /place=[^/]*\//.exec(location)?.[0];
      const values = tables[table].partitionedBy.map((column) => partition[column]);
      return JSON.stringify([table, values, `s3://${bucket}/${folder}`, String(rows)]);
    });
    const theirs = [...world.partitions]
      .filter(([path]) => path.startsWith(`${database}/${table}/`))
      .map(([, { Values, StorageDescriptor, Parameters }]) => {
        const { Location } = StorageDescriptor as Input;
        return JSON.stringify([table, Values, Location, (Parameters as Input).numRows]);
      })
      .filter((told) => !told.includes(emptyFolderOf(bucket, table)));
    return [
      ...ours.filter((told) => !theirs.includes(told)).map((told) => `not in Glue: ${told}`),
      ...theirs.filter((told) => !ours.includes(told)).map((told) => `only in Glue: ${told}`),
    ];
  });
}

/** Objects that are left although nothing names them and their generation, or that after it, is published. */
export function leftovers(world: World): readonly string[] {
  const { generation } = JSON.parse(textAt(world, "state/warehouse.json")) as { readonly generation: number };
  const pointers = pointersIn(world);
  const live = new Set(committed.flatMap(pointers).flatMap(({ location }) => location.split("\n")));
  const keys = [...world.objects.keys()].map((path) => path.slice(bucket.length + 1));
  const isOld = (text: string | undefined, limit: number) => text !== undefined && Number(text) <= limit;
  return keys.filter(
    (key) =>
      (isOld(/^(?:facts|kpi)\/\w+\/run=(\d+)\//.exec(key)?.[1], generation) && !live.has(key)) ||
      isOld(/^state\/attempts\/g(\d+)\//.exec(key)?.[1], generation) ||
      isOld(/^scratch\/g(\d+)_/.exec(key)?.[1], generation - 1) ||
      !/^(inbox|raw|facts|kpi|scratch|state|sent|archive)\//.test(key),
  );
}

/** Raw objects that no batch names: what a worker left that died before it committed them. Nobody reads them. */
export function rawStrays(world: World): readonly string[] {
  const told = JSON.stringify([
    objectsBelow(world, "state/sources/"),
    objectsBelow(world, "raw/", /\.json$/),
  ]);
  return Object.keys(objectsBelow(world, "raw/", /gz$/)).filter((key) => !told.includes(key));
}

export const textAt = (world: World, key: string) => String(world.objects.get(`${bucket}/${key}`)?.body);

export function objectsBelow(world: World, prefix: string, ending = /$/): Readonly<Record<string, string>> {
  const keys = [...world.objects.keys()].map((path) => path.slice(bucket.length + 1)).sort();
  const wanted = keys.filter((key) => key.startsWith(prefix) && ending.test(key));
  return Object.fromEntries(wanted.map((key) => [key, textAt(world, key)]));
}

function pointersIn(world: World): (table: TableName) => readonly Pointer[] {
  const stored = JSON.parse(textAt(world, "state/catalog.json")) as {
    readonly tables: Readonly<Record<string, Readonly<Record<string, Pointer>>>>;
  };
  return (table) => Object.values(stored.tables[table] ?? {});
}

/** By the engine of the cloud, over a table of the test's own in a copy of the world. */
async function rowsOf(
  world: World,
  engine: Cloud["engine"],
  table: TableName,
  pointers: readonly Pointer[],
): Promise<readonly string[]> {
  const aside = copyOf(world);
  const files = [...new Set(pointers.flatMap(({ location }) => location.split("\n")))].sort();
  putObject(
    aside,
    `${bucket}/aside/files`,
    Buffer.from(files.map((key) => `s3://${bucket}/${key}\n`).join("")),
  );
  // When a bad row landed is the time of the machine, which differs from worker to worker; `now` does not.
  const columns = tables[table].columns.filter(({ name }) => name !== "fetched_at");
  const Columns = columns.map(({ name }) => ({ Name: name, Type: "varchar" }));
  const StorageDescriptor = { Columns, Location: `s3://${bucket}/aside/`, SerdeInfo: "parquet" };
  aside.tables.set("aside/rows", { version: 0, input: { StorageDescriptor } });
  const cells = columns.map(({ name, type }) => `CAST(${name} AS ${type}) AS ${name}`).join(", ");
  const found = await engine.outcome(aside, `SELECT ${cells} FROM "aside"."rows"`);
  if (!("rows" in found)) throw new Error(`${table} cannot be read: ${"error" in found && found.error}`);
  return found.rows.rows
    .map((row) => JSON.stringify(row, (_, cell) => (typeof cell === "bigint" ? Number(cell) : cell)))
    .sort();
}

/** Where two outcomes differ, in so many words as fit a line each. */
export function differences(found: CloudOutcome, expected: CloudOutcome): readonly string[] {
  const [ours, theirs] = [leaves(found), leaves(expected)];
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  return [...names]
    .filter((name) => ours.get(name) !== theirs.get(name))
    .map((name) => `${name}: ${ours.get(name)?.slice(0, 200)} instead of ${theirs.get(name)?.slice(0, 200)}`);
}

const leaves = (outcome: CloudOutcome): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(outcome).flatMap(([part, values]) =>
      Object.entries(values).map(([name, value]) => [`${part} ${name}`, JSON.stringify(value)] as const),
    ),
  );

const mapped = <From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

/** Since when something is unknown is told by the clock of the machine. */
const timeless = (text: string) => text.replaceAll(/,"since":"[^"]*"/g, "");

function messageOf(parameters: Readonly<Record<string, string>>): readonly [string, string] {
  const raw = Buffer.from(parameters["RawMessage.Data"] ?? "", "base64");
  return [idOf(parameters), withoutSignatures(readableOf(raw))];
}

/** Our id of a message, from its tag. */
export const idOf = (parameters: Readonly<Record<string, string>>) =>
  (parameters["Tags.member.1.Value"] ?? "").replaceAll(/__|_-/g, (mark) => (mark === "__" ? "." : "_"));

/** The address that a message of an outcome is for. */
export const recipientOf = ([, text]: readonly [string, string]) =>
  /^to: .*?([^\s<>]+@[^\s<>]+)>?$/m.exec(text)?.[1] ?? "";

const byId = ([one]: readonly [string, string], [other]: readonly [string, string]) => (one < other ? -1 : 1);
