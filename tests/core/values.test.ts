import { describe, expect, test } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import { type ParameterValue, usualParameters } from "../../functions/core/parameters.ts";
import { type Period, periodOf } from "../../functions/core/period.ts";
import {
  type Coverage,
  changesUntil,
  earliest,
  stateOf,
  type Value,
  valuesOf,
} from "../../functions/core/values.ts";
import { figure, week } from "./sample.ts";

const [w44, w45, w46] = [week("2026-10-26"), week("2026-11-02"), week("2026-11-09")];
const w46end = "2026-11-15T23:00:00Z";
/** Data from Wednesday of week 44 up to Monday noon after week 46. */
const covered: Coverage = { firstDay: "2026-10-28", dataUntil: "2026-11-16T11:00:00Z" };

describe("a value", () => {
  test("is the row the warehouse gave, by KPI, period, grain and member", () => {
    const rows: readonly Value[] = [
      figure("contacts_opened", w46.start, { value: 7 }),
      figure("contacts_opened", w45.start, { value: 5 }),
      figure("contacts_opened", w46.start, { value: 3, by: "channel", member: "chat" }),
      figure("contacts_opened", w46.start, { value: 2, by: "reason", member: "chat" }),
    ];
    const values = valuesOf(rows, covered);
    expect(values.at("contacts_opened", w46)).toBe(rows[0]);
    expect(values.at("contacts_opened", w45)).toBe(rows[1]);
    expect(values.at("contacts_opened", w46, "channel", "chat")).toBe(rows[2]);
    expect(values.at("contacts_opened", w46, "reason", "chat")).toBe(rows[3]);
  });

  test.each(["contacts_opened", "contacts_resolved", "open_backlog"] as const)(
    "of %s without a row is 0 where data reach",
    (kpi) => {
      const values = valuesOf([], covered);
      expect(values.at(kpi, w46)).toMatchObject({ value: 0, numerator: 0, denominator: null });
      expect(values.at(kpi, w46, "channel", "fax")).toMatchObject({ value: 0, by: "channel", member: "fax" });
    },
  );

  test.each(["resolution_seconds", "resolution_seconds_p90", "resolved_share", "channel_share"] as KpiId[])(
    "of %s without a row is no value: nothing was divided by nothing",
    (kpi) => {
      expect(valuesOf([], covered).at(kpi, w46)).toBeUndefined();
    },
  );

  test("of the mix is 0 of all for a member without a contact", () => {
    const values = valuesOf([figure("contacts_opened", w46.start, { value: 7 })], covered);
    expect(values.at("channel_share", w46, "channel", "fax")).toMatchObject({
      numerator: 0,
      denominator: 7,
      value: 0,
    });
    expect(values.at("channel_share", w45, "channel", "fax")).toBeUndefined(); // 0 of 0
  });

  test("of a count is 0 in a period the data reach into, and no value before them and after them", () => {
    const values = valuesOf([], covered);
    const at = (date: string) => values.at("contacts_opened", week(date))?.value;
    expect(at("2026-10-19")).toBeUndefined(); // ends on the 26th, before the first contact
    expect(at("2026-10-26")).toBe(0);
    expect(at("2026-11-16")).toBe(0); // twelve hours of it have landed
    expect(at("2026-11-23")).toBeUndefined();
    const until = (dataUntil: string | null) => valuesOf([], { ...covered, dataUntil });
    // The week of the 16th begins at 2026-11-15T23:00:00Z: up to that very instant there is nothing of it.
    expect(until(w46end).at("contacts_opened", week("2026-11-16"))).toBeUndefined();
    expect(until("2026-11-15T23:00:00.000Z").at("contacts_opened", week("2026-11-16"))).toBeUndefined();
    expect(until("2026-11-15T23:00:01Z").at("contacts_opened", week("2026-11-16"))?.value).toBe(0);
    expect(until(null).at("contacts_opened", w46)).toBeUndefined();
    expect(valuesOf([], { ...covered, firstDay: null }).at("contacts_opened", w46)).toBeUndefined();
    // The first contact on Monday the 2nd: the week before it ends on that day.
    expect(valuesOf([], { ...covered, firstDay: "2026-11-02" }).at("contacts_opened", w44)).toBeUndefined();
    expect(valuesOf([], { ...covered, firstDay: "2026-11-01" }).at("contacts_opened", w44)?.value).toBe(0);
  });
});

