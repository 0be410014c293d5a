/** Landing against parsing the same file and packing the same lines. */

import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Taken } from "./child.ts";
import { median, remove, take } from "./run.ts";
import { landedObjects, type Scene } from "./scene.ts";
import { type Figure, inSeconds } from "./table.ts";

/** The most a landing may take, in times what its baseline takes. */
const floor = 1.5;

/** Lands `rounds` times, each time beside its baselines. The last landing stays. */
export async function measureLanding(scene: Scene, rounds: number) {
  const taken = { land: [] as Taken[], parse: [] as Taken[], gzip: [] as Taken[], both: [] as Taken[] };
  for (let round = 0; round < rounds; round += 1) {
    remove(scene.places.home);
    taken.land.push(await take("land", scene.places));
    if (round === 0) await unpack(landedObjects(scene.places.home), scene.places.envelopes);
    taken.parse.push(await take("parse", scene.places));
    taken.gzip.push(await take("gzip", scene.places));
    taken.both.push(await take("parseAndGzip", scene.places));
  }
  remove(scene.places.envelopes);
  const land = median(taken.land);
  return { land, figures: figuresOf(land, median(taken.parse), median(taken.gzip), median(taken.both)) };
}

function figuresOf(land: Taken, parse: Taken, gzip: Taken, both: Taken): readonly Figure[] {
  const rows = `Landing ${(land.rows ?? 0).toLocaleString("en")} contacts`;
  const against = (what: string, mine: number, theirs: number): Figure => ({
    what,
    measured: inSeconds(mine),
    baseline: inSeconds(theirs),
    ratio: mine / theirs,
  });
  return [
    {
      ...against(`${rows}, against parse and gzip at once`, land.seconds, both.seconds),
      floor: `${floor}x`,
      met: land.seconds <= floor * both.seconds,
    },
    against("  against parse, then gzip", land.seconds, parse.seconds + gzip.seconds),
    against("  processor time, against parse and gzip at once", land.cpuSeconds, both.cpuSeconds),
    { what: "  of the baseline: csv-parse alone", measured: "", baseline: inSeconds(parse.seconds) },
    { what: "  of the baseline: gzip alone", measured: "", baseline: inSeconds(gzip.seconds) },
  ];
}

async function unpack(from: readonly string[], to: string): Promise<void> {
  const out = createWriteStream(to);
  for (const path of from) await pipeline(createReadStream(path), createGunzip(), out, { end: false });
  await new Promise<void>((done) => out.end(done));
}
