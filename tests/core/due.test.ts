import { describe, expect, test } from "vitest";
import { due, type Work } from "../../functions/core/due.ts";
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
    expect(workOf(stateOf({ reports: { weekly: known({ settled: ["2026-W46"] }) } }))).toEqual([]);
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

describe("each period a report owes", () => {
  // Due at 07:00Z on the Mondays 9, 16 and 23 November.
  const reports = { weekly: known({ firstSeen: "2026-11-09T07:00:00Z" }) };
  const third = "2026-11-23T07:00:00Z";
  const waits = (state: ReturnType<typeof stateOf>, now: string) =>
    due(config, state, now).waiting.map(({ period }) => period.name);

  test("is sent in one go when all are ready, the oldest first", () => {
    const state = stateOf({ reports, sources: { helpdesk: filesUntil("2026-11-22") } });
    expect(workOf(state, third)).toEqual([
      "send weekly 2026-W45",
      "send weekly 2026-W46",
      "send weekly 2026-W47",
    ]);
  });

  test("is judged on its own: what waits holds nothing that is ready, and is not forgotten for it", () => {
    const state = stateOf({ reports, sources: { helpdesk: filesUntil("2026-11-14") } });
    expect(workOf(state, third)).toEqual(["send weekly 2026-W45"]);
    expect(waits(state, third)).toEqual(["2026-W46", "2026-W47"]);
    const dueAts = due(config, state, third).waiting.map(({ dueAt }) => dueAt);
    expect(dueAts).toEqual([monday, third]);
  });

  test("is given up when three newer ones are due, and named while it is one of the three before those", () => {
    const state = stateOf({ reports, sources: { helpdesk: filesUntil("2026-11-07") } });
    const missed = (now: string) =>
      due(config, state, now).missed.map(({ report, period }) => `${report} ${period.name}`);
    expect(missed(third)).toEqual([]);
    expect(missed("2026-11-30T07:00:00Z")).toEqual(["weekly 2026-W45"]);
    expect(waits(state, "2026-11-30T07:00:00Z")).toEqual(["2026-W46", "2026-W47", "2026-W48"]);
    expect(missed("2026-12-14T07:00:00Z")).toEqual(["weekly 2026-W45", "weekly 2026-W46", "weekly 2026-W47"]);
    expect(missed("2026-12-21T07:00:00Z")).toEqual(["weekly 2026-W46", "weekly 2026-W47", "weekly 2026-W48"]);
  });
});

describe("the period the data do cover", () => {
  const third = "2026-11-23T07:00:00Z";
  const covered = (settings: Parameters<typeof known>[0], last: string, first = "2026-11-01") => {
    const state = stateOf({
      sources: { helpdesk: filesUntil(last) },
      volumes: new Map([[first, 10]]),
      reports: { weekly: known(settings) },
    });
    return due(config, state, third).waiting.map(({ covered }) => covered?.name ?? null);
  };

  test("is named with what waits", () => {
    expect(covered({ firstSeen: third }, "2026-11-15")).toEqual(["2026-W46"]); // W47 waits
  });

  test("is not named when it ends before the first contact", () => {
    expect(covered({ firstSeen: third }, "2026-11-15", "2026-11-15")).toEqual(["2026-W46"]); // its Sunday
    expect(covered({ firstSeen: third }, "2026-11-15", "2026-11-16")).toEqual([null]); // the day after
  });

  test("is not named when it has gone out, or is owed itself", () => {
    expect(covered({ firstSeen: third, settled: ["2026-W46"] }, "2026-11-15")).toEqual([null]);
    expect(covered({ firstSeen: monday }, "2026-11-15")).toEqual([null]); // W46 is sent, W47 waits
    expect(covered({ firstSeen: monday }, "2026-11-14")).toEqual(["2026-W45", "2026-W45"]); // both wait
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
    volumes: new Map([["2026-11-01", 10]]),
    reports: { weekly: known(), phones: known() },
  });
  const { work, waiting } = due(both, state, monday);
  expect(said(work)).toEqual(["send weekly 2026-W46"]);
  expect(waiting).toMatchObject([
    { report: "phones", dueAt: monday, period: { name: "2026-W46" }, covered: { name: "2026-W45" } },
  ]);
});
