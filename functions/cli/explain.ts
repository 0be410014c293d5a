/** `raport explain`: the numbers behind one change. */

import { Argument, Command, Option } from "commander";
import { explainSentence, explainText } from "../../templates/index.ts";
import type { KpiId } from "../core/kpi.ts";
import { kpiOf } from "../core/kpi.ts";
import { type PeriodGrain, periodOf } from "../core/period.ts";
import type { Entry } from "../core/samples.ts";
import { readExplanation } from "../stages/explain.ts";
import { loadState } from "../stages/tick.ts";
import { kpiId } from "./asked.ts";
import { configOf } from "./in-force.ts";
import { configOption, date, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly period: PeriodGrain;
  readonly on: string;
  readonly json?: boolean;
}

export function explainCommand(): Command {
  return new Command("explain")
    .description("Say what made a KPI change since the period before: by channel, department and reason.")
    .addArgument(new Argument("<kpi>", "its id").argParser(kpiId))
    .addOption(
      new Option("--period <grain>", "how long a period")
        .choices(["day", "week", "month"])
        .makeOptionMandatory(),
    )
    .addOption(new Option("--on <date>", "a local date in the period").argParser(date).makeOptionMandatory())
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .option("--json", "one JSON array instead of text")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- explain resolved_within_day_share --period week --on 2026-11-16\n  npm run raport -- explain resolved_within_day_share --period week --on 2026-11-16 --stack raport",
    )
    .action(async (kpi: KpiId, options: Options) => {
      const config = await configOf(options);
      const ports = openPlace(options);
      try {
        const period = periodOf(options.period, options.on, config.organisation.zone);
        const now = options.now ?? utc(new Date());
        const state = await loadState({ config, polled: new Set() }, ports);
        const found = await ports.warehouse.read((reader) =>
          readExplanation({ config, state, period, now }, kpiOf(kpi) as Entry, reader),
        );
        const { kpi: entry, now: value, before, ...rest } = found;
        const row = { kpi: entry.id, value, before, ...rest, sentence: explainSentence(found) };
        console.log(options.json ? JSON.stringify([row], null, 2) : explainText(found));
      } finally {
        await ports.warehouse.close();
      }
    });
}
