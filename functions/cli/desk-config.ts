/** What the desk says of the config, and what `check` says of a text somebody tries. Nothing is written anywhere. */

import { readFile } from "node:fs/promises";
import { basename, dirname, resolve, sep } from "node:path";
import { type Loaded, loadFiles } from "../../config/index.ts";
import { onClock } from "../core/clock.ts";
import type { Source } from "../core/config.ts";
import { ConfigError } from "../core/errors.ts";
import { isOnAws } from "../home.ts";
import type { Ports } from "../ports.ts";
import { currentVersion, storedFiles, versionId } from "../stages/config-versions.ts";
import type { Checked, ConfigProblem, ConfigSeen } from "../web/desk/config.ts";
import { changesOf } from "./changes.ts";
import { checkMappings, notesOf, withEngine } from "./check.ts";
import { checkSources } from "./check-files.ts";
import type { DeskPlace } from "./desk.ts";
import { upcoming } from "./summary.ts";

type Read = Pick<Ports, "lake" | "warehouse">;

/** The config as it stood: on this machine the file it was read from, of what was pushed the copy. */
interface Known {
  readonly path: string;
  readonly text: string | undefined;
  /** What it may read beside itself, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly isOnDisk: boolean;
}

export async function configSeen(place: DeskPlace, now: string, ports: Read): Promise<ConfigSeen> {
  const seen = await currentVersion(ports.lake);
  const files = seen && (await storedFiles(seen.current.version, ports.lake));
  return {
    inForce: seen
      ? {
          version: seen.current.version,
          since: seen.current.at,
          text: files?.[0]?.text ?? "",
          files: (files ?? []).slice(1).map(({ path }) => basename(path)),
        }
      : null,
    file: await fileSeen(seen?.current.version, place, now, ports),
  };
}

/** The file on disk; what is in force already was checked when it came into force. */
async function fileSeen(
  version: string | undefined,
  place: DeskPlace,
  now: string,
  ports: Read,
): Promise<ConfigSeen["file"]> {
  const known = await knownConfig(place, ports);
  if (!known?.isOnDisk || known.text === undefined) return null;
  const { path, text } = known;
  const loaded = await loadFiles(path).catch(() => undefined);
  const isInForce = loaded !== undefined && versionId(path, loaded, true) === version;
  const checked = isInForce ? { problems: [], lines: [] } : await checkText(text, place, now, ports);
  return { path, text, isInForce, checked };
}

/** Whether the file on disk has mistakes that show without an engine. */
export async function mistakesOnDisk(place: DeskPlace, ports: Read): Promise<number> {
  const known = await knownConfig(place, ports);
  if (!known?.isOnDisk || known.text === undefined) return 0;
  return loadFiles(known.path).then(
    () => 0,
    (error: unknown) => (error instanceof ConfigError ? error.problems.length : 0),
  );
}

/** What `check` would say if the config were this text. */
export async function checkText(text: string, place: DeskPlace, now: string, ports: Read): Promise<Checked> {
  const known = (await knownConfig(place, ports)) ?? {
    path: resolve("config/raport.yaml"),
    text: undefined,
    files: new Map(),
    isOnDisk: true,
  };
  const placed = (error: unknown): Checked => {
    if (!(error instanceof ConfigError)) throw error;
    return { problems: error.problems.map((line) => problemOf(line, known.path)), lines: [] };
  };
  try {
    const loaded = await loadFiles(known.path, (path) => readBeside(path, text, known));
    const { config } = loaded;
    if (isOnAws(place.home)) await withEngine((engine) => checkMappings(config, engine));
    else await checkMappings(config, ports.warehouse);
    const notes = [...(await sourceNotes(loaded, known, now)), ...notesOf(loaded)];
    const { lines, settled } = await changesOf(place, known.path, loaded, now, ports);
    const all = [...notes, ...lines, ...upcoming(config, now, settled)];
    const inWords = (line: string) =>
      onClock(line.replaceAll(`${known.path}:`, "line "), config.organisation.zone);
    return { problems: [], lines: all.map(inWords) };
  } catch (error) {
    return placed(error);
  }
}

async function knownConfig({ config, home }: DeskPlace, { lake }: Read): Promise<Known | undefined> {
  const seen = await currentVersion(lake);
  const stored = seen && (await storedFiles(seen.current.version, lake));
  const files = new Map((stored ?? []).slice(1).map(({ path, text }) => [path, text]));
  const [first] = stored ?? [];
  if (isOnAws(home)) return first && { ...first, files, isOnDisk: false };
  const path = config === undefined ? first?.path : resolve(config);
  if (path === undefined) return undefined;
  const text = await readFile(path, "utf8").catch(() => undefined);
  return { path, text, files, isOnDisk: true };
}

/** What a text names is read where the config may lie with it, and nowhere else: whoever types here types paths, too. */
async function readBeside(
  path: string,
  text: string,
  { path: file, files, isOnDisk }: Known,
): Promise<Uint8Array> {
  if (path === file) return new TextEncoder().encode(text);
  const stored = files.get(resolve(path));
  if (!isOnDisk && stored !== undefined) return new TextEncoder().encode(stored);
  const isBeside = resolve(path).startsWith(dirname(file) + sep) && /\.(sql|ya?ml)$/.test(path);
  if (isOnDisk && (isBeside || stored !== undefined)) return readFile(path);
  throw Object.assign(new Error("not beside the config"), { code: "EACCES" });
}

/** The exports are looked into only where the file on disk names the same ones. */
async function sourceNotes(
  loaded: Loaded,
  { path, text, isOnDisk }: Known,
  now: string,
): Promise<readonly string[]> {
  if (!isOnDisk || text === undefined) return [];
  const onDisk = await loadFiles(path).catch(() => undefined);
  const known = new Set(onDisk?.config.sources.map(pathOf));
  const isSame = loaded.config.sources.every((source) => known.has(pathOf(source)));
  return isSame
    ? checkSources(loaded, now)
    : [
        "note      the paths of the exports differ from those of the file on disk, so no export is looked into here",
      ];
}

const pathOf = (source: Source) => ("path" in source ? source.path : "");

/** `F:LINE:COL: path: what is wrong; what to do`, the file being the text itself. */
function problemOf(line: string, file: string): ConfigProblem {
  const rest = line.startsWith(`${file}:`) ? line.slice(file.length + 1) : undefined;
  const [, at, says] = /^(\d+):\d+: (.*)$/s.exec(rest ?? "") ?? [];
  return at === undefined || says === undefined ? { says: line } : { line: Number(at), says };
}
