/**
 * A history of contacts gives the same tables however it arrives: in many small runs in any order, in one, or again
 * from raw; and the KPIs of them are those a few lines of TypeScript make of the newest rows.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Config } from "../functions/core/config.ts";
import { addDays, type Period, type PeriodGrain, periodOf } from "../functions/core/period.ts";
import type { Value } from "../functions/core/values.ts";
import type { TableName } from "../functions/core/warehouse.ts";
import { readExclusions, readValues } from "../functions/stages/values.ts";
import { tables } from "../queries/tables.ts";
import { configOf, type Home, temporaryHome } from "./home.ts";
import { sourceOf } from "./memory.ts";
import { csv, type History, histories } from "./rebuild/history.ts";
import {
  type Contact,
  contactsOf,
  exclusionsOf,
  type Figure,
  figuresOf,
  judged,
  workedOut,
  zone,
} from "./rebuild/truth.ts";

const landedAt = "2030-01-01T00:00:00Z";

test("many small runs, one run, a rebuild and plain TypeScript agree", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const inbox = mkdtempSync(join(tmpdir(), "raport-inbox-"));
      const many = temporaryHome(landedAt);
      const once = temporaryHome(landedAt);
      try {
        for (let run = 0; run < history.runs; run += 1) {
          arrive(history, run, inbox);
          await many.run(exportsIn(inbox));
        }
        const small = await contents(many);
        expect((await once.run(exportsIn(inbox))).computed.landed).toBeGreaterThan(60);
        expect(await contents(once)).toEqual(small);

        // Another fingerprint of the facts, with the same meaning, makes everything again from raw.
        const { computed } = await many.run(exportsIn(inbox, { where: " where 1 = 1" }));
        expect(computed.rebuilt).toBe(true);
        expect(await contents(many)).toEqual(small);

        await agrees(once, history);
      } finally {
        await Promise.all([many.remove(), once.remove()]);
        rmSync(inbox, { recursive: true, force: true });
      }
    }),
    { numRuns: 5, seed: 20_261_116, endOnFailure: true },
  );
}, 400_000);

test("without versions the row landed last wins, and a rebuild remembers which that was", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const inbox = mkdtempSync(join(tmpdir(), "raport-inbox-"));
      const home = temporaryHome(landedAt);
      try {
        for (let run = 0; run < history.runs; run += 1) {
          arrive(history, run, inbox);
          await home.run(exportsIn(inbox, { versions: false }));
        }
        const small = await contents(home);
        const { computed } = await home.run(exportsIn(inbox, { versions: false, where: " where 1 = 1" }));
        expect(computed.rebuilt).toBe(true);
        expect(await contents(home)).toEqual(small);
      } finally {
        await home.remove();
        rmSync(inbox, { recursive: true, force: true });
      }
    }),
    { numRuns: 3, seed: 20_261_117, endOnFailure: true },
  );
}, 400_000);

/** Puts what appears before this run into the inbox; the last run finds every file mended. */
function arrive({ files }: History, run: number, inbox: string): void {
  // Something must be there to read, also before the first export.
  writeFileSync(join(inbox, "a-first.csv"), csv({ rows: [], broken: 0 }));
  for (const { name, run: at, final, early } of files) {
    if (early?.run === run) writeFileSync(join(inbox, name), csv(early.state));
    if (at === run) writeFileSync(join(inbox, name), csv(final));
  }
}

function exportsIn(inbox: string, { where = "", versions = true } = {}): Config {
  const columns = { opened: "opened_at", resolved: "resolved_at", deleted: "is_deleted" };
  const named = ["channel", "department", "reason"].map((name) => [name, name]);
  const selected = [...Object.entries(columns), ...named].map(
    ([from, to]) => `json_extract_scalar(body, '$.${from}') as ${to}`,
  );
  const text = `select row_id, key as contact_id, version, ${selected.join(", ")} from raw${where}`;
  const mapping = { file: "mapping.sql", text };
  return configOf(zone, [
    sourceOf({ path: `${inbox}/*.csv`, mapping, ...(versions ? { version: "version" } : {}) }),
  ]);
}

const compared: readonly TableName[] = ["contacts", "components", "kpi_daily", "kpi_weekly", "kpi_monthly"];
/**
 * Which copy of a repeated row is kept depends on the batch it came in, so its place is left out; a rebuild has another
 * fingerprint by intent. Everything else must be equal.
 */
const apart = ["row_id", "fingerprint"];

/** The rows of every table as sorted text, and what the quarantine says. */
async function contents(home: Home): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const table of compared) {
    const columns = tables[table].columns.map(({ name }) => name).filter((name) => !apart.includes(name));
    const rows = await home.select(`select ${columns.join(", ")} from ${table}`, [table]);
    // A sum of doubles depends on the order of adding in its last digits.
    found[table] = rows
      .map((row) =>
        columns
          .map((name) => (name === "sum_of_squares" ? Number(row[name]).toPrecision(12) : row[name]))
          .join("|"),
      )
      .sort();
  }
  const left = await exclusions(home);
  return {
    ...found,
    quarantine: Object.entries(left)
      .map(([reason, rows]) => `${reason}: ${rows}`)
      .sort(),
  };
}

