import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";
// Half of what a short command line costs is Node reading the same modules: the first process leaves them compiled for the next.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/compile");

/** Minutes each: begun last, one of them would keep a single core busy while the others have nothing left to do. */
const longest = [
  "queries/cases",
  "journey-killed",
  "journey-killed-later",
  "year",
  "rebuild",
  "oracle/pipeline",
];

/** Pure, or of files in folders of their own. */
const quiet = [
  "config",
  "connectors",
  "core",
  "infra",
  "queries/vendors",
  "stages",
  "templates",
  "web",
  "world",
];

/**
 * What a file puts in the place of a module, of time or of the environment stays there for those that come after it in its
 * process; an installation (tests/cost) does so too.
 */
const replaces =
  /\bvi\.(mock|doMock|hoisted|stub|useFake|resetModules)|\bprocess\.env\b.*[^=]=[^=]|cost\/installation\.ts/;

const alone = globSync(
  quiet.map((folder) => `tests/${folder}/**/*.test.ts`),
  { cwd: import.meta.dirname },
).filter((file) => !replaces.test(readFileSync(join(import.meta.dirname, file), "utf8")));

/** Runs the files whose paths below tests/ begin like these first, in this order. */
export function longestFirst(names: readonly string[]): typeof BaseSequencer {
  const rankOf = ({ moduleId }: TestSpecification) => {
    const rank = names.findIndex((name) => moduleId.includes(`/tests/${name}`));
    return rank < 0 ? names.length : rank;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
    }
  };
}

export default defineConfig({
  test: {
    sequence: { sequencer: longestFirst(longest) },
    projects: [
      // What changes nothing outside itself needs no process of its own: starting one costs more than most of these tests.
      { extends: true, test: { name: "alone", include: alone, isolate: false } },
      {
        extends: true,
        test: {
          name: "all",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/engines/**", "tests/browser/**", ...alone],
        },
      },
    ],
    // Without it a machine of two cores leaves one idle; two engines then share what there is, so tests may take a while.
    maxWorkers: "100%",
    testTimeout: 400_000,
    hookTimeout: 400_000,
    // Its package entry is a directory import that Node alone cannot load.
    server: { deps: { inline: ["dt-sql-parser"] } },
  },
});
