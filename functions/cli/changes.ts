/** What a config would change, against the one in force in a home. */

import type { Config } from "../core/config.ts";
import { effect } from "../core/effect.ts";
import { ConfigError } from "../core/errors.ts";
import { openHome } from "../home.ts";
import type { Lake } from "../ports.ts";
import { currentVersion, type InForce, storedConfig } from "../stages/config-versions.ts";

/** What it would change for whom in a home. */
export async function changesIn(home: string, config: Config, now: string): Promise<readonly string[]> {
  const { lake, warehouse } = openHome(home);
  try {
    return await effectOf(await currentVersion(lake), config, now, lake);
  } finally {
    await warehouse.close();
  }
}

/** What it changes for whom; where the one in force cannot be read any more, that. */
export async function effectOf(
  seen: InForce | undefined,
  after: Config,
  now: string,
  lake: Pick<Lake, "get">,
): Promise<readonly string[]> {
  if (seen === undefined) return effect(null, after, now);
  try {
    const lines = effect(await storedConfig(seen.current.version, lake), after, now);
    const since = `version ${seen.current.version}, in force since ${seen.current.at}`;
    return [
      `against   ${since}: ${lines.length === 0 ? "nothing changes for anybody" : "this changes"}`,
      ...lines,
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [error.message, ...effect(null, after, now)];
  }
}
