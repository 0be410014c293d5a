import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { compile, refuseChangedTags } from "../../templates/compile.ts";

const root = join(import.meta.dirname, "../..");
const blocks = join(root, "templates/generated/blocks.ts");

test("the committed render functions are what the templates compile to", async () => {
  const modules = await compile();
  expect(modules.map(({ target }) => basename(target, ".ts"))).toEqual([...templates, "blocks"]);
  for (const { target, text } of modules) expect(text).toBe(await readFile(target, "utf8"));
});

test("a tag that is lost, repeated less often or changed stops the build", () => {
  expect(() => refuseChangedTags("<%= a %><%= a %>", "<%= a %>")).toThrow("lost (<%= a %>)");
  expect(() => refuseChangedTags("<%= a %>", "<%= a %><%= b %>")).toThrow("changed (<%= b %>)");
  expect(() => refuseChangedTags("<%= a %>", "<%= a %><%= a %>")).not.toThrow();
});

test("a name the view does not have does not compile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "raport-"));
  try {
    const generated = await readFile(blocks, "utf8");
    const wrong = generated
      .replace("it.headline", "it.headlime")
      .replace(/"\.\.\/(html|view)\.ts"/g, (_, name: string) =>
        JSON.stringify(join(root, `templates/${name}.ts`)),
      );
    await writeFile(join(folder, "blocks.ts"), wrong);
    const flags = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--allowImportingTsExtensions",
      "--skipLibCheck",
      "--types",
      "node",
    ];
    const types = [
      "--target",
      "es2024",
      "--module",
      "nodenext",
      "--typeRoots",
      join(root, "node_modules/@types"),
    ];
    const run = promisify(execFile)(join(root, "node_modules/.bin/tsc"), [
      ...flags,
      ...types,
      join(folder, "blocks.ts"),
    ]);
    const { stdout } = await run.then(
      () => ({ stdout: "" }),
      (failure: { stdout: string }) => failure,
    );
    expect(stdout).toContain("Property 'headlime' does not exist on type 'EmailView'");
    expect(stdout.trim().split("\n")).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
