import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import { local } from "../../functions/local.ts";
import { inPieces, piecesOf } from "../../functions/stages/pieces.ts";
import { configOf, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

describe("pieces", () => {
  const rows = new Map([
    ["Mon", 40],
    ["Tue", 60],
    ["Wed", 1],
    ["Thu", 500],
    ["Fri", 2],
  ]);
  const weightOf = (day: string) => rows.get(day) ?? 0;

  test("a piece is full with the rows it may hold, and closes before it would hold more", () => {
    // 40 + 60 = 100 fit; 100 + 1 would not. 1 + 500 would not, and 500 alone is more than fits.
    expect(piecesOf([...rows.keys()], { items: 10, weight: 100, weightOf })).toEqual([
      ["Mon", "Tue"],
      ["Wed"],
      ["Thu"],
      ["Fri"],
    ]);
  });

  test("a piece holds no more partitions than the warehouse writes at once", () => {
    expect(piecesOf([...rows.keys()], { items: 2 })).toEqual([["Mon", "Tue"], ["Wed", "Thu"], ["Fri"]]);
  });

  test("a day that has no rows costs nothing", () => {
    const days = ["Sun", ...rows.keys()];
    expect(piecesOf(days, { items: 10, weight: 100, weightOf })[0]).toEqual(["Sun", "Mon", "Tue"]);
    expect(piecesOf(["Sun"], { items: 10, weight: 0, weightOf })).toEqual([["Sun"]]);
    expect(piecesOf([], { items: 10 })).toEqual([]);
  });

  test("after a failure nothing is begun any more", async () => {
    const begun: number[] = [];
    const days = Array.from({ length: 20 }, (_, index) => index);
    const failing = inPieces(piecesOf(days, { items: 1 }), async ([day]) => {
      begun.push(day as number);
      if (day === 0) throw new Error("no");
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await expect(failing).rejects.toThrow("no");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun).toEqual([0, 1, 2, 3]);
  });
});

describe("components", () => {
  const text =
    "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at, json_extract_scalar(body, '$.channel') as channel from raw";
  let inbox: string;
  beforeEach(() => {
    inbox = mkdtempSync(join(tmpdir(), "raport-inbox-"));
    // 1 contact on the first of March, 2 on the second ... 9 on the ninth.
    const rows = Array.from({ length: 9 }, (_, day) =>
      Array.from(
        { length: day + 1 },
        (_, at) => `${day}-${at},2026-03-0${day + 1} 09:00,${at % 2 ? "chat" : "phone"}`,
      ),
    );
    writeFileSync(join(inbox, "contacts.csv"), ["id,opened,channel", ...rows.flat()].join("\n"));
  });
  afterEach(() => rmSync(inbox, { recursive: true, force: true }));

  const made = async (rowsAtOnce: number, dimensions: readonly "product"[] = []) => {
    const written: string[][] = [];
    const home = temporaryHome("2026-12-01T00:00:00Z", (folder) => {
      const engine = duckdb(folder);
      return local(folder, {
        engine: {
          ...engine,
          rowsAtOnce,
          write: (select, reading, target) => {
            if (target.table === "components" && select.query.name === "kpis/volume")
              written.push(target.partitions.map(({ cohort }) => String(cohort).slice(8)));
            return engine.write(select, reading, target);
          },
        },
      });
    });
    try {
      const source = sourceOf({ path: `${inbox}/*.csv`, mapping: { file: "mapping.sql", text } });
      await home.run({ ...configOf("UTC", [source]), dimensions });
      const select =
        "select family, cohort, day, kpi, grain, member, bucket, numerator, n, total from components order by all";
      const sums = "select * from kpi_daily order by all";
      return {
        written,
        components: await home.select(select, ["components"]),
        sums: await home.select(sums, ["kpi_daily"]),
      };
    } finally {
      await home.remove();
    }
  };

  test("are made of as many days at once as have the rows the engine takes", async () => {
    const { written } = await made(10);
    // 1 + 2 + 3 + 4 = 10; 5 and 6 would be 11; 9 alone.
    expect(written).toEqual([["01", "02", "03", "04"], ["05"], ["06"], ["07"], ["08"], ["09"]]);
  });

  test("are the same whatever the pieces", async () => {
    const [small, whole] = [await made(1), await made(1_000)];
    expect(small.written).toHaveLength(9);
    expect(whole.written).toHaveLength(1);
    expect(small.components).toEqual(whole.components);
    expect(small.sums).toEqual(whole.sums);
    expect(whole.components.length).toBeGreaterThan(9);
  });

  test("by places are the same whether or not dimensions are named", async () => {
    const [without, named] = [await made(1_000), await made(1_000, ["product"])];
    const places = named.components.filter(({ grain }) => !String(grain).includes("product"));
    expect(places).toEqual(without.components);
    // Each of the nine days has contacts, of no stated product.
    const products = named.components.filter(
      ({ kpi, grain }) => kpi === "contacts_opened" && grain === "product",
    );
    expect(products.map(({ member, numerator }) => [member, numerator])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((contacts) => ["(not stated)", contacts]),
    );
  });
});
