/** `raport run`: ticks until nothing is due, then says what happened and what comes next. */

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { loadConfig } from "../../config/index.ts";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import type { Config } from "../core/config.ts";
import { local } from "../local.ts";
import type { Ports } from "../ports.ts";
import { type RunSummary, run, type Watch } from "../stages/run.ts";
import { checkMappings } from "./check.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { board } from "./progress.ts";
import { refusals, summaryLines } from "./summary.ts";

export function runCommand(): Command {
  return new Command("run")
    .description("Land what is new, bring the tables up to date, send what is due; then exit.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- run\n  npm run raport -- run --config my/raport.yaml --home my/.raport --now 2026-11-16T08:00:00Z",
    )
    .action(async (options: { config: string; home: string; now?: string }) => {
      const config = await loadConfig(options.config);
      const ports = local(options.home);
      const now = options.now ?? utc(new Date());
      try {
        await checkMappings(config, ports.warehouse);
        const progress = board();
        const summary = await runHere({ config, home: options.home, now }, ports, progress.watch);
        progress.end();
        for (const line of await summaryLines({ config, now, home: options.home }, summary, ports))
          console.log(line);
        const refused = await refusals(config, ports.lake);
        if (summary.problems.length > 0 || refused.length > 0 || summary.held !== null) process.exitCode = 1;
      } finally {
        await ports.warehouse.close();
      }
    });
}

/** One run on this machine, with this process as its worker. */
export function runHere(
  input: { readonly config: Config; readonly home: string; readonly now: string },
  ports: Ports,
  watch?: Watch,
): Promise<RunSummary> {
  const { config, home, now } = input;
  return run(
    {
      config,
      now,
      machineNow: () => new Date(),
      owner: thisOwner(),
      isAlive,
      archive: archiveAddress(config, home),
    },
    ports,
    watch,
  );
}

/** Links begin with the organisation's url; without one they open the files of this machine. */
export function archiveAddress(config: Config, home: string): string {
  const { url } = config.organisation;
  return url === undefined
    ? pathToFileURL(resolve(home, "archive")).href
    : `${url.replace(/\/+$/, "")}/archive`;
}