async function exclusions(home: Home): Promise<Readonly<Record<string, number>>> {
  const found = await home.ports.warehouse.read((reader) => readExclusions(reader, ["helpdesk"]));
  return Object.fromEntries(found.map(({ reason, rows }) => [reason, rows]));
}

/** The tables against plain TypeScript, and what must hold between their figures. */
async function agrees(home: Home, history: History): Promise<void> {
  expect(await exclusions(home)).toEqual(exclusionsOf(history));
  const contacts = contactsOf(history);
  for (const grain of ["day", "week", "month"] as const) {
    const periods = periodsOf(contacts, grain);
    const values = await home.ports.warehouse.read((reader) =>
      readValues(reader, grain, periods, { grains: judged, kpis: workedOut }),
    );
    equal(values, figuresOf(contacts, periods));
    coherent(values);
    if (grain !== "day") await addsUp(home, periods, values);
  }
}

/** Every period in which anything happens, and one after the last. */
function periodsOf(contacts: readonly Contact[], grain: PeriodGrain): readonly Period[] {
  const days = contacts.flatMap(({ openedOn, resolvedOn }) => [openedOn, resolvedOn ?? openedOn]).sort();
  const periods = [...days, addDays(days.at(-1) ?? "2026-11-16", 40)].map((day) =>
    periodOf(grain, day, zone),
  );
  return [...new Map(periods.map((period) => [period.start, period])).values()];
}

function equal(values: readonly Value[], truth: ReadonlyMap<string, Figure>): void {
  const keyOf = ({ kpi, start, by, member }: Value) => `${kpi} ${start} ${by} ${member}`;
  expect(values.map(keyOf).sort()).toEqual([...truth.keys()].sort());
  for (const value of values) {
    const { numerator, denominator, value: exact } = truth.get(keyOf(value)) as Figure;
    const tolerance = /_p\d\d$/.test(value.kpi) ? 0.01 : 1e-12;
    const near = value.value !== null && Math.abs(value.value - exact) <= tolerance * exact;
    expect([keyOf(value), value.numerator, value.denominator, near ? "near" : value.value]).toEqual([
      keyOf(value),
      numerator,
      denominator,
      "near",
    ]);
  }
}

/** Shares lie within 0 and 1, those of a mix add up to one, and breakdowns add up to all. */
function coherent(values: readonly Value[]): void {
  const shares = values.filter(({ kpi }) => kpi.endsWith("_share"));
  expect(shares.filter(({ value }) => value === null || value < 0 || value > 1)).toEqual([]);
  const mixes = Map.groupBy(
    values.filter(({ kpi }) => kpi === "channel_share" || kpi === "reason_share"),
    ({ kpi, start }) => `${kpi} ${start}`,
  );
  for (const mix of mixes.values())
    expect(mix.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 12);
  const counts = values.filter(
    ({ numerator, kpi }) => numerator !== null && !/^(channel|reason)_share/.test(kpi),
  );
  for (const whole of counts.filter(({ by }) => by === "all"))
    for (const by of ["channel", "department", "reason", "channel_x_reason"] as const) {
      const parts = counts.filter(
        (part) => part.kpi === whole.kpi && part.start === whole.start && part.by === by,
      );
      const sum = (pick: "numerator" | "denominator") =>
        parts.reduce((so, part) => so + (part[pick] ?? 0), 0);
      expect([sum("numerator"), sum("denominator")]).toEqual([whole.numerator, whole.denominator ?? 0]);
    }
}

const additive = [
  "contacts_opened",
  "contacts_resolved",
  "resolution_seconds",
  "resolved_share",
  "resolved_within_day_share",
];

/** What is counted in a week or month is the sum of its days. */
async function addsUp(home: Home, periods: readonly Period[], values: readonly Value[]): Promise<void> {
  const days = periods.flatMap(({ start, end }) => {
    const all: Period[] = [];
    for (let day = start; day < end; day = addDays(day, 1)) all.push(periodOf("day", day, zone));
    return all;
  });
  const daily = await home.ports.warehouse.read((reader) =>
    readValues(reader, "day", days, { grains: judged, kpis: workedOut }),
  );
  const sums = new Map<string, number>();
  const key = (value: Value, start: string) => `${value.kpi} ${value.by} ${value.member} ${start}`;
  for (const day of daily) {
    const period = periods.find(({ start, end }) => start <= day.start && day.start < end);
    const at = key(day, period?.start ?? "");
    sums.set(at, (sums.get(at) ?? 0) + (day.numerator ?? 0));
  }
  const measured = values.filter(({ kpi }) => additive.includes(kpi));
  expect(measured.map((value) => [key(value, value.start), sums.get(key(value, value.start))])).toEqual(
    measured.map((value) => [key(value, value.start), value.numerator]),
  );
}
