import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, violations } from "./architecture/imports.ts";

const root = join(import.meta.dirname, "..");

function tracked(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}

const text = (path: string) => readFileSync(join(root, path), "utf8");

/** Places that exist on one machine only, and hosts that packages came from; the public registry is everybody's. */
function places(path: string, source: string): readonly string[] {
  const homes = /(?<![\w.}/-])\/(?:home|root|work|Users|private|mnt)\/[\w.-]+|\b[A-Z]:\\{1,2}Users\b/g;
  const found = [...source.matchAll(homes)].map(([place]) => `${path}: ${place}`);
  const hosts = [...source.matchAll(/"?(?:resolved|registry)"?\s*[:=]\s*"?https?:\/\/([\w.-]+)/g)]
    .map(([, host]) => host ?? "")
    .filter((host) => host !== "registry.npmjs.org");
  return [...found, ...new Set(hosts.map((host) => `${path}: ${host}`))];
}

// A copy without its history has nothing tracked to check.
describe.skipIf(!existsSync(join(root, ".git")))("the project", () => {
  test("imports only what its part may, in files of a readable size", () => {
    const sources = tracked().filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((path) => violations(path, text(path)))).toEqual([]);
  });

  test("keeps every SQL file under 120 lines", () => {
    const queries = tracked().filter((path) => path.endsWith(".sql") && path !== "queries/duckdb.sql");
    expect(queries.filter((path) => text(path).trimEnd().split("\n").length > 120)).toEqual([]);
  });

  test("names no machine's folders and no private registry", () => {
    const readable = tracked().filter((path) => !/\.(png|gz|parquet|ico|woff2?)$/.test(path));
    expect(readable.flatMap((path) => places(path, text(path)))).toEqual([]);
  });
});

