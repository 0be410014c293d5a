/** `raport init`: a commented config and mapping to start from, fitted to a CSV file where one is given. */

import { mkdir, open, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { Command } from "commander";
import { InputError } from "../core/errors.ts";
import { isZone } from "../core/period.ts";
import { type Guess, guessColumns, starterConfig, starterMapping } from "./starter.ts";

export function initCommand(): Command {
  return new Command("init")
    .description("Write a commented config and mapping to start from. Nothing that exists is overwritten.")
    .argument("[folder]", "where to write them", ".")
    .option("--csv <file>", "an export of yours: its columns fill the mapping as far as their names tell")
    .option("--zone <zone>", "your time zone, for example Europe/Helsinki", localZone())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- init my-reports\n  npm run raport -- init my-reports --csv exports/tickets.csv --zone Europe/Helsinki",
    )
    .action(init);
}

async function init(folder: string, options: { csv?: string; zone: string }): Promise<void> {
  if (!isZone(options.zone))
    throw new InputError(`"${options.zone}" is not a time zone; write one like Europe/Helsinki.`);
  const guess =
    options.csv === undefined ? undefined : guessColumns(options.csv, await headerOf(options.csv));
  const path = options.csv === undefined ? "exports/*.csv" : relative(resolve(folder), resolve(options.csv));
  await mkdir(join(folder, "mappings"), { recursive: true });
  await writeNew(
    join(folder, "raport.yaml"),
    starterConfig({ zone: options.zone, path, ...(guess ? { guess } : {}) }),
  );
  await writeNew(join(folder, "mappings", "contacts.sql"), starterMapping(guess));
  for (const line of nextSteps(folder, guess)) console.log(line);
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new InputError(
      `${file} is already there and was left as it is. Choose another folder, or remove it first.`,
    );
  }
}

function nextSteps(folder: string, guess: Guess | undefined): readonly string[] {
  const config = join(folder, "raport.yaml");
  const open =
    guess?.missing.map(
      (name) => `  no column looked like ${name}: say in the mapping which one it is, or leave it NULL`,
    ) ?? [];
  return [
    `wrote ${config} and ${join(folder, "mappings", "contacts.sql")}`,
    ...open,
    `next: edit both, then`,
    `  npm run raport -- check --config ${config}`,
    `  npm run raport -- run --config ${config} --home ${join(folder, ".raport")}`,
  ];
}

/** The first line of the file, gunzipped where it is gzip. */
async function headerOf(file: string): Promise<string> {
  const bytes = await firstBytes(file);
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");
  const line = text.split(/\r?\n/)[0] ?? "";
  if (line.trim() === "")
    throw new InputError(`${file}: its first line is empty; it should name the columns.`);
  return line;
}

const enough = 65_536;

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((error: unknown) => {
    throw new InputError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const { buffer, bytesRead } = await handle
    .read(Buffer.alloc(enough), 0, enough, 0)
    .finally(() => handle.close());
  const head = buffer.subarray(0, bytesRead);
  return head[0] === 0x1f && head[1] === 0x8b ? gunzipSome(head) : head;
}

/** As much as the first bytes of a gzip give; its end is not there. */
function gunzipSome(head: Uint8Array): Promise<Uint8Array> {
  return new Promise((done) => {
    const chunks: Uint8Array[] = [];
    const finish = () => done(Buffer.concat(chunks));
    createGunzip()
      .on("data", (chunk: Uint8Array) => chunks.push(chunk))
      .on("end", finish)
      .on("error", finish)
      .end(head);
  });
}

function localZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : "UTC";
}
