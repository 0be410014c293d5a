import { BatchUpdatePartitionCommand } from "@aws-sdk/client-glue";
import { describe, expect, test } from "vitest";
import { type GluePlace, gluePlace, overruled, pointerTo } from "./glue-place.ts";

async function prepared(): Promise<GluePlace> {
  const place = await gluePlace();
  await place.glue().prepare();
  return place;
}

const day = (number: number) => ({ cohort: new Date(Date.UTC(2026, 0, number)).toISOString().slice(0, 10) });
const at = (run: string, number: number) => `facts/contacts/run=${run}/place=${number}/f`;
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("pointing", () => {
  test("250 partitions, some there already, go a hundred at a time", async () => {
    const place = await prepared();
    await place.glue().point(range(130).map((n) => pointerTo("contacts", day(n), at("a", n))));
    const sizes: number[] = [];
    const client = overruled(place.client, async ({ input }) => {
      const { Entries, PartitionInputList } = input as Record<string, readonly unknown[] | undefined>;
      const size = (Entries ?? PartitionInputList)?.length;
      if (size !== undefined) sizes.push(size);
      return undefined;
    });
    await place
      .glue(client)
      .point(range(250).map((n) => pointerTo("contacts", day(n), at("b", n), n, `f${n}`)));
    // Updates of 100, 100 and 50; of the second 70 were not there, of the third 50.
    expect(sizes).toEqual([100, 100, 70, 50, 50]);
    const found = await place.partitions("contacts");
    expect(found).toHaveLength(250);
    for (const [index, { values, location, parameters }] of found.entries()) {
      const n = index + 1;
      expect({ values, location, parameters }).toEqual({
        values: [day(n).cohort],
        location: `s3://${place.bucket}/facts/contacts/run=b/place=${n}/`,
        parameters: { numRows: String(n), fingerprint: `f${n}` },
      });
    }
  });

  test("an empty location is the table's empty place; the last of two pointers counts; what is not published is left out", async () => {
    const place = await prepared();
    const kpi = { family: "volume", period_start: "2026-01-01" };
    await place
      .glue()
      .point([
        pointerTo("contacts", day(1), at("a", 1)),
        pointerTo("staged_contacts", { run: "r" }, "facts/staged_contacts/run=r/f"),
        pointerTo("kpi_daily", kpi, "", 0),
        pointerTo("contacts", day(1), `${at("b", 1)}\n${at("b", 1)}2`),
      ]);
    const locations = async (table: "contacts" | "kpi_daily") =>
      (await place.partitions(table)).map(({ location, values }) => [location, ...values]);
    expect(await locations("contacts")).toEqual([
      [`s3://${place.bucket}/facts/contacts/run=b/place=1/`, "2026-01-01"],
    ]);
    expect(await locations("kpi_daily")).toEqual([
      [`s3://${place.bucket}/kpi/kpi_daily/empty/`, "volume", "2026-01-01"],
    ]);
  });

  test("files of two folders, or of none, are refused before Glue is asked", async () => {
    const place = await prepared();
    for (const location of [`${at("a", 1)}\n${at("a", 2)}`, "f"])
      await expect(place.glue().point([pointerTo("contacts", day(1), location)])).rejects.toThrow(
        'the partition ["2026-01-01"] of contacts has files in',
      );
    expect(await place.partitions("contacts")).toEqual([]);
  });

  test("a table that is missing is named", async () => {
    const place = await gluePlace();
    await expect(place.glue().point([pointerTo("contacts", day(1), at("a", 1))])).rejects.toThrow(
      `The Glue table ${place.database}.contacts is missing`,
    );
    await expect(place.glue().point([])).resolves.toBeUndefined();
  });

  /** A client whose batch updates say this of the first partition they are given, so many times. */
  function refusing(place: GluePlace, ErrorCode: string, times: number) {
    let left = times;
    return overruled(place.client, async (command) => {
      if (!(command instanceof BatchUpdatePartitionCommand) || left-- <= 0) return undefined;
      const [first, ...rest] = command.input.Entries!;
      const others = new BatchUpdatePartitionCommand({ ...command.input, Entries: rest });
      const { Errors = [] } = rest.length > 0 ? await place.client.send(others) : {};
      const ErrorDetail = { ErrorCode, ErrorMessage: "as the test wants it" };
      return { Errors: [{ PartitionValueList: first!.PartitionValueList, ErrorDetail }, ...Errors] };
    });
  }

  test("one that is throttled within a batch is tried again, the others once", async () => {
    const place = await prepared();
    const pointers = range(3).map((n) => pointerTo("contacts", day(n), at("a", n)));
    await place.glue(refusing(place, "ThrottlingException", 3)).point(pointers);
    expect(await place.partitions("contacts")).toHaveLength(3);
  });

  test("one that is throttled for ever, or refused, is an error that names it", async () => {
    const place = await prepared();
    const pointers = range(2).map((n) => pointerTo("contacts", day(n), at("a", n)));
    await expect(place.glue(refusing(place, "ThrottlingException", 99)).point(pointers)).rejects.toThrow(
      'Glue did not take the partition ["2026-01-01"] of contacts in 8 attempts',
    );
    await expect(place.glue(refusing(place, "InvalidInputException", 1)).point(pointers)).rejects.toThrow(
      'Glue refused the partition ["2026-01-01"] of contacts: InvalidInputException: as the test wants it',
    );
  });

  test("two at once, over partitions that are not there yet, both end well", async () => {
    const place = await prepared();
    const pointers = range(120).map((n) => pointerTo("contacts", day(n), at("a", n)));
    await Promise.all([1, 2, 3].map(() => place.glue().point(pointers)));
    expect(await place.partitions("contacts")).toHaveLength(120);
  });
});
