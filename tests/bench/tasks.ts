/** What is measured, and what it is measured against: each runs alone in a process of its own. */

import { createReadStream, createWriteStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse";
import type { QueryLog } from "../../functions/adapters/local/duckdb.ts";
import { computeIn, landInto } from "./home.ts";
import { daysOf, makeFacts, makeKpis } from "./large.ts";
import { scanFacts } from "./scan.ts";
import { downloadParseGzip, landAccount } from "./vendor-landing.ts";

/** Paths, all below the one temporary folder. */
export interface Places {
  readonly home: string;
  readonly inbox: string;
  /** The CSV that is parsed. */
  readonly csv: string;
  /** The lines the landing wrote, not packed. */
  readonly envelopes: string;
  /** Where a baseline writes. */
  readonly out: string;
  /** The objects the landing wrote. */
  readonly landed: readonly string[];
  /** Of facts that are made without exports. */
  readonly days?: number;
  readonly perDay?: number;
  /** Where the account is that is landed. */
  readonly address?: string;
}

export interface Outcome {
  readonly rows?: number;
  readonly queries?: readonly QueryLog[];
}

export const tasks = {
  land: async ({ home, inbox }) => ({ rows: (await landInto(home, inbox)).rows }),
  compute: async ({ home, inbox }) => ({ queries: await computeIn(home, inbox) }),
  parse: async ({ csv }) => ({ rows: await parsed(csv) }),
  gzip: async ({ envelopes, out }) => {
    await packed(envelopes, out);
    return {};
  },
  /** Both at once, as the landing does: zlib packs on a thread of its own. */
  parseAndGzip: async ({ csv, envelopes, out }) => {
    const [rows] = await Promise.all([parsed(csv), packed(envelopes, out)]);
    return { rows };
  },
  readOnce: ({ landed, out }) => readOnce(landed, out, byColumn),
  readOnceTogether: ({ landed, out }) => readOnce(landed, out, together),
  facts: async ({ home, days = 1, perDay = 1 }) => {
    await makeFacts(home, daysOf(days), perDay);
    return {};
  },
  kpis: async ({ home }) => ({ queries: await makeKpis(home) }),
  landAccount: async ({ home, address = "" }) => ({ rows: await landAccount(home, address) }),
  downloadParseGzip: async ({ out, address = "" }) => ({ rows: await downloadParseGzip(out, address) }),
  scan: async ({ home }) => ({ rows: await scanFacts(home) }),
} satisfies Record<string, (places: Places) => Promise<Outcome>>;

export type TaskName = keyof typeof tasks;

/** Rows of cells, let go as they come. */
async function parsed(path: string): Promise<number> {
  let rows = 0;
  const count = new Writable({
    objectMode: true,
    highWaterMark: 1024,
    write(_cells, _encoding, done) {
      rows += 1;
      done();
    },
  });
  await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), parse(), count);
  return rows - 1;
}

async function packed(from: string, to: string): Promise<void> {
  const chunks = createReadStream(from, { highWaterMark: 1 << 20 });
  await pipeline(chunks, createGzip({ level: 6, chunkSize: 1 << 18 }), createWriteStream(to));
}

const fields = [
  "contact_id",
  "opened_at",
  "resolved_at",
  "channel",
  "department",
  "reason",
  "agent",
  "updated_at",
] as const;
const envelope = "batch_page AS row_id, source, key, version, op, page, fetched_at";
const byColumn = `SELECT ${envelope}, ${fields.map((name) => `json_extract_string(body, '$.${name}') AS ${name}`).join(", ")}`;
/** The same columns with the JSON of a row read once for all of them. */
const together = `SELECT ${envelope}, ${fields.map((name, at) => `cells[${at + 1}] AS ${name}`).join(", ")}`;

/** One statement, with the threads and the memory that the product gives itself. */
async function readOnce(landed: readonly string[], out: string, select: string): Promise<Outcome> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "800MB" });
  const database = await instance.connect();
  await database.run("SET preserve_insertion_order = false");
  const files = landed.map((path) => `'${path}'`).join(", ");
  const names = "source account stream key version event_at op fetched_at run_id page body".split(" ");
  const columns = names.map((name) => `${name}: 'VARCHAR'`).join(", ");
  const list = fields.map((name) => `'$.${name}'`).join(", ");
  await database.run(`COPY (${select} FROM (
    SELECT *, '000000001/' || page AS batch_page${select === together ? `, json_extract_string(body, [${list}]) AS cells` : ""}
    FROM read_json([${files}], columns = {${columns}}, format = 'newline_delimited', compression = 'gzip')
  )) TO '${out}' (FORMAT parquet, COMPRESSION zstd)`);
  database.closeSync();
  return {};
}
