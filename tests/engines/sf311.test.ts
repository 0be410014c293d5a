/**
 * The whole journey of a small organisation, run by the command line on both floors: one file of SF 311 (10,000 service
 * requests, PDDL), one weekly report, two recipients. Every row of the KPI tables must be the laptop's.
 *
 * The file holds 3,600 days with three requests each, and every day is a partition with files of its own: some 20,000
 * objects, which moto and Trino take ten minutes to write and read. So the requests of autumn 2019 are run, and all of them where
 * RAPORT_SF311=all.
 */

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type OpenHome, openHome } from "../../functions/home.ts";
import type { Reader, Row } from "../../functions/ports.ts";
import { folderOf, type Said, started } from "../cli/said.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { queryOf } from "../home.ts";
import { config, file } from "../sf311/figures.ts";
import { front } from "./athena-places.ts";
import { s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { type Mailroom, mailrooms } from "./mailroom.ts";
import { isWhole, requests } from "./requests.ts";
import { trino } from "./statements.ts";

const yaml = `organisation:
  name: San Francisco 311
  zone: America/Los_Angeles
  url: https://reports.example.org
  sender: { name: SF 311, address: reports@example.org }
sources:
  - id: sf311
    type: files
    path: exports/sf311.csv
    key: unique_key
    mapping: sf311.sql
    personal: [status_notes, incident_address]
targets:
  resolution_seconds_p90: { at_most: 36h }
reports:
  - id: weekly
    title: Weekly service digest
    template: digest
    period: week
    at: monday 08:00
    owner: ana@example.org
    to:
      - { name: Ana, address: ana@example.org }
      - { name: Ben, address: ben@example.org }
`;

const tables = ["kpi_daily", "kpi_weekly", "kpi_monthly"] as const;
const bucket = `sf311-${Date.now()}`;
const database = bucket.replaceAll("-", "_");
const absent = !existsSync(file);
if (absent) console.warn(`The journey of SF 311 is not run: ${file} is not there.`);

describe.skipIf(absent)("SF 311 on S3, Athena, Glue and SES", () => {
  const athena = front();
  const open = mailrooms();
  let post: Mailroom;
  let folder: string;
  const homes: OpenHome[] = [];
  const said: Record<string, Said> = {};
  const runOn = (home: string) =>
    started(
      "raport",
      folder,
      "run",
      "--config",
      "raport.yaml",
      "--home",
      home,
      "--now",
      "2019-11-11T16:30:00Z",
    ).ended;

  beforeAll(async () => {
    const { moto } = engines();
    post = await open();
    folder = await folderOf({
      "raport.yaml": yaml,
      "sf311.sql": config.sources[0]!.mappings.contacts!.text,
      "exports/sf311.csv": requests(),
    });
    for (const [name, value] of Object.entries({
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_ENDPOINT_URL: moto,
      AWS_ENDPOINT_URL_ATHENA: athena().url,
      AWS_ENDPOINT_URL_SES: post.url,
      RAPORT_DATABASE: database,
    }))
      vi.stubEnv(name, value);
    const client = s3Client(moto);
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const Body = requests();
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: "inbox/sf311/sf311.csv", Body }));
    said.laptop = await runOn("home");
    said.aws = await runOn(`s3://${bucket}`);
    homes.push(openHome(join(folder, "home")), openHome(`s3://${bucket}`));
  });
  afterAll(async () => {
    for (const { warehouse } of homes) await warehouse.close();
    vi.unstubAllEnvs();
  });

  test("says what it says on the laptop", () => {
    const lines = (text: string) =>
      text.split("\n").filter((line) => !/^(queries|✓|\s+the emails)/.test(line));
    if (isWhole) expect(said.aws!.out).toContain("10,000 rows = 9,952 mapped + 48 quarantined");
    expect(lines(said.aws!.out)).toEqual(lines(said.laptop!.out));
    expect(said.aws!.out).toMatch(/^queries {3}[\d,]+ on Athena read [\d.]+ MB$/m);
  });

  test.each(tables)("every row of %s is the laptop's", async (table) => {
    const [ours, theirs] = await Promise.all(
      homes.map(({ warehouse }) => warehouse.read((reader) => rowsOf(reader, table))),
    );
    expect(theirs!.length).toBeGreaterThan(1_000);
    expect(theirs!.length).toBe(ours!.length);
    const off = theirs!.filter((row, index) => !isSame(row, ours![index]!));
    expect(off.slice(0, 5)).toEqual([]);
    console.log(`${table}: ${theirs!.length.toLocaleString("en")} rows equal`);
  });

  test("other tools read the same from the published tables", async () => {
    for (const table of tables) {
      const text = `select cast(count(*) as bigint), cast(sum(numerator) as bigint), cast(sum(total) as bigint) from ${table}`;
      const { rows } = await trino(engines().trino, text, { catalog: "lake", schema: database });
      const [ours] = await homes[0]!.warehouse.read((reader) =>
        Array.fromAsync(
          reader.rows({
            query: queryOf(
              `select count(*) as n, cast(sum(numerator) as bigint) as numerator, cast(sum(total) as bigint) as total from ${table}`,
              [table],
            ),
            params: {},
          }),
        ),
      );
      expect(rows).toEqual([Object.values(ours!)]);
    }
  });

  test("two people get the email that the laptop's outbox holds, once", async () => {
    const sent = post.accepted.map(({ raw }) => parseEml(raw));
    const local = globSync("home/outbox/*.eml", { cwd: folder }).map((name) =>
      parseEml(readFileSync(join(folder, name))),
    );
    const told = (emails: typeof sent) =>
      emails
        .map((email) => ({
          to: headersOf(email, "to"),
          subject: headersOf(email, "subject"),
          // Each home signs its links with a key of its own.
          text: email.parts.map(({ content }) =>
            content
              .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "")
              .replace(/\/(open|unsubscribe)\/[\w.-]+/g, "/$1/"),
          ),
        }))
        .sort((a, b) => String(a.to).localeCompare(String(b.to)));
    expect(told(sent)).toHaveLength(2);
    expect(told(sent)).toEqual(told(local));
  });

  test("a second run finds nothing to do and mails nobody", async () => {
    const again = await runOn(`s3://${bucket}`);
    expect(again.out).toContain("nothing to do");
    expect([again.code, post.accepted.length]).toEqual([said.aws!.code, 2]);
  });
});

/** Every row, sorted by everything that names it. */
async function rowsOf(reader: Reader, table: (typeof tables)[number]): Promise<readonly Row[]> {
  const text = `select family, period_start, kpi, grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest, fingerprint from ${table}`;
  const rows = await Array.fromAsync(reader.rows({ query: queryOf(text, [table]), params: {} }));
  const keyed = rows.map((row) => [JSON.stringify(Object.values(row).slice(0, 7)), row] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

/** Types and values; a sum of doubles may differ in its last digits, for it is added up in another order. */
function isSame(one: Row, other: Row): boolean {
  return Object.entries(one).every(([name, value]) => {
    const wanted = other[name];
    if (name === "sum_of_squares" && typeof value === "number" && typeof wanted === "number")
      return Math.abs(value - wanted) <= 1e-12 * Math.max(Math.abs(value), Math.abs(wanted));
    return value === wanted;
  });
}
