/** Real work of the product, done on this machine with its engine recorded: what the comparison is fed with. */

import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadConfig } from "../../../config/index.ts";
import { duckdb } from "../../../functions/adapters/local/duckdb.ts";
import type { Config } from "../../../functions/core/config.ts";
import { type Family, type KpiId, kpiOf } from "../../../functions/core/kpi.ts";
import { type PeriodGrain, periodOf } from "../../../functions/core/period.ts";
import type { Select } from "../../../functions/core/warehouse.ts";
import { local } from "../../../functions/local.ts";
import type { Ports, Reader } from "../../../functions/ports.ts";
import { compute } from "../../../functions/stages/compute.ts";
import { land } from "../../../functions/stages/land.ts";
import { readListed } from "../../../functions/stages/listed.ts";
import { readExclusions, readQuarantine, readValues } from "../../../functions/stages/values.ts";
import { writeWorld } from "../../../world/index.ts";
import { configOf } from "../../home.ts";
import { openCentre } from "../../journey/centre.ts";
import { filesOf, sourceOf } from "../../memory.ts";
import { config as sf311, file as sf311File } from "../../sf311/figures.ts";
import { requests } from "../requests.ts";
import { type CaseHome, caseHomes } from "./case-homes.ts";
import { nastyLines, nastyMapping } from "./nasty.ts";
import { type Recorder, recording } from "./recorded.ts";
import { during as ofVendors, vendorConfig, vendorWork } from "./vendors.ts";

export interface Work {
  /** Folders made for it; remove them when all is compared. */
  readonly folders: readonly string[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
}

/** Does all of it. Each part has a home of its own. */
export async function work(recorder: Recorder): Promise<Work> {
  const folders: string[] = [];
  const at = async (
    during: string,
    doing: (place: Place) => Promise<void>,
    isWorthIt?: (select: Select) => boolean,
  ) => {
    const folder = mkdtempSync(join(tmpdir(), "raport-equal-"));
    folders.push(folder);
    const home = join(folder, "home");
    const ports = local(home, { engine: recording(duckdb(home), home, during, recorder, isWorthIt) });
    await doing({ folder, ports }).finally(() => ports.warehouse.close());
  };
  await at("the journey", journey);
  await at("the simulated centre", simulated);
  await at("nasty rows", nasty);
  await at(ofVendors, async ({ ports }) => {
    await vendorWork(ports);
    await everyValue(vendorConfig, ["month"], ports);
  });
  for (const cases of caseHomes())
    await at(`cases in ${cases.zone}`, (place) => caseFolders(cases, place), isAbout(cases));
  if (!existsSync(sf311File)) return { folders, skipped: [`SF 311: there is no ${sf311File}`] };
  await at("SF 311", async ({ folder, ports }) => {
    const path = join(folder, basename(sf311File));
    writeFileSync(path, requests());
    const config = { ...sf311, sources: sf311.sources.map((source) => ({ ...source, path })) };
    await computed(config, "2019-12-01T00:00:00Z", 1, ports);
    await everyValue(config, ["month"], ports);
  });
  return { folders, skipped: [] };
}

interface Place {
  readonly folder: string;
  readonly ports: Ports;
}

const everyGrain: readonly PeriodGrain[] = ["day", "week", "month"];

/** All but a day of three weeks, then that day: changed cohorts and days. */
async function journey({ ports }: Place): Promise<void> {
  const { config, arrives } = await openCentre("2026-10-26", "2026-11-14");
  await computed(config, "2026-11-15T08:00:00Z", 1, ports);
  await arrives("2026-11-15");
  await computed(config, "2026-11-16T08:00:00Z", 2, ports);
  await everyValue(config, everyGrain, ports);
}

/** Eleven days of the simulated centre, with the mapping that is the product's own. */
async function simulated({ folder, ports }: Place): Promise<void> {
  const real = await loadConfig("config/exports.yaml");
  const [out, now] = [join(folder, "world"), "2026-11-02T08:00:00Z"];
  await writeWorld({ out, now, days: 11 });
  const sources = filesOf(real).map((source) => ({ ...source, path: join(out, basename(source.path)) }));
  await computed({ ...real, sources }, now, 1, ports);
  await everyValue({ ...real, sources }, everyGrain, ports);
}

/** The same rows, times without a zone read east and west of Greenwich. */
async function nasty({ folder, ports }: Place): Promise<void> {
  const path = join(folder, "nasty.ndjson");
  writeFileSync(path, nastyLines());
  const mapping = { file: "nasty.sql", text: nastyMapping };
  const zones = ["Europe/Budapest", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"];
  const sources = zones.map((zone, index) =>
    sourceOf({ id: `nasty${index}`, path, key: "id", mapping, zone }),
  );
  const config = configOf("Europe/Budapest", sources);
  await computed(config, "2024-12-31T23:00:00Z", 1, ports);
  await everyValue(config, ["month"], ports);
}

/** What tells something the other homes do not: the families its KPIs are of, or how rows are staged. */
function isAbout({ about }: CaseHome): (select: Select) => boolean {
  const families = new Set(about.flatMap((kpi) => kpiOf(kpi)?.family ?? []));
  return ({ query: { name }, params }) => {
    const [room, family] = name.split("/");
    if (room === "kpis") return families.has(family as Family);
    if (room === "rollups") return families.has(params.family as Family);
    return room === "values" || about.length === 0;
  };
}

async function caseFolders(cases: CaseHome, { folder, ports }: Place): Promise<void> {
  const config = { ...configOf(cases.zone, cases.sources(folder)), ...cases.settings };
  for (let run = 0; run < cases.runs; run++) {
    cases.arrive(folder, run);
    await computed(config, cases.landedAt, run, ports);
  }
  if (cases.about.length > 0) await everyValue(config, everyGrain, ports, cases.about);
}

async function computed(config: Config, now: string, number: number, ports: Ports): Promise<void> {
  const run = `run-${number}`;
  for (const source of config.sources)
    await land({ source, zone: config.organisation.zone, now, machineNow: now, run }, ports);
  await compute({ config, run }, ports);
}

const tables = { day: "kpi_daily", week: "kpi_weekly", month: "kpi_monthly" } as const;

/** Everything that is read from the KPI tables, or of these KPIs, of every period there is. */
async function everyValue(
  config: Config,
  grains: readonly PeriodGrain[],
  ports: Ports,
  kpis?: readonly KpiId[],
): Promise<void> {
  const sources = config.sources.map(({ id }) => id);
  await ports.warehouse.read(async (reader: Reader) => {
    for (const grain of grains) {
      const starts = (await reader.pointers(tables[grain])).map(({ partition }) => partition.period_start!);
      const periods = [...new Set(starts)].sort();
      await readValues(
        reader,
        grain,
        periods.map((start) => periodOf(grain, start, config.organisation.zone)),
        kpis ? { kpis } : {},
      );
    }
    await readExclusions(reader, sources);
    await readQuarantine(reader, sources);
    await readListed({ start: "0001-01-01", end: "9999-12-31" }, reader);
  });
}
