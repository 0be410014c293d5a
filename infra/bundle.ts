/**
 * One folder per function, made at synth: a minified module with everything it imports, further ones with what it imports only
 * when it is needed, and the SQL it reads.
 */

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildSync, type Metafile } from "esbuild";
import { releaseOfSources } from "../templates/release.ts";

const root = join(import.meta.dirname, "..");

export interface Modules {
  /** Every file that is in them, relative to the project, with the bytes it takes there. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Of all of them, bytes. */
  readonly size: number;
}

export interface Bundle extends Modules {
  /** The folder to deploy; its handler is `index.handler`. */
  readonly folder: string;
  /** What of it is loaded before its first work. */
  readonly atOnce: Modules;
}

/** What nodemailer would tell the type of an attached file by: a twentieth of all, and a message of ours is two texts. */
const fileTypes = "./mime-types.js";
const noFileTypes = `const none = () => { throw new Error("a part of a message says its own type") };
exports.detectMimeType = none;
exports.detectExtension = none;
`;

const made = new Map<string, Bundle>();

/** Bundles `functions/<name>.ts`. Needs no container: the code is JavaScript, the same for every processor. */
export function bundle(name: string): Bundle {
  return bundleOf(join(root, "functions", `${name}.ts`));
}

/** Bundles this file as if it were a function. */
export function bundleOf(file: string): Bundle {
  const known = made.get(file) ?? bundled(file);
  // The CDK copies the folders into its assembly.
  if (made.size === 0) process.once("exit", removeAll);
  made.set(file, known);
  return known;
}

function removeAll(): void {
  for (const { folder } of made.values()) rmSync(folder, { recursive: true, force: true });
}

function bundled(file: string): Bundle {
  const folder = mkdtempSync(join(tmpdir(), `raport-${basename(file, ".ts")}-`));
  const { metafile } = buildSync({
    entryPoints: { index: file },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // The packages' modules and not their CommonJS: of those only what is used is taken.
    mainFields: ["module", "main"],
    alias: {
      // Lambda gives credentials by the environment: the other ways to find some are for people's machines.
      "@aws-sdk/credential-provider-node": join(root, "functions/adapters/aws/credentials.ts"),
      // The same parser as modules, which it offers to browsers only.
      yaml: join(root, "node_modules/yaml/browser/index.js"),
    },
    // What renders a report says so in it; there the sources are not to be had.
    define: { RAPORT_RELEASE: JSON.stringify(releaseOfSources()) },
    // Only browsers ask for the one, and are no part of this; nobody for the other.
    external: ["bowser", fileTypes],
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
  });
  const { outputs } = metafile as Metafile;
  const whole = modulesOf(Object.keys(outputs), outputs);
  if ("queries/query.ts" in whole.inputs) copyQueries(folder);
  if (Object.keys(whole.inputs).some((path) => path.endsWith("/nodemailer/dist/esm/mime-funcs/index.js")))
    writeFileSync(join(folder, fileTypes), noFileTypes);
  return { folder, ...whole, atOnce: modulesOf(importedAtOnce(outputs), outputs) };
}

function modulesOf(paths: readonly string[], outputs: Metafile["outputs"]): Modules {
  const found = paths.flatMap((path) => outputs[path] ?? []);
  const inputs = found.flatMap(({ inputs: of }) => Object.entries(of));
  return {
    inputs: Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
    size: found.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** The module with the handler, and what it and those it imports import without being asked. */
function importedAtOnce(outputs: Metafile["outputs"]): readonly string[] {
  const found = new Set(Object.keys(outputs).filter((path) => path.endsWith("/index.mjs")));
  for (const path of found)
    for (const { path: other, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && other in outputs) found.add(other);
  return [...found];
}

/** Beside the modules, where `queries/query.ts` looks for them. The macros for DuckDB are of no use there. */
function copyQueries(folder: string): void {
  cpSync(join(root, "queries"), folder, {
    recursive: true,
    filter: (path) => !/\.ts$|duckdb\.sql$/.test(path),
  });
}
