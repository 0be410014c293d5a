/** The door to the config: everything an admin decides, read from one YAML file and the mappings it names. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { Config, Mapping } from "../functions/core/config.ts";
import { ConfigError } from "../functions/core/errors.ts";
import { type FactName, factNames } from "../functions/core/facts.ts";
import { readActions } from "./actions.ts";
import { asWritten } from "./as-written.ts";
import { build } from "./build.ts";
import { type YamlText, yamlText } from "./document.ts";
import { type Found, get, list } from "./found.ts";
import { type Problem, problemLines, relationProblems, shapeProblems } from "./problems.ts";
import { relations } from "./relations.ts";
import { shown } from "./say.ts";
import { configSchema } from "./schema.ts";

/** How a file is read: as `readFile` of node does. */
export type ReadBytes = (path: string) => Promise<Uint8Array>;

/**
 * Reads and checks the config and its mappings. Paths in it are relative to the file. Throws ConfigError with every
 * problem at once, each one line `F:LINE:COL: path: what is wrong; what to do`, F being the path as given.
 */
export async function loadConfig(file: string, read: ReadBytes = readFile): Promise<Config> {
  return (await loadFiles(file, read)).config;
}

export type { Found } from "./found.ts";

/** The config, and every file it was made of: the config itself first, then those it names in its order, by the paths they were read at. */
export interface Loaded {
  readonly config: Config;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** What is found wrong with it later, as lines that begin with the place of the value each is about. */
  readonly placed: (found: readonly Found[]) => readonly string[];
}

/** `loadConfig`, with the files. */
export async function loadFiles(file: string, read: ReadBytes = readFile): Promise<Loaded> {
  // In the order they were asked for: which of them is read first is chance, and versions are told apart by this list.
  const asked = new Map<string, Promise<Uint8Array>>();
  const { config, yaml } = await loadFrom(file, (path) => {
    const reading = asked.get(path) ?? read(path);
    asked.set(path, reading);
    return reading;
  });
  return {
    config,
    files: await Promise.all([...asked].map(async ([path, reading]) => ({ path, bytes: await reading }))),
    placed: (problems) => problemLines(file, relationProblems(problems, yaml)),
  };
}

async function loadFrom(file: string, read: ReadBytes): Promise<{ config: Config; yaml: YamlText }> {
  const { text, problem } = await configText(file, read);
  if (problem) throw new ConfigError(problemLines(file, [problem]));
  const yaml = yamlText(text);
  const broken = yaml.broken.map((fault) => ({ ...fault, path: "yaml" }));
  if (broken.length > 0) throw new ConfigError(problemLines(file, broken));
  if (yaml.value === null || yaml.value === undefined)
    throw new ConfigError(problemLines(file, [atTop(`is empty; ${init}`)]));
  const written = asWritten(yaml);
  return { config: await checked(file, text, written, read), yaml: written };
}

async function checked(file: string, text: string, yaml: YamlText, read: ReadBytes): Promise<Config> {
  const shape = configSchema.safeParse(yaml.value);
  const mappings = await Promise.all(
    list(yaml.value, "sources").map((source) => mappingsOf(source, file, read)),
  );
  const actions = await actionsOf(get(yaml.value, "actions"), file, read);
  const problems = [
    ...shapeProblems(configSchema, shape.error?.issues ?? [], yaml),
    ...relationProblems(relations(yaml.value), yaml),
    ...relationProblems([...mappings.flatMap(mappingsNotRead), ...actions.notRead], yaml),
  ];
  const lines = [...problemLines(file, problems), ...problemLines(actions.file, actions.problems)];
  if (!shape.success || lines.length > 0) throw new ConfigError(lines);
  const found = mappings.map((ofSource) =>
    Object.fromEntries(ofSource.map(({ fact, file, text }) => [fact, { file, text }])),
  );
  const texts = mappings.flat().map((mapping) => mapping.text);
  const version = versionOf([text, ...texts, ...actions.text]);
  return build(shape.data, file, found, actions.actions, version);
}

