/** `raport connect`: whether a source can be read, and which optional parts of it the plan or the token lacks. */

import { Command } from "commander";
import { loadConfig } from "../../config/index.ts";
import type { Config, Source } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { nearest } from "../core/spelling.ts";
import { accessTo, type StreamAccess } from "../stages/access.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";
import { placingSecrets } from "./secrets.ts";

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly json?: boolean;
}

export function connectCommand(): Command {
  return new Command("connect")
    .description(
      "Try the token and the address of a source, and say which parts of it can be read. Lands nothing.",
    )
    .argument("<source>", "its id in the config")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .option("--json", "one JSON array instead of text")
    .addHelpText(
      "after",
      "\nExamples:\n  ZENDESK_TOKEN=... npm run raport -- connect support\n  npm run raport -- connect support --config my/raport.yaml --json",
    )
    .action(async (id: string, options: Options) => {
      const config = await loadConfig(options.config);
      const source = sourceNamed(id, config);
      const now = options.now ?? utc(new Date());
      const { zone } = config.organisation;
      const ports = openPlace(options);
      try {
        const say = (one: StreamAccess) => (options.json ? undefined : console.log(lineOf(one)));
        if (!options.json) console.log(`${source.id} (${source.type})${whereOf(source)}`);
        // Beside what is asked for, which may be read by a program.
        const waits = ({ until, because }: { readonly until: string; readonly because: string }) =>
          console.error(`  waits until ${until}: ${plain(because)}`);
        const found = await placingSecrets(options.config, () =>
          accessTo({ source, now, zone, waits }, ports, say),
        );
        if (options.json) console.log(JSON.stringify(found, null, 2));
        if (found.some((one) => one.is === "failed")) process.exitCode = 1;
        else if (!options.json) console.log(summary(found));
      } finally {
        await ports.warehouse.close();
      }
    });
}

function sourceNamed(id: string, { sources }: Config): Source {
  const source = sources.find((one) => one.id === id);
  if (source) return source;
  const ids = sources.map((one) => one.id);
  const guess = nearest(id, ids);
  throw new InputError(
    `The config has no source "${plain(id)}"; ${guess === undefined ? `it has ${ids.join(", ")}` : `did you mean "${guess}"?`}`,
  );
}

const whereOf = (source: Source) =>
  "account" in source ? `: ${source.account}${source.address ? ` at ${source.address}` : ""}` : "";

const words = { open: "can be read", lacking: "lacking   ", failed: "FAILED    " };

const lineOf = ({ stream, is, why }: StreamAccess) =>
  `  ${plain(stream).padEnd(24)}${words[is]}${why === undefined ? "" : `  ${plain(why)}`}`;

function summary(found: readonly StreamAccess[]): string {
  const lacking = found.filter(({ is }) => is === "lacking").length;
  if (lacking === 0) return "Everything of it can be read.";
  return `What is lacking is left out, and nothing waits for it; its KPIs stay empty. ${found.length - lacking} of ${found.length} parts can be read.`;
}
