/** Values arrive as the port promises, whatever the engine calls them; a wrong query says where it is wrong. */

import { expect, test } from "vitest";
import { QueryError } from "../../../functions/core/errors.ts";
import { asking, type Place, rowsFor, single } from "./place.ts";

const cohort = "2024-02-29";

export function valuesContract(open: () => Promise<Place>): void {
  test("what was written comes back: dates, instants, booleans, NULL, empty and foreign text", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const cells = {
      cohort,
      source: "",
      contact_id: "naïve 日本 🙂 'quoted' \"too\" \\ \n line",
      is_deleted: false,
      opened_at: "2024-02-29 23:59:59",
      resolved_at: "1969-12-31 23:59:59",
      opened_on: "2024-02-29",
      resolved_on: "0999-01-01",
    };
    await draft.write(rowsFor("contacts", [cells]), "contacts", [{ cohort }]);
    await draft.commit({}, "facts");
    const columns = [...Object.keys(cells), "channel"];
    const row = await worker.read((reader) =>
      single(reader, asking(`select ${columns.join(", ")} from contacts`, "contacts")),
    );
    expect(row).toEqual({
      ...cells,
      opened_at: "2024-02-29T23:59:59Z",
      resolved_at: "1969-12-31T23:59:59Z",
      channel: null,
    });
  });

  test("whole numbers and doubles come back exactly", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const cells = {
      family: "volume",
      period_start: cohort,
      bucket: -2147483648,
      numerator: Number.MAX_SAFE_INTEGER,
      denominator: Number.MIN_SAFE_INTEGER,
      n: 0,
      sum_of_squares: 0.1,
    };
    await draft.write(rowsFor("kpi_daily", [cells]), "kpi_daily", [
      { family: "volume", period_start: cohort },
    ]);
    const select = asking(`select ${Object.keys(cells).join(", ")} from kpi_daily`, "kpi_daily");
    expect(await single(draft, select)).toEqual(cells);
  });

  test.each(["9007199254740992", "-9007199254740993", "9223372036854775807"])(
    "the whole number %s, which cannot be exact, is an error",
    async (number) => {
      const draft = await (await open()).worker().draft("one");
      await expect(single(draft, asking(`select cast('${number}' as bigint) as big`))).rejects.toThrow(
        `${number} is too large a number to be exact`,
      );
    },
  );

  test("sums, averages and counts of whole numbers are plain numbers", async () => {
    const draft = await (await open()).worker().draft("one");
    const text =
      "select cast(sum(x) as bigint) as total, count(*) as rows_count, cast(1e300 as double) as large from (select cast('4503599627370496' as bigint) as x union all select 4) as t";
    // 4503599627370496 + 4 = 4503599627370500
    expect(await single(draft, asking(text))).toEqual({
      total: 4503599627370500,
      rows_count: 2,
      large: 1e300,
    });
  });

  test("milliseconds are written only where there are some", async () => {
    const draft = await (await open()).worker().draft("one");
    const text =
      "select timestamp '2026-11-16 08:00:00.120' as fine, timestamp '2026-11-16 08:00:00.000' as whole";
    expect(await single(draft, asking(text))).toEqual({
      fine: "2026-11-16T08:00:00.120Z",
      whole: "2026-11-16T08:00:00Z",
    });
  });

  test("a value that is no plain value is an error that says to cast it", async () => {
    const draft = await (await open()).worker().draft("one");
    await expect(single(draft, asking("select array[1, 2] as list"))).rejects.toThrow("Cast it in the query");
  });

  test("describe names the columns and types of a select over tables that are empty", async () => {
    const worker = (await open()).worker();
    const select = asking(
      "select contact_id, opened_on as day, count(*) as n from contacts group by contact_id, opened_on",
      "contacts",
    );
    const columns = await worker.describe(select);
    expect(columns.map(({ name, type }) => `${name} ${type.toLowerCase()}`)).toEqual([
      "contact_id varchar",
      "day date",
      "n bigint",
    ]);
  });

  test.each([
    ["select nothing_known from contacts", "nothing_known"],
    ["select contact_id,, source from contacts", ","],
    ["select contact_id from not_a_table", "not_a_table"],
  ])("describing %s is a QueryError that names the query and the word", async (text, word) => {
    const describing = (await open()).worker().describe(asking(text, "contacts"));
    await expect(describing).rejects.toThrow(QueryError);
    await expect(describing).rejects.toThrow(/^test: /);
    await expect(describing).rejects.toThrow(word);
  });

  test("a failed query fails alone: the next one is answered", async () => {
    const worker = (await open()).worker();
    const draft = await worker.draft("one");
    const rows = rowsFor("quarantine", [{ home: "a" }]);
    await expect(draft.write(asking("select 1 as wrong"), "quarantine", [])).rejects.toThrow(QueryError);
    await draft.write(rows, "quarantine", [{ home: "a" }]);
    expect(await single(draft, asking("select count(*) as n from quarantine", "quarantine"))).toEqual({
      n: 1,
    });
  });
}