describe("a count without a row", () => {
  const by = "department";
  const none = { value: null, numerator: null };

  test("is no 0 of a member of which nobody says it in any period", () => {
    const rows = [
      figure("queue_offered", w45.start, { ...none, by, member: "Social" }),
      figure("queue_offered", w45.start, { ...none, by, member: "Care" }),
      figure("queue_offered", w44.start, { value: 4, by, member: "Care" }),
    ];
    const values = valuesOf(rows, covered);
    expect(values.at("queue_offered", w46, by, "Social")).toBeUndefined();
    expect(values.at("queue_offered", w46, by, "Care")?.value).toBe(0);
    expect(values.at("queue_offered", w46, by, "Billing")?.value).toBe(0);
    expect(values.at("queue_answered", w46, by, "Social")?.value).toBe(0);
  });

  test("is no 0 where the config has the facts and nothing of them ever came", () => {
    const facts = ["contacts", "contact_legs"] as const;
    const at = (made: Coverage["made"], kpi: KpiId) =>
      valuesOf([], { ...covered, facts, ...(made && { made }) }).at(kpi, w46)?.value;
    expect(at(["volume"], "queue_offered")).toBeUndefined();
    expect(at(["volume"], "contacts_opened")).toBe(0);
    expect(at(["volume", "queues"], "queue_offered")).toBe(0);
    expect(at(undefined, "queue_offered")).toBe(0);
  });
});

test("members are in the order of contacts opened in the first period, then of their names, those of the others last", () => {
  const row = (member: string, start: string, value: number) =>
    figure("contacts_opened", start, { value, by: "channel", member });
  const values = valuesOf(
    [
      row("phone", w46.start, 5),
      row("chat", w46.start, 9),
      row("email", w46.start, 5),
      row("fax", w45.start, 100),
      row("telex", w44.start, 1),
      figure("open_backlog", w46.start, { value: 3, by: "channel", member: "letter" }),
      figure("contacts_opened", w46.start, { value: 50, by: "reason", member: "billing" }),
    ],
    covered,
  );
  expect(values.members("channel", [w46])).toEqual(["chat", "email", "phone", "letter"]);
  expect(values.members("channel", [w46, w45])).toEqual(["chat", "email", "phone", "fax", "letter"]);
});

describe("a period", () => {
  const whole = { numerator: 9, denominator: 9 };
  const half = { numerator: 4, denominator: 9 };
  const state = (kpi: KpiId, value: typeof half | undefined, dataUntil: string | null) =>
    stateOf(kpi, w46, value, { ...covered, dataUntil });

  test("is open until the data are complete past its end", () => {
    expect(state("contacts_opened", undefined, null)).toBe("open");
    expect(state("contacts_opened", undefined, "2026-11-15T22:59:59Z")).toBe("open");
    expect(state("contacts_opened", undefined, w46end)).toBe("final");
  });

  test.each(["2026-11-15T23:00:00.000Z", "2026-11-15T23:00:00.250Z"])(
    "is over at %s, with its fraction of a second",
    (instant) => {
      expect(state("contacts_opened", undefined, instant)).toBe("final");
    },
  );

  test("is provisional where a share may still rise, and final once all are resolved", () => {
    expect(state("resolved_share", half, w46end)).toBe("provisional");
    expect(state("resolved_share", whole, w46end)).toBe("final");
    expect(state("resolved_share", undefined, w46end)).toBe("final");
    expect(state("resolved_share", half, "2026-11-14T00:00:00Z")).toBe("open");
    expect(state("resolved_within_day_share", half, w46end)).toBe("final"); // its contacts are all resolved
  });
});

