/**
 * The config in force at any moment, for who asks often and must never be told an old one: it is read again as soon as one
 * of its files, or the word on which version counts, is not what it was.
 */

import type { Config } from "../core/config.ts";
import type { Lake } from "../ports.ts";
import { type Asked, configInForce } from "./config-in-force.ts";
import { currentVersion } from "./config-versions.ts";

interface Known {
  readonly config: Config;
  readonly files: readonly string[];
  /** Undefined where a file was looked at only after it was read. */
  readonly mark: string | undefined;
}

/** Differs as soon as the file at a path was edited, replaced or removed. */
export type MarkOf = (file: string) => Promise<string>;

/** What it finds wrong is not told here: every run looks, too, and tells the owners. */
export function configNow(asked: () => Asked, markOf: MarkOf, lake: Lake): () => Promise<Config> {
  let known: Known | undefined;
  return async () => {
    // The mark comes first: what is edited while the files are read is seen by the next who asks.
    const looked = known?.files ?? [];
    const version = await currentVersion(lake);
    const mark = [version?.etag ?? "", ...(await Promise.all(looked.map(markOf)))].join("\n");
    if (known?.mark === mark) return known.config;
    const { config, files = [], problems } = await configInForce(asked(), lake);
    // Which file will mend a wrong config nobody knows: until it is right, everyone who asks has it read.
    const isKnown = problems.length === 0 && files.join("\n") === looked.join("\n");
    known = { config, files, mark: isKnown ? mark : undefined };
    return config;
  };
}
