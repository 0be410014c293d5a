/** Options, defaults, help and exit codes of every command. */

import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, said, started } from "./said.ts";
import { config, good, header, mapping, now, twoSources } from "./two.ts";

const commands = ["init", "check", "run", "kpis", "serve", "backfill", "rebuild"] as const;

describe("help", () => {
  test("names every command, shows examples and says what the exit codes mean", async () => {
    const { code, out, err } = await said("--help");
    expect([code, err]).toEqual([0, ""]);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, "m"));
    expect(out).toMatch(/Examples:\n {2}npm run raport -- /);
    expect(out).toContain("Exit codes: 0 done, 1 something you gave is wrong, 2 Raport or the world failed.");
  });

  test.each(commands)("of %s has an example of it that understands its own options", async (command) => {
    const { code, out } = await said(command, "--help");
    expect(code).toBe(0);
    const examples = out.match(new RegExp(`^ {2}npm run raport -- ${command}\\b.*$`, "gm")) ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const option of examples.join(" ").match(/--[a-z]+/g) ?? []) expect(out).toContain(`  ${option}`);
  });

  test("is what raport without a command shows, and that is a mistake", async () => {
    const { code, err } = await said();
    expect([code, err]).toEqual([1, expect.stringContaining("Usage: raport")]);
  });
});

const week = ["--period", "week", "--on", "2026-11-09"];
const wrong: readonly (readonly [readonly string[], string])[] = [
  [["rnu"], "(Did you mean run?)"],
  [["run", "now"], "too many arguments for 'run'"],
  [["run", "--hme", "x"], "(Did you mean --home?)"],
  [["run", "--home"], "option '--home <place>' argument missing"],
  [["run", "--home", ""], "Write a folder, for example my-reports/.raport."],
  [
    // A home that has a config goes on with it; this one has none.
    ["run", "--config", "nowhere.yaml", "--home", "nowhere"],
    "nowhere.yaml:1:1: file: does not exist; give the path of the config with --config",
  ],
  [["run", "--now", "yesterday"], "Write an instant with its offset, for example 2026-11-16T08:00:00Z"],
  [["run", "--now", "2026-11-16T08:00:00"], "Write an instant with its offset"],
  [["run", "--now", "2026-13-16T08:00:00Z"], "Write an instant with its offset"],
  [["check", "--now", "2026-11-16"], "Write an instant with its offset"],
  [["check", "--config", "."], ".:1:1: file: is a folder, not a file; give the path of the config"],
  [["kpis", "--on", "2026-11-09"], "required option '--period <grain>' not specified"],
  [["kpis", "--period", "week"], "required option '--on <date>' not specified"],
  [["kpis", "--period", "year", "--on", "2026-11-09"], "Allowed choices are day, week, month."],
  [["kpis", "--period", "day", "--on", "2026-02-29"], "Write a date that exists, for example 2026-11-16."],
  [["kpis", ...week, "--config", "nowhere.yaml"], "nowhere.yaml:1:1: file: does not exist"],
  [["backfill", "--from", "2026-01-01", "--now", "today"], "Write an instant with its offset"],
  [["serve", "--port", "http"], "Write a port from 1 to 65535."],
  [["serve", "--port", "0"], "Write a port from 1 to 65535."],
  [["serve", "--port", "65536"], "Write a port from 1 to 65535."],
  [["init", "a", "b"], "too many arguments for 'init'"],
];

test.each(wrong)("%j is refused with exit code 1 and what to do", async (words, message) => {
  const { code, out, err } = await said(...words);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(message);
  expect(err).not.toMatch(/ at .*\.ts:\d+/);
});

describe("without --home and --config", () => {
  test("everything is kept and read below the folder one stands in", async () => {
    const folder = realpathSync(
      await folderOf({
        "config/raport.yaml": config,
        "config/tickets.sql": mapping,
        "config/calls.sql": mapping,
        "config/tickets/t.csv": `${header}\n${good}`,
        "config/calls/c.csv": `${header}\n${good}`,
      }),
    );
    const ran = await started("raport", folder, "run", "--now", now).ended;
    expect([ran.code, ran.out]).toEqual([
      0,
      expect.stringContaining(`the emails are in ${join(folder, ".raport", "outbox")}\n`),
    ]);
    expect(readdirSync(folder).sort()).toEqual([".raport", "config"]);
    const asked = await started("raport", folder, "kpis", ...week, "--kpi", "contacts_opened", "--json")
      .ended;
    // C1 and C2 of both sources; C3 came the Monday after.
    expect([asked.code, JSON.parse(asked.out)[0].value]).toEqual([0, 4]);
    const beside = await started("raport", join(folder, "config"), "kpis", ...week).ended;
    expect([beside.code, beside.err]).toEqual([
      1,
      expect.stringContaining("config/raport.yaml:1:1: file: does not exist"),
    ]);
  });

  test("a relative --home is below the folder one stands in", async () => {
    const two = await twoSources();
    const { code } = await started(
      "raport",
      two.folder,
      "run",
      "--config",
      "raport.yaml",
      "--home",
      "a/b",
      "--now",
      now,
    ).ended;
    expect([code, existsSync(join(two.folder, "a/b/outbox"))]).toEqual([0, true]);
  });
});

test("backfill takes the instant to pretend as the others do, and days that lie ahead of it not at all", async () => {
  const two = await twoSources();
  await two.run();
  const again = (from: string) =>
    said("backfill", "--config", two.config, "--home", two.home, "--now", now, "--from", from);
  const { code, err } = await again("2026-11-17"); // now is Monday the 16th
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("--from 2026-11-17 lies ahead: it is 2026-11-16 in UTC."),
  ]);
  expect(await again("2026-11-16")).toMatchObject({
    code: 0,
    err: expect.stringContaining("nothing was older"),
  });
});

describe("exit codes", () => {
  const exit = async (folder: string, ...words: readonly string[]) =>
    (await started("raport", folder, ...words).ended).code;

  test("0: done, also when there was nothing to do", async () => {
    const two = await twoSources();
    const run = ["run", "--config", "raport.yaml", "--home", "home", "--now", now];
    expect([await exit(two.folder, ...run), await exit(two.folder, ...run)]).toEqual([0, 0]);
  });

  test("1: something given is wrong", async () => {
    const two = await twoSources({ "calls/c.csv": null });
    expect(await exit(two.folder, "run", "--config", "raport.yaml", "--home", "home", "--now", now)).toBe(1);
  });

  test("2: the machine failed, in words and without a stack", async () => {
    const two = await twoSources({ home: "a file where the home should be" });
    const { code, err } = await two.run();
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/cannot write .*home\/.*: a file stands where a folder is needed/),
    ]);
    expect(err).not.toMatch(/ at .*\.ts:\d+/);
  });
});

describe("npm start", () => {
  test("has help with examples", async () => {
    const { code, out } = await started("start", await folderOf(), "--help").ended;
    expect([code, out]).toEqual([0, expect.stringMatching(/Examples:\n {2}npm start\n/)]);
    for (const option of ["--once", "--home", "--now", "--port"]) expect(out).toContain(`  ${option}`);
  });

  test.each([
    [["--onec"], "(Did you mean --once?)"],
    [["--port", "x"], "Write a port from 1 to 65535."],
    [["--once"], "config/raport.yaml:1:1: file: does not exist"],
  ])("%j outside the product's folder is refused with what to do", async (words, message) => {
    const folder = await folderOf();
    const { code, err } = await started("start", folder, ...words).ended;
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
