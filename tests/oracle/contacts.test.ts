import { expect, test } from "vitest";
import type { OpeningHours } from "../../functions/core/config.ts";
import { answers, at, contact, leg } from "./small.ts";

/** Open from 12:00 to 02:00 of the next day, and from 15:00 to 00:30 on working days. */
const nights = (from: number, to: number, weekdays: readonly number[]): readonly OpeningHours[] =>
  weekdays.flatMap((day) => [
    { weekday: day as OpeningHours["weekday"], from, to: 1440 },
    { weekday: ((day % 7) + 1) as OpeningHours["weekday"], from: 0, to },
  ]);
const schedules = {
  default: { zone: "UTC", week: nights(720, 120, [1, 2, 3, 4, 5, 6, 7]), holidays: [] },
  second: { zone: "UTC", week: nights(900, 30, [1, 2, 3, 4, 5]), holidays: [] },
};

const office = {
  schedules: {
    default: {
      zone: "Europe/Budapest",
      week: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: 480, to: 1080 })),
      holidays: ["2026-11-18"],
    },
  },
  ofDepartment: {},
};

test("a contact at midnight belongs to the day that begins, and to its ISO week and month", () => {
  const { value } = answers({
    facts: { contacts: [contact("2026-11-01T00:00"), contact("2026-11-30T23:59")] },
  });
  expect(value("contacts_opened", "day", "2026-10-31")).toBeUndefined();
  expect(value("contacts_opened", "day", "2026-11-01")).toBe(1);
  expect(value("contacts_opened", "month", "2026-11-01")).toBe(2);
  // The 1st is a Sunday: the week of 26 October.
  expect(value("contacts_opened", "week", "2026-10-26")).toBe(1);
});

test("the day of 25 hours holds its last hour", () => {
  // 2026-10-25 in Budapest ends at 23:00 UTC: clocks go back at 01:00 UTC.
  const contacts = [
    contact("2026-10-25T00:30:00Z"),
    contact("2026-10-25T01:30:00Z"),
    contact("2026-10-25T22:59:59Z"),
  ];
  const { value } = answers({ facts: { contacts } });
  expect(value("contacts_opened", "day", "2026-10-25")).toBe(3);
  // 02:30 comes twice.
  expect(value("contacts_opened", "day", "2026-10-25", "hour", "02")).toBe(2);
  expect(value("contacts_opened", "day", "2026-10-25", "hour", "23")).toBe(1);
});

test("contacts per day are divided by all days, or by those with opening hours", () => {
  const contacts = ["16", "17", "18", "22"].map((day) => contact(`2026-11-${day}T10:00`));
  // 4 contacts in the week of the 16th: 4 / 7.
  expect(answers({ facts: { contacts } }).value("contacts_per_day", "week", "2026-11-16")).toBe(4 / 7);
  const operating = {
    facts: { contacts },
    parameters: { volume_day_basis: "operating" },
    businessHours: office,
  };
  // Monday to Friday without the holiday on the 18th: 4 / 4.
  expect(answers(operating).value("contacts_per_day", "week", "2026-11-16")).toBe(1);
  // No day of the 18th: nothing to divide by.
  expect(answers(operating).row("contacts_per_day", "day", "2026-11-18")).toMatchObject({ value: null });
});

test("the backlog counts what is open when the period's last day ends, and its age by local days", () => {
  const contacts = [
    contact("2026-11-09T10:00", { resolvedAt: at("2026-11-16T00:00"), tags: ["known-answer"] }),
    contact("2026-11-09T10:00", { resolvedAt: at("2026-11-10T12:00") }),
    contact("2026-11-08T23:59"),
  ];
  const { value, row } = answers({ facts: { contacts } });
  const backlog = (day: string) => value("open_backlog", "day", day);
  expect(["2026-11-08", "2026-11-09", "2026-11-10", "2026-11-15", "2026-11-16"].map(backlog)).toEqual([
    1, 3, 2, 2, 1,
  ]);
  expect(value("open_backlog", "week", "2026-11-09")).toBe(2);
  // On the evening of the 15th: opened on the 8th, 7 days before, and on the 9th, 6 days before.
  expect(value("open_older_than_1_day", "day", "2026-11-15")).toBe(2);
  expect(value("open_older_than_7_days", "day", "2026-11-15")).toBe(1);
  expect(value("open_older_than_7_days", "day", "2026-11-14")).toBeUndefined();
  expect(value("open_older_than_30_days", "day", "2026-12-08")).toBe(1);
  // Two open, one of them on a documented topic.
  expect(row("known_answer_open_share", "day", "2026-11-15")).toMatchObject({ numerator: 1, denominator: 2 });
});

