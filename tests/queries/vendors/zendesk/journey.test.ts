/** From the simulated account's interface to the KPI tables: every value is what the centre's own facts give. */

import { expect, test } from "vitest";
import { kpis } from "../../../../functions/core/kpi.ts";
import { compute } from "../../../../functions/stages/compute.ts";
import { feeds } from "../../../../queries/feeds.ts";
import { groundOf, stageOf } from "../../../connectors/chaos.ts";
import { source, trialOf } from "../../../connectors/zendesk-trial.ts";
import { configOf, temporaryHome } from "../../../home.ts";
import { allGrains, differences, oracle } from "../../../oracle/index.ts";
import { pipelineRows, unfed } from "../../../oracle/pipeline.ts";
import { truthOf } from "./truth.ts";

const own = { ...source, settings: { ...source.settings, good_score: "5", bad_score: "1" } };

test("what Zendesk can tell is told, and each KPI is what the centre's facts give", async () => {
  const trial = trialOf("calm journey", { share: 0.15, days: 3, everySeconds: 6 * 3600, source: own });
  const stage = stageOf(groundOf(trial));
  const home = temporaryHome("2026-12-01T00:00:00Z");
  const config = configOf("Europe/Budapest", [own]);
  const computed = async (run: string) => {
    for (const [key, bytes] of stage.lake.objects) await home.ports.lake.put(key, bytes);
    return compute({ config, run, rebuild: false }, home.ports);
  };
  try {
    await stage.until(stage.clock.now() + 40 * 3_600_000);
    await computed("first");
    await stage.quiet();
    const { quarantined } = await computed("last");
    expect(quarantined).toBe(0);
    const asked = { from: "2026-11-03", to: "2026-11-05" };
    const grains = allGrains.filter((grain) => !/location|product|queue/.test(grain));
    const pipeline = await home.ports.warehouse.read((reader) => pipelineRows(reader, config, asked));
    // What calls are charged is told where the config says in which currency.
    const fed = kpis
      .filter((kpi) => feeds("zendesk", kpi) !== "no" && kpi.id !== "cost_per_contact")
      .map(({ id }) => id as string);
    const truth = truthOf(stage.ground.centre);
    const expected = oracle(truth, { ...config, zone: "Europe/Budapest", ...asked, grains }).filter(
      ({ kpi }) => fed.includes(kpi),
    );
    const valued = new Set(expected.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
    // Without hours of business there is no business time, and nobody knows who came out of hours; nothing is a week old.
    expect(
      fed.filter((id) => !valued.has(id) && !/business|out_of_hours|older_than_(7|30)/.test(id)),
    ).toEqual([]);
    expect(unfed(pipeline, fed)).toEqual([]);
    expect(differences(pipeline, expected, { kpis: fed, grains }).slice(0, 20)).toEqual([]);
  } finally {
    await home.remove();
  }
}, 300_000);
