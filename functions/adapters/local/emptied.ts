/** Emails of the outbox that name somebody, and their end. The files stay: each is the proof that its message was accepted. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Names of files below the outbox whose words hold what is looked for. */
export async function emailsNaming(
  root: string,
  isIn: (text: string) => boolean,
): Promise<readonly string[]> {
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const emails = names.filter((name) => name.endsWith(".eml") || name.endsWith(".html"));
  const found: string[] = [];
  for (const name of emails.sort()) {
    const text = await readFile(join(root, name), "utf8");
    // As a mail program reads it: lines that were only broken to be short are one.
    if (isIn(text) || isIn(text.replaceAll(/=\r?\n/g, "").replaceAll("=40", "@"))) found.push(name);
  }
  return found;
}

export async function emptyEmails(root: string, names: readonly string[]): Promise<void> {
  for (const name of names) await writeFile(join(root, name), "");
}
