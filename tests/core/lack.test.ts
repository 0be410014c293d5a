import { expect, test } from "vitest";
import { type Lack, saidOf, withoutSources } from "../../functions/core/lack.ts";

const source = "billing-tickets";
const until = "2026-11-14T23:00:00Z";
const day = "2026-11-15";

test.each<[Lack, Lack]>([
  [
    { kind: "day_missing", source, day, file: "billing-2026-11-15.csv", by: "06:00" },
    { kind: "some_of_day", day },
  ],
  [
    { kind: "day_refused", source, day, refused: "billing.csv: line 3" },
    { kind: "some_of_day", day },
  ],
  [
    { kind: "quiet_day", sources: ["helpdesk"], day, found: 12, usual: 40 },
    { kind: "some_of_day", day },
  ],
  [
    { kind: "quiet_file", source, day, found: 12, usual: 40 },
    { kind: "some_of_day", day },
  ],
  [
    { kind: "rows_end", source, until, needed: "2026-11-15T23:00:00Z" },
    { kind: "some_until", until },
  ],
  [
    { kind: "newest_file", source, until, needed: "2026-11-15T23:00:00Z" },
    { kind: "some_until", until },
  ],
  [
    { kind: "settling", source, until },
    { kind: "some_settling", until },
  ],
  [{ kind: "no_time_yet", source, needed: until }, { kind: "some" }],
  [{ kind: "nothing_landed", source }, { kind: "some" }],
  [{ kind: "file_refused", source, refused: "billing.csv: line 3" }, { kind: "some" }],
  [{ kind: "held", held: "billing: 3 rows" }, { kind: "some" }],
])("a reader of a part is told of %j as %j", (lack, told) => {
  expect(withoutSources([lack])).toEqual([told]);
});

test("two sources that lack the same day are one thing to a reader of a part", () => {
  const of = (source: string, day: string): Lack => ({ kind: "day_refused", source, day, refused: "" });
  expect(withoutSources([of("a", day), of("b", day), of("b", "2026-11-14")])).toEqual([
    { kind: "some_of_day", day },
    { kind: "some_of_day", day: "2026-11-14" },
  ]);
});

test("those who run it are told the day, too", () => {
  expect(saidOf({ kind: "some_of_day", day })).toBe(
    "Some of the data of 2026-11-15 had not arrived when this report was made",
  );
});
