/** What a config would change, against the one in force in a home. */

import type { Loaded } from "../../config/index.ts";
import { typable } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import { effect, type Settled } from "../core/effect.ts";
import { ConfigError } from "../core/errors.ts";
import type { ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import { isOnAws } from "../home.ts";
import type { Lake, Ports } from "../ports.ts";
import {
  type Current,
  currentVersion,
  type InForce,
  storedConfig,
  versionOf,
} from "../stages/config-versions.ts";
import { hasBegun, reportKey } from "../stages/reports.ts";
import { unknownMembers } from "./members.ts";
import { openPlace, type Place } from "./place.ts";

/** What it would change for whom in a home, and what of its reports went out there already. */
export async function changesIn(place: Place, file: string, loaded: Loaded, now: string) {
  const ports = openPlace(place);
  try {
    return await changesOf(place, file, loaded, now, ports);
  } finally {
    await ports.warehouse.close();
  }
}

/** The same, of a home that is open already. */
export async function changesOf(
  place: Place,
  file: string,
  loaded: Loaded,
  now: string,
  { lake, warehouse }: Pick<Ports, "lake" | "warehouse">,
) {
  const { config, placed } = loaded;
  const isAws = isOnAws(place.home);
  const seen = await currentVersion(lake);
  const version = await versionOf(file, loaded, !isAws);
  const counting = whatCounts(seen?.current, version.id, { file, ...place });
  const lines = [...counting, ...(await effectOf(seen, version.config, now, lake))];
  // Athena would be asked for its price; there the names show in the reports.
  const unknown = isAws ? [] : await unknownMembers(config, now, warehouse);
  const warnings = placed(unknown).map((line) => `warning   ${line}`);
  return { lines: [...warnings, ...lines], settled: await settledIn(config, lake) };
}

/** A note where the file that was asked about is not what runs go by. */
export function whatCounts(
  current: Pick<Current, "version" | "at" | "undone"> | undefined,
  id: string,
  { file, home, stack }: Place & { readonly file: string },
): readonly string[] {
  const push = typable(
    "npm run raport -- push",
    stack === undefined ? { config: file, home } : { config: file, stack },
  );
  if (current === undefined && stack !== undefined)
    return [
      `note      nothing was pushed to the stack ${stack} yet, so it does nothing: ${push} makes this file the one in force`,
    ];
  if (current === undefined)
    return isOnAws(home)
      ? [
          `note      nothing was pushed to ${home} yet: --config counts only until something is; ${push} makes this file the one in force`,
        ]
      : [];
  const { version, at, undone } = current;
  if (version === id) return [];
  if (isOnAws(home))
    return [
      `note      version ${version}, pushed at ${at}, is in force in ${home}, not ${file}: what follows counts once it is pushed (${push})`,
    ];
  if (undone !== id) return [];
  return [
    `note      ${file} was taken back by push --undo: version ${version} is in force since ${at}, and the file is left out until it is edited or pushed (${push})`,
  ];
}

/** What it changes for whom; where the one in force cannot be read any more, that. */
export async function effectOf(
  seen: InForce | undefined,
  after: Config,
  now: string,
  lake: Pick<Lake, "get">,
): Promise<readonly string[]> {
  if (seen === undefined)
    return effect(null, after, now, await settledIn(after, lake), !(await hasBegun(lake)));
  try {
    const before = await storedConfig(seen.current.version, lake);
    const settled = { ...(await settledIn(after, lake)), ...(await settledIn(before, lake)) };
    const lines = effect(before, after, now, settled);
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

/** What of each report of the config needs no more sending. */
export async function settledIn({ reports }: Config, lake: Pick<Lake, "get">): Promise<Settled> {
  const each = reports.map(async ({ id }) => {
    const stored = await lake.get(reportKey(id));
    return [id, stored && parseStored<ReportState>(reportKey(id), stored.body).settled] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}
