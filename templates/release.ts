/** Which release renders: the same one makes the same bytes of the same model, another one may not. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export interface Release {
  /** Of the package. */
  readonly version: string;
  /** Of the sources a report is rendered with: another one where any of them changed. */
  readonly renderer: string;
}

/** And what Node writes numbers, dates and zones by: another Node may write them otherwise. */
export interface RenderedBy extends Release {
  readonly unicode: string;
  readonly zones: string;
}

/** Set where the sources are bundled: they lie beside no deployed function. */
declare const RAPORT_RELEASE: Release | undefined;

let known: Release | undefined;

/** Who renders here and now. */
export function renderedBy(): RenderedBy {
  known ??= typeof RAPORT_RELEASE === "undefined" ? releaseOfSources() : RAPORT_RELEASE;
  const { icu = "", tz = "" } = process.versions;
  return { ...known, unicode: icu, zones: tz };
}

/** What makes a report's email, page and CSV. */
const roots = ["email.ts", "page.ts", "csv.ts"];

export function releaseOfSources(): Release {
  const here = import.meta.dirname;
  const sources = new Map<string, string>();
  for (const root of roots) read(join(here, root), sources);
  const hash = createHash("sha256");
  for (const path of [...sources.keys()].sort())
    hash.update(`${relative(here, path).replaceAll("\\", "/")}\n${sources.get(path)}\n`);
  const { version } = JSON.parse(readFileSync(join(here, "../package.json"), "utf8")) as Release;
  return { version, renderer: hash.digest("hex").slice(0, 12) };
}

/** A file and those it imports, but for types, which make no byte. */
function read(path: string, sources: Map<string, string>): void {
  if (sources.has(path)) return;
  // A checkout may have lines that end otherwise.
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  sources.set(path, text);
  for (const [, other = ""] of text.matchAll(/^(?:import|export)(?! type\b)[^"';]*\bfrom "(\.[^"]+)";$/gm))
    read(join(dirname(path), other), sources);
}
