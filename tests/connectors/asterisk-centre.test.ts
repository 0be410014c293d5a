import { expect, test } from "vitest";
import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { Cursor, RawRecord } from "../../functions/connectors/connector.ts";
import { asterisk as personality } from "../../world/vendors/asterisk/index.ts";
import { centreOf } from "../../world/vendors/centre.ts";
import { ledgerOf, type Version } from "../../world/vendors/ledger.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dyingLake, Kill } from "../memory.ts";
import { groundOf, type Stage, stageOf } from "./chaos.ts";
import { dropSource, folderOf, readFrom, versionOf } from "./dropped.ts";
import { judged } from "./judge.ts";

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

const trial = { source, personality, seed: "calm", days: 1.2, share: 0.06 };

/** The calls and shifts that lie in the lake, told by lines without what is replaced there. */
async function landed(stage: Stage): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await stage.rows();
  const of = (name: string) =>
    linesIn(rows.filter(({ stream }) => stream === name))
      .map(withoutCaller)
      .sort();
  return { calls: of("calls"), agents: of("agents") };
}

const withoutCaller = (line: string) => line.replace(/(ENTERQUEUE\|\||BLINDTRANSFER\|)[^|]*/, "$1");

test("landed hour by hour, or by workers that are killed at a call of the lake, every line is there and no caller is", async () => {
  const ground = groundOf(trial);
  const expected = {
    calls: writtenOf("calls", ground.ledger.versions).map(withoutCaller).sort(),
    agents: writtenOf("agents", ground.ledger.versions),
  };
  const stage = stageOf(ground);
  await stage.until((ground.centre.until + 7200) * 1000);
  await stage.quiet();
  expect(await landed(stage)).toEqual(expected);
  expect((await judged(stage)).filter(({ finding }) => finding === "leak")).toEqual([]);
  const half = stageOf(ground);
  await half.until((ground.centre.since + 40_000) * 1000);
  let kills = 0;
  for (let call = 0, isOver = false; !isOver; call += 1) {
    const killed = stageOf(ground, { at: (ground.centre.since + 70_000) * 1000, objects: half.lake.objects });
    const lake = dyingLake(killed.lake, call, call % 2 === 0 ? "before" : "after");
    await killed.run({ lake, limit: 0, name: "killed" }).catch((error: unknown) => {
      if (!(error instanceof Kill)) throw error;
    });
    isOver = !lake.dead();
    kills += isOver ? 0 : 1;
    await killed.until((ground.centre.until + 7200) * 1000);
    await killed.quiet();
    expect(await landed(killed)).toEqual(expected);
  }
  expect(kills).toBeGreaterThan(5);
});
