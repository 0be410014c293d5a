import { expect, test, vi } from "vitest";
import type { Config, Source } from "../functions/core/config.ts";
import type { Lake, Ports } from "../functions/ports.ts";
import { fakeCompute, fakeLand, known, worldOf } from "./year/fakes.ts";
import { judge } from "./year/judge.ts";
import { reference } from "./year/reference.ts";
import { scenarioOf } from "./year/scenario.ts";
import { simulate } from "./year/simulate.ts";

// The decisions and deliveries of a year are real; what a report says, and how tables are made, is not asked here.
vi.mock("../functions/stages/land.ts", () => ({
  land: (input: { source: Source }, ports: Ports) => fakeLand(worldOf(ports), input.source, ports.lake),
}));
vi.mock("../functions/stages/compute.ts", () => ({
  compute: (input: { config: Config }, ports: Ports & { lake: Lake }) =>
    fakeCompute(worldOf(ports), input.config, ports.lake),
  tablesOutdated: async () => false,
}));
// An object that did not change since is read as it was: the same few states are read at every tick.
vi.mock("../functions/core/stored.ts", () => ({
  parseStored: (_key: string, body: Uint8Array) => {
    if (!known.has(body)) known.set(body, JSON.parse(Buffer.from(body).toString()));
    return known.get(body);
  },
}));
vi.mock("../functions/stages/models.ts", () => ({
  modelsOf: async (
    report: { id: string },
    input: { period: unknown; missing?: unknown },
    scopes: readonly unknown[],
  ) => scopes.map(() => ({ report: { id: report.id }, period: input.period, missing: input.missing ?? [] })),
}));
vi.mock("../templates/index.ts", () => ({
  escapeHtml: (text: string) => text,
  renderEmail: (model: { period: { name: string }; missing: readonly string[] }) => ({
    subject: `${model.period.name}${model.missing.length > 0 ? " marked" : ""}`,
    html: "",
    text: "",
  }),
  renderPage: () => "",
  renderCsv: () => "",
  renderContacts: () => undefined,
  renderContactsCsv: () => undefined,
  renderedBy: () => ({}),
  renderNotice: (notice: { key: string; lines: readonly string[] }) => ({
    subject: notice.key,
    html: "",
    text: notice.lines.join("\n"),
  }),
}));

const seeds = Number(process.env.RAPORT_YEARS ?? 200);

/** Minutes on a machine that does other things, too. */
const patience = 2_400_000;

test("a year of faults delivers what a plain list says, each message once", {
  timeout: patience,
}, async () => {
  const started = performance.now();
  const before = process.cpuUsage();
  const sums = { messages: 0, unknown: 0, ambiguous: 0, kills: 0, runs: 0, missed: 0, skipped: 0, marked: 0 };
  for (let seed = 0; seed < seeds; seed += 1) {
    const scenario = scenarioOf(seed);
    const year = await simulate(scenario);
    const expected = reference(scenario, year.ticks);
    const { problems, ...counts } = judge(scenario, year, expected);
    expect(problems, `seed ${seed}`).toEqual([]);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += counts[key];
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of one core)`;
  console.log(`${seeds} years in ${seconds}: ${JSON.stringify(sums)}`);
});
