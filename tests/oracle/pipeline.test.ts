/**
 * The simulated centre's files through the real pipeline, against the oracle over the same facts. Six weeks, in which clocks
 * go back and a month's costs come; RAPORT_TEST_DAYS=457 makes it a year and more, and takes some minutes.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadConfig } from "../../config/index.ts";
import { runHere } from "../../functions/cli/run.ts";
import type { BusinessHours } from "../../functions/core/config.ts";
import { kpis } from "../../functions/core/kpi.ts";
import { local } from "../../functions/local.ts";
import { defaultSeed } from "../../world/contacts.ts";
import { writeWorld } from "../../world/files.ts";
import { filesOf } from "../memory.ts";
import { allGrains } from "./grains.ts";
import { differences, oracle } from "./index.ts";
import { pipelineRows } from "./pipeline.ts";
import { factsOf } from "./world.ts";

const now = "2026-11-09T08:00:00Z";
const days = Number(process.env.RAPORT_TEST_DAYS || 40);
const week = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 480, to: 1080 }));
const businessHours: BusinessHours = {
  schedules: {
    default: { zone: "Europe/Budapest", week, holidays: ["2026-10-23"] },
    // Open past midnight, from noon on.
    night: {
      zone: "Europe/Budapest",
      week: [
        { weekday: 5, from: 720, to: 1440 },
        { weekday: 6, from: 0, to: 120 },
        { weekday: 7, from: 60, to: 720 },
      ],
      holidays: [],
    },
  },
  ofDepartment: { Technical: "night" },
};

const folder = await mkdtemp(join(tmpdir(), "oracle-"));
const ports = local(join(folder, "home"));
afterAll(async () => {
  await ports.warehouse.close();
  await rm(folder, { recursive: true });
});

test("the pipeline and the oracle give the same value for every KPI, day, week, month and member", async () => {
  const out = join(folder, "world");
  const exported = await writeWorld({ out, now, days });
  const written = await loadConfig("config/exports.yaml");
  const sources = filesOf(written).map((source) => ({ ...source, path: join(out, basename(source.path)) }));
  const config = {
    ...written,
    businessHours,
    sources,
    dimensions: ["location", "product", "queue"] as const,
  };
  await runHere({ config, home: join(folder, "home"), now }, ports);
  const asked = { from: exported.from, to: exported.to };
  const pipeline = await ports.warehouse.read((reader) => pipelineRows(reader, config, asked));
  const { zone } = config.organisation;
  const expected = oracle(factsOf(exported.from, exported.to, defaultSeed), { ...config, zone, ...asked });
  const catalogued = kpis.map(({ id }) => id);
  const given = expected.filter(({ kpi }) => (catalogued as readonly string[]).includes(kpi));
  expect(given.length).toBeGreaterThan(100_000);
  expect(differences(pipeline, given, { grains: allGrains })).toEqual([]);
  // And no KPI of the catalogue is without an oracle.
  const known = new Set(expected.map(({ kpi }) => kpi));
  expect(catalogued.filter((id) => !known.has(id))).toEqual([]);
}, 7_200_000);