test("shares of the contacts of a day count on the day of opening", () => {
  const day = "2026-11-16";
  const contacts = [
    contact(`${day}T07:59:59`, { tags: ["vip", "complaint"], places: { channel: "phone" } }),
    contact(`${day}T08:00`, {
      beganWith: "bot",
      handedOverAt: at(`${day}T08:01`),
      places: { channel: "chat" },
    }),
    contact(`${day}T17:59:59`, {
      beganWith: "bot",
      resolvedAt: at("2026-11-17T10:00"),
      places: { channel: "chat" },
    }),
    contact(`${day}T18:00`, { beganWith: "self_service", places: { channel: "phone", agent: "Anna" } }),
  ];
  const { row, value } = answers({ facts: { contacts }, businessHours: office });
  expect(row("complaint_share", "day", day)).toMatchObject({ numerator: 1, denominator: 4 });
  expect(value("complaints", "day", day)).toBe(1);
  // 07:59:59 and 18:00 are closed; 08:00 and 17:59:59 are open.
  expect(row("out_of_hours_share", "day", day)).toMatchObject({ numerator: 2, denominator: 4 });
  expect(row("self_service_share", "day", day)).toMatchObject({ numerator: 3, denominator: 4 });
  expect(row("bot_containment_share", "day", day)).toMatchObject({ numerator: 1, denominator: 2 });
  expect(row("resolved_share", "day", day)).toMatchObject({ numerator: 1, denominator: 4 });
  expect(row("channel_share", "day", day, "channel", "chat")).toMatchObject({ numerator: 2, denominator: 4 });
  expect(value("channel_share", "day", day)).toBeUndefined();
  const closed = answers({ facts: { contacts } });
  expect(closed.value("out_of_hours_share", "day", day)).toBeUndefined();
  expect(closed.value("resolution_business_seconds", "day", "2026-11-17")).toBeUndefined();
  // Resolved by nobody: a contact, but no agent's.
  expect(value("contacts_resolved", "day", "2026-11-17")).toBe(1);
  expect(value("contacts_completed", "day", "2026-11-17")).toBeUndefined();
});

test("resolution counts on its own day, the first one for good", () => {
  const reopened = contact("2026-11-16T10:00", {
    firstResolvedAt: at("2026-11-16T11:00"),
    reopenedAt: at("2026-11-23T11:00"),
    resolvedAt: at("2026-11-24T10:00"),
  });
  const late = { ...reopened, id: "late", reopenedAt: at("2026-11-23T11:00:01") };
  const { row, value } = answers({ facts: { contacts: [reopened, late] } });
  expect(value("first_resolution_seconds", "day", "2026-11-16")).toBe(3600);
  // Eight days from the 16th to the 24th.
  expect(value("resolution_seconds", "day", "2026-11-24")).toBe(8 * 86_400);
  // Seven days to the second are within seven days, a second more is not.
  expect(row("reopened_share", "day", "2026-11-16")).toMatchObject({ numerator: 1, denominator: 2 });
});

test("24 hours to the second are within a day", () => {
  const contacts = ["2026-11-17T10:00:00", "2026-11-17T10:00:01"].map((resolved) =>
    contact("2026-11-16T10:00", { resolvedAt: at(resolved) }),
  );
  const { row } = answers({ facts: { contacts } });
  expect(row("resolved_within_day_share", "day", "2026-11-17")).toMatchObject({
    numerator: 1,
    denominator: 2,
  });
});

test("half took at most the value whose rank is half of them", () => {
  const contacts = [50, 10, 40, 20, 30, 60, 70, 80, 90, 100].map((seconds) =>
    contact("2026-11-16T10:00", { resolvedAt: at("2026-11-16T10:00") + seconds }),
  );
  const { value } = answers({ facts: { contacts } });
  // Ten values: ranks 5 and 9.
  expect(value("resolution_seconds_p50", "day", "2026-11-16")).toBe(50);
  expect(value("resolution_seconds_p90", "day", "2026-11-16")).toBe(90);
});

test("a wait that is not stated is in no mean", () => {
  const resolved = { resolvedAt: at("2026-11-16T12:00") };
  const contacts = [
    contact("2026-11-16T10:00", { ...resolved, requesterWaitSeconds: 100, onHoldSeconds: 0 }),
    contact("2026-11-16T10:00", resolved),
  ];
  const { row, value } = answers({ facts: { contacts } });
  expect(row("requester_wait_seconds", "day", "2026-11-16")).toMatchObject({
    numerator: 100,
    denominator: 1,
  });
  expect(row("on_hold_seconds", "day", "2026-11-16")).toMatchObject({ numerator: 0, denominator: 1 });
  expect(value("agent_wait_seconds", "day", "2026-11-16")).toBeUndefined();
});

test("business time stops at night and on holidays", () => {
  // Tuesday 17:00 to Thursday 09:00 over a holiday: 1 h + 0 + 1 h.
  const one = contact("2026-11-17T17:00", { resolvedAt: at("2026-11-19T09:00") });
  const { value } = answers({ facts: { contacts: [one] }, businessHours: office });
  expect(value("resolution_business_seconds", "day", "2026-11-19")).toBe(2 * 3600);
});

test("a contact that changed department keeps the last schedule, or each in its turn", () => {
  const one = contact("2020-09-29T17:01:38Z", {
    resolvedAt: at("2020-09-30T19:01:46Z"),
    places: { department: "Second" },
  });
  const legs = [
    leg(one, { places: { department: "First" } }),
    leg(one, { queuedAt: at("2020-09-30T19:01:25Z"), places: { department: "Second" } }),
  ];
  const given = {
    facts: { contacts: [one], legs },
    businessHours: { schedules, ofDepartment: { Second: "second" } },
    from: "2020-09-01",
    to: "2020-10-31",
  };
  const minutes = (rule: string) =>
    (answers({ ...given, parameters: { schedule_rule: rule } }).value(
      "resolution_business_seconds",
      "day",
      "2020-09-30",
    ) ?? 0) / 60;
  // Fivetran's ticket. First: 17:01:38 to 02:00 and 12:00 to 19:01:25, 538.367 + 421.417; second: 21 s, 0.35.
  expect(minutes("all_schedules")).toBeCloseTo(960.133333, 5);
  // 17:01:38 to 00:30 and 15:00 to 19:01:46, 448.367 + 241.767.
  expect(minutes("last_schedule")).toBeCloseTo(690.133333, 5);
});
