import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { compile, refuseChangedTags } from "../../templates/compile.ts";
import { blocksOf } from "../../templates/compile-blocks.ts";

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

test("what is written alike for the same few values is a function of these alone", () => {
  const tags =
    "<% it.bars.forEach((bar) => { %><% once(high: number = bar.high) %><i><%= high %></i><% end %><% }); %>";
  const text = blocksOf(new Map([["bars", tags]])).split("\n");
  expect(text).toContain("const t0 = remembered((high: number) => {");
  expect(text).toContain("  out.add(t0(bar.high));");
  expect(text.filter((line) => line.includes("high"))).toEqual([
    "const t0 = remembered((high: number) => {",
    "  out.put('<i>', high);",
    "  out.add(t0(bar.high));",
  ]);
});

test("what stands in several places is one function", () => {
  const hero = (of: string) => `<% part(kpi: HeroView = row.${of}) %><b><%= kpi.name %></b><% end %>`;
  const text = blocksOf(new Map([["heroes", `${hero("left")}<hr><%= it.subject %>${hero("right")}`]]));
  expect(text.match(/out\.put\('<b>', kpi\.name\)/g)).toHaveLength(1);
  expect(text).toContain("const t0 = (it: EmailView, out: Written, kpi: HeroView) => {");
  expect(text).toContain("  t0(it, out, row.left);");
  expect(text).toContain("  t0(it, out, row.right);");
});

test("a name the view does not have does not compile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "raport-"));
  try {
    const generated = await readFile(blocks, "utf8");
    const wrong = generated
      .replace("it.headline", "it.headlime")
      .replace(/"(\.\.\/[^"]+\.ts)"/g, (_, path: string) =>
        JSON.stringify(join(root, "templates/generated", path)),
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
