/** `raport check`: everything that is wrong with the config and its mappings, before anything runs. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { type Loaded, loadFiles } from "../../config/index.ts";
import { isThisMachine } from "../core/address.ts";
import type { Config } from "../core/config.ts";
import { ConfigError, QueryError } from "../core/errors.ts";
import { local } from "../local.ts";
import type { Warehouse } from "../ports.ts";
import { checkMapping } from "../stages/mappings.ts";
import { changesIn } from "./changes.ts";
import { checkBuckets } from "./check-buckets.ts";
import { checkSources } from "./check-files.ts";
import { requireDeployable } from "./deployable.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { type Place, stackOption } from "./place.ts";
import { placeholder } from "./starter.ts";
import { count, upcoming } from "./summary.ts";

export function checkCommand(): Command {
  return new Command("check")
    .description("Say what is wrong with the config and its mappings, and when its reports go out.")
    .addOption(configOption())
    .addOption(homeOption().default(undefined))
    .addOption(stackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- check --config my/raport.yaml\n  npm run raport -- check --config my/raport.yaml --home my/.raport      and what it changes there\n  npm run raport -- check --config my/raport.yaml --stack raport         and in a deployed stack",
    )
    .action(async ({ home, ...options }: Options) => {
      const now = options.now ?? utc(new Date());
      const loaded = await loadFiles(options.config);
      const { config } = loaded;
      requireDeployable(loaded, options);
      await withEngine((warehouse) => checkMappings(config, warehouse));
      const notes = [
        ...(await checkSources(loaded, now)),
        ...(await checkBuckets(loaded)),
        ...notesOf(loaded),
      ];
      const counts = [
        count(config.sources.length, "source"),
        count(config.reports.length, "report"),
        count(Object.keys(config.targets).length, "target"),
      ].join(", ");
      console.log(`${options.config} is right: ${counts}`);
      const changes =
        home === undefined ? undefined : await changesIn({ ...options, home }, options.config, loaded, now);
      const next = upcoming(config, now, changes?.settled);
      for (const line of [...notes, ...(changes?.lines ?? []), ...next]) console.log(line);
    });
}

interface Options extends Omit<Place, "home"> {
  readonly config: string;
  /** Nothing is compared without it. */
  readonly home?: string;
  readonly now?: string;
}

/** What is no mistake of the config, but will be missed, a line each. */
export const notesOf = (loaded: Loaded): readonly string[] => [
  ...missingHere(loaded.config),
  ...ownerless(loaded),
  ...unread(loaded),
];

/** What is no mistake of the file, but will be missed. */
function missingHere({ mail, organisation: { url } }: Config): readonly string[] {
  const open =
    url === undefined || /^https:/i.test(url) || isThisMachine(new URL(url).hostname)
      ? []
      : [
          "note      organisation.url: over http anybody on the way can read the reports, and mail programs show no button to unsubscribe; serve it by https, and write https://",
        ];
  const password = mail.kind === "smtp" ? mail.passwordFrom : undefined;
  const unset =
    password === undefined || process.env[password]
      ? []
      : [`note      mail.smtp: ${password} is not set here; run and watch sign in with it`];
  return [...open, ...unset];
}

/** At the first of them; one line says what to do for all. */
function ownerless({ config, placed }: Loaded): readonly string[] {
  const without = config.reports.filter(({ owner }) => owner === undefined).map(({ id }) => id);
  const index = config.reports.findIndex(({ owner }) => owner === undefined);
  if (index < 0) return [];
  const message = `${listed(without)}: no owner, so nobody is told when something needs attention; write owner: with an address here, or once below organisation for every report`;
  return placed([{ path: ["reports", index], message }]).map((line) => `note      ${line}`);
}

/** A reader nobody put there. */
function unread({ config, placed }: Loaded): readonly string[] {
  const problems = config.reports.flatMap(({ to }, report) =>
    to.flatMap(({ address }, at) =>
      address === placeholder
        ? [
            {
              path: ["reports", report, "to", at, "address"],
              message: `${placeholder} is the starter's and nobody's; write the address of who is to read this report`,
            },
          ]
        : [],
    ),
  );
  return placed(problems).map((line) => `note      ${line}`);
}

const listed = (ids: readonly string[]) =>
  ids.length > 5 ? `${ids.slice(0, 5).join(", ")} and ${ids.length - 5} more` : ids.join(", ");

/** An engine over nothing, in a folder that is gone afterwards. */
export async function withEngine(work: (warehouse: Warehouse) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "raport-check-"));
  const { warehouse } = local(home);
  try {
    await work(warehouse);
  } finally {
    await warehouse.close();
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Each mapping is bound by the engine against an empty table: wrong SQL and missing columns show without any data. Throws
 * ConfigError with everything that is wrong with any of them.
 */
export async function checkMappings(config: Config, warehouse: Warehouse): Promise<void> {
  const found = new Set<string>();
  for (const source of config.sources) {
    try {
      await checkMapping(source, warehouse);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      found.add(error.message);
    }
  }
  if (found.size > 0) throw new ConfigError([...found]);
}
