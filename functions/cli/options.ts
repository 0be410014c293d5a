/** Options several commands share. */

import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { isDate } from "../core/period.ts";

export const configOption = () =>
  new Option("--config <file>", "the config an admin edits").default("config/raport.yaml");

/** A folder of this machine. */
export const folderOption = () =>
  new Option("--home <folder>", "everything a local run keeps")
    .default(resolve(".raport"), ".raport")
    .argParser(folder);

/** A folder of this machine or a bucket. */
export const homeOption = () =>
  new Option("--home <place>", "everything a run keeps: a folder, or s3://BUCKET for S3, Athena and SES")
    .default(resolve(".raport"), ".raport")
    .argParser(place);

export const nowOption = () =>
  new Option(
    "--now <instant>",
    "pretend it is this instant, for example 2026-11-16T08:00:00Z (default: now)",
  ).argParser(instant);

/** An ISO instant with Z or an offset, as UTC text with seconds. */
export function instant(text: string): string {
  const complete = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = complete ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError(
      "Write an instant with its offset, for example 2026-11-16T08:00:00Z or 2026-11-16T09:00:00+01:00.",
    );
  return utc(new Date(time));
}

function place(text: string): string {
  if (!/^s3(:|\/\/)/i.test(text)) return folder(text);
  const bucket = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(text)?.[1];
  if (bucket === undefined)
    throw new InvalidArgumentError("Write a folder, or a whole bucket, for example s3://my-raport-lake.");
  return `s3://${bucket}`;
}

/** An empty text is a variable nobody set, not the current folder. */
function folder(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Write a folder, for example my-reports/.raport.");
  return resolve(text);
}

export function date(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError("Write a date that exists, for example 2026-11-16.");
  return text;
}

/** Now or any moment as Raport writes instants: UTC, whole seconds. */
export function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}