const init = "run npm run raport -- init to make one that works";

function atTop(message: string): Problem {
  return { place: { line: 1, column: 1 }, path: "file", message };
}

async function configText(file: string, read: ReadBytes): Promise<{ text: string; problem?: Problem }> {
  let bytes: Uint8Array;
  try {
    bytes = await read(file);
  } catch (error) {
    return {
      text: "",
      problem: atTop(`${whyNotRead(error)}; give the path of the config with --config, or ${init}`),
    };
  }
  const text = decoded(bytes);
  return text === undefined ? { text: "", problem: notUtf8(bytes) } : { text };
}

function notUtf8(bytes: Uint8Array): Problem {
  const before = new TextDecoder().decode(bytes).split("\uFFFD", 1)[0] ?? "";
  const place = { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  return { place, path: "file", message: "is not UTF-8 text from here on; save it as UTF-8" };
}

interface MappingRead extends Mapping {
  readonly fact: FactName;
  /** Where below the source its file is named. */
  readonly at: readonly string[];
  readonly problem?: string;
}

/** The mappings of a source in the order of the facts; one file alone maps its contacts. */
async function mappingsOf(source: unknown, file: string, read: ReadBytes): Promise<readonly MappingRead[]> {
  const written = get(source, "mapping");
  if (typeof written === "string")
    return [{ fact: "contacts", at: ["mapping"], ...(await mappingOf(written, file, read)) }];
  const given = factNames.filter((fact) => get(written, fact) !== undefined);
  return Promise.all(
    given.map(async (fact) => ({
      fact,
      at: ["mapping", fact],
      ...(await mappingOf(get(written, fact), file, read)),
    })),
  );
}

async function mappingOf(
  written: unknown,
  file: string,
  read: ReadBytes,
): Promise<Mapping & { readonly problem?: string }> {
  const found = await textOf(written, file, read, "write the mapping");
  if (found.problem !== undefined || found.file === "" || found.text.trim() !== "") return found;
  return { ...found, problem: `${shown(found.file)} is empty; write the query that maps the rows` };
}

interface NamedText {
  readonly file: string;
  readonly text: string;
  readonly problem?: string;
}

/** A file the config names. A value that is no text is the schema's business, and no problem here. */
async function textOf(written: unknown, file: string, read: ReadBytes, todo: string): Promise<NamedText> {
  if (typeof written !== "string" || written.trim() === "") return { file: "", text: "" };
  const path = isAbsolute(written) ? written : join(dirname(file), written);
  try {
    const text = decoded(await read(path));
    if (text !== undefined) return { file: path, text };
    return { file: path, text: "", problem: `${shown(path)} is not UTF-8 text; save it as UTF-8` };
  } catch (error) {
    const problem = `${shown(path)} ${whyNotRead(error)}; the path is relative to the config, correct it or ${todo}`;
    return { file: path, text: "", problem };
  }
}

/** What was promised to be done; `text` is empty where no file is named. */
async function actionsOf(written: unknown, file: string, read: ReadBytes) {
  const { file: path, text, problem } = await textOf(written, file, read, "write the actions");
  if (problem !== undefined || path === "")
    return {
      file: path,
      text: [],
      actions: [],
      problems: [],
      notRead: problem === undefined ? [] : [{ path: ["actions"], message: problem }],
    };
  return { file: path, text: [text], notRead: [], ...readActions(text) };
}

function mappingsNotRead(mappings: readonly MappingRead[], source: number) {
  return mappings.flatMap(({ at, problem }) =>
    problem === undefined ? [] : [{ path: ["sources", source, ...at], message: problem }],
  );
}

function whyNotRead(error: unknown): string {
  const code = String(get(error, "code"));
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EISDIR") return "is a folder, not a file";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  return `cannot be read (${shown(code)})`;
}

/** The text without its byte order mark, or undefined when it is not UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function versionOf(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
}
