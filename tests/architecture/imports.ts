/** Who may import whom: DESIGN's table as data, and a reader of import statements. Nothing here touches a disk. */

import { posix } from "node:path";

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

interface Zone {
  readonly name: string;
  /** Which files belong to it; the first zone that matches is theirs. */
  readonly files: RegExp;
  /** What else they may import of ours. Files of one zone may always import each other. */
  readonly may: readonly (string | RegExp)[];
  /** Packages they may import; undefined: any but those that belong to one adapter. */
  readonly packages?: RegExp;
}

const doors = /^(config|queries|templates)\/index\.ts$/;
const onAws = /^functions\/adapters\/(aws\/[^/]+|buckets|catalog|engine|generations)\.ts$/;
const lambdaEntries = /^functions\/(tick|land|compute|send|open|feedback)\.ts$/;
// Reading a clock or a hash is pure; opening a file, a socket or a process is what ports are for.
const pureNode = "node:(buffer|crypto|events|stream(/promises)?|util|zlib|path)";

const zones: readonly Zone[] = [
  { name: "core", files: /^functions\/core\//, may: [], packages: /^(temporal-polyfill|node:crypto)$/ },
  {
    name: "connectors",
    files: /^functions\/connectors\//,
    may: ["core"],
    packages: new RegExp(`^(csv-parse(/sync|/stream)?|zod|${pureNode})$`),
  },
  { name: "ports", files: /^functions\/ports\.ts$/, may: ["core"], packages: /^$/ },
  {
    name: "adapters",
    files: /^functions\/adapters\//,
    may: ["ports", "core", /^queries\/(index|tables)\.ts$/],
  },
  {
    name: "stages",
    files: /^functions\/stages\//,
    may: ["core", "ports", "connectors", doors],
    packages: new RegExp(`^${pureNode}$`),
  },
  {
    name: "web",
    files: /^functions\/web\//,
    may: ["core", "ports", /^functions\/stages\/(names|places|tokens)\.ts$/, /^templates\/archive\.ts$/],
  },
  {
    name: "deployed",
    files: /^functions\/deployed\//,
    // What keeps files and tables on one machine is in no bundle.
    may: ["stages", onAws, "web", "ports", "core", /^functions\/(lambda|site)\.ts$/],
  },
  {
    name: "entries",
    files: /^functions\/(cli\/)?[^/]+\.ts$/,
    may: [
      "stages",
      "adapters",
      "web",
      "ports",
      "core",
      "connectors",
      "deployed",
      doors,
      /^world\/index\.ts$/,
    ],
  },
  { name: "generated", files: /^templates\/generated\//, may: ["templates", "core"], packages: /^$/ },
  { name: "templates", files: /^templates\//, may: ["generated", "core"] },
  { name: "config", files: /^config\//, may: ["core"] },
  { name: "queries", files: /^queries\//, may: ["core"] },
  {
    name: "infra",
    files: /^infra\//,
    // The shape of a table in Glue is written down once, for the stack and for who mends it at run time.
    may: [
      "core",
      /^(config|queries)\/(index|tables)\.ts$/,
      /^templates\/release\.ts$/,
      /^functions\/adapters\/aws\/glue-shape\.ts$/,
    ],
  },
  { name: "world", files: /^world\//, may: ["core"] },
  { name: "tests", files: /^tests\//, may: [/./] },
  { name: "settings", files: /^[^/]+\.config\.ts$/, may: [] },
];

/** Every violation in one source file, as `file:line: what is wrong`. `path` is relative to the project. */
export function violations(path: string, source: string): readonly string[] {
  const zone = zoneOf(path);
  if (!zone) return [`${path}:1: no part of the project owns this file`];
  // Tests may import anything, and hold imports as text that are none.
  const imports = zone.name === "tests" ? [] : importsOf(source);
  const wrong = imports.flatMap(({ specifier, line }) => {
    const reason = refusal(path, zone, specifier);
    return reason ? [`${path}:${line}: ${reason}`] : [];
  });
  return [...wrong, ...shape(path, source), ...clocks(path, zone, source)];
}

/** Imports, re-exports, dynamic imports and require, with what they name; a name that is computed is "". */
export function importsOf(source: string): readonly Import[] {
  const bare = source.replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, (comment) =>
    comment.replace(/[^\n]/g, " "),
  );
  const found: Import[] = [];
  for (const pattern of [
    /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*["']([^"']*)["']/gm,
    /^[ \t]*import\s*["']([^"']*)["']/gm,
    /\b(?:import|require|createRequire|import\.meta\.resolve)\s*\(\s*(?:["']([^"']*)["'])?/g,
  ])
    for (const match of bare.matchAll(pattern))
      found.push({ specifier: match[1] ?? "", line: bare.slice(0, match.index).split("\n").length });
  return found;
}

function refusal(path: string, zone: Zone, specifier: string): string | undefined {
  if (specifier === "") return "an import must name its file as plain text";
  if (!specifier.startsWith(".")) return packageRefusal(path, zone, specifier);
  const target = posix.normalize(posix.join(posix.dirname(path), specifier));
  if (!/\.(ts|json|ya?ml)$/.test(target)) return `${specifier} does not end in .ts`;
  const owner = zoneOf(target);
  if (!owner) return `${target} is no part of the project`;
  if (owner === zone && zone.name !== "entries") return undefined;
  if (zone.name === "entries" && owner === zone)
    return lambdaEntries.test(target) ? "nobody imports an entry" : undefined;
  const allowed = zone.may.some((one) => (typeof one === "string" ? one === owner.name : one.test(target)));
  return allowed ? undefined : `${zone.name} must not import ${target}`;
}

function packageRefusal(path: string, zone: Zone, name: string): string | undefined {
  if (zone.packages && !zone.packages.test(name)) return `${zone.name} must not import ${name}`;
  if (/^@duckdb\//.test(name) && !/^(functions\/adapters\/local|tests|world)\//.test(path))
    return `${name} belongs in functions/adapters/local`;
  if (/^@aws-sdk\//.test(name) && !/^(functions\/adapters\/aws|tests)\//.test(path))
    return `${name} belongs in functions/adapters/aws`;
  return undefined;
}

function shape(path: string, source: string): readonly string[] {
  const lines = source.trimEnd().split("\n").length;
  const most = lambdaEntries.test(path) ? 10 : 250;
  if (path.startsWith("templates/generated/") || lines <= most) return [];
  return [`${path}:${most + 1}: ${lines} lines, at most ${most}`];
}

/** Time, chance and surroundings are arguments wherever a result depends on them. */
function clocks(path: string, zone: Zone, source: string): readonly string[] {
  if (!["core", "connectors", "stages", "generated"].includes(zone.name)) return [];
  const impure =
    /Date\.now\(|new Date\(\)|Temporal\.Now|Math\.random\(|randomUUID\(|process\.(env|cwd|platform)|performance\.now\(/g;
  return [...source.matchAll(impure)].map(
    (match) =>
      `${path}:${source.slice(0, match.index).split("\n").length}: ${match[0]} in ${zone.name}: make it an argument`,
  );
}

function zoneOf(path: string): Zone | undefined {
  return zones.find(({ files }) => files.test(path));
}
