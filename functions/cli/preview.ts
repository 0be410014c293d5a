/** `raport preview`: what one person would get of a report, as a file to look at. Sends nothing and changes nothing. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Command, Option } from "commander";
import type { Config, Recipient, ReportConfig } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { saidOf } from "../core/lack.ts";
import { isClosed, lastClosed, type Period, periodOf } from "../core/period.ts";
import { scopeFor } from "../core/scope.ts";
import { archiveAddress, isOnAws } from "../home.ts";
import type { Ports } from "../ports.ts";
import { composed, personal, type Variant } from "../stages/plan.ts";
import { loadState } from "../stages/tick.ts";
import { configOf } from "./in-force.ts";
import { configOption, date, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly on?: string;
  readonly to?: string;
  readonly out?: string;
}

export function previewCommand(): Command {
  return new Command("preview")
    .description("Write what one person would get of a report to a file. Sends nothing.")
    .argument("<report>", "its id")
    .addOption(
      new Option(
        "--on <date>",
        "a local date in the period (default: the last one that has ended)",
      ).argParser(date),
    )
    .option("--to <email>", "as this recipient gets it (default: the first of the list)")
    .option("--out <file>", "where the HTML goes (default: preview/ in the home)")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- preview weekly\n  npm run raport -- preview weekly --on 2026-11-09 --to ana@example.org --out ana.html\n  npm run raport -- preview weekly --stack raport",
    )
    .action(async (id: string, options: Options) => {
      const config = await configOf(options);
      const ports = openPlace(options);
      try {
        const now = options.now ?? utc(new Date());
        const shown = await previewOf(id, { ...options, config, now }, ports);
        const file = fileFor(shown, options);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, shown.html);
        for (const line of [...linesOf(shown, now), `The email is in ${file}`]) console.log(line);
      } finally {
        await ports.warehouse.close();
      }
    });
}

export interface Preview {
  readonly report: ReportConfig;
  readonly period: Period;
  readonly reader: Recipient;
  readonly variant: Variant;
  readonly subject: string;
  readonly html: string;
}

export interface Asked {
  readonly config: Config;
  readonly home: string;
  readonly now: string;
  readonly on?: string;
  readonly to?: string;
}

/** Made from the tables and the config of now, also of a period that was sent: that one stays as it was. */
export async function previewOf(
  id: string,
  { config, home, now, on, to }: Asked,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<Preview> {
  const report = config.reports.find((one) => one.id === id);
  if (!report) throw new InputError(unknownReport(id, config));
  const reader = readerOf(report, to);
  const { zone } = config.organisation;
  const period = on ? periodOf(report.period, on, zone) : lastClosed(report.period, now, zone);
  const state = await loadState({ config, polled: new Set() }, ports);
  const input = { config, state, period, now, archive: archiveAddress(config, home) };
  const { variants } = await composed({ ...report, to: [reader] }, input, ports);
  const [variant] = variants;
  if (!variant)
    throw new InputError(`${reader.address} would get nothing: what they may see is no part of this report.`);
  // A link of their own is signed when it is sent, and a preview writes nothing that could open something.
  const url = config.organisation.url?.replace(/\/+$/, "") ?? "";
  const links = { open: `${url}/open/preview`, unsubscribe: `${url}/unsubscribe/preview` };
  const { subject, html } = personal(variant, links);
  return { report, period, reader, variant, subject, html };
}

function unknownReport(id: string, { reports }: Config): string {
  const known = reports.map((one) => one.id).join(", ");
  return `There is no report "${plain(id)}" in the config. ${known === "" ? "It has none." : `It has ${known}.`}`;
}

function readerOf(report: ReportConfig, to: string | undefined): Recipient {
  const [first] = report.to;
  if (!first) throw new InputError(`${report.id} has no recipients. Write one under its to:.`);
  if (to === undefined) return first;
  const reader = report.to.find(({ address }) => address.toLowerCase() === to.trim().toLowerCase());
  if (!reader)
    throw new InputError(
      `${plain(to)} is not on the list of ${report.id}. Add them to its to: first, or leave --to out.`,
    );
  return reader;
}

function fileFor({ report, period }: Preview, { out, home }: Options): string {
  if (out !== undefined) return resolve(out);
  const name = `${report.id}-${period.name}.html`;
  return isOnAws(home) ? resolve(`preview-${name}`) : join(home, "preview", name);
}

/** What it is, and plainly whether its numbers may be taken for whole ones. */
function linesOf({ report, period, reader, variant, subject }: Preview, now: string): readonly string[] {
  const scope = scopeFor(report, reader);
  const { dataUntil, missing = [] } = variant.model;
  const isWhole = dataUntil !== null && Date.parse(dataUntil) >= Date.parse(period.endsAt);
  const until = dataUntil === null ? "it is not known until when" : `they reach until ${dataUntil}`;
  return [
    `To:      ${plain(reader.name)} <${plain(reader.address)}>, ${reader.locale}, ${scope ? `${scope.by} ${plain(scope.member)} only` : "everything"}`,
    `Subject: ${plain(subject)}`,
    ...(isClosed(period, now) ? [] : [`${period.name} has not ended yet.`]),
    ...(isWhole ? [] : [`The data of ${period.name} are not complete: ${until}.`]),
    ...missing.map((lack) => `Missing: ${plain(saidOf(lack))}`),
    "Nothing was sent.",
  ];
}