describe("a period of what looks ahead", () => {
  const state = (kpi: KpiId, dataUntil: string, settings: Readonly<Record<string, ParameterValue>> = {}) =>
    stateOf(
      kpi,
      w46,
      undefined,
      { ...covered, dataUntil },
      { ...usualParameters, organisation: { ...usualParameters.organisation, ...settings } },
    );

  test("is provisional until the window after it has closed", () => {
    // The week ends at 23:00Z on the 15th, its window of 7 days a week later.
    expect(state("first_contact_resolution_share", "2026-11-22T22:59:59Z")).toBe("provisional");
    expect(state("first_contact_resolution_share", "2026-11-22T23:00:00Z")).toBe("final");
    const longer = { first_contact_window_days: 14, reopen_window_days: 3 };
    expect(state("first_contact_resolution_share", "2026-11-22T23:00:00Z", longer)).toBe("provisional");
    expect(state("reopened_share", "2026-11-18T23:00:00Z", longer)).toBe("final");
  });

  test.each(["survey", "agent_flag", "one_touch"])("waits for no repeat where %s tells", (method) => {
    expect(state("first_contact_resolution_share", w46end, { first_contact_method: method })).toBe("final");
    expect(state("reopened_share", w46end, { first_contact_method: method })).toBe("provisional");
  });
});

describe("a period of costs", () => {
  const w49 = week("2026-11-30"); // Monday the 30th to Sunday the 6th
  const state = (period: Period, dataUntil: string, more: Partial<Coverage> = {}) =>
    stateOf("cost_per_contact", period, undefined, { ...covered, dataUntil, ...more });

  test("is provisional until its month is over, whose last day may still change what the first bears", () => {
    expect(state(w46, "2026-11-15T22:00:00Z")).toBe("open");
    expect(state(w46, "2026-11-30T22:59:59Z")).toBe("provisional");
    expect(state(w46, "2026-11-30T23:00:00Z")).toBe("final");
    expect(state(periodOf("month", "2026-11-01", w46.zone), "2026-11-30T23:00:00Z")).toBe("final");
  });

  test("that two months share waits for both", () => {
    expect(state(w49, "2026-12-31T22:59:59Z")).toBe("provisional");
    expect(state(w49, "2026-12-31T23:00:00Z")).toBe("final");
  });

  test("is provisional until the month's cost has come", () => {
    const over = "2027-01-15T00:00:00Z";
    expect(state(w46, over, { costMonths: ["2026-10-01"] })).toBe("provisional");
    expect(state(w46, over, { costMonths: ["2026-10-01", "2026-11-01"] })).toBe("final");
    expect(state(w49, over, { costMonths: ["2026-11-01"] })).toBe("provisional");
  });

  test("is final at once where nobody tells of costs", () => {
    expect(state(w46, w46end, { facts: ["contacts", "contact_legs"], costMonths: [] })).toBe("final");
  });
});

test("the earliest of several instants is known only when all are", () => {
  expect(earliest(["2026-11-16T08:00:00Z", "2026-11-15T08:00:00Z"])).toBe("2026-11-15T08:00:00Z");
  expect(earliest(["2026-11-16T08:00:00.500Z", "2026-11-16T08:00:00Z"])).toBe("2026-11-16T08:00:00Z");
  expect(earliest(["2026-11-16T08:00:00Z", null])).toBeNull();
  expect(earliest([null, "2026-11-16T08:00:00Z"])).toBeNull();
  expect(earliest([])).toBeNull();
});

test("a window ends with the last day it includes", () => {
  const period = periodOf("week", "2026-11-09", "Europe/Budapest");
  // The week ends with 15 November, and seven days more with the 22nd.
  expect(changesUntil("first_contact_resolution_share", period, usualParameters)).toBe("2026-11-22");
  expect(changesUntil("reopened_share", period, usualParameters)).toBe("2026-11-22");
  expect(changesUntil("resolved_share", period, usualParameters)).toBeNull();
});

test("a mix has no value of everything together, also where there are contacts", () => {
  const values = valuesOf([figure("contacts_opened", w46.start, { value: 7 })], covered);
  expect(values.at("channel_share", w46)).toBeUndefined();
  // A channel without a contact has no part of the seven.
  expect(values.at("channel_share", w46, "channel", "fax")).toMatchObject({ value: 0, denominator: 7 });
});
