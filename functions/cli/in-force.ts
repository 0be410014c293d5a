/** The config a command on a home goes by, with what there is to be said about it. */

import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Loaded } from "../../config/index.ts";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import { type Place as Named, typable } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import { withUrl } from "../deployed/home.ts";
import { isOnAws } from "../home.ts";
import type { Ports } from "../ports.ts";
import { type Asked, configInForce, configToRead } from "../stages/config-in-force.ts";
import { configNow } from "../stages/config-now.ts";
import { notify } from "../stages/notify.ts";
import { requireBegun } from "../stages/since.ts";
import { checkMappings } from "./check.ts";
import { openPlace, type Place, requirePushed } from "./place.ts";

export interface HomeAsked {
  readonly config: string;
  readonly home: string;
  readonly now: string;
}

/**
 * The file where it is right, else the last one that was; of a bucket what was pushed. Says on standard error what is
 * wrong with the file, tells the owners once, and has the process end with 1. `mailOf`: how its messages leave.
 */
export async function configOfHome(
  { config: file, home, now }: HomeAsked,
  ports: Pick<Ports, "lake" | "warehouse">,
  mailOf: (config: Config) => Ports["mail"],
  say: (lines: readonly string[]) => void = sayAll,
): Promise<Config> {
  const asked = askedOf({ config: file, home, now }, ports);
  const place = placeOf({ config: file, home });
  const { config, notices, problems, notes } = await configInForce(asked, ports.lake);
  say([...problems, ...notes.map((note) => typable(note, place))]);
  if (problems.length > 0) process.exitCode = 1;
  const worker = { owner: thisOwner(), isAlive, machineNow: new Date().toISOString() };
  for (const notice of notices)
    await notify(notice, { config, now, worker, place }, { lake: ports.lake, mail: mailOf(config) });
  return config;
}

/** The config in force whenever it is asked for, for who opens a link: what they may see counts from the moment it is written. */
export const configWhenever = (asked: () => HomeAsked, ports: Pick<Ports, "lake" | "warehouse">) =>
  configNow(() => askedOf(asked(), ports), markOf, ports.lake);

/** What commands have to name; undefined where they find it by themselves. */
export function placeOf({
  config,
  home,
  stack,
}: Pick<HomeAsked, "config" | "home"> & Pick<Place, "stack">): Named | undefined {
  if (stack !== undefined) return { stack, config: resolve(config) };
  const file = resolve(config);
  const isStandard = file === resolve("config/raport.yaml") && home === resolve(".raport");
  return isStandard ? undefined : { config: file, home: isOnAws(home) ? home : resolve(home) };
}

export async function markOf(file: string): Promise<string> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  return facts ? `${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}` : "gone";
}

function askedOf({ config: file, home, now }: HomeAsked, { warehouse }: Pick<Ports, "warehouse">): Asked {
  // Asking Athena takes tables that are made once it is known what for: there the run itself asks.
  const validate = async (loaded: Loaded) => {
    requireBegun(loaded, now);
    if (!isOnAws(home)) await checkMappings(loaded.config, warehouse);
  };
  return { file, now, pushed: isOnAws(home), validate };
}

function sayAll(lines: readonly string[]): void {
  for (const line of lines) console.error(line);
}

/** For who asks every few minutes: the same lines are said once. */
export function sayNews(): (lines: readonly string[]) => void {
  let said = "";
  return (lines) => {
    const text = lines.join("\n");
    if (text !== said && text !== "") console.error(text);
    said = text;
  };
}

interface ConfigAsked extends Place {
  readonly config: string;
}

/** The config for a command that only looks, or that somebody waits for: a file that is wrong is refused. */
export async function configOf({ config: file, ...place }: ConfigAsked): Promise<Config> {
  const { home, environment } = place;
  const { lake, warehouse } = openPlace(place);
  try {
    await requirePushed(place, lake);
    const { config, notes } = await configToRead({ file, pushed: isOnAws(home) }, lake);
    sayAll(notes);
    return environment === undefined ? config : withUrl(config, environment);
  } finally {
    await warehouse.close();
  }
}
