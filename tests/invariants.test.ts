/**
 * What must hold of every KPI whatever the data are, on three weeks of the simulated centre with all its facts and its dirt:
 * how the rows arrive changes nothing, days sum to weeks and months, shares of a mix add to one, nothing lies outside its
 * range, and a bridge sums to the change.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../config/index.ts";
import type { Config } from "../functions/core/config.ts";
import { type Explanation, explain, explained } from "../functions/core/explain.ts";
import { type Grain, type Kpi, type KpiId, kpiOf, kpis } from "../functions/core/kpi.ts";
import { daysOf, type Period, type PeriodGrain, periodOf, previous } from "../functions/core/period.ts";
import type { Entry } from "../functions/core/samples.ts";
import { type Value, valuesOf } from "../functions/core/values.ts";
import { readValues } from "../functions/stages/values.ts";
import { writeWorld } from "../world/index.ts";
import { random } from "../world/random.ts";
import { type Home, temporaryHome } from "./home.ts";
import { piecesOf } from "./invariants/pieces.ts";

const now = "2026-11-03T08:00:00Z";
const days = 19; // 15 October to 2 November, in which clocks go back
const grains: readonly Grain[] = [
  "all",
  "hour",
  "channel",
  "department",
  "agent",
  "reason",
  "channel_x_reason",
];

let folder: string;
let once: Home;
let pieces: Home;
let config: Config;

/** Reads all of a source's files, in whatever piece they came. */
const readingFrom = (at: string): Config => ({
  ...config,
  sources: config.sources.map((source) => ({
    ...source,
    path: join(at, `${source.id}-*.csv`),
    expects: { kind: "file-time" },
  })),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "raport-invariants-"));
  const out = join(folder, "world");
  await writeWorld({ out, now, days });
  const usual = await loadConfig("config/exports.yaml");
  config = { ...usual, dimensions: [] };
  once = temporaryHome(now);
  const straight = join(folder, "straight");
  for (const names of piecesOf(config, out, straight, null)) arrive(straight, names);
  await once.run(readingFrom(straight));
  pieces = temporaryHome(now);
  const shuffled = join(folder, "shuffled");
  const landings = piecesOf(config, out, shuffled, random("pieces"));
  for (const names of [landings[2]!, landings[0]!, landings[1]!]) {
    arrive(shuffled, names);
    await pieces.run(readingFrom(shuffled));
  }
}, 600_000);
afterAll(async () => {
  await once.remove();
  await pieces.remove();
  rmSync(folder, { recursive: true, force: true });
});

function arrive(at: string, names: readonly string[]): void {
  for (const name of names) writeFileSync(join(at, name), readFileSync(join(at, `waiting-${name}`)));
}

const zone = "Europe/Budapest";
const whole = [
  periodOf("week", "2026-10-05", zone),
  periodOf("week", "2026-10-19", zone),
  periodOf("week", "2026-10-26", zone),
];
const october = periodOf("month", "2026-10-01", zone);
const periods: Readonly<Record<PeriodGrain, readonly Period[]>> = {
  day: [
    ...new Map(
      [...whole.flatMap(daysOf), ...daysOf(october)].map((day) => [day, periodOf("day", day, zone)]),
    ).values(),
  ],
  week: whole,
  month: [october],
};

const read = (home: Home, grain: PeriodGrain) =>
  home.ports.warehouse.read((reader) => readValues(reader, grain, periods[grain], { grains }));
const nameOf = ({ kpi, start, by, member }: Value) => `${kpi} ${start} ${by} ${member}`;
const byName = (values: readonly Value[]) => new Map(values.map((value) => [nameOf(value), value]));
const rounded = (value: number | null | undefined) => (value == null ? null : Number(value.toPrecision(10)));
/** Sums of money are sums of binary fractions. */
const isNear = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.abs(other) + 1e-9;
const figures = (values: readonly Value[]) =>
  [...byName(values)]
    .map(
      ([name, { numerator, denominator, value }]) =>
        `${name}: ${[numerator, denominator, value].map(rounded)}`,
    )
    .sort();

