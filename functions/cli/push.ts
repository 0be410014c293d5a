/** `raport push`: makes a config the one in force, after saying what that changes; `--undo` takes it back. */

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { type Loaded, loadFiles } from "../../config/index.ts";
import { typable } from "../core/commands.ts";
import { InputError } from "../core/errors.ts";
import { isOnAws } from "../home.ts";
import type { Lake } from "../ports.ts";
import {
  currentVersion,
  type InForce,
  putInForce,
  storedConfig,
  takeBack,
  versionOf,
} from "../stages/config-versions.ts";
import { requireBegun } from "../stages/since.ts";
import { effectOf, settledIn } from "./changes.ts";
import { checkMappings, withEngine } from "./check.ts";
import { requireDeployable } from "./deployable.ts";
import { placeOf } from "./in-force.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { upcoming } from "./summary.ts";

export function pushCommand(): Command {
  return new Command("push")
    .description("Make this config the one in force in a home, after saying what that changes.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .option("--undo", "put the version before it in force again")
    .option("--over <version>", "replace this version, although it was not pushed from here")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- push --config my/raport.yaml --home s3://my-raport-lake\n  npm run raport -- push --undo --config my/raport.yaml --home s3://my-raport-lake\n  npm run raport -- push --config my/raport.yaml --stack raport",
    )
    .action(push);
}

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly undo?: boolean;
  readonly over?: string;
}

async function push(options: Options): Promise<void> {
  const now = options.now ?? utc(new Date());
  const loaded = options.undo ? undefined : await valid({ ...options, now });
  const ports = openPlace(options);
  try {
    const seen = await currentVersion(ports.lake);
    if (loaded === undefined) await undo({ ...options, now }, seen, ports.lake);
    else await replace({ ...options, now }, loaded, seen, ports.lake);
  } finally {
    await ports.warehouse.close();
  }
}

type Push = Options & { readonly now: string };

/** Throws ConfigError with all that is wrong with it, InputError where a stack cannot do what it says. */
async function valid(options: Push): Promise<Loaded> {
  const loaded = await loadFiles(options.config);
  requireDeployable(loaded, options);
  requireBegun(loaded, options.now);
  await withEngine((warehouse) => checkMappings(loaded.config, warehouse));
  return loaded;
}

/** Makes the loaded config the one in force in place of what was seen there. */
export async function replace(
  options: Push,
  loaded: Loaded,
  seen: InForce | undefined,
  lake: Lake,
): Promise<void> {
  const { config: file, home, now } = options;
  const version = await versionOf(file, loaded, !isOnAws(home));
  if (seen?.current.version === version.id) {
    await remember(file, home, version.id);
    console.log(`in force  version ${version.id} already: nothing changes`);
    return;
  }
  for (const line of await effectOf(seen, version.config, now, lake)) console.log(line);
  await requireSeen(options, seen);
  if (!(await putInForce(version, seen, now, lake))) throw changedMeanwhile();
  await remember(file, home, version.id);
  for (const line of upcoming(loaded.config, now, await settledIn(loaded.config, lake))) console.log(line);
  const before = seen ? `; npm run raport -- push --undo restores ${seen.current.version}` : "";
  console.log(typable(`in force  version ${version.id} in ${home}${before}`, placeOf(options)));
}

async function undo({ config: file, home, now }: Push, seen: InForce | undefined, lake: Lake): Promise<void> {
  const to = seen?.current.before[0];
  if (seen === undefined || to === undefined)
    throw new InputError(
      `${home} has no version before the one in force: nothing was undone. Edit the config and push it.`,
    );
  const config = await storedConfig(to, lake);
  for (const line of await effectOf(seen, config, now, lake)) console.log(line);
  if (!(await takeBack(seen, now, lake))) throw changedMeanwhile();
  await remember(file, home, to);
  for (const line of upcoming(config, now, await settledIn(config, lake))) console.log(line);
  console.log(`in force  version ${to} in ${home} again, in place of ${seen.current.version}`);
  console.log(
    isOnAws(home)
      ? `note      ${file} was left as it is: it counts once it is pushed again`
      : `note      ${file} was left as it is: if it is what was taken back, it is left out until it is edited or pushed again`,
  );
}

const changedMeanwhile = () =>
  new InputError(
    "Somebody else changed the config of this home at the same moment: nothing was pushed. Push again to see what it changes now.",
  );

/** Beside the config: which version of a bucket was in force when somebody last pushed from here. */
const memory = (file: string) => join(dirname(file), ".raport-pushed.json");

/** On this machine the file itself is what counts; into a bucket several people may push. */
export async function requireSeen(
  { config: file, home, over }: Pick<Options, "config" | "home" | "over">,
  seen: InForce | undefined,
): Promise<void> {
  if (!isOnAws(home) || seen === undefined || over === seen.current.version) return;
  const { version, at } = seen.current;
  if ((await remembered(file))[home] === version) return;
  throw new InputError(
    `Nothing was pushed: version ${version}, in force since ${at}, was not pushed from here, and the lines above would take its changes back. ` +
      `Bring what is new in it into your file (it is ${home}/config/versions/${version}/raport.yaml), then push with --over ${version}.`,
  );
}

async function remembered(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(memory(file), "utf8").catch(() => "{}");
  try {
    return JSON.parse(text) as Readonly<Record<string, string>>;
  } catch {
    return {}; // whoever damaged it is asked for --over once
  }
}

export async function remember(file: string, home: string, version: string): Promise<void> {
  if (!isOnAws(home)) return;
  const all = { ...(await remembered(file)), [home]: version };
  await writeFile(memory(file), `${JSON.stringify(all, null, 2)}\n`);
}
