import { expect, test } from "vitest";
import { concluded, inconclusive, untilHeld } from "../../functions/core/incomplete.ts";
import { sourceOf } from "../memory.ts";
import { before, built, covered, kpisOf, opened, start } from "./built.ts";
import { figure } from "./sample.ts";

const rows = [
  opened(1, start),
  opened(500, before),
  opened(1, start, "channel", "chat"),
  opened(500, before, "channel", "chat"),
  opened(1, start, "reason", "Late"),
  opened(500, before, "reason", "Late"),
];
const whole = built(rows, {
  report: kpisOf("contacts_opened"),
  targets: { contacts_opened: { atMost: 100 } },
});

test("of half the data the figures are told, and nothing is concluded from them", () => {
  // The same rows, were they all there: one contact after 500 is a fall of 99.8 %, and the target is met.
  expect(whole.kpis[0]).toMatchObject({ status: "on", previous: { change: -499 / 500 } });
  const { kpis, attention, anomalies, reasons, breakdowns } = inconclusive(whole);
  expect(kpis[0]).toMatchObject({ value: 1, target: { atMost: 100 }, status: "none", further: [] });
  expect(kpis[0]?.previous).toEqual({
    against: whole.kpis[0]?.previous.against,
    value: 500,
    change: null,
    verdict: "unknown",
    withheld: "not complete yet",
  });
  // One contact so far would be the lowest of all weeks.
  expect(kpis[0]?.trend.slice(-2).map(({ value }) => value)).toEqual([500, null]);
  expect([attention, anomalies]).toEqual([[], []]);
  expect(reasons).toMatchObject([{ reason: "Late", contacts: 1, previous: null, change: null }]);
  const chat = breakdowns.find(({ by }) => by === "channel")?.members[0];
  expect(chat?.values.contacts_opened).toEqual({ value: 1, previous: null, lastYear: null });
});

test("nothing is concluded of data that are missing, or of a period that has not ended", () => {
  const running = built(
    rows,
    { report: kpisOf("contacts_opened"), targets: { contacts_opened: { atMost: 100 } } },
    { ...covered, dataUntil: "2026-11-12T05:00:00Z" },
  );
  expect(running.kpis[0]).toMatchObject({ state: "open", status: "on" });
  expect(concluded(running, []).kpis[0]).toMatchObject({ state: "open", status: "none" });
  expect(concluded(whole, [{ kind: "some" }]).kpis[0]).toMatchObject({ status: "none" });
  expect(concluded(whole, [])).toBe(whole);
});

test("a source is not complete beyond the day of it that is held", () => {
  const source = sourceOf({ id: "helpdesk" });
  const quiet = (day: string) =>
    ({ kind: "quiet_file", source: "helpdesk", day, found: 0, usual: 40 }) as const;
  // Midnight in Budapest is 23:00Z the day before, in winter.
  const until = (...missing: Parameters<typeof untilHeld>[1]) =>
    untilHeld(source, missing, "2026-11-24T23:00:00Z", "Europe/Budapest");
  expect(until()).toBe("2026-11-24T23:00:00Z");
  expect(until(quiet("2026-11-24"), quiet("2026-11-22"))).toBe("2026-11-21T23:00:00Z");
  expect(until({ ...quiet("2026-11-24"), source: "calls" })).toBe("2026-11-24T23:00:00Z");
  expect(until({ kind: "quiet_day", sources: ["helpdesk"], day: "2026-11-24", found: 3, usual: 40 })).toBe(
    "2026-11-23T23:00:00Z",
  );
});

test("of data that are not all there a share of none is not told, as if none were known to be", () => {
  const share = (value: number) =>
    figure("resolved_within_day_share", start, { value, numerator: 12 * value, denominator: 12 });
  const said = (value: number, dataUntil: string) =>
    concluded(
      built(
        [opened(12), share(value)],
        { report: kpisOf("resolved_within_day_share") },
        { ...covered, dataUntil },
      ),
      [],
    ).kpis[0];
  const [half, whole] = ["2026-11-12T05:00:00Z", "2026-11-16T05:00:00Z"];
  expect(said(0, half)).toMatchObject({ state: "open", value: null, numerator: null });
  expect(said(0.5, half)).toMatchObject({ state: "open", value: 0.5, numerator: 6 });
  expect(said(0, whole)).toMatchObject({ value: 0, numerator: 0 });
});
