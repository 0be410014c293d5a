/** The config a command on a home goes by, with what there is to be said about it. */

import { isAlive, thisOwner } from "../adapters/local/process.ts";
import type { Config } from "../core/config.ts";
import { withUrl } from "../deployed/home.ts";
import { isOnAws } from "../home.ts";
import type { Ports } from "../ports.ts";
import { configInForce, configToRead } from "../stages/config-in-force.ts";
import { notify } from "../stages/notify.ts";
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
  // Asking Athena takes tables that are made once it is known what for: there the run itself asks.
  const validate = async (config: Config) => {
    if (!isOnAws(home)) await checkMappings(config, ports.warehouse);
  };
  const asked = { file, now, pushed: isOnAws(home), validate };
  const { config, notices, problems, notes } = await configInForce(asked, ports.lake);
  say([...problems, ...notes]);
  if (problems.length > 0) process.exitCode = 1;
  const worker = { owner: thisOwner(), isAlive, machineNow: new Date().toISOString() };
  for (const notice of notices)
    await notify(notice, { config, now, worker }, { lake: ports.lake, mail: mailOf(config) });
  return config;
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
