/** `npm start`: the whole pipeline on a simulated support centre, then the desk. */

import { Command } from "commander";
import { loadConfig } from "../config/index.ts";
import { defaultSeed, exportedDays, openNorthwind } from "../world/index.ts";
import { sentLines } from "./cli/deliveries.ts";
import { explainError } from "./cli/fail.ts";
import { configOfHome } from "./cli/in-force.ts";
import { kpiRows } from "./cli/kpis.ts";
import { folderOption, nowOption, utc } from "./cli/options.ts";
import { board } from "./cli/progress.ts";
import { exitCodeOf, runHere } from "./cli/run.ts";
import { portOption, serveDesk } from "./cli/serve.ts";
import { refusals, seenBefore, summaryLines } from "./cli/summary.ts";
import { table } from "./cli/table.ts";
import { onClock } from "./core/clock.ts";
import { lastClosed } from "./core/period.ts";
import { sentTo } from "./home.ts";
import { local } from "./local.ts";

const configFile = "config/raport.yaml";
const worldFolder = ".raport/world";
/** Part of the simulated centre's contacts that `npm start` tells of: enough to conclude from, and made in a minute. */
const share = 0.3;

interface Options {
  readonly once?: boolean;
  readonly home: string;
  readonly now?: string;
  readonly port: number;
}

const program = new Command("start")
  .description(
    "Simulate a support centre and the systems it uses, read them, run the whole pipeline, and serve the result.",
  )
  .option("--once", "exit when everything is done")
  .addOption(folderOption())
  .addOption(nowOption())
  .addOption(portOption())
  .addHelpText(
    "after",
    "\nExamples:\n  npm start\n  npm start -- --once\n  npm start -- --once --now 2026-11-16T08:00:00Z",
  )
  .action(start);

async function start(options: Options): Promise<void> {
  const now = options.now ?? utc(new Date());
  await loadConfig(configFile); // before any work
  const progress = board();
  const began = performance.now();
  const simulate = progress.line("simulate 15 months of Northwind Support");
  const centre = await openNorthwind({
    ...{ now, from: exportedDays(now).from, seed: defaultSeed, folder: worldFolder, share },
    onVendor: (name) => simulate.step({ text: `as ${name} has it` }),
  });
  simulate.done(`${centre.vendors.join(", ")}, on port ${centre.port}`);
  const ports = local(options.home, { vendors: centre, buckets: centre.buckets });
  let served = false;
  try {
    const config = await configOfHome(
      { config: configFile, home: options.home, now },
      ports,
      () => ports.mail,
    );
    const runAt = async (instant: string) => {
      const summary = await runHere({ config, home: options.home, now: instant }, ports, progress.watch);
      const code = exitCodeOf(summary, await refusals(config, ports.lake));
      if (code !== 0) process.exitCode = code;
      return summary;
    };
    const told = { config, now, home: options.home, isShownBefore: true };
    const summary = await runAt(now);
    for (const line of await summaryLines(told, summary, ports)) console.log(line);
    const earlier = seenBefore(summary, config);
    if (earlier !== undefined) {
      const { zone } = config.organisation;
      console.log(`\nOf what waits the period before, as of ${onClock(earlier, zone)} (${zone}):\n`);
      for (const sent of (await runAt(earlier)).sent)
        console.log(sentLines(sent, sentTo(options.home, config.mail), zone).join("\n"));
    }
    const seen = earlier ?? now;
    const period = lastClosed("week", seen, config.organisation.zone);
    const rows = await kpiRows({ config, period, by: "all", now: seen }, ports);
    console.log(`\n${table(rows, period, config)}\n`);
    console.log(
      `Done in ${Math.round((performance.now() - began) / 1000)} s, with ${centre.requests().toLocaleString("en")} requests.`,
    );
    if (options.once) return;
    const { address } = await serveDesk(ports, options.port, { home: options.home, config: configFile });
    served = true;
    console.log(
      `The desk is on ${address}: the emails, the archive, the data, the numbers and the config (Ctrl+C ends it)`,
    );
  } finally {
    progress.end();
    if (!served) await Promise.all([ports.warehouse.close(), centre.stop()]);
  }
}

program.parseAsync().catch((error: unknown) => {
  process.exitCode = explainError(error);
});
