/** From the file as written to the config the rest of Raport reads: defaults filled in, notations turned into numbers. */

import type { Config, Source } from "../functions/core/config.ts";
import type { Action } from "../functions/core/organisation.ts";
import { workingDays } from "../functions/core/schedule.ts";
import { mailOf, organisationOf } from "./build-people.ts";
import { reportOf } from "./build-reports.ts";
import { settingsOf } from "./build-settings.ts";
import { sourceOf } from "./build-sources.ts";
import { targetsOf } from "./build-targets.ts";
import type { Written } from "./schema.ts";

/** The complete config. `mappings` has one entry per source, in order; `written` has no problems left. */
export function build(
  written: Written,
  file: string,
  mappings: readonly Source["mappings"][],
  actions: readonly Action[],
  version: string,
): Config {
  const organisation = organisationOf(written.organisation);
  const { zone } = organisation;
  const sources = written.sources.map((source, index) => sourceOf(source, file, mappings[index]!, zone));
  const settings = settingsOf(written);
  const working = workingDays(settings);
  return {
    ...settings,
    organisation,
    sources,
    targets: targetsOf(written.targets ?? {}),
    reports: written.reports.map((report) => reportOf(report, organisation, sources, working)),
    actions,
    mail: mailOf(written.mail),
    version,
  };
}
