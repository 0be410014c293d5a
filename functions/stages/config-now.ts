/**
 * The config in force at any moment, for who asks often and must never be told an old one: it is read again as soon as one
 * of its files, or the word on which version counts, is not what it was.
 */

import { stat } from "node:fs/promises";
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

/** What it finds wrong is not told here: every run looks, too, and tells the owners. */
export function configNow(asked: () => Asked, lake: Lake): () => Promise<Config> {
  let known: Known | undefined;
  return async () => {
    // The mark comes first: what is edited while the files are read is seen by the next who asks.
    const looked = known?.files ?? [];
    const mark = await markOf(looked, lake);
    if (known?.mark === mark) return known.config;
    const { config, files = [], problems } = await configInForce(asked(), lake);
    // Which file will mend a wrong config nobody knows: until it is right, everyone who asks has it read.
    const isKnown = problems.length === 0 && files.join("\n") === looked.join("\n");
    known = { config, files, mark: isKnown ? mark : undefined };
    return config;
  };
}

async function markOf(files: readonly string[], lake: Pick<Lake, "get">): Promise<string> {
  const version = await currentVersion(lake);
  return [version?.etag ?? "", ...(await Promise.all(files.map(factsOf)))].join("\n");
}

async function factsOf(file: string): Promise<string> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  return facts ? `${facts.ino} ${facts.size} ${facts.mtimeNs} ${facts.ctimeNs}` : "gone";
}
