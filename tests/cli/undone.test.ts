/** A file that is not what is in force: `check` says what is, since when, and what makes the file count. */

import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { whatCounts } from "../../functions/cli/changes.ts";
import { said } from "./said.ts";
import { twoSources } from "./two.ts";

const at = (hour: number) => ["--now", `2026-11-16T${hour}:00:00Z`];

test("after push --undo check says which version counts since when, and that the file is left out until it is pushed", async () => {
  const { config, home } = await twoSources();
  const options = ["--config", config, "--home", home];
  const first = /in force {2}version ([0-9a-f]{16})/.exec(
    (await said("push", ...options, ...at(10))).out,
  )?.[1];
  await writeFile(config, (await readFile(config, "utf8")).replace("Weekly calls", "Calls of the week"));
  await said("push", ...options, ...at(11));
  expect((await said("check", ...options, ...at(12))).out).not.toContain("taken back");
  const undone = await said("push", "--undo", ...options, ...at(13));
  expect(undone.out).toContain(
    `note      ${config} was left as it is: if it is what was taken back, it is left out`,
  );
  const { out } = await said("check", ...options, ...at(14));
  expect(out).toContain(
    `note      ${config} was taken back by push --undo: version ${first} is in force since 2026-11-16T13:00:00Z, and the file is left out until it is edited or pushed`,
  );
  await said("push", ...options, ...at(15));
  expect((await said("check", ...options, ...at(16))).out).not.toContain("taken back");
});

const bucket = { file: "my/raport.yaml", home: "s3://my-raport-lake" };
const current = { version: "aaaa", at: "2026-11-16T08:00:00Z", undone: null };

test("of a bucket the file counts only until something was pushed, and check says so", () => {
  expect(whatCounts(undefined, "bbbb", bucket)).toEqual([
    "note      nothing was pushed to s3://my-raport-lake yet: --config counts only until something is; npm run raport -- push --config my/raport.yaml --home s3://my-raport-lake makes this file the one in force",
  ]);
  expect(whatCounts(current, "bbbb", bucket)).toEqual([
    "note      version aaaa, pushed at 2026-11-16T08:00:00Z, is in force in s3://my-raport-lake, not my/raport.yaml: what follows counts once it is pushed (npm run raport -- push --config my/raport.yaml --home s3://my-raport-lake)",
  ]);
  expect(whatCounts(current, "aaaa", bucket)).toEqual([]);
  expect(whatCounts(undefined, "bbbb", { ...bucket, stack: "raport" })).toEqual([
    "note      nothing was pushed to the stack raport yet, so it does nothing: npm run raport -- push --config my/raport.yaml --stack raport makes this file the one in force",
  ]);
});

test("of a folder an edited file counts with the next run, so there is nothing to say", () => {
  const folder = { ...bucket, home: "/srv/raport" };
  for (const undone of [null, "cccc"]) expect(whatCounts({ ...current, undone }, "bbbb", folder)).toEqual([]);
  expect(whatCounts(undefined, "bbbb", folder)).toEqual([]);
});
