import { DeleteTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { describe, expect, test } from "vitest";
import { glueTables } from "../../functions/adapters/aws/glue.ts";
import { preparePublished } from "../../functions/adapters/aws/published.ts";
import { publishNumber } from "../contracts/warehouse/place.ts";
import { front, placeOn } from "./athena-places.ts";
import { clientOptions } from "./clients.ts";
import { engines } from "./engines.ts";
import { trino } from "./statements.ts";

const athena = front();

async function published() {
  const place = await placeOn({ aws: engines().moto, athena: athena().url });
  await publishNumber(place.worker(), 7);
  const client = new GlueClient(clientOptions(engines().moto));
  const tablesIn = (database: string) => glueTables({ client, database, bucket: place.bucket });
  const numbers = async (database: string) =>
    (await trino(engines().trino, "select numerator from kpi_daily", { catalog: "lake", schema: database }))
      .rows;
  return { ...place, client, tablesIn, numbers };
}

describe("what a bucket has published", () => {
  test("is in a database that lost a table, as soon as it is prepared again", async () => {
    const { lake, database, client, tablesIn, numbers } = await published();
    await preparePublished(lake, tablesIn(database), database);
    await client.send(new DeleteTableCommand({ DatabaseName: database, Name: "kpi_daily" }));
    await preparePublished(lake, tablesIn(database), database);
    expect(await numbers(database)).toEqual([[7]]);
  });

  test("stays in the database where it is: another is refused, and taken when it was told so", async () => {
    const { lake, database, tablesIn, numbers } = await published();
    await preparePublished(lake, tablesIn(database), database);
    const other = `${database}_other`;
    await expect(preparePublished(lake, tablesIn(other), other)).rejects.toThrow(
      `Set RAPORT_DATABASE=${database}`,
    );
    await lake.remove("state/glue.json");
    await preparePublished(lake, tablesIn(other), other);
    expect(await numbers(other)).toEqual([[7]]);
  });

  test("is pointed at again after a death between a table's making and its pointers", async () => {
    const { lake, database, client, tablesIn, numbers } = await published();
    await preparePublished(lake, tablesIn(database), database);
    await client.send(new DeleteTableCommand({ DatabaseName: database, Name: "kpi_daily" }));
    const dying = { ...tablesIn(database), point: () => Promise.reject(new Error("killed")) };
    await expect(preparePublished(lake, dying, database)).rejects.toThrow("killed");
    await preparePublished(lake, tablesIn(database), database);
    expect(await numbers(database)).toEqual([[7]]);
  });
});
