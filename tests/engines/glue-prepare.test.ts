import {
  ConcurrentModificationException,
  CreateTableCommand,
  GetTableCommand,
  GetTablesCommand,
  GlueClient,
  type TableInput,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { describe, expect, test } from "vitest";
import { glueTables } from "../../functions/adapters/aws/glue.ts";
import { newTable, publishedTables } from "../../functions/adapters/aws/glue-shape.ts";
import { StorageError } from "../../functions/core/errors.ts";
import { tables } from "../../queries/tables.ts";
import { clientOptions } from "./clients.ts";
import { type GluePlace, gluePlace, overruled, pointerTo } from "./glue-place.ts";

async function prepared(): Promise<GluePlace> {
  const place = await gluePlace();
  await place.glue().prepare();
  return place;
}

async function tableOf({ client, database }: GluePlace, name: string) {
  return (await client.send(new GetTableCommand({ DatabaseName: database, Name: name }))).Table!;
}

/** Replaces a table by another that somebody else made. */
async function remade(place: GluePlace, change: (input: TableInput) => TableInput): Promise<void> {
  const TableInput = change(newTable("contacts", place.bucket));
  await place.client.send(new UpdateTableCommand({ DatabaseName: place.database, TableInput }));
}

const anywhere = pointerTo("contacts", { cohort: "2026-01-01" }, "");

describe("preparing", () => {
  test("makes exactly the published tables, from nothing and by four at once", async () => {
    const place = await gluePlace();
    await Promise.all(Array.from({ length: 4 }, () => place.glue().prepare()));
    const { TableList = [] } = await place.client.send(
      new GetTablesCommand({ DatabaseName: place.database }),
    );
    expect(TableList.map(({ Name }) => Name).sort()).toEqual([...publishedTables].sort());
  });

  test("what fits is not touched", async () => {
    const place = await prepared();
    await place.glue().prepare();
    for (const table of publishedTables) expect((await tableOf(place, table)).VersionId).toBe("1");
  });

  test("Glue can keep every comment: one line, at most 255 characters", () => {
    for (const table of publishedTables)
      for (const { comment } of tables[table].columns) expect(comment).toMatch(/^[^\r\n]{1,255}$/);
  });

  test("a column somebody added stays where it is; ours that is missing comes last, an old comment is renewed", async () => {
    const place = await prepared();
    await remade(place, (input) => {
      const [first, , ...rest] = input.StorageDescriptor!.Columns!;
      const Columns = [{ Name: "theirs", Type: "string" }, { ...first!, Comment: "old" }, ...rest];
      return { ...input, Owner: "ops", StorageDescriptor: { ...input.StorageDescriptor, Columns } };
    });
    await place.glue().prepare();
    const { StorageDescriptor, Owner, VersionId } = await tableOf(place, "contacts");
    const ours = tables.contacts.columns.map(({ name }) => name).filter((name) => name !== "cohort");
    const names = StorageDescriptor?.Columns?.map(({ Name }) => Name);
    expect(names).toEqual(["theirs", "source", ...ours.slice(2), "contact_id"]);
    expect(StorageDescriptor?.Columns?.[1]?.Comment).toBe("Id of the source in the config.");
    expect({ Owner, VersionId }).toEqual({ Owner: "ops", VersionId: "3" });
    await place.glue().prepare();
    expect((await tableOf(place, "contacts")).VersionId).toBe("3");
  });

  test("another type, or another partition, is an error that names it and its cure, and changes nothing", async () => {
    const place = await prepared();
    const { bucket } = place;
    const retyped = newTable("contacts", bucket).StorageDescriptor!.Columns!.map((column) =>
      column.Name === "opened_on" ? { ...column, Type: "string" } : column,
    );
    await remade(place, (input) => ({
      ...input,
      StorageDescriptor: { ...input.StorageDescriptor, Columns: retyped },
    }));
    await expect(place.glue().prepare()).rejects.toThrow(
      `The Glue table ${place.database}.contacts has opened_on as string, and Raport writes it as date. Drop that table in Glue`,
    );
    await remade(place, (input) => ({ ...input, PartitionKeys: [{ Name: "dt", Type: "date" }] }));
    await expect(place.glue().prepare()).rejects.toThrow("is partitioned by dt. Drop");
    await remade(place, (input) => ({ ...input, PartitionKeys: [{ Name: "cohort", Type: "string" }] }));
    await expect(place.glue().prepare()).rejects.toThrow("cohort as string, and Raport writes it as date");
    expect((await tableOf(place, "contacts")).VersionId).toBe("4");
  });

  test("a table changed between reading and writing is read again, and its new columns stay", async () => {
    const place = await prepared();
    const named = (Name: string) => ({ Name, Type: "string" });
    const with_ = (names: readonly string[], drop: string) => (input: TableInput) => ({
      ...input,
      StorageDescriptor: {
        ...input.StorageDescriptor,
        Columns: [
          ...input.StorageDescriptor!.Columns!.filter(({ Name }) => Name !== drop),
          ...names.map(named),
        ],
      },
    });
    await remade(place, with_([], "agent"));
    const versions: (string | undefined)[] = [];
    const client = overruled(place.client, async (command) => {
      if (!(command instanceof UpdateTableCommand)) return undefined;
      versions.push(command.input.VersionId);
      if (versions.length > 1) return undefined;
      // moto takes any version; Glue refuses the one that is no longer the newest.
      await remade(place, with_(["theirs"], "agent"));
      throw new ConcurrentModificationException({ message: "Update failed", $metadata: {} });
    });
    await place.glue(client).prepare();
    expect(versions).toEqual(["2", "3"]);
    const names = (await tableOf(place, "contacts")).StorageDescriptor?.Columns?.map(({ Name }) => Name);
    expect(names?.slice(-2)).toEqual(["theirs", "agent"]);
  });

  test("what AWS refuses, or no AWS at all, is told with what to do", async () => {
    const place = await gluePlace();
    const denied = overruled(place.client, async () => {
      throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException", $metadata: {} });
    });
    await expect(place.glue(denied).prepare()).rejects.toThrow(
      `cannot prepare the Glue database ${place.database}: AccessDeniedException: these credentials may not. Allow them glue:`,
    );
    const nobody = new GlueClient({ ...clientOptions("http://127.0.0.1:1"), maxAttempts: 1 });
    await expect(place.glue(nobody).point([anywhere])).rejects.toThrow(
      /^cannot move partitions in the Glue database db_\w+: ECONNREFUSED: Glue could not be reached\./,
    );
  });

  test("a database of another name is refused", async () => {
    const { client, bucket } = await gluePlace();
    for (const database of ["", "a-b", 'a"; DROP', "Raport", "a.b", "á", "x".repeat(256)])
      expect(() => glueTables({ client, database, bucket })).toThrow(StorageError);
  });

  test("a table that somebody made in between is taken as it is", async () => {
    const place = await gluePlace();
    const client = overruled(place.client, async (command) => {
      if (command instanceof CreateTableCommand) await place.client.send(command);
      return undefined;
    });
    await expect(place.glue(client).prepare()).resolves.toBeUndefined();
  });
});
