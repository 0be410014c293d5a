/** `raport forget`: takes the address and the name of somebody who left out of what an installation keeps. */

import { Command } from "commander";
import { loadFiles } from "../../config/index.ts";
import { emailsNaming, emptyEmails } from "../adapters/local/emptied.ts";
import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { type Mention, mentionOf } from "../core/mention.ts";
import { isOnAws, type OpenHome } from "../home.ts";
import { outboxOf } from "../local.ts";
import { currentVersion, storedConfig } from "../stages/config-versions.ts";
import { earlierTraces, type Forgetting, forget, forgetEarlier } from "../stages/forget.ts";
import { type Traces, tracesOf } from "../stages/traces.ts";
import { forgetRaw } from "./forget-raw.ts";
import { configOption, homeOption } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly config: string;
  readonly pages?: boolean;
  readonly stops?: boolean;
  readonly raw?: boolean;
  readonly yes?: boolean;
}

export function forgetCommand(): Command {
  return new Command("forget")
    .description(
      "Say where the address of somebody who left still stands, and, with --yes, take it and their name out of there.",
    )
    .argument("<email or source>", "their address, as it stood in the config; with --raw the id of a source")
    .option("--pages", "also in the frozen words of reports: those are then not byte for byte what was sent")
    .option("--stops", "also that the address bounced, that they complained or unsubscribed")
    .option(
      "--raw",
      "instead: the raw rows a source landed with settings it has no more, before columns were personal",
    )
    .option("--yes", "do it; without, nothing is changed")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- forget mira@example.org --stack raport\n  npm run raport -- forget mira@example.org --stack raport --yes\n  npm run raport -- forget helpdesk --raw --stack raport --yes",
    )
    .action(
      async (what: string, { config, pages = false, stops = false, yes = false, raw, ...place }: Options) => {
        if (!raw && !/^[^\s@<>]+@[^\s@<>]+$/.test(what))
          throw new InputError(`"${plain(what)}" is no address. Write it as it stood in the config.`);
        const opened = openPlace(place);
        try {
          if (raw) await forgetRaw(what, yes, opened);
          else await forgetPerson({ address: what, pages, stops }, { ...place, config, yes }, opened);
        } finally {
          await opened.warehouse.close();
        }
      },
    );
}

async function forgetPerson(
  asked: Forgetting,
  place: Place & Pick<Options, "config" | "yes">,
  opened: OpenHome,
): Promise<void> {
  const found = await look(asked, place, opened);
  console.log(linesOf(asked, found).join("\n"));
  if (!place.yes) return console.log("Nothing was changed. To do it, say the same again with --yes.");
  const { lake, earlier } = opened;
  await forget(asked, found.traces, lake);
  // Looked for again: what was overwritten just now is an earlier version, too.
  if (earlier) await forgetEarlier(await earlierTraces(asked, earlier), earlier);
  await emptyEmails(outboxOf(place.home), found.emails);
  console.log("Done.");
}

interface Found {
  readonly traces: Traces;
  readonly emails: readonly string[];
  readonly earlier: number;
}

/** Throws InputError, with the cure, while the config names them: what is taken out would come back. */
async function look(
  asked: Forgetting,
  place: Place & Pick<Options, "config">,
  opened: OpenHome,
): Promise<Found> {
  const { lake, earlier } = opened;
  const mention = mentionOf(asked.address);
  const { current } = (await currentVersion(lake)) ?? {};
  const traces = await tracesOf(asked.address, current?.version, lake);
  const file = isOnAws(place.home) ? undefined : await configNaming(place.config, mention);
  if (file !== undefined)
    throw new InputError(
      `${file} names ${asked.address}. Take them out of it, then: npm run raport -- run. Nothing was changed.`,
    );
  if (traces.inForce && current) {
    const where = namedIn(await storedConfig(current.version, lake), mention);
    const to = place.stack === undefined ? `--home ${place.home}` : `--stack ${place.stack}`;
    const then = isOnAws(place.home) ? `push --config FILE ${to}` : "run";
    throw new InputError(
      `${asked.address} is in the config in force: ${where}. Take them out of it, then: npm run raport -- ${then}. Nothing was changed.`,
    );
  }
  return {
    traces,
    emails: isOnAws(place.home) ? [] : await emailsNaming(outboxOf(place.home), mention.isIn),
    earlier: earlier ? (await earlierTraces(asked, earlier)).length : 0,
  };
}

/** The file of this machine that names them, of those a run would read; undefined where there is no such config. */
async function configNaming(file: string, { isIn }: Mention): Promise<string | undefined> {
  const loaded = await loadFiles(file).catch(() => undefined);
  return loaded?.files.find(({ bytes }) => isIn(Buffer.from(bytes).toString()))?.path;
}

function namedIn({ reports, organisation }: Config, { isIn }: Mention): string {
  const places = reports.flatMap(({ id, to, owner }) => [
    ...(to.some(({ address }) => isIn(address)) ? [`a reader of ${id}`] : []),
    ...(owner !== undefined && isIn(owner) ? [`the owner of ${id}`] : []),
  ]);
  if (isIn(JSON.stringify(organisation))) places.push("under organisation");
  return places.length === 0 ? "in a comment or a file it names" : places.join(", ");
}

function linesOf(
  { address, pages, stops }: Forgetting,
  { traces, emails, earlier }: Found,
): readonly string[] {
  const { configs, plans, notices, texts, pages: frozen, ledger, stopped } = traces;
  const lines = [
    [configs, "earlier configs name them", "removed; nothing can be undone to them"],
    [plans, "plans of reports that were sent list them", "name and address give way to a hash"],
    [notices, "notices are still to be told to them", "removed"],
    [texts, "other objects name them", "the address gives way to a hash"],
    [
      frozen,
      "plans and pages name them in their frozen words",
      pages ? "the address gives way to a hash" : "stays (--pages)",
    ],
    [emails, "files of the outbox name them", "emptied"],
    [{ length: earlier }, "earlier versions of objects name them", "removed for good"],
    [ledger, "entries say by a hash what they were sent", "stays: nothing is mailed twice"],
    [stopped, "entries say by a hash that they get nothing any more", stops ? "removed" : "stays (--stops)"],
  ] as const;
  return [
    `${plain(address)}:`,
    ...lines.map(
      ([of, what, then]) =>
        `${String(of.length).padStart(6)} ${what}: ${of.length === 0 ? "nothing to do" : then}`,
    ),
    ...(pages ? [] : frozen.map((key) => `       ${plain(key)}`)),
  ];
}