describe("what would be refused", () => {
  test.each([
    [
      "functions/core/due.ts",
      'import { put } from "../stages/land.ts";',
      "core must not import functions/stages/land.ts",
    ],
    ["functions/core/due.ts", 'import { readFileSync } from "node:fs";', "core must not import node:fs"],
    [
      "functions/core/due.ts",
      'import type { Lake } from "../ports.ts";',
      "core must not import functions/ports.ts",
    ],
    [
      "functions/core/due.ts",
      'export { query } from "../../queries/index.ts";',
      "core must not import queries/index.ts",
    ],
    [
      "functions/core/due.ts",
      'export * from "../web/page.ts";',
      "core must not import functions/web/page.ts",
    ],
    ["functions/core/due.ts", 'const z = await import("zod");', "core must not import zod"],
    ["functions/core/due.ts", 'import "../../world/index.ts";', "core must not import world/index.ts"],
    ["functions/core/due.ts", 'import {\n  a,\n  b,\n} from "yaml";', "core must not import yaml"],
    ["functions/core/due.ts", "const t = Date.now();", "Date.now( in core: make it an argument"],
    ["functions/stages/land.ts", "const t = new Date();", "new Date() in stages: make it an argument"],
    [
      "functions/stages/land.ts",
      'import "../adapters/local/files.ts";',
      "stages must not import functions/adapters/local/files.ts",
    ],
    [
      "functions/stages/land.ts",
      'import "../../queries/tables.ts";',
      "stages must not import queries/tables.ts",
    ],
    [
      "functions/stages/send.ts",
      'import "../../templates/generated/digest.ts";',
      "stages must not import templates/generated/digest.ts",
    ],
    [
      "functions/stages/send.ts",
      'import { open } from "node:fs/promises";',
      "stages must not import node:fs/promises",
    ],
    [
      "functions/connectors/http.ts",
      'import "../ports.ts";',
      "connectors must not import functions/ports.ts",
    ],
    [
      "functions/adapters/local/duckdb.ts",
      'import "../../stages/land.ts";',
      "adapters must not import functions/stages/land.ts",
    ],
    [
      "functions/adapters/local/files.ts",
      'import "@aws-sdk/client-s3";',
      "@aws-sdk/client-s3 belongs in functions/adapters/aws",
    ],
    [
      "functions/web/desk.ts",
      'import "@duckdb/node-api";',
      "@duckdb/node-api belongs in functions/adapters/local",
    ],
    ["functions/web/desk.ts", 'import "../../queries/index.ts";', "web must not import queries/index.ts"],
    ["templates/generated/digest.ts", 'import "eta";', "generated must not import eta"],
    ["templates/html.ts", 'import "../functions/ports.ts";', "templates must not import functions/ports.ts"],
    ["config/index.ts", 'import "../queries/index.ts";', "config must not import queries/index.ts"],
    [
      "queries/tables.ts",
      'import "../functions/stages/land.ts";',
      "queries must not import functions/stages/land.ts",
    ],
    ["infra/lake.ts", 'import "../functions/ports.ts";', "infra must not import functions/ports.ts"],
    ["infra/work.ts", 'import "../functions/land.ts";', "infra must not import functions/land.ts"],
    [
      "functions/deployed/send.ts",
      'import "../adapters/local/smtp.ts";',
      "deployed must not import functions/adapters/local/smtp.ts",
    ],
    ["functions/deployed/send.ts", 'import "../home.ts";', "deployed must not import functions/home.ts"],
    [
      "functions/deployed/send.ts",
      'import "@aws-sdk/client-s3";',
      "@aws-sdk/client-s3 belongs in functions/adapters/aws",
    ],
    ["functions/raport.ts", 'import "./tick.ts";', "nobody imports an entry"],
    ["functions/raport.ts", 'import "../templates/csv.ts";', "entries must not import templates/csv.ts"],
    ["functions/raport.ts", "await import(name);", "an import must name its file as plain text"],
    ["functions/core/due.ts", 'import "./period";', "./period does not end in .ts"],
    ["scripts/odd.ts", "", "no part of the project owns this file"],
  ])("in %s: %s", (path, source, message) => {
    expect(violations(path, `\n${source}`).join()).toContain(`: ${message}`);
  });

  test("a file of 251 lines, an entry of 11", () => {
    expect(violations("functions/core/a.ts", "//\n".repeat(251))).toEqual([
      "functions/core/a.ts:251: 251 lines, at most 250",
    ]);
    expect(violations("functions/tick.ts", "//\n".repeat(11))).toEqual([
      "functions/tick.ts:11: 11 lines, at most 10",
    ]);
    expect(violations("functions/core/a.ts", "//\n".repeat(250))).toEqual([]);
    expect(violations("templates/generated/a.ts", "//\n".repeat(999))).toEqual([]);
  });

  test("a folder of one machine, a private registry", () => {
    // Put together here so that this file does not hold what it forbids.
    const [home, host] = [`/${"home"}/ann`, "packages.example.org"];
    expect(places("a.md", `see ${home}/raport`)).toEqual([`a.md: ${home}`]);
    expect(places("l.json", `"resolved": "https://${host}/a.tgz"`)).toEqual([`l.json: ${host}`]);
    expect(places("l.json", `"resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz"`)).toEqual([]);
    expect(places("a.md", "see https://example.org/home/page and ../work/x")).toEqual([]);
  });
});

test("an import is named with its line", () => {
  const source =
    '// import "a"\n/* x\nimport "b" */\nimport c from "./c.ts";\nexport type { D } from "./d.ts";\n';
  expect(importsOf(source)).toEqual([
    { specifier: "./c.ts", line: 4 },
    { specifier: "./d.ts", line: 5 },
  ]);
});

test("what the table allows passes", () => {
  expect(violations("functions/stages/land.ts", 'import { query } from "../../queries/index.ts";')).toEqual(
    [],
  );
  expect(
    violations("functions/adapters/local/duckdb.ts", 'import "@duckdb/node-api";\nimport "../../ports.ts";'),
  ).toEqual([]);
  expect(violations("functions/core/due.ts", 'import { Temporal } from "temporal-polyfill";')).toEqual([]);
  expect(violations("functions/raport.ts", 'import { land } from "./stages/land.ts";')).toEqual([]);
});
