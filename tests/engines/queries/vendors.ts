/** What the simulated vendors tell, landed and computed: the work of the mappings that are built in. */

import type { Config } from "../../../functions/core/config.ts";
import { compose } from "../../../functions/core/query.ts";
import type { ParamValue } from "../../../functions/core/warehouse.ts";
import type { Ports } from "../../../functions/ports.ts";
import { compute } from "../../../functions/stages/compute.ts";
import { withParams } from "../../../functions/stages/facts.ts";
import { feedOf, mappingsOf, queryOf, unusedOf } from "../../../functions/stages/mappings.ts";
import { query } from "../../../queries/index.ts";
import { amazonConnect } from "../../../world/vendors/amazon-connect/index.ts";
import { asterisk } from "../../../world/vendors/asterisk/index.ts";
import { groundOf, stageOf, type Trial } from "../../connectors/chaos.ts";
import { dropSource } from "../../connectors/dropped.ts";
import { trialOf as liveagent } from "../../connectors/liveagent-trial.ts";
import { trialOf as sproutSocial } from "../../connectors/sprout-social-trial.ts";
import { source as support, trialOf as zendesk } from "../../connectors/zendesk-trial.ts";
import { configOf } from "../../home.ts";
import type { Recorder } from "./recorded.ts";

export const during = "the vendors";

/** Small, and long enough for a reopening and the answer to a survey. */
const few: Partial<Trial> = { share: 0.05, days: 3, everySeconds: 12 * 3600 };
const seed = "calm 14";
const connect = dropSource({
  ...{ id: "connect", contactsIn: "connect", type: "amazon-connect", path: "/in/*/*/*/*/*/*" },
  settings: { reason_attribute: "CallReason", csat_attribute: "Score" },
});
const exchange = dropSource({
  ...{ id: "exchange", contactsIn: "exchange", path: "/in/*" },
  settings: { outbound_contexts: "outgoing" },
});
/** What calls cost is told only where the config says in which currency. */
const charged = { ...support, settings: { ...support.settings, call_charge_currency: "EUR" } };
const trials: readonly Trial[] = [
  zendesk(seed, { ...few, source: charged }),
  liveagent(seed, few),
  sproutSocial(seed, few),
  { source: connect, personality: amazonConnect, seed, ...few },
  { source: exchange, personality: asterisk, seed, ...few },
];

export const vendorConfig: Config = configOf(
  "Europe/Budapest",
  trials.map(({ source }) => source),
);

/** Lands all of them, in the middle of their days and at the end, and computes each time. */
export async function vendorWork(ports: Ports): Promise<void> {
  const stages = trials.map((trial) => stageOf(groundOf(trial)));
  for (const run of ["run-1", "run-2"]) {
    for (const stage of stages) {
      if (run === "run-1") await stage.until(stage.clock.now() + 36 * 3_600_000);
      else await stage.quiet();
      for (const [key, bytes] of stage.lake.objects) await ports.lake.put(key, bytes);
    }
    await compute({ config: vendorConfig, run }, ports);
  }
}

/** Their mappings, which are only ever a part of a fact's staging, over what each staging read. */
export function addVendorMappings(recorder: Recorder): void {
  for (const one of recorder.recorded.filter((each) => each.during === during)) {
    const { params, query: asked } = one.select;
    const source = vendorConfig.sources.find((each) => feedOf(each) === params.feed);
    if (source === undefined || !asked.name.startsWith("staging/")) continue;
    const fact = asked.name.slice("staging/".length);
    const own =
      fact === "unused" ? unusedOf(source) : mappingsOf(source).find(([name]) => name === fact)?.[1];
    if (own === undefined) continue;
    const mapping = queryOf(own);
    const reads = mapping.inputs?.includes("members") ? { members: query("staging/directory") } : {};
    const known: Readonly<Record<string, ParamValue>> = {
      ...{ source: source.id, run: (params.runs as readonly string[] | undefined)?.[0] ?? "" },
      ...params,
    };
    const composed = compose(mapping, { raw: query("staging/raw"), ...reads });
    const name = own.file.replace(/^queries\/|\.sql$/g, "");
    for (const part of [{ ...composed, name }, ...Object.values(reads)])
      recorder.add({ ...one, select: withParams(part, known) });
  }
}
