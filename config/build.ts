/** From the file as written to the config the rest of Raport reads: defaults filled in, notations turned into numbers. */

import { dirname, resolve } from "node:path";
import { type Config, type ReportConfig, type Source, usualReport } from "../functions/core/config.ts";
import { InputError } from "../functions/core/errors.ts";
import { factNames } from "../functions/core/facts.ts";
import { type Kpi, type KpiId, kpis } from "../functions/core/kpi.ts";
import { usualOrganisation } from "../functions/core/organisation.ts";
import { isTold } from "../functions/core/values.ts";
import { settingsOf } from "./build-settings.ts";
import { targetsOf } from "./build-targets.ts";
import type { Written } from "./schema.ts";
import { durationSeconds, expectsOf, scheduleOf } from "./values.ts";

/** What a report shows that names no KPIs: those most people ask for, of what the sources tell. */
function headlines(sources: readonly Source[]): readonly KpiId[] {
  const told = factNames.filter((fact) => sources.some(({ mappings }) => mappings[fact]));
  return (kpis as readonly Kpi[])
    .filter((kpi) => kpi.headline && isTold(kpi, told))
    .map(({ id }) => id as KpiId);
}

/** The complete config. `mappings` has one entry per source, in order; `written` has no problems left. */
export function build(
  written: Written,
  file: string,
  mappings: readonly Source["mappings"][],
  version: string,
): Config {
  const { name, zone, url, sender, reply_to } = written.organisation;
  const sources = written.sources.map((source, index) => sourceOf(source, file, mappings[index]!, zone));
  return {
    ...settingsOf(written),
    organisation: {
      name,
      zone,
      sender,
      ...usualOrganisation,
      ...(url !== undefined && { url: url.replace(/\/+$/, "") }),
      ...(reply_to !== undefined && { replyTo: reply_to }),
    },
    sources,
    targets: targetsOf(written.targets ?? {}),
    reports: written.reports.map((report) => reportOf(report, zone, sources)),
    actions: [],
    mail: { kind: "home" },
    version,
  };
}

function sourceOf(
  written: Written["sources"][number],
  file: string,
  mappings: Source["mappings"],
  zone: string,
): Source {
  return {
    id: written.id,
    type: "files",
    path: resolve(dirname(file), written.path).replaceAll("\\", "/"),
    format: written.format ?? "auto",
    encoding: new TextDecoder(written.encoding ?? "utf-8").encoding,
    key: written.key,
    ...(written.version !== undefined && { version: written.version }),
    mappings,
    contactsIn: written.contacts_in ?? written.id,
    keepsComments: written.keep_comments ?? false,
    zone: written.zone ?? zone,
    expects: expectsOf(written.expects ?? "latest row"),
    personal: written.personal ?? [],
    quietDays: written.quiet_days ?? [],
    settleSeconds: written.settle ? durationSeconds(written.settle) : 0,
  };
}

function reportOf(
  written: Written["reports"][number],
  zone: string,
  sources: readonly Source[],
): ReportConfig {
  const at = scheduleOf(written.period, written.at);
  if (!at) throw new InputError(`"${written.at}" does not fit a ${written.period}`);
  return {
    id: written.id,
    title: written.title,
    template: written.template,
    period: written.period,
    at,
    zone: written.zone ?? zone,
    kpis: written.kpis ?? headlines(sources),
    ...usualReport,
    // The tables hold all sources together, so a report reads them all, and waits for them all.
    sources: sources.map(({ id }) => id),
    ...(written.owner !== undefined && { owner: written.owner }),
    to: written.to.map((reader) => ({ ...reader, locale: "en", scope: null })),
  };
}
