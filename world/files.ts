/** Writes the export files of the simulated centre as a nightly job would have left them, a few per local day. */

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Temporal } from "temporal-polyfill";
import { casesAliveOn, type OpenedOn, remembering } from "./cases.ts";
import { addDays, dayNumber, zone } from "./clock.ts";
import { contactsOpenedOn, defaultSeed } from "./contacts.ts";
import { textOf } from "./dirt.ts";
import { dayOf, nightly } from "./exports.ts";
import { exportOn } from "./rows.ts";

export interface WorldOptions {
  readonly out: string;
  /** ISO instant; the last file is that of the day before it. */
  readonly now: string;
  /** How many days to write; 15 months when left out. */
  readonly days?: number;
  readonly seed?: string;
  /** Told after the files of each day. */
  readonly onFile?: (done: number, total: number) => void;
}

export interface WorldSummary {
  /** First and last local day that has files. */
  readonly from: string;
  readonly to: string;
  readonly files: number;
  /** Files that were new or had other bytes. */
  readonly written: number;
  /** Lines below the headers, dirty ones included. */
  readonly rows: number;
}

/** The first and the last day to write: they end yesterday, on the centre's calendar. */
export function exportedDays(now: string, days?: number): { readonly from: string; readonly to: string } {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  const to = today.subtract({ days: 1 });
  const from = days === undefined ? to.subtract({ months: 15 }).add({ days: 1 }) : today.subtract({ days });
  return { from: from.toString(), to: to.toString() };
}

export interface WorldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** Name and bytes of one day's contacts; the same bytes on every machine with the same zlib. */
export function exportFile(
  date: string,
  seed: string = defaultSeed,
  openedOn: OpenedOn = contactsOpenedOn,
): WorldFile {
  const text = exportOn(date, seed, openedOn);
  return { name: `contacts-${date}.csv.gz`, bytes: zipped(text), rows: text.split("\n").length - 2 };
}

/** Every file the job of a local day leaves. */
export function filesOn(
  date: string,
  seed: string = defaultSeed,
  openedOn: OpenedOn = contactsOpenedOn,
): readonly WorldFile[] {
  const day = dayOf(date, seed, casesAliveOn(date, seed, openedOn));
  const others = nightly.map((each) => {
    const { text, rows } = textOf(each, day);
    return { name: `${each.name}-${date}.csv.gz`, bytes: zipped(text), rows };
  });
  return [exportFile(date, seed, openedOn), ...others];
}

function zipped(text: string): Uint8Array {
  const bytes = gzipSync(text);
  bytes.fill(0, 4, 8); // time of writing
  bytes[9] = 255; // operating system: unknown
  return bytes;
}

/** Writes what is missing or different and leaves equal files, with their times, alone. */
export async function writeWorld(options: WorldOptions): Promise<WorldSummary> {
  const { out, seed = defaultSeed } = options;
  const { from, to } = exportedDays(options.now, options.days);
  const days = dayNumber(to) - dayNumber(from) + 1;
  const openedOn = remembering();
  await mkdir(out, { recursive: true });
  const sum = { files: 0, written: 0, rows: 0 };
  for (let done = 0; done < days; done += 1) {
    for (const file of filesOn(addDays(from, done), seed, openedOn)) {
      sum.files += 1;
      sum.rows += file.rows;
      if (await replace(out, file.name, file.bytes)) sum.written += 1;
    }
    options.onFile?.(done + 1, days);
  }
  return { from, to, ...sum };
}

async function replace(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const path = join(folder, name);
  const before = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (before?.equals(bytes)) return false;
  // The name must not match the glob of a source that is reading the folder.
  const draft = join(folder, `.${name}.${process.pid}.part`);
  await writeFile(draft, bytes);
  await rename(draft, path);
  return true;
}
