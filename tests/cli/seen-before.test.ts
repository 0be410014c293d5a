/** What `npm start` shows of reports that wait for data: the instant at which those of the period before went out. */

import { expect, test } from "vitest";
import { seenBefore } from "../../functions/cli/summary.ts";
import type { Waiting } from "../../functions/core/due.ts";
import { type Period, periodOf } from "../../functions/core/period.ts";
import { reportOf, week, zone } from "../core/sample.ts";

const reports = [
  reportOf({ id: "weekly", at: { time: "08:00", day: 1 } }),
  reportOf({ id: "daily", period: "day", at: { time: "07:00" } }),
];
const [w46, w47] = [week("2026-11-09"), week("2026-11-16")];
const day = (date: string) => periodOf("day", date, zone);

function seen(...all: readonly (readonly [report: string, period: Period, covered: Period | null])[]) {
  const waiting = all.map(([report, period, covered]): Waiting => {
    const then = { dueAt: "2026-11-23T07:00:00Z", until: "2026-11-25T07:00:00Z", then: "give up" } as const;
    return { report, period, covered, reasons: [], ...then };
  });
  return seenBefore({ waiting }, { reports } as never);
}

test("the latest of them, by when everything before it had gone out, too", () => {
  // Budapest is an hour ahead: Monday the 16th at 08:00, and Sunday the 22nd, the day after the day covered, at 07:00.
  expect(seen(["weekly", w47, w46])).toBe("2026-11-16T07:00:00Z");
  const daily = ["daily", day("2026-11-22"), day("2026-11-21")] as const;
  expect(seen(daily, ["weekly", w47, w46])).toBe("2026-11-22T06:00:00Z");
  expect(seen(["weekly", w47, w46], daily)).toBe("2026-11-22T06:00:00Z");
});

test("none where nothing waits, or nothing before it is there to be seen", () => {
  expect(seen()).toBeUndefined();
  expect(seen(["weekly", w47, null])).toBeUndefined(); // it went out
  expect(seen(["weekly", w47, w47])).toBeUndefined(); // it waits for something else
});
