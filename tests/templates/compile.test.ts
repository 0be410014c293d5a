import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { compile, refuseChangedTags, templates } from "../../templates/compile.ts";

const root = join(import.meta.dirname, "../..");
const [digest] = templates;

test("the committed render function is what the template compiles to", async () => {
  expect(await compile(digest)).toBe(await readFile(digest.target, "utf8"));
});

test("a tag that is lost, repeated less often or changed stops the build", () => {
  expect(() => refuseChangedTags("<%= a %><%= a %>", "<%= a %>")).toThrow("lost (<%= a %>)");
  expect(() => refuseChangedTags("<%= a %>", "<%= a %><%= b %>")).toThrow("changed (<%= b %>)");
  expect(() => refuseChangedTags("<%= a %>", "<%= a %><%= a %>")).not.toThrow();
});

test("a name the view does not have does not compile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "raport-"));
  try {
    const generated = await readFile(digest.target, "utf8");
    const wrong = generated
      .replace("it.headline", "it.headlime")
      .replace(/"\.\.\/(html|view)\.ts"/g, (_, name: string) =>
        JSON.stringify(join(root, `templates/${name}.ts`)),
      );
    await writeFile(join(folder, "digest.ts"), wrong);
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
      join(folder, "digest.ts"),
    ]);
    const { stdout } = await run.then(
      () => ({ stdout: "" }),
      (failure: { stdout: string }) => failure,
    );
    expect(stdout).toContain("Property 'headlime' does not exist on type 'DigestView'");
    expect(stdout.trim().split("\n")).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
