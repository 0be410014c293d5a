import { describe, expect, test } from "vitest";
import { saidOf } from "../../functions/core/lack.ts";
import { quietFiles } from "../../functions/core/volumes.ts";
import { configOf, landedFiles, week } from "./sample.ts";

const w46 = week("2026-11-11");

describe("a short file of a source whose weekdays are not known yet", () => {
  // The 9th is a Monday: 9 to 13 are days of work, the 14th and 15th are not.
  const early = (files: Readonly<Record<string, number>>, holidays: readonly string[] = []) => {
    const landed = landedFiles(...Object.entries(files).map(([date, rows]) => ({ date, rows })));
    const [source] = configOf().sources;
    return quietFiles(w46, [source!], { sources: { helpdesk: landed } }, holidays).map(({ lack }) =>
      saidOf(lack),
    );
  };
  const three = { "2026-11-09": 90, "2026-11-10": 100, "2026-11-11": 500 };

  test("has less than half the middle of the days of work before it, from three on", () => {
    expect(early({ ...three, "2026-11-12": 49 })).toEqual([
      "helpdesk: the file for 2026-11-12 has 49 rows where 100 are usual so far. If that is right, add it to quiet_days of helpdesk, or say: raport allow helpdesk --day 2026-11-12; otherwise export it again.",
    ]);
    expect(early({ ...three, "2026-11-12": 50 })).toEqual([]);
    expect(early({ "2026-11-10": 100, "2026-11-11": 100, "2026-11-12": 1 })).toEqual([]);
  });

  test("is not held against what came after it", () => {
    expect(early({ "2026-11-09": 1, "2026-11-10": 100, "2026-11-11": 100, "2026-11-12": 100 })).toEqual([]);
  });

  test("is a day off when it has less than a tenth of the days off before it, and no days of work count", () => {
    const off = { "2026-11-01": 100, "2026-11-07": 100, "2026-11-08": 60 };
    expect(early({ ...three, ...off, "2026-11-14": 10 })).toEqual([]);
    expect(early({ ...three, ...off, "2026-11-14": 9 })).toHaveLength(1);
    expect(early({ ...three, "2026-11-14": 0 })).toEqual([]);
  });

  test("is a day off on a holiday", () => {
    expect(early({ ...three, "2026-11-12": 20 }, ["2026-11-12"])).toEqual([]);
  });

  test("is nothing to notice where thirty are not usual, but none at all is from ten on", () => {
    const few = { "2026-11-09": 29, "2026-11-10": 29, "2026-11-11": 29 };
    expect(early({ ...few, "2026-11-12": 1 })).toEqual([]);
    expect(early({ ...few, "2026-11-12": 0 })).toHaveLength(1);
    const fewer = { "2026-11-09": 9, "2026-11-10": 9, "2026-11-11": 9 };
    expect(early({ ...fewer, "2026-11-12": 0 })).toEqual([]);
  });
});
