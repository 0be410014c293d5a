/** All KPIs in all breakdowns: of one large day, of the weeks and months of many, and how much memory a backfill holds. */

import { join } from "node:path";
import type { Taken } from "./child.ts";
import { remove, take } from "./run.ts";
import { type Figure, inMegabytes, inSeconds } from "./table.ts";
import type { Places } from "./tasks.ts";

const dayFloor = 30;
const memoryFloor = 2e9;

export interface Size {
  readonly days: number;
  readonly perDay: number;
}

const named = ({ days, perDay }: Size) =>
  `${days.toLocaleString("en")} ${days === 1 ? "day" : "days"} of ${perDay.toLocaleString("en")} contacts`;

/** Facts of so many days, read bare, and all KPIs made of them. */
async function made(folder: string, name: string, { days, perDay }: Size, scanned: boolean) {
  const home = join(folder, name);
  const places: Places = { home, inbox: "", csv: "", envelopes: "", out: "", landed: [], days, perDay };
  await take("facts", places);
  const scan = scanned ? await take("scan", places) : undefined;
  const kpis = await take("kpis", places);
  remove(home);
  return { scan, kpis };
}

const spent = ({ queries = [] }: Taken, folder: string) =>
  queries
    .filter(({ name }) => name.startsWith(folder))
    .reduce((sum, { milliseconds }) => sum + milliseconds / 1000, 0);

/** One day of contacts through all families and breakdowns, against a bare scan of what they read. */
export async function measureDay(folder: string, perDay: number): Promise<readonly Figure[]> {
  const { scan, kpis } = await made(folder, "day", { days: 1, perDay }, true);
  if (!scan) return [];
  const against = (what: string, mine: number, theirs: number): Figure => ({
    what,
    measured: inSeconds(mine),
    baseline: inSeconds(theirs),
    ratio: mine / theirs,
  });
  const processor = kpis.cpuSeconds / scan.cpuSeconds;
  return [
    {
      ...against(`${named({ days: 1, perDay })}, processor time`, kpis.cpuSeconds, scan.cpuSeconds),
      floor: `${dayFloor}x`,
      met: processor <= dayFloor,
    },
    against("  wall time, against reading each column once", kpis.seconds, scan.seconds),
    against("  components alone, wall time", spent(kpis, "kpis/"), scan.seconds),
    against("  days, weeks and months alone, wall time", spent(kpis, "rollups/"), scan.seconds),
    ...(kpis.queries ?? [])
      .filter(({ name }) => name.startsWith("kpis/"))
      .map(({ name, milliseconds }) => ({ what: `    ${name}`, measured: inSeconds(milliseconds / 1000) })),
    { what: `  most memory held`, measured: inMegabytes(kpis.peakBytes) },
  ];
}

/** Weeks and months as sums of days, against making them of the facts again. */
export async function measureSums(folder: string, size: Size): Promise<readonly Figure[]> {
  const { kpis } = await made(folder, "sums", size, false);
  const fromDays = spent(kpis, "rollups/kpi_weekly") + spent(kpis, "rollups/kpi_monthly");
  const fromFacts = fromDays + spent(kpis, "kpis/") + spent(kpis, "rollups/kpi_daily");
  return [
    {
      what: `Weeks and months of ${named(size)}, from days, against from facts`,
      measured: inSeconds(fromDays),
      baseline: inSeconds(fromFacts),
      ratio: fromDays / fromFacts,
    },
  ];
}

/** Most memory held while all KPIs of so many large days are made at once. */
export async function measureBackfill(folder: string, size: Size): Promise<readonly Figure[]> {
  const { kpis } = await made(folder, "backfill", size, false);
  return [
    {
      what: `Most memory held by a backfill of ${named(size)}`,
      measured: inMegabytes(kpis.peakBytes),
      floor: inMegabytes(memoryFloor),
      met: kpis.peakBytes < memoryFloor,
    },
    { what: "  processor time for each day", measured: inSeconds(kpis.cpuSeconds / size.days) },
  ];
}
