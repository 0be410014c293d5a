/** A report by any name it ever had: links and messages keep the one of their day. */

import type { Config, ReportConfig } from "../core/config.ts";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import { reportKey } from "./reports.ts";
import { namesOf } from "./suppressions.ts";

/** More renamings than anybody makes; a circle of names ends there. */
const mostNames = 50;

/**
 * The report of the config that is called so now, was called so last (`was:`), or took over, through however many names,
 * what was sent as that; undefined where its past is nobody's.
 */
export async function reportCalled(
  name: string,
  { reports }: Pick<Config, "reports">,
  lake: Pick<Lake, "get">,
): Promise<ReportConfig | undefined> {
  let called = name;
  for (let names = 0; names < mostNames; names += 1) {
    const found =
      reports.find(({ id }) => id === called) ??
      reports.find(({ was }) => was !== undefined && was === called);
    if (found) return found;
    const stored = await lake.get(reportKey(called));
    const { renamed } = stored ? parseStored<ReportState>(reportKey(called), stored.body) : {};
    if (renamed === undefined) return undefined;
    called = renamed.id;
  }
  return undefined;
}

/** Every name this report has and had that means it still: what a report was called, another may be called since. */
export async function namesNow(
  report: ReportConfig,
  config: Pick<Config, "reports">,
  lake: Pick<Lake, "get">,
): Promise<readonly string[]> {
  const key = reportKey(report.id);
  const stored = await lake.get(key);
  const names = namesOf(report, stored && parseStored<ReportState>(key, stored.body));
  const meant = await Promise.all(names.map((name) => reportCalled(name, config, lake)));
  return names.filter((_, at) => meant[at]?.id === report.id);
}
