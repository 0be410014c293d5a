import { describe, expect, test } from "vitest";
import type { FilesSource } from "../../functions/core/config.ts";
import { saidOf } from "../../functions/core/lack.ts";
import { addDays } from "../../functions/core/period.ts";
import { unready as lacks } from "../../functions/core/ready.ts";
import { quietDays } from "../../functions/core/volumes.ts";
import { filesOf, sourceOf } from "../memory.ts";
import { configOf, consumed, filesUntil, landedFiles, reportOf, stateOf, week } from "./sample.ts";

const w46 = week("2026-11-09"); // ends 2026-11-15T23:00:00Z
const monday = "2026-11-16T07:00:00Z";

const unready = (...asked: Parameters<typeof lacks>) => lacks(...asked).map(saidOf);

function reasons(
  state: Partial<ReturnType<typeof stateOf>>,
  settings: Partial<FilesSource> = {},
  now = monday,
) {
  const [source] = filesOf(configOf());
  return unready(reportOf(), w46, configOf({ sources: [{ ...source!, ...settings }] }), stateOf(state), now);
}

describe("a report on daily files", () => {
  test("may go out when every day of the period has its file", () => {
    expect(reasons({})).toEqual([]);
  });

  test("waits for the missing one, and names it", () => {
    expect(reasons({ sources: { helpdesk: filesUntil("2026-11-14") } })).toEqual([
      "helpdesk: the file for 2026-11-15 is missing (contacts-2026-11-15.csv, expected by 06:00)",
    ]);
  });

  test("waits for a refused one, and says once why it was refused", () => {
    const whole = filesUntil("2026-11-14");
    const refused = landedFiles({ date: "2026-11-15", refused: "contacts-2026-11-15.csv:1: it is empty" });
    const state = { ...whole, files: { ...whole.files, bad: refused.files["0.csv"]! } };
    expect(reasons({ sources: { helpdesk: state } })).toEqual([
      "helpdesk: the file for 2026-11-15 was refused: contacts-2026-11-15.csv:1: it is empty",
    ]);
  });

  test("does not wait for a refused file of a day after its period", () => {
    const whole = filesUntil("2026-11-15");
    const refused = landedFiles({ date: "2026-11-16", refused: "it is empty" });
    const state = { ...whole, files: { ...whole.files, bad: refused.files["0.csv"]! } };
    expect(reasons({ sources: { helpdesk: state } })).toEqual([]);
  });

  test("lets its source settle, and says until when", () => {
    const settled = { settleSeconds: 9 * 3600 }; // 23:00Z + 9 h = 08:00Z
    expect(reasons({}, settled)).toEqual(["helpdesk: settles until 2026-11-16T08:00:00Z"]);
    const missing = { sources: { helpdesk: filesUntil("2026-11-14") } };
    expect(reasons(missing, settled)[0]).toContain("the file for 2026-11-15 is missing");
    // A file of a whole day says nothing about the first hours of the next one.
    expect(reasons({}, settled, "2026-11-16T08:00:00Z")).toEqual([]);
    expect(reasons(missing, settled, "2026-11-16T08:00:00Z")[0]).toContain("2026-11-15 is missing");
  });
});

describe("a report on rows", () => {
  const rows = { expects: { kind: "latest-row" as const } };

  test("waits while they end before its period does", () => {
    expect(reasons({ warehouse: consumed("2026-11-15T22:59:59Z") }, rows)).toEqual([
      "helpdesk: its rows end at 2026-11-15T22:59:59Z (rows up to 2026-11-15T23:00:00Z are needed)",
    ]);
    expect(reasons({ warehouse: consumed("2026-11-15T23:00:00Z") }, rows)).toEqual([]);
  });

  test("waits for a refused file, whatever its rows say: nobody knows what is in it", () => {
    const helpdesk = landedFiles({}, { refused: "export.csv:1: it is not UTF-8" });
    expect(reasons({ sources: { helpdesk }, warehouse: consumed("2026-11-16T05:00:00Z") }, rows)).toEqual([
      "export.csv:1: it is not UTF-8",
    ]);
  });

  test("does not wait for a source it does not read", () => {
    const config = configOf({ sources: [...configOf().sources, sourceOf({ id: "phone" })] });
    expect(unready(reportOf(), w46, config, stateOf(), monday)).toEqual([]);
  });
});

