/**
 * The config a run goes by. On this machine that is the file, live with every edit; while the file is wrong the last
 * one that was right stays in force, and the owners are told. Of a bucket it is what was pushed.
 */

import { resolve } from "node:path";
import { type Loaded, loadFiles } from "../../config/index.ts";
import type { Config } from "../core/config.ts";
import { ConfigError } from "../core/errors.ts";
import { fingerprint } from "../core/fingerprint.ts";
import type { Notice } from "../core/notice.ts";
import type { Lake } from "../ports.ts";
import {
  currentVersion,
  type InForce,
  putInForce,
  storedConfig,
  versionId,
  versionOf,
} from "./config-versions.ts";
import { addressKey } from "./places.ts";

export interface Asked {
  /** The file as it was named. */
  readonly file: string;
  readonly now: string;
  /** Of a bucket: a file of one machine is nobody else's, so once a config was pushed only that counts. */
  readonly pushed: boolean;
  /** Throws ConfigError for what only an engine or the calendar sees; asked of a version once, before it comes into force. */
  readonly validate: (loaded: Loaded) => Promise<void>;
}

export interface ConfigInForce {
  readonly config: Config;
  /** For the owners, to be told once. */
  readonly notices: readonly Notice[];
  /** Why the file is not the config in force; the run goes on, and was told something wrong. */
  readonly problems: readonly string[];
  /** What the person who started the run should know. */
  readonly notes: readonly string[];
  /** The files it was read from; none where it came out of the home. */
  readonly files?: readonly string[];
}

/** Throws ConfigError where nothing right was ever in force. */
export async function configInForce(asked: Asked, lake: Lake): Promise<ConfigInForce> {
  const seen = await currentVersion(lake);
  if (asked.pushed && seen !== undefined) return pushed(seen, lake);
  try {
    return asked.pushed ? await notPushed(asked) : await ofFile(asked, seen, lake);
  } catch (error) {
    if (!(error instanceof ConfigError) || seen === undefined) throw error;
    return lastGood(error, asked.file, seen, lake);
  }
}

/** For who looks, or sits before it: a file that is wrong is refused, and nothing is written down. */
export async function configToRead(
  { file, pushed: isPushed }: Pick<Asked, "file" | "pushed">,
  lake: Pick<Lake, "get">,
): Promise<Pick<ConfigInForce, "config" | "notes">> {
  const seen = await currentVersion(lake);
  if (isPushed && seen !== undefined) return pushed(seen, lake);
  const loaded = await loadFiles(file);
  const undone = seen?.current.undone ?? undefined;
  const isUndone = undone !== undefined && versionId(file, loaded, true) === undone;
  return seen && isUndone ? beforeUndone(file, seen, lake) : { config: loaded.config, notes: [] };
}

async function beforeUndone(file: string, { current }: InForce, lake: Pick<Lake, "get">) {
  const note = `config    ${file} was undone, so the version before it is in force: edit it, or push it again`;
  return { ...nothingSaid, config: await storedConfig(current.version, lake), notes: [note] };
}

const nothingSaid = { notices: [], problems: [], notes: [] };

async function pushed(
  { current: { version, at } }: InForce,
  lake: Pick<Lake, "get">,
): Promise<ConfigInForce> {
  const note = `config    version ${version}, pushed at ${at}`;
  return { ...nothingSaid, config: await storedConfig(version, lake), notes: [note] };
}

async function notPushed({ file, validate }: Asked): Promise<ConfigInForce> {
  const loaded = await loadFiles(file);
  await validate(loaded);
  const note = `config    ${file} is read from this machine, because none was pushed to the bucket yet: npm run raport -- push`;
  return { ...nothingSaid, config: loaded.config, notes: [note] };
}

async function ofFile(asked: Asked, seen: InForce | undefined, lake: Lake): Promise<ConfigInForce> {
  const loaded = await loadFiles(asked.file);
  const { config } = loaded;
  const files = loaded.files.map(({ path }) => path);
  const id = versionId(asked.file, loaded, true);
  if (seen?.current.version === id) return { ...nothingSaid, config, files };
  if (seen?.current.undone === id) return { ...(await beforeUndone(asked.file, seen, lake)), files };
  await asked.validate(loaded);
  // Another run may be first: the file it read is the one remembered, and the next run looks again.
  await putInForce(await versionOf(asked.file, loaded, true), seen, asked.now, lake);
  return { ...nothingSaid, config, files };
}

async function lastGood(
  error: ConfigError,
  file: string,
  { current }: InForce,
  lake: Lake,
): Promise<ConfigInForce> {
  const { problems } = error;
  // Where not even that can be read any more, the file's own mistakes are what to mend.
  const config = await storedConfig(current.version, lake).catch(() => Promise.reject(error));
  const owners = [...new Set(config.reports.flatMap(({ owner }) => owner ?? []))];
  const key = fingerprint([current.version, ...problems]);
  const notices = owners.map((to) => ({
    key: `config-${key}-${addressKey(to)}`,
    to,
    subject: `The config has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}: the last right one stays in force`,
    lines: [
      `${resolve(file)} was changed and is not right, so nothing of the change counts. Reports go out as the last right version says.`,
      ...problems.slice(0, mostTold),
      ...(problems.length > mostTold ? [`... and ${problems.length - mostTold} more.`] : []),
      "Correct the lines above; npm run raport -- check says when all is right. The corrected file counts from the next run on.",
    ],
  }));
  const note = `config    the last version that was right stays in force, since ${current.at}`;
  return { config, notices, problems, notes: [note] };
}

const mostTold = 20;
