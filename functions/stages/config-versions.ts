/**
 * The versions of the config in the home. `config/versions/<id>/` holds the files of one and never changes;
 * `config/current.json` names the one in force and those before it, and is replaced only by who has seen it as it is.
 */

import { createHash } from "node:crypto";
import { basename, dirname, relative, resolve } from "node:path";
import { type Loaded, loadFiles } from "../../config/index.ts";
import type { Config } from "../core/config.ts";
import { ConfigError, InputError, StorageError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

/** The version in force. */
export interface Current {
  readonly v: 1;
  readonly version: string;
  /** Those in force before it, the last one first. */
  readonly before: readonly string[];
  /** Since when, as the instant of the clock that put it there. */
  readonly at: string;
  /** The version that was taken back; its file is not taken for an edit again. */
  readonly undone: string | null;
}

/** The files of a version, by where they stood. */
interface Manifest {
  readonly v: 1;
  /** The config itself; the paths in it begin at its folder. */
  readonly file: string;
  /** `path` is where it stands for the version, `from` where it was read, for paths that say the whole of it. */
  readonly files: readonly { readonly path: string; readonly from?: string; readonly key: string }[];
}

export interface Version {
  readonly id: string;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
  /** As it is read from there: its paths begin where the version stands. */
  readonly config: Config;
}

/** What is in force, with the tag it is replaced by. */
export interface InForce {
  readonly current: Current;
  readonly etag: string;
}

const currentKey = "config/current.json";
const folderOf = (id: string) => `config/versions/${id}/`;
const mostBefore = 50;
/** Where a config stands that belongs to no machine: everybody's paths are the same there. */
const nowhere = "/raport/config";

/** The files as a version. `keepsPlace`: its paths go on from the folder it was read in, on this machine. */
export async function versionOf(file: string, loaded: Loaded, keepsPlace: boolean): Promise<Version> {
  // Where each was read is kept only where paths need it: it tells of the machine it was pushed from.
  for (const withOrigins of [false, true]) {
    const version = written(file, loaded, keepsPlace, withOrigins);
    const read = async (key: string) => version.bytes.get(key);
    const again = await configOf(version.manifest, read).catch(() => undefined);
    if (again?.version === loaded.config.version) return { ...version, config: again };
  }
  throw new InputError(
    "the files this config names cannot be kept together with it. Put its mappings and actions into its own folder, or below it.",
  );
}

/** What `versionOf` calls it, without the work of looking whether it can be kept. */
export const versionId = (file: string, loaded: Loaded, keepsPlace: boolean): string =>
  written(file, loaded, keepsPlace, false).id;

function written(
  file: string,
  loaded: Loaded,
  keepsPlace: boolean,
  withOrigins: boolean,
): Omit<Version, "config"> {
  const here = dirname(resolve(file));
  const there = keepsPlace ? here : nowhere;
  const bytes = new Map<string, Uint8Array>();
  const files = loaded.files.map(({ path, bytes: body }, index) => {
    const from = resolve(path);
    const key = index === 0 ? "raport.yaml" : `files/${index}-${basename(from).replaceAll(/[^\w.-]/g, "_")}`;
    bytes.set(key, body);
    return { path: resolve(there, relative(here, from)), key, ...(withOrigins && { from }) };
  });
  const manifest: Manifest = { v: 1, file: resolve(there, basename(file)), files };
  const places = files.map(({ path, key }) => [path, digest(bytes.get(key) ?? new Uint8Array())]);
  return {
    id: digest(Buffer.from(JSON.stringify([manifest.file, places]))).slice(0, 16),
    bytes,
    manifest,
  };
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The config of these files and no others. */
async function configOf(
  { file, files }: Manifest,
  read: (key: string) => Promise<Uint8Array | undefined>,
): Promise<Config> {
  const { config } = await loadFiles(file, async (path) => {
    const found = files.find((one) => one.path === path) ?? files.find((one) => one.from === path);
    const bytes = found && (await read(found.key));
    if (bytes === undefined) throw Object.assign(new Error(`no ${path}`), { code: "ENOENT" });
    return bytes;
  });
  return config;
}

/** Which version is in force; undefined before the first. */
export async function currentVersion(lake: Pick<Lake, "get">): Promise<InForce | undefined> {
  const stored = await lake.get(currentKey);
  return stored && { current: parseStored<Current>(currentKey, stored.body), etag: stored.etag };
}

/** The files of a version by where they stood, the config itself first; undefined where they are gone. */
export async function storedFiles(
  id: string,
  lake: Pick<Lake, "get">,
): Promise<readonly { readonly path: string; readonly text: string }[] | undefined> {
  const key = `${folderOf(id)}manifest.json`;
  const stored = await lake.get(key);
  if (stored === undefined) return undefined;
  const { files } = parseStored<Manifest>(key, stored.body);
  const texts = files.map(async ({ path, key: name }) => {
    const body = (await lake.get(folderOf(id) + name))?.body;
    return { path, text: body === undefined ? "" : new TextDecoder().decode(body) };
  });
  return Promise.all(texts);
}

/** The config of a version; throws ConfigError where this Raport does not take it any more. */
export async function storedConfig(id: string, lake: Pick<Lake, "get">): Promise<Config> {
  const key = `${folderOf(id)}manifest.json`;
  const stored = await lake.get(key);
  if (stored === undefined)
    throw new StorageError(`${key} is not in the home. Push the config again to put it there.`);
  const manifest = parseStored<Manifest>(key, stored.body);
  try {
    return await configOf(manifest, async (name) => (await lake.get(folderOf(id) + name))?.body);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const why = `the config in force (version ${id}) is not one this Raport takes; push one that is right:`;
    throw new ConfigError([why, ...error.problems]);
  }
}

/**
 * Makes the version the one in force, if what is in force is still what the caller saw; undefined where nothing was.
 * False when somebody else was first. The files come before the pointer: whoever reads it finds them.
 */
export async function putInForce(
  version: Version,
  seen: InForce | undefined,
  at: string,
  lake: Lake,
): Promise<boolean> {
  for (const [key, bytes] of version.bytes) await lake.put(folderOf(version.id) + key, bytes);
  await lake.put(`${folderOf(version.id)}manifest.json`, encode(version.manifest));
  const { current } = seen ?? {};
  const before = current ? [current.version, ...current.before].slice(0, mostBefore) : [];
  return write({ v: 1, version: version.id, before, at, undone: null }, seen, lake);
}

/** The version before is in force again. False when somebody else changed it meanwhile. */
export async function takeBack(seen: InForce, at: string, lake: Lake): Promise<boolean> {
  const [version, ...before] = seen.current.before;
  if (version === undefined)
    throw new InputError(
      "there is no version before the one in force: nothing is undone. Edit the config and push it.",
    );
  return write({ v: 1, version, before, at, undone: seen.current.version }, seen, lake);
}

/** Takes versions away for good; nothing can be undone to them. The one in force is none of them. */
export async function removeVersions(ids: ReadonlySet<string>, lake: Lake): Promise<void> {
  for (;;) {
    const seen = await currentVersion(lake);
    if (seen && ids.has(seen.current.version))
      throw new InputError(
        "the config was changed meanwhile to one that is to be removed. Look again, then ask again.",
      );
    const before = seen?.current.before.filter((id) => !ids.has(id)) ?? [];
    if (!seen || before.length === seen.current.before.length) break;
    if (await write({ ...seen.current, before }, seen, lake)) break;
  }
  for (const id of ids) for await (const { key } of lake.list(folderOf(id))) await lake.remove(key);
}

async function write(current: Current, seen: InForce | undefined, lake: Lake): Promise<boolean> {
  if (seen === undefined) return lake.claim(currentKey, encode(current));
  return (await lake.swap(currentKey, encode(current), seen.etag)) !== undefined;
}

const encode = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
