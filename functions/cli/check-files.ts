/** What there is of each source held against the config: the newest file must have the columns that are named. */

import { relative } from "node:path";
import type { Found, Loaded } from "../../config/index.ts";
import { fileInbox } from "../adapters/local/files.ts";
import { bodyColumns } from "../core/body-columns.ts";
import { bucketPath } from "../core/bucket.ts";
import type { FilesSource } from "../core/config.ts";
import { ConfigError, InputError } from "../core/errors.ts";
import { nearest } from "../core/spelling.ts";
import { mappingsOf } from "../stages/mappings.ts";
import { notBegun } from "../stages/since.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { guessColumns } from "./guess.ts";
import { plain } from "./plain.ts";

/**
 * Throws ConfigError with every column that is not there, and every account of which nothing would be read yet, each at its
 * line. Gives what is no mistake but will be missed:
 * sources without a file, which may still come, and columns a mapping reads that the newest file does not have.
 */
export async function checkSources({ config, placed }: Loaded, now: string): Promise<readonly string[]> {
  const notes: string[] = [];
  const problems: Found[] = [...notBegun(config, now)];
  for (const [index, source] of config.sources.entries()) {
    const at = ["sources", index];
    if (!("path" in source) || bucketPath(source.path) !== undefined) continue;
    const file = (await fileInbox().list(source)).at(-1)?.key;
    if (file === undefined) {
      const message = `no file of this machine matches ${plain(source.path)} yet; correct the path, unless one is still to come`;
      notes.push(...placed([{ path: [...at, "path"], message }]).map((line) => `warning   ${line}`));
      continue;
    }
    if (source.type !== "files") continue;
    try {
      const columns = await columnsOf(file, source.encoding, source.format, cures);
      problems.push(...absent(source, shortPath(file), columns, at));
      notes.push(...unread(source, shortPath(file), columns));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push({ path: [...at, "path"], message: `the newest file cannot be read; ${error.message}` });
    }
  }
  if (problems.length > 0) throw new ConfigError(placed(problems));
  return notes;
}

const cures = { encoding: "", file: "Let this user read it." };

/** As the person who asks would type it. */
function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}

function absent(source: FilesSource, file: string, { names }: Columns, at: Found["path"]): readonly Found[] {
  const usual = guessColumns(names).found;
  const asked = [
    ["key", source.key, usual.contact_id],
    ["version", source.version, usual.version],
  ] as const;
  const own = asked.flatMap(([setting, name, guess]): Found[] => {
    if (name === undefined || names.includes(name)) return [];
    const todo = `write one of them after ${setting}:${setting === "version" ? ", or remove the line" : ""}`;
    return [
      { path: [...at, setting], message: missing(file, name, names, nearest(name, names) ?? guess, todo) },
    ];
  });
  const personal = (["personal", "hashed"] as const).flatMap((setting) =>
    source[setting].flatMap((name, index): Found[] => {
      if (names.includes(name)) return [];
      const message = missing(file, name, names, nearest(name, names), "correct the name, or remove it");
      return [{ path: [...at, setting, index], message }];
    }),
  );
  return [...own, ...personal];
}

const emptied = (name: string) =>
  `${JSON.stringify(plain(name))} is NULL in every row, because personal: in the config empties it; take it out of there, or write it below hashed: where it tells customers apart`;

function missing(
  file: string,
  name: string,
  names: readonly string[],
  guess: string | undefined,
  todo: string,
): string {
  const cure = guess === undefined ? todo : `did you mean "${short(guess)}"?`;
  return `the file ${file} has no column "${short(name)}"; its columns are ${listed(names)}; ${cure}`;
}

const mostColumns = 40;
const short = (name: string) => plain(name).slice(0, 60);
const listed = (names: readonly string[]) =>
  names.slice(0, mostColumns).map(short).join(", ") +
  (names.length > mostColumns ? ` and ${names.length - mostColumns} more` : "");

/** What a mapping reads and the file does not have is NULL in every row. Of NDJSON one object says nothing of the others. */
function unread(source: FilesSource, file: string, { kind, names }: Columns): readonly string[] {
  const told = new Set<string>();
  return mappingsOf(source).flatMap(([, { file: mapping, text }]) =>
    bodyColumns(text).flatMap(({ name, at }) => {
      const isEmptied = source.personal.includes(name);
      const isThere = kind === "ndjson" || names.includes(name);
      if (told.has(`${mapping} ${name}`) || (isThere && !isEmptied)) return [];
      told.add(`${mapping} ${name}`);
      const cure = "it is NULL in every row of this file; correct the name";
      const message = isEmptied ? emptied(name) : missing(file, name, names, nearest(name, names), cure);
      return [`warning   ${mapping}:${at}: ${message}`];
    }),
  );
}
