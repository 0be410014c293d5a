/** The config in force of a deployed installation: the version that was pushed last. Read again only when it changed. */

import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import type { Lake } from "../ports.ts";
import { currentVersion, storedConfig } from "../stages/config-versions.ts";

let known: { readonly version: string; readonly config: Config } | undefined;

/** Undefined until a config was pushed. */
export async function pushedConfig(lake: Pick<Lake, "get">): Promise<Config | undefined> {
  const version = (await currentVersion(lake))?.current.version;
  if (version === undefined) return undefined;
  if (known?.version !== version) known = { version, config: await storedConfig(version, lake) };
  return known.config;
}

/** Throws InputError until a config was pushed. */
export async function configNow(lake: Pick<Lake, "get">): Promise<Config> {
  const config = await pushedConfig(lake);
  if (config) return config;
  throw new InputError("No config was pushed yet: npm run raport -- push --config FILE --stack NAME");
}
