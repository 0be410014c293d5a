/** `raport init`: a commented config and mapping to start from, fitted to a CSV file where one is given. */

import { lstat, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { Command } from "commander";
import { InputError } from "../core/errors.ts";
import { isZone } from "../core/period.ts";
import { columnsOf } from "./columns.ts";
import { type Guess, guessColumns } from "./guess.ts";
import { plain } from "./plain.ts";
import { starterConfig, starterMapping } from "./starter.ts";

export function initCommand(): Command {
  return new Command("init")
    .description("Write a commented config and mapping to start from. Nothing that exists is overwritten.")
    .argument("[folder]", "where to write them", ".")
    .option("--csv <file>", "an export of yours: its columns fill the mapping as far as their names tell")
    .option("--encoding <name>", "the encoding of that file, for example windows-1252", "utf-8")
    .option("--zone <zone>", "your time zone, for example Europe/Helsinki", localZone())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- init my-reports\n  npm run raport -- init my-reports --csv exports/tickets.csv --zone Europe/Helsinki",
    )
    .action(init);
}

interface Options {
  readonly csv?: string;
  readonly encoding: string;
  readonly zone: string;
}

async function init(folder: string, { csv, encoding, zone }: Options): Promise<void> {
  if (!isZone(zone)) throw new InputError(`"${zone}" is not a time zone; write one like Europe/Helsinki.`);
  const guess = csv === undefined ? undefined : guessColumns((await columnsOf(csv, encoding)).names);
  const path = csv === undefined ? "exports/*.csv" : relative(resolve(folder), resolve(csv));
  await writeNew({
    [join(folder, "raport.yaml")]: starterConfig({ zone, path, encoding, ...(guess ? { guess } : {}) }),
    [join(folder, "mappings", "contacts.sql")]: starterMapping(guess),
  });
  for (const line of nextSteps(folder, guess)) console.log(line);
}

/** All of the files, or none when one of them is there already. */
async function writeNew(texts: Readonly<Record<string, string>>): Promise<void> {
  const files = Object.keys(texts);
  const there = await Promise.all(files.map((file) => lstat(file).then(Boolean, () => false)));
  const taken = files.find((_, index) => there[index]);
  if (taken !== undefined)
    throw new InputError(
      `${taken} is already there and was left as it is. Choose another folder, or remove it first.`,
    );
  try {
    for (const [file, text] of Object.entries(texts)) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTDIR" && code !== "EEXIST" && code !== "EACCES") throw error;
    throw new InputError(`${files.join(" and ")} cannot be written (${code}). Choose another folder.`);
  }
}

function nextSteps(folder: string, guess: Guess | undefined): readonly string[] {
  const [config, mapping] = [join(folder, "raport.yaml"), join(folder, "mappings", "contacts.sql")];
  return [
    `wrote ${config} and ${mapping}`,
    ...(guess === undefined ? [] : guessed(guess, mapping)),
    `next: edit both, then`,
    `  npm run raport -- check --config ${word(config)}`,
    `  npm run raport -- run --config ${word(config)} --home ${word(join(folder, ".raport"))}`,
  ];
}

/** What it took for what, to be read before it is believed. */
function guessed({ columns, found, missing, personal }: Guess, mapping: string): readonly string[] {
  const taken = new Set([...Object.values(found), ...personal]);
  const left = columns.filter((column) => !taken.has(column)).map(short);
  return [
    ...Object.entries(found).map(([name, column]) => `  took "${short(column)}" for ${name}`),
    ...missing.map((name) => `  no column looked like ${name}: ${cures[name] ?? orNull(mapping)}`),
    ...(found.customer_id === undefined
      ? []
      : [`  lands as a keyed hash, never as it is: ${short(found.customer_id)}`]),
    ...(personal.length === 0
      ? []
      : [
          `  personal, never kept: ${personal.slice(0, 40).map(short).join(", ")}${personal.length > 40 ? ", ..." : ""}; what the mapping needs after all, take out of personal: in the config`,
        ]),
    ...(left.length === 0
      ? []
      : [`  not used: ${left.slice(0, 40).join(", ")}${left.length > 40 ? ", ..." : ""}`]),
  ];
}

const short = (column: string) => plain(column).slice(0, 60);

const cures: Readonly<Record<string, string>> = {
  contact_id: "write the one that names a contact after key: in the config",
  version:
    "the row landed last wins; if a contact can be in several files, write the one that tells which row is newer after version:",
  opened_at: "say in the mapping which one it is; no row counts without it",
  customer_id:
    "to see who comes again, write the column that tells customers apart below hashed: in the config, and name it in the mapping",
};

const orNull = (mapping: string) => `say in ${mapping} which one it is, or leave it NULL`;

/** One word of a command line, whatever the path holds. */
const word = (path: string) => (/^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

function localZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : "UTC";
}
