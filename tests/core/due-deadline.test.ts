import { describe, expect, test } from "vitest";
import type { Incomplete, ReportConfig } from "../../functions/core/config.ts";
import { due } from "../../functions/core/due.ts";
import { type Lack, saidOf } from "../../functions/core/lack.ts";
import { configOf, filesUntil, known, reportOf, stateOf } from "./sample.ts";

// The week 9 to 15 November is due on Monday 16 November at 08:00 in Budapest: 07:00Z. Its Sunday never came.
const monday = "2026-11-16T07:00:00Z";
const late = { sources: { helpdesk: filesUntil("2026-11-14") } };
const sunday = "helpdesk: the file for 2026-11-15 is missing (contacts-2026-11-15.csv, expected by 06:00)";

function at(
  now: string,
  incomplete: Incomplete | null,
  state = stateOf(late),
  report: Partial<ReportConfig> = {},
) {
  return due(configOf({ reports: [reportOf({ incomplete, ...report })] }), state, now);
}
const textOf = (lack: Lack | string) => (typeof lack === "string" ? lack : saidOf(lack));
const said = ({ work }: ReturnType<typeof due>) =>
  work.map((one) => ("period" in one ? [one.kind, one.period.name, ...one.missing.map(textOf)] : [one.kind]));

describe("a report that is not ready", () => {
  test("waits until its deadline, and says what happens then", () => {
    const { work, waiting } = at("2026-11-16T12:59:59Z", { wait: 6 * 3600, then: "send" });
    expect(work).toEqual([]);
    expect(waiting).toMatchObject([{ reasons: [sunday], until: "2026-11-16T13:00:00Z", then: "send" }]);
  });

  test("goes out at its deadline with everything missing named, where its policy is to send", () => {
    expect(said(at("2026-11-16T13:00:00Z", { wait: 6 * 3600, then: "send" }))).toEqual([
      ["send", "2026-W46", sunday],
    ]);
  });

  test("is settled unsent at its deadline, where its policy is to skip", () => {
    expect(said(at(monday, { wait: 0, then: "skip" }))).toEqual([["skip", "2026-W46", sunday]]);
  });

  test("goes out whole when the data come a second before the deadline", () => {
    expect(said(at("2026-11-16T12:59:59Z", { wait: 6 * 3600, then: "skip" }, stateOf()))).toEqual([
      ["send", "2026-W46"],
    ]);
  });

  test("goes out whole after the deadline, too, when nobody was there to act at it", () => {
    expect(said(at("2026-11-18T07:00:00Z", { wait: 0, then: "skip" }, stateOf()))).toEqual([
      ["send", "2026-W46"],
    ]);
  });

  test("is not sent marked before there are any tables", () => {
    const none = stateOf({ ...late, warehouse: { generation: 0, pending: [], consumed: {}, facts: "" } });
    const { work, waiting } = at("2026-11-17T07:00:00Z", { wait: 0, then: "send" }, { ...none, sources: {} });
    expect(work).toEqual([]);
    expect(waiting).toHaveLength(1);
  });

  test("waits until it is too old without a policy: when three newer ones are due", () => {
    expect(at(monday, null).waiting).toMatchObject([{ until: "2026-12-07T07:00:00Z", then: "give up" }]);
    expect(at("2026-12-07T06:59:59Z", null).waiting.map(({ period }) => period.name)).toContain("2026-W46");
    expect(at("2026-12-07T07:00:00Z", null).missed).toMatchObject([{ period: { name: "2026-W46" } }]);
  });

  test("is given up like any other where its policy would wait longer than that", () => {
    const { waiting } = at(monday, { wait: 21 * 86_400, then: "send" });
    expect(waiting).toMatchObject([{ until: "2026-12-07T07:00:00Z", then: "give up" }]);
  });

  test("is sent from its plan once that is frozen, whatever became of the data", () => {
    const begun = stateOf({ ...late, held: "a check found rows", begun: new Set(["weekly 2026-W46"]) });
    expect(said(at(monday, { wait: 0, then: "skip" }, begun))).toEqual([["send", "2026-W46"]]);
    // Also when it is too old to begin: three newer ones are due on 7 December.
    const old = at("2026-12-07T07:00:00Z", null, begun);
    expect(said(old)[0]).toEqual(["send", "2026-W46"]);
    expect(old.missed).toEqual([]);
  });
});