describe("a quiet day", () => {
  const day = "2026-11-15";

  /** `usual` contacts on the same weekday of each of `weeks` weeks, and `found` on the day itself. */
  function volumes(usual: number, found: number, weeks = 8): ReadonlyMap<string, number> {
    const before = Array.from(
      { length: weeks },
      (_, index) => [addDays(day, -7 * (index + 1)), usual] as const,
    );
    const others = ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14"];
    return new Map([...before, ...others.map((other) => [other, 1000] as const), [day, found]]);
  }
  const quiet = (known: ReadonlyMap<string, number>, accepted: readonly string[] = []) =>
    quietDays(w46, [sourceOf({ quietDays: accepted })], { volumes: known }).map(({ lack }) => saidOf(lack));

  test("has less than half of what its weekday usually has", () => {
    expect(quiet(volumes(100, 49))).toEqual([
      "2026-11-15 has 49 contacts where 100 are usual on its weekday. If that is right, add it to quiet_days of helpdesk, or say: raport allow helpdesk --day 2026-11-15",
    ]);
    expect(quiet(volumes(100, 50))).toEqual([]);
    expect(quiet(volumes(101, 50))).toHaveLength(1); // half of 101 is 50.5
  });

  test("names the sources that tell of contacts, each of which may be told that it is right", () => {
    const costs = sourceOf({
      id: "payroll",
      mappings: { costs: { query: "select 1", columns: [] } as never },
    });
    const told = (sources: readonly FilesSource[]) =>
      quietDays(w46, sources, { volumes: volumes(100, 49) }).map(({ lack }) => saidOf(lack));
    expect(told([costs, sourceOf(), sourceOf({ id: "phone" })])[0]).toContain(
      "add it to quiet_days of helpdesk or phone, or say: raport allow helpdesk --day 2026-11-15",
    );
    // The contacts are of a source the config no longer has.
    expect(told([costs])[0]).toContain("quiet_days of payroll, or say: raport allow payroll --day");
  });

  test("is one without any contact too", () => {
    const known = new Map(volumes(100, 0));
    known.delete(day);
    expect(quiet(known)[0]).toContain("2026-11-15 has 0 contacts where 100 are usual");
  });

  test("is nothing to notice where thirty are not usual", () => {
    expect(quiet(volumes(29, 14))).toEqual([]);
    expect(quiet(volumes(30, 14))).toHaveLength(1);
  });

  test("cannot be told before four weeks are known", () => {
    expect(quiet(volumes(100, 0, 3))).toEqual([]);
    expect(quiet(volumes(100, 0, 4))).toHaveLength(1);
    expect(quiet(new Map())).toEqual([]);
  });

  test("is measured by its weekday's median: one feast day before does not hide it, nor do old weeks count", () => {
    const once = new Map(volumes(100, 49)).set("2026-11-08", 5);
    expect(quiet(once)).toHaveLength(1);
    const nineWeeksAgo = new Map(volumes(100, 50)).set(addDays(day, -63), 100_000);
    expect(quiet(nineWeeksAgo)).toEqual([]);
  });

  test("with nothing at all is noticed from ten on: a file of headers alone is no quiet day", () => {
    expect(quiet(volumes(9, 0))).toEqual([]);
    expect(quiet(volumes(10, 0))).toHaveLength(1);
    expect(quiet(volumes(10, 1))).toEqual([]);
  });

  test("is accepted by naming it in quiet_days", () => {
    expect(quiet(volumes(100, 0), [day])).toEqual([]);
    expect(quiet(volumes(100, 0), ["2026-11-14"])).toHaveLength(1);
  });

  test("holds the report", () => {
    const said = reasons({ volumes: volumes(100, 0) });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("add it to quiet_days");
  });

  test("is not spoken of while data are missing: a day that is not there is quiet, too", () => {
    const said = reasons({ sources: { helpdesk: filesUntil("2026-11-14") }, volumes: volumes(100, 0) });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("is missing");
  });

  test("does not count contacts whose opening is not known, kept under 1900-01-01", () => {
    // Were it the first day with data, four of the eight weeks would count as empty.
    expect(quiet(new Map(volumes(100, 0, 4)).set("1900-01-01", 7))).toHaveLength(1);
  });
});