describe("every KPI of the simulated centre", () => {
  test.each(["day", "week", "month"] as const)(
    "has the same values by %s when its rows come shuffled, twice and in pieces",
    async (grain) => {
      const [one, other] = [figures(await read(once, grain)), figures(await read(pieces, grain))];
      const known = new Set(one);
      expect(one.length).toBeGreaterThan(1000);
      expect(other.filter((line) => !known.has(line)).slice(0, 5)).toEqual([]);
      expect(other).toHaveLength(one.length);
    },
    120_000,
  );

  test("sums from its days to its weeks and its month", async () => {
    const daily = await read(once, "day");
    const additive = new Set<string>(
      (kpis as readonly Kpi[])
        .filter(({ kind }) => ["count", "share", "mean", "points"].includes(kind))
        .map(({ id }) => id),
    );
    for (const grain of ["week", "month"] as const) {
      const sums = new Map<string, [number, number]>();
      for (const day of daily.filter(({ kpi }) => additive.has(kpi)))
        for (const period of periods[grain])
          if (day.start >= period.start && day.start < period.end) {
            const key = nameOf({ ...day, start: period.start });
            const [numerator, denominator] = sums.get(key) ?? [0, 0];
            sums.set(key, [numerator + (day.numerator ?? 0), denominator + (day.denominator ?? 0)]);
          }
      const found = (await read(once, grain)).filter(({ kpi }) => additive.has(kpi));
      const wrong = found.filter((value) => {
        const [numerator = 0, denominator = 0] = sums.get(nameOf(value)) ?? [];
        return !isNear(numerator, value.numerator ?? 0) || !isNear(denominator, value.denominator ?? 0);
      });
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(found).toHaveLength(sums.size);
    }
  });

  test("that is a mix adds up to one", async () => {
    for (const grain of ["day", "week", "month"] as const) {
      const shares = (await read(once, grain)).filter(({ kpi }) => kpiOf(kpi)?.kind === "mix");
      const sums = Map.groupBy(shares, ({ kpi, start }) => `${kpi} ${start}`);
      expect(sums.size).toBeGreaterThan(2);
      for (const [name, parts] of sums) {
        const sum = parts.reduce((so, { value }) => so + (value ?? 0), 0);
        if (parts.some(({ value }) => value !== null)) expect(sum, name).toBeCloseTo(1, 9);
      }
    }
  });

  test("lies within its range, and has no value where there is nothing to divide by", async () => {
    for (const grain of ["day", "week", "month"] as const)
      for (const one of await read(once, grain)) {
        expect(inRange(one), nameOf(one)).toBe(true);
        if (one.denominator === 0) expect(one.value, nameOf(one)).toBeNull();
      }
  });

  test("that may be broken up has a bridge whose printed parts sum to its change", async () => {
    const values = await once.ports.warehouse.read((reader) =>
      readValues(reader, "week", [...whole, ...whole.map((one) => previous(one))], {
        grains: ["all", ...explained],
      }),
    );
    const coverage = { firstDay: "2026-10-15", dataUntil: now };
    let parts = 0;
    for (const { id } of kpis) {
      const found: Explanation = explain(kpiOf(id) as Entry, {
        period: whole[1] as Period,
        values: valuesOf(values, coverage),
        days: () => undefined,
        coverage,
        settings: { ...config, targets: {} },
      });
      for (const { by, bridge } of found.bridges) {
        if ("refused" in bridge) continue;
        parts += bridge.effects.length;
        const sum = (pick: (one: { rate: number; mix: number; whole: number }) => number) =>
          bridge.effects.reduce((so, one) => so + pick(one), 0);
        expect(
          sum((one) => one.whole),
          `${id} by ${by}`,
        ).toBeCloseTo(bridge.whole, 6);
        expect(
          sum((one) => one.rate),
          `${id} by ${by}`,
        ).toBeCloseTo(bridge.rate, 6);
        expect(bridge.rate + bridge.mix, `${id} by ${by}`).toBeCloseTo(bridge.whole, 6);
        const change = (found.now?.value ?? 0) - (found.before?.value ?? 0);
        expect(Math.abs(bridge.whole - change), `${id} by ${by}`).toBeLessThanOrEqual(
          steps[kpiOf(id)?.unit ?? "count"],
        );
      }
    }
    expect(parts).toBeGreaterThan(300);
  });
});

/** Half a printed step, and what binary fractions miss. */
const steps = {
  share: 0.00051,
  points: 0.051,
  seconds: 0.51,
  money: 0.0051,
  number: 0.051,
  count: 0.51,
} as const;

/** Of what is paid more may be worked than is paid, and breaks may be stated without a log-in. */
const unbounded: readonly KpiId[] = ["utilisation_share", "break_share"];

function inRange({ kpi, value, numerator, denominator }: Value): boolean {
  const entry = kpiOf(kpi) as Kpi;
  if (value === null) return denominator === 0 || denominator === null || numerator === null;
  if (entry.unit === "share") return value >= 0 && (value <= 1 || unbounded.includes(kpi));
  if (entry.unit === "points") return value >= -100 && value <= 100;
  return value >= 0 && Number.isFinite(value);
}
