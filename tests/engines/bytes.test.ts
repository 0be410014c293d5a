/** One more day costs what a day costs, however long the history is: from the adapter's own log of Athena's executions. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { inMegabytes } from "../bench/table.ts";
import { type AthenaFront, athenaFront } from "./athena/front.ts";
import { lookUp, lookUpAmong, newDayAfter, type Scanned, type ScannedByQuery } from "./bytes.ts";
import { engines } from "./engines.ts";
import { columnsCatalog } from "./trino.ts";

const perDay = 100;
let front: AthenaFront;
let readsColumns: boolean;

beforeAll(async () => {
  const { trino, moto, files } = engines();
  const catalog = await columnsCatalog(trino, moto);
  readsColumns = catalog !== undefined;
  front = await athenaFront({ trino, moto, files, ...(catalog ? { catalog } : {}) });
});
afterAll(() => front.close());
const services = () => ({ aws: engines().moto, athena: front.url });

test("a day after 400 days reads what a day after 130 days reads, but for the look-up", async () => {
  const short = await newDayAfter(services(), 130, perDay);
  const long = await newDayAfter(services(), 400, perDay);
  console.log(tableOf(short, long));
  expect([...long.keys()]).toEqual([...short.keys()]);
  expect(sum(long, withoutLookUp).bytes / sum(short, withoutLookUp).bytes).toBeLessThan(1.2);
  // The look-up is what grows, and its log says so.
  expect((long.get(lookUp)?.bytes ?? 0) / (short.get(lookUp)?.bytes ?? 0)).toBeGreaterThan(2);
});

test("the look-up reads its columns and not the files", async ({ skip }) => {
  if (!readsColumns) skip("this Trino reads files of less than 3 MB whole");
  const { read, files } = await lookUpAmong(services(), 3, 20_000);
  console.log(`${lookUp}: ${inMegabytes(read)} of contacts of ${inMegabytes(files)}`);
  expect(read).toBeLessThan(files / 3);
  // Columns of a file are never nothing: 60,000 ids are there.
  expect(read).toBeGreaterThan(60_000);
});

const withoutLookUp = (name: string) => name !== lookUp;

function sum(queries: ScannedByQuery, which: (name: string) => boolean): Scanned {
  const chosen = [...queries].filter(([name]) => which(name)).map(([, scanned]) => scanned);
  const of = (pick: (scanned: Scanned) => number) => chosen.reduce((so, one) => so + pick(one), 0);
  return { bytes: of(({ bytes }) => bytes), billed: of(({ billed }) => billed) };
}

function tableOf(short: ScannedByQuery, long: ScannedByQuery): string {
  const nothing = { bytes: 0, billed: 0 };
  const line = (what: string, after130: number, after400: number) =>
    `${what.padEnd(48)} ${inMegabytes(after130).padStart(9)} ${inMegabytes(after400).padStart(9)} ${`${(after400 / after130).toFixed(2)}x`.padStart(7)}`;
  const of = (what: string, which: (name: string) => boolean, pick: (scanned: Scanned) => number) =>
    line(what, pick(sum(short, which)), pick(sum(long, which)));
  return [
    `One more day of ${perDay} contacts, bytes read by Athena after 130 days, after 400 days:`,
    of("all but the look-up", withoutLookUp, ({ bytes }) => bytes),
    of("  as Athena bills it (at least 10 MB a query)", withoutLookUp, ({ billed }) => billed),
    of(
      `apart: ${lookUp}`,
      (name) => name === lookUp,
      ({ bytes }) => bytes,
    ),
    of(
      "  as Athena bills it",
      (name) => name === lookUp,
      ({ billed }) => billed,
    ),
    ...[...long.keys()]
      .filter(withoutLookUp)
      .filter((name) => (long.get(name)?.bytes ?? 0) > 0)
      .map((name) =>
        line(`    ${name}`, (short.get(name) ?? nothing).bytes, (long.get(name) ?? nothing).bytes),
      ),
  ].join("\n");
}
