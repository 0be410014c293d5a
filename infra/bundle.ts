/** One folder per function, made at synth: a minified module with everything it imports, and the SQL it reads. */

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync, type Metafile } from "esbuild";

const root = join(import.meta.dirname, "..");

export interface Bundle {
  /** The folder to deploy; its handler is `index.handler`. */
  readonly folder: string;
  /** Every file that is in it, relative to the project, with the bytes it takes there. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Of the module, bytes. */
  readonly size: number;
}

const made = new Map<string, Bundle>();

/** Bundles `functions/<name>.ts`. Needs no container: the code is JavaScript, the same for every processor. */
export function bundle(name: string): Bundle {
  const known = made.get(name) ?? bundled(name);
  // The CDK copies the folders into its assembly.
  if (made.size === 0) process.once("exit", removeAll);
  made.set(name, known);
  return known;
}

function removeAll(): void {
  for (const { folder } of made.values()) rmSync(folder, { recursive: true, force: true });
}

function bundled(name: string): Bundle {
  const folder = mkdtempSync(join(tmpdir(), `raport-${name}-`));
  const { metafile } = buildSync({
    entryPoints: [join(root, "functions", `${name}.ts`)],
    outfile: join(folder, "index.mjs"),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // The packages' modules and not their CommonJS: of those only what is used is taken.
    mainFields: ["module", "main"],
    // Lambda gives credentials by the environment: the other ways to find some are for people's machines.
    alias: { "@aws-sdk/credential-provider-node": join(root, "functions/adapters/aws/credentials.ts") },
    charset: "utf8",
    legalComments: "none",
    banner: { js: banner },
    logLevel: "error",
  });
  const [output] = Object.values((metafile as Metafile).outputs);
  const inputs = Object.fromEntries(
    Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
  );
  if ("queries/query.ts" in inputs) copyQueries(folder);
  return { folder, inputs, size: output?.bytes ?? 0 };
}

/** A few packages still ask for modules of Node by `require`, which a module has not. */
const banner = `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);`;

/** Beside the module, where `queries/query.ts` looks for them. The macros for DuckDB are of no use there. */
function copyQueries(folder: string): void {
  cpSync(join(root, "queries"), folder, {
    recursive: true,
    filter: (path) => !/\.ts$|duckdb\.sql$/.test(path),
  });
}