describe("a pause", () => {
  const paused = { pausedUntil: "2026-11-24" }; // a Tuesday: 2026-11-23T23:00Z

  test("settles unsent what comes due in it, and sends what comes due after it", () => {
    expect(said(at(monday, null, stateOf(), paused))).toEqual([["skip", "2026-W46"]]);
    const after = stateOf({
      sources: { helpdesk: filesUntil("2026-11-29") },
      reports: { weekly: known({ settled: ["2026-W46", "2026-W47"] }) },
    });
    // W47 was due on Monday the 23rd, in the pause; W48 is due on the 30th.
    expect(said(at("2026-11-30T07:00:00Z", null, after, paused))).toEqual([["send", "2026-W48"]]);
  });

  test("does not stop what has begun", () => {
    const begun = stateOf({ ...late, begun: new Set(["weekly 2026-W46"]) });
    expect(said(at(monday, null, begun, paused))).toEqual([["send", "2026-W46"]]);
  });

  test("tells its owner nothing: they asked for it", () => {
    const owned = { ...paused, owner: "owner@example.org" };
    expect(at(monday, { wait: 0, then: "skip" }, stateOf(late), owned).notices).toEqual([]);
    expect(
      at("2026-12-14T07:00:00Z", null, stateOf(late), { ...owned, pausedUntil: "2027-01-01" }).missed,
    ).toEqual([]);
  });
});

describe("an owner is told", () => {
  const owned = { owner: "owner@example.org" };
  const keys = (now: string, incomplete: Incomplete | null, state = stateOf(late)) =>
    at(now, incomplete, state, owned).notices.map(({ key }) => key);

  test("after an hour that a report without a policy waits, under a key that stays the same", () => {
    expect(keys("2026-11-16T07:59:59Z", null)).toEqual([]);
    expect(keys("2026-11-16T08:00:00Z", null)).toEqual(["waiting-weekly-2026-w46"]);
    expect(keys("2026-11-17T08:00:00Z", null)).toEqual(["waiting-weekly-2026-w46"]);
    expect(keys("2026-11-17T08:00:00Z", { wait: 86_400 * 2, then: "skip" })).toEqual([]);
  });

  test("what was skipped and why, until it is six periods old", () => {
    const missing = ["helpdesk: the file for 2026-11-15 is missing"];
    const skipped = stateOf({
      sources: { helpdesk: filesUntil("2027-01-31") },
      reports: { weekly: known({ settled: ["2026-W46"], skipped: [{ period: "2026-W46", missing }] }) },
    });
    const [notice] = at(monday, { wait: 0, then: "skip" }, skipped, owned).notices;
    expect(notice).toMatchObject({ key: "skipped-weekly-2026-w46", to: "owner@example.org" });
    expect(notice?.lines.join(" ")).toContain("the file for 2026-11-15 is missing");
    // The sixth after W46 (counting itself) is W51, due on 21 December; W52 makes it too old.
    expect(keys("2026-12-27T07:00:00Z", { wait: 0, then: "skip" }, skipped)).toContain(
      "skipped-weekly-2026-w46",
    );
    expect(keys("2026-12-28T07:00:00Z", { wait: 0, then: "skip" }, skipped)).not.toContain(
      "skipped-weekly-2026-w46",
    );
  });

  test("what was missed, all of it in one notice, also after a long standstill", () => {
    const long = stateOf({
      ...late,
      reports: { weekly: known({ firstSeen: "2026-10-05T06:00:00Z", settled: ["2026-W41"] }) },
    });
    const { notices, missed } = at("2026-11-23T07:00:00Z", { wait: 86_400, then: "skip" }, long, owned);
    expect(missed.map(({ period }) => period.name)).toEqual(["2026-W42", "2026-W43", "2026-W44"]);
    const told = notices.filter(({ key }) => key.startsWith("missed-"));
    expect(told.map(({ key }) => key)).toEqual(["missed-weekly-2026-w44"]);
    expect(told[0]?.lines[0]).toContain("2026-W40, 2026-W42, 2026-W43, 2026-W44"); // W40 was due on 5 October at 06:00Z
  });

  test("that tables are held, again only after they were right in between", () => {
    const held = (text: string, generation: number) =>
      keys(monday, null, stateOf({ held: text, warehouse: { ...stateOf().warehouse, generation } }));
    const [first] = held("3 rows of contacts have no channel", 7);
    expect(first).toMatch(/^held-[0-9a-f]{16}$/);
    expect(held("4 rows of contacts have no channel", 7)).toEqual([first]);
    expect(held("3 rows of contacts have no channel", 8)).not.toEqual([first]);
    expect(held("mapping.sql:1:1: there is no column", 7)).not.toEqual([first]);
  });

  test("which files are refused, in one notice", () => {
    const files = filesUntil("2026-11-15").files;
    const refused = { ...files["0.csv"]!, date: null, refused: "b.csv:1:1: the file is empty" };
    const state = stateOf({
      sources: {
        helpdesk: {
          ...filesUntil("2026-11-15"),
          files: { ...files, a: refused, b: { ...refused, refused: "b2" } },
        },
      },
    });
    const [notice, ...others] = at("2026-11-16T07:00:00Z", null, state, owned).notices;
    expect(others).toEqual([]);
    expect(notice?.key).toMatch(/^refused-helpdesk-[0-9a-f]{16}$/);
    expect(notice?.lines).toContain("b.csv:1:1: the file is empty");
  });

  test("nothing of a report that has no owner, and no key holds an address", () => {
    expect(at("2026-12-07T07:00:00Z", null).notices).toEqual([]);
    expect(keys("2026-12-07T09:00:00Z", null).join(" ")).not.toContain("owner");
  });
});
