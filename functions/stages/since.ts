/** Accounts that begin after today: a slip of a year reads nothing for a year, and nobody would be told. */

import type { Found, Loaded } from "../../config/index.ts";
import type { Config } from "../core/config.ts";
import { ConfigError } from "../core/errors.ts";
import { localDate } from "../core/period.ts";

/** Throws ConfigError with each of them, at its line. */
export function requireBegun({ config, placed }: Loaded, now: string): void {
  const found = notBegun(config, now);
  if (found.length > 0) throw new ConfigError(placed(found));
}

export function notBegun({ sources }: Config, now: string): readonly Found[] {
  return sources.flatMap((source, index): readonly Found[] => {
    if (!("since" in source)) return [];
    const { since, zone } = source;
    const today = localDate(now, zone);
    if (since <= today) return [];
    const message = `${since} lies in the future: it is ${today} in ${zone}, and nothing would be read before; write the first day that is to be read`;
    return [{ path: ["sources", index, "since"], message }];
  });
}
