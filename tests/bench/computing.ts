/** Computing everything from raw, against one statement that reads the landed files into the same columns. */

import type { Taken } from "./child.ts";
import { median, take } from "./run.ts";
import { forgetComputed, landedObjects, type Scene } from "./scene.ts";
import { type Figure, inMegabytes, inSeconds } from "./table.ts";

const floor = 8;

/** Computes what was landed `rounds` times from nothing, each time beside its baselines. The last tables stay. */
export async function measureComputing(scene: Scene, rounds: number) {
  const taken = { compute: [] as Taken[], each: [] as Taken[], once: [] as Taken[] };
  const places = { ...scene.places, landed: landedObjects(scene.places.home) };
  for (let round = 0; round < rounds; round += 1) {
    forgetComputed(places.home);
    taken.each.push(await take("readOnce", places));
    taken.once.push(await take("readOnceTogether", places));
    taken.compute.push(await take("compute", places));
  }
  const compute = median(taken.compute);
  return { compute, figures: figuresOf(compute, median(taken.each), median(taken.once)) };
}

function figuresOf(compute: Taken, each: Taken, once: Taken): readonly Figure[] {
  const spent = (...folders: string[]) =>
    (compute.queries ?? [])
      .filter(({ name }) => folders.some((folder) => name.startsWith(folder)))
      .reduce((sum, { milliseconds }) => sum + milliseconds / 1000, 0);
  const facts = spent("staging/", "facts/", "kpis/");
  const sums = spent("rollups/");
  const checks = spent("checks/");
  const against = (what: string, mine: number, theirs: number): Figure => ({
    what,
    measured: inSeconds(mine),
    baseline: inSeconds(theirs),
    ratio: mine / theirs,
  });
  const floored = (figure: Figure): Figure => ({
    ...figure,
    floor: `${floor}x`,
    met: (figure.ratio ?? 0) <= floor,
  });
  return [
    floored(
      against("Cohorts and their components, against reading once, column by column", facts, each.seconds),
    ),
    floored(against("  against reading once, all columns in one look", facts, once.seconds)),
    against("All of compute, against column by column", compute.seconds, each.seconds),
    against("  against all columns in one look", compute.seconds, once.seconds),
    against("  processor time, against column by column", compute.cpuSeconds, each.cpuSeconds),
    { what: "  of it: sums of days, weeks and months", measured: inSeconds(sums) },
    { what: "  of it: checks", measured: inSeconds(checks) },
    { what: "  of it: outside the engine", measured: inSeconds(compute.seconds - facts - sums - checks) },
    ...(compute.queries ?? [])
      .filter(({ milliseconds }) => milliseconds >= 100)
      .map(({ name, milliseconds, bytes }) => ({
        what: `    ${name} (${inMegabytes(bytes)})`,
        measured: inSeconds(milliseconds / 1000),
      })),
  ];
}
