/** What is deployed: every function as modules that load by themselves. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Bundle, bundle } from "../../infra/bundle.ts";

const names = ["tick", "land", "compute", "send", "open", "feedback"];
const made = new Map<string, Bundle>();
const of = (name: string) => made.get(name) as Bundle;

beforeAll(() => {
  for (const name of names) made.set(name, bundle(name));
});

describe.each(names)("the bundle of %s", (name) => {
  test("is smaller than 1.5 MB", () => {
    expect(of(name).size).toBeGreaterThan(100_000);
    expect(of(name).size).toBeLessThan(1_500_000);
  });

  test("holds no compiler of templates, no engine of one machine, nothing of the command line", () => {
    const files = Object.keys(of(name).inputs);
    const foreign = /mjml|node_modules\/eta\/|@duckdb|adapters\/local|functions\/cli|commander|^world\//;
    expect(files.filter((path) => foreign.test(path))).toEqual([]);
    // It would find them: some of these do stand in a bundle.
    expect(files.some((path) => /node_modules\/@middy/.test(path))).toBe(true);
  });

  test("loads in a process of its own that has no packages, and gives a handler", () => {
    const module = JSON.stringify(join(of(name).folder, "index.mjs"));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["-e", `import(${module}).then(({ handler }) => console.log(typeof handler))`],
      { encoding: "utf8", cwd: of(name).folder, env: { PATH: process.env.PATH ?? "" } },
    );
    expect({ stdout, stderr }).toEqual({ stdout: "function\n", stderr: "" });
  });
});

test("those that ask for SQL have every query beside them, and none of the macros for one machine", () => {
  const folders = (name: string) =>
    readdirSync(of(name).folder)
      .filter((file) => !/\.m?js$/.test(file))
      .sort();
  expect(folders("compute")).toEqual([
    "calendar",
    "checks",
    "facts",
    "kpis",
    "rollups",
    "staging",
    "values",
    "vendors",
  ]);
  expect(folders("open")).toEqual([]);
  expect(folders("feedback")).toEqual([]);
});

test("what only some of the work needs is not loaded before it", () => {
  const late = /node_modules\/(nodemailer|write-excel-file|fflate|@aws-sdk\/client-(?!s3\/))/;
  const [all, atOnce] = [of("send"), of("send").atOnce].map(({ inputs }) =>
    Object.keys(inputs).filter((path) => late.test(path)),
  );
  expect(all?.length).toBeGreaterThan(0);
  expect(atOnce).toEqual([]);
  for (const name of names)
    expect(Object.keys(of(name).atOnce.inputs).filter((path) => late.test(path))).toEqual([]);
});

test("who opens links can neither ask Athena nor start a function", () => {
  const packages = (name: string) =>
    Object.keys(of(name).inputs).flatMap((path) => /@aws-sdk\/client-\w+/.exec(path)?.[0] ?? []);
  expect([...new Set(packages("open"))].sort()).toEqual(["@aws-sdk/client-s3", "@aws-sdk/client-ses"]);
});
