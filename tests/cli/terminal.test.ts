import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { said, started } from "./said.ts";
import { good, header, twoSources } from "./two.ts";

test("a name in the data cannot write on the terminal", async () => {
  const text = `${header}\n${good.replaceAll("phone", "\u001b[2J\u0007pho\u202ene")}`;
  const two = await twoSources({ "calls/c.csv": text, "tickets/t.csv": text });
  const ran = await two.run();
  const { out } = await said(
    "kpis",
    "--config",
    two.config,
    "--home",
    two.home,
    "--period",
    "week",
    "--on",
    "2026-11-12",
    "--by",
    "channel",
  );
  expect(out).toContain("?[2J?pho?ne");
  for (const said of [ran.out, ran.err, out]) expect(said).not.toMatch(/[^\n\P{C}]/u);
});

test("of a command whose output nobody reads to its end everything is done all the same", async () => {
  const two = await twoSources();
  const options = ["--config", two.config, "--home", two.home];
  const { child, ended } = started("raport", two.folder, "push", ...options);
  child.stdout.destroy();
  const { code, err } = await ended;
  expect([code, err]).toEqual([0, ""]);
  expect(existsSync(join(two.home, "config/current.json"))).toBe(true);
});

test("a source that cannot be read has no tick but what to do, and the exit code says so", async () => {
  const two = await twoSources({ "calls/c.csv": null });
  const { code, err } = await two.run();
  expect(code).toBe(1);
  expect(err).toMatch(/^✗ land calls: cannot be read: \[calls\] no file matches .+ Put an export there/m);
  expect(err).toMatch(/^✓ land tickets: 3 rows from 1 file/m);
});

test("a file that is refused has no tick either, beside what landed", async () => {
  const two = await twoSources({ "calls/d.csv": "" });
  const { code, err } = await two.run();
  expect(code).toBe(1);
  expect(err).toMatch(/^✗ land calls: 3 rows, but refused: \[calls\] .+d\.csv:1:1: the file is empty\./m);
});
