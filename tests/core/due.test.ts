import { describe, expect, test } from "vitest";
import { due, owed, type Work } from "../../functions/core/due.ts";
import { sourceOf } from "../memory.ts";
import { configOf, consumed, filesUntil, known, landedFiles, reportOf, stateOf } from "./sample.ts";

const config = configOf();
const monday = "2026-11-16T07:00:00Z"; // 08:00 in Budapest: the week 9 to 15 November is due

function said(work: readonly Work[]): readonly string[] {
  return work.map((one) => {
    if (one.kind === "land") return `land ${one.source}`;
    return one.kind === "compute" ? "compute" : `send ${one.report} ${one.period.name}`;
  });
}

const workOf = (state: ReturnType<typeof stateOf>, now = monday, of = config) =>
  said(due(of, state, now).work);

describe("the order of work", () => {
  test("first every source is looked at, then the tables are made, then reports are sent, then there is nothing", () => {
    const two = configOf({ sources: [...config.sources, sourceOf({ id: "phone" })] });
    const sources = { helpdesk: filesUntil("2026-11-15") };
    const behind = { sources, warehouse: consumed("2026-11-15T22:00:00Z", 0) };
    expect(workOf(stateOf({ ...behind, polled: new Set() }), monday, two)).toEqual([
      "land helpdesk",
      "land phone",
    ]);
    expect(workOf(stateOf({ ...behind, polled: new Set(["phone"]) }), monday, two)).toEqual([
      "land helpdesk",
    ]);
    expect(workOf(stateOf({ ...behind, polled: new Set(["helpdesk", "phone"]) }), monday, two)).toEqual([
      "compute",
    ]);
    expect(workOf(stateOf({ sources }))).toEqual(["send weekly 2026-W46"]);
    expect(workOf(stateOf({ reports: { weekly: known({ doneThrough: "2026-11-16" }) } }))).toEqual([]);
  });

  test("nothing is reported as waiting while there is other work to do", () => {
    const late = { sources: { helpdesk: filesUntil("2026-11-14") } };
    expect(due(config, stateOf({ ...late, polled: new Set() }), monday).waiting).toEqual([]);
    expect(due(config, stateOf({ ...late, outdated: true }), monday).waiting).toEqual([]);
    expect(due(config, stateOf(late), monday).waiting).toHaveLength(1);
  });

  test("tables are made again when a writer died, or when what they are made with changed", () => {
    const pending = [
      { table: "contacts" as const, partition: { cohort: "2026-11-15" }, location: "x", rows: 1, bytes: 1 },
    ];
    expect(workOf(stateOf({ warehouse: { ...consumed(null), pending } }))).toEqual(["compute"]);
    expect(workOf(stateOf({ outdated: true }))).toEqual(["compute"]);
  });

  test("a source that never landed anything makes no tables due", () => {
    const state = stateOf({
      sources: {},
      warehouse: { generation: 0, pending: [], consumed: {}, facts: "" },
    });
    expect(workOf(state)).toEqual([]);
    expect(due(config, state, monday).waiting[0]?.reasons).toEqual([
      "helpdesk: nothing of it has landed yet",
    ]);
  });
});

describe("a report is owed", () => {
  const owes = (now: string, state: Partial<ReturnType<typeof known>> = {}, report = reportOf()) =>
    owed(report, config, { reports: { weekly: known(state) } }, now)?.name;

  test("from its hour on, and not a second before", () => {
    const done = { doneThrough: "2026-11-09" }; // the week 2 to 8 November
    expect(owes("2026-11-16T06:59:59Z", done)).toBeUndefined();
    expect(owes("2026-11-16T07:00:00Z", done)).toBe("2026-W46");
  });

  test("an hour or three days late, when the machine was off at its hour", () => {
    expect(owes("2026-11-16T08:05:00Z", { doneThrough: "2026-11-09" })).toBe("2026-W46");
    expect(owes("2026-11-19T07:00:00Z", { doneThrough: "2026-11-09" })).toBe("2026-W46");
  });

  test("for the last period only, when several were missed: old news is not sent", () => {
    const daily = reportOf({ period: "day", at: { time: "06:00" } });
    // Stopped from Thursday to Sunday: on Monday only Sunday goes out.
    expect(owes("2026-11-16T07:00:00Z", { doneThrough: "2026-11-12" }, daily)).toBe("2026-11-15");
    expect(owes("2026-11-16T07:00:00Z", { doneThrough: "2026-11-16" }, daily)).toBeUndefined();
    expect(owes("2026-11-30T07:00:00Z", { doneThrough: "2026-11-09" })).toBe("2026-W48");
  });

  test("not for what was due before it was first seen", () => {
    expect(owes("2026-11-18T09:00:00Z", { firstSeen: "2026-11-18T09:00:00Z" })).toBeUndefined();
    expect(owes("2026-11-22T09:00:00Z", { firstSeen: "2026-11-18T09:00:00Z" })).toBeUndefined();
    expect(owes("2026-11-23T07:00:00Z", { firstSeen: "2026-11-18T09:00:00Z" })).toBe("2026-W47");
  });

  test("when it was first seen at the very instant it was due", () => {
    expect(owes("2026-11-18T09:00:00Z", { firstSeen: monday })).toBe("2026-W46");
  });

  test("not when nobody has noted it yet", () => {
    expect(owed(reportOf(), config, { reports: {} }, monday)).toBeUndefined();
  });

  test("never twice: what is done stays done when the clock is set back", () => {
    expect(owes("2026-11-09T07:00:00Z", { doneThrough: "2026-11-16" })).toBeUndefined();
  });
});

test("two reports are judged each on its own", () => {
  const both = configOf({
    sources: [...config.sources, sourceOf({ id: "phone" })],
    reports: [reportOf(), reportOf({ id: "phones", sources: ["phone"] })],
  });
  const warehouse = consumed("2026-11-15T22:00:00Z");
  const state = stateOf({
    sources: { helpdesk: filesUntil("2026-11-15"), phone: landedFiles({}) },
    polled: new Set(["helpdesk", "phone"]),
    warehouse: {
      ...warehouse,
      consumed: {
        ...warehouse.consumed,
        phone: { ...warehouse.consumed.helpdesk!, latestEventAt: "2026-11-14T09:00:00Z" },
      },
    },
    reports: { weekly: known(), phones: known() },
  });
  const { work, waiting } = due(both, state, monday);
  expect(said(work)).toEqual(["send weekly 2026-W46"]);
  expect(waiting).toMatchObject([
    { report: "phones", dueAt: monday, period: { name: "2026-W46" }, covered: { name: "2026-W45" } },
  ]);
});
