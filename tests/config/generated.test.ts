/** Three hundred configs broken from a seed: each is refused where it is wrong, with what to do, and nothing changes. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { loadFiles } from "../../config/index.ts";
import { fileLake } from "../../functions/adapters/local/files.ts";
import type { Lake } from "../../functions/ports.ts";
import { configInForce } from "../../functions/stages/config-in-force.ts";
import { putInForce, versionOf } from "../../functions/stages/config-versions.ts";
import { type Broken, brokenConfigs } from "./mutations.ts";
import { actions } from "./rich.ts";
import { whole } from "./whole.ts";

const seed = 20_261_122;
const now = "2026-11-16T08:00:00Z";
const folder = mkdtempSync(join(tmpdir(), "raport-generated-"));
const file = join(folder, "raport.yaml");
let lake: Lake;
let right: string;
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  mkdirSync(join(folder, "mappings"));
  writeFileSync(join(folder, "mappings/helpdesk.sql"), "select 1");
  writeFileSync(join(folder, "mappings/phone.sql"), "select 2");
  writeFileSync(join(folder, "actions.yaml"), actions);
  writeFileSync(file, stringify(whole()));
  const home = fileLake(join(folder, "home"));
  const loaded = await loadFiles(file);
  right = loaded.config.version;
  await putInForce(await versionOf(file, loaded, true), undefined, now, home);
  const refuse = () => Promise.reject(new Error("something was written"));
  lake = { ...home, put: refuse, claim: refuse, swap: refuse, remove: refuse };
});

/** What a message must tell: one of these is what to do. */
const cure =
  /\b(write|use|did you mean|choose|remove|swap|keep|name|put|lower|raise|end|sort|indent|close|line|save|correct|run|ease|move|map|give|make|expect|say)\b/;

const configs = brokenConfigs(seed);

test("there are 300 of them, no two alike", () => {
  expect(configs).toHaveLength(300);
  const texts = new Set(configs.map(({ text }) => Buffer.from(text).toString("latin1")));
  expect(texts.size).toBeGreaterThan(280);
});

test.each(configs.map((broken, index) => [index, broken.kind, broken] as const))(
  "%i: %s",
  async (_, _kind, broken) => {
    writeFileSync(file, broken.text);
    // The home refuses every write, so a partial effect would be another error than these problems.
    const { problems, config } = await configInForce(
      { file, now, pushed: false, validate: async () => undefined },
      lake,
    );
    expect(config.version).toBe(right);
    expect(problems.length).toBeGreaterThan(0);
    const told = problems.map((line) => partsOf(line, broken));
    for (const { message, line, column, lines } of told) {
      expect(message).toMatch(/; |\?$/);
      expect(message).toMatch(cure);
      expect(line).toBeLessThanOrEqual(lines.length + 1);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
    }
    for (const { path, says, at } of broken.expected) {
      const found = told.find((one) => (path === "" || one.path === path) && one.message.includes(says));
      expect(found, `${path}: ${says}\n${problems.join("\n")}`).toBeDefined();
      if (at !== undefined && found) expect(found.rest.startsWith(at), `${found.rest} at ${path}`).toBe(true);
    }
  },
);

function partsOf(problem: string, { text }: Broken) {
  // One line, whatever the file holds.
  const [, where, line, column, path, message] =
    /^(.+?):([1-9]\d*):([1-9]\d*): (\S+): ([^\p{C}\p{Zl}\p{Zp}]+)$/u.exec(problem) ?? [];
  expect(where, problem).toBe(file);
  const lines = Buffer.from(text).toString("utf8").split("\n");
  const rest = (lines[Number(line) - 1] ?? "").slice(Number(column) - 1);
  return {
    line: Number(line),
    column: Number(column),
    path: path ?? "",
    message: message ?? "",
    lines,
    rest,
  };
}