describe("a short file", () => {
  /** Daily files of nine weeks with a hundred rows each, but for the one of 15 November. */
  function files(found: number): ReturnType<typeof landedFiles> {
    const days = Array.from({ length: 63 }, (_, index) => addDays("2026-09-14", index));
    return landedFiles(...days.map((date) => ({ date, rows: date === "2026-11-15" ? found : 100 })));
  }
  const half = (settings: Partial<FilesSource> = {}, found = 49) =>
    reasons({ sources: { helpdesk: files(found) } }, settings);

  test("holds the report and is named, whatever the other sources have", () => {
    expect(half()).toEqual([
      "helpdesk: the file for 2026-11-15 has 49 rows where 100 are usual on its weekday. If that is right, add it to quiet_days of helpdesk, or say: raport allow helpdesk --day 2026-11-15; otherwise export it again.",
    ]);
    expect(half({}, 50)).toEqual([]);
  });

  test("without a row holds it, too", () => {
    expect(half({}, 0)[0]).toContain("has 0 rows where 100 are usual");
  });

  test("is accepted by naming its day", () => {
    expect(half({ quietDays: ["2026-11-15"] })).toEqual([]);
  });

  test("is accepted as it is now: with other rows it is asked for again", () => {
    const accepted = (rows: number) => ({ helpdesk: { "2026-11-15": { rows, contacts: 0 } } });
    const of = (rows: number) => reasons({ sources: { helpdesk: files(49) }, accepted: accepted(rows) });
    expect(of(49)).toEqual([]);
    expect(of(48)).toHaveLength(1);
  });

  test("is said once where its day is quiet for that very reason", () => {
    const days = Array.from({ length: 63 }, (_, index) => addDays("2026-09-14", index));
    const volumes = new Map(days.map((day) => [day, day === "2026-11-15" ? 49 : 100]));
    expect(reasons({ sources: { helpdesk: files(49) }, volumes })).toHaveLength(1);
  });
});

describe("one source of three that failed", () => {
  const three = ["desk", "calls", "forms"].map((id) =>
    sourceOf({ id, path: `/in/${id}-{date}.csv`, expects: { kind: "daily", by: "06:00" } }),
  );
  const report = reportOf({ sources: ["desk", "calls", "forms"] });
  const whole = {
    desk: filesUntil("2026-11-15"),
    calls: filesUntil("2026-11-15"),
    forms: filesUntil("2026-11-15"),
  };
  const missing = (sources: ReturnType<typeof stateOf>["sources"]) =>
    unready(report, w46, configOf({ sources: three, reports: [report] }), stateOf({ sources }), monday);

  test("holds the report and is named, and only it", () => {
    expect(missing(whole)).toEqual([]);
    expect(missing({ ...whole, calls: filesUntil("2026-11-14") })).toEqual([
      "calls: the file for 2026-11-15 is missing (calls-2026-11-15.csv, expected by 06:00)",
    ]);
    expect(missing({ ...whole, calls: undefined })).toEqual(["calls: nothing of it has landed yet"]);
  });
});

test("a report whose tables are held waits, and says why first", () => {
  expect(reasons({ held: "a check found rows" })).toEqual(["a check found rows"]);
});
