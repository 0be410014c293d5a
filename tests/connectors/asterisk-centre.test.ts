import { expect, test } from "vitest";
import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { Cursor, RawRecord } from "../../functions/connectors/connector.ts";
import { asterisk as personality } from "../../world/vendors/asterisk/index.ts";
import { centreOf } from "../../world/vendors/centre.ts";
import { ledgerOf, type Version } from "../../world/vendors/ledger.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dropSource, folderOf, readFrom, versionOf } from "./dropped.ts";

const hour = 3_600_000;
const source = dropSource({ path: "/in/*", settings: { outbound_contexts: "outgoing" } });

function streamOf(name: string, drops: () => readonly Drop[]) {
  const stream = asterisk(source, folderOf(drops, 1009)).streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error(`no stream ${name}`);
  return stream;
}

type Told = Readonly<Record<"key" | "version" | "op" | "body", string>>;

const newest = (records: readonly Told[]) => {
  const found = new Map<string, Told>();
  for (const record of records)
    if (record.version >= (found.get(record.key)?.version ?? "")) found.set(record.key, record);
  return found;
};

const until = Date.parse("2026-09-05T00:00:00Z");
const centre = centreOf({ from: "2026-09-01", until: until / 1000, seed: "exchange", share: 0.1 });
const ledger = ledgerOf(
  [...personality.versions(centre)].map((told): Version => ({ visibleAt: told.at, ...told })),
);

/** Every line and row the newest records hold, as they were written. */
function linesIn(records: readonly Told[]): string[] {
  const told = [...newest(records).values()]
    .filter(({ op }) => op === "upsert")
    .map(({ body }) => JSON.parse(body));
  const lines = told.flatMap(({ queue = [], lines = [] }) => [...queue, ...lines]);
  return [
    ...lines.map(({ at, data = [], ...line }: Record<string, string> & { data?: string[] }) =>
      [...Object.values(line), ...data].join("|"),
    ),
    ...told.flatMap(({ cdr = [] }) =>
      cdr.map(({ uniqueid, sequence }: Record<string, string>) => `${uniqueid} ${sequence}`),
    ),
  ].sort();
}

const writtenOf = (name: string, versions = ledger.versions) =>
  versions
    .filter(
      ({ body }) => /\|(ADDMEMBER|REMOVEMEMBER|(UN)?PAUSE(ALL)?)(\||$)/.test(body) === (name === "agents"),
    )
    .map(({ stream, body }) => {
      if (stream === "queue_log") return body;
      const cells = body.split(",");
      return `${JSON.parse(cells.at(-5) ?? "")} ${cells.at(-1)}`;
    })
    .sort();

test.each(["calls", "agents"])(
  "of %s every line that was written is in one record, however often the logs are read",
  async (name) => {
    let at = Date.parse("2026-09-01T06:00:00Z");
    const stream = streamOf(name, () => personality.drops?.(ledger, at) ?? []);
    const records: RawRecord[] = [];
    let cursor: Cursor | null = null;
    let size = 0;
    for (; at < until + 7 * hour; at += 53 * 61_007) {
      const read = await readFrom(stream, cursor, at);
      records.push(...read.records);
      cursor = read.cursor;
      size = Math.max(size, JSON.stringify(cursor).length);
    }
    expect(writtenOf(name).length).toBeGreaterThan(200);
    expect(linesIn(records)).toEqual(writtenOf(name));
    expect((await readFrom(stream, cursor, at)).records).toEqual([]);
    expect(size).toBeLessThan(4_000);
    // Read once at the end, the newest record of each call is the same.
    const whole = await readFrom(stream, null, at);
    const bodies = (all: readonly RawRecord[]) =>
      new Map(
        [...newest(all)]
          .filter(([, { op }]) => op === "upsert")
          .map(([key, { version, body }]) => [key, version + body]),
      );
    expect(bodies(whole.records)).toEqual(bodies(records));
  },
);

test("killed after any page, nothing is lost", async () => {
  const at = Date.parse("2026-09-03T10:00:00Z");
  const drops = personality.drops?.(ledger, at) ?? [];
  const stream = streamOf("calls", () => drops);
  const whole = await readFrom(stream, null, at);
  for (let pages = 0; pages < whole.pages; pages += 1) {
    const killed = await readFrom(stream, null, at, pages);
    const rest = await readFrom(stream, killed.cursor, at);
    expect(new Set([...killed.records, ...rest.records].map(versionOf))).toEqual(
      new Set(whole.records.map(versionOf)),
    );
  }
});
