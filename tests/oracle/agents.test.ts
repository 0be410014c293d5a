import { expect, test } from "vitest";
import type { Cost } from "./facts.ts";
import { answers, at, contact, leg, time } from "./small.ts";

const day = "2026-11-16";

test("an agent's day: busy, idle, at break and in training", () => {
  const agentTime = [
    time("scheduled", `${day}T08:00`, `${day}T16:00`),
    time("paid", `${day}T08:00`, `${day}T16:00`),
    time("logged_in", `${day}T08:10`, `${day}T12:00`),
    time("logged_in", `${day}T12:30`, `${day}T16:20`),
    time("on_contact", `${day}T09:00`, `${day}T11:00`),
    // Two chats at once are one time.
    time("on_contact", `${day}T10:00`, `${day}T11:30`),
    time("available", `${day}T13:00`, `${day}T14:15`),
    time("other_productive", `${day}T14:15`, `${day}T15:15`),
    time("break", `${day}T15:15`, `${day}T15:30`),
  ];
  const { row, value } = answers({ facts: { agentTime } });
  // Busy 2.5 h, idle 1.25 h.
  expect(row("occupancy_share", "day", day)).toMatchObject({ numerator: 9000, denominator: 13_500 });
  expect(row("utilisation_share", "day", day)).toMatchObject({ numerator: 9000, denominator: 28_800 });
  // 3:50 + 3:50 = 7:40.
  expect(value("logged_in_seconds", "day", day)).toBe(27_600);
  expect(value("log_ins", "day", day)).toBe(2);
  expect(value("break_seconds", "day", day)).toBe(900);
  expect(row("break_share", "day", day)).toMatchObject({ numerator: 900, denominator: 27_600 });
  // Missing: 08:00 to 08:10 and 12:00 to 12:30; what comes after 16:00 was not scheduled.
  expect(row("adherence_share", "day", day)).toMatchObject({ numerator: 26_400, denominator: 28_800 });
  const productive = answers({ facts: { agentTime }, parameters: { utilisation_numerator: "productive" } });
  expect(productive.row("utilisation_share", "day", day)).toMatchObject({ numerator: 12_600 });
});

test("a night is cut at midnight and is one log-in, also where the source cut it", () => {
  for (const agentTime of [
    [time("logged_in", `${day}T22:00`, "2026-11-17T06:00")],
    [
      time("logged_in", `${day}T22:00`, "2026-11-17T00:00"),
      time("logged_in", "2026-11-17T00:00", "2026-11-17T06:00"),
    ],
  ]) {
    const { value } = answers({ facts: { agentTime } });
    expect(value("logged_in_seconds", "day", day)).toBe(2 * 3600);
    expect(value("logged_in_seconds", "day", "2026-11-17")).toBe(6 * 3600);
    expect(value("log_ins", "week", day)).toBe(1);
    expect(value("log_ins", "day", "2026-11-17")).toBeUndefined();
  }
});

test("seconds logged in are those of all agents and days", () => {
  const agentTime = [
    time("logged_in", `${day}T08:00`, `${day}T09:00`),
    time("logged_in", `${day}T08:00`, `${day}T11:00`, "Owen"),
    time("logged_in", "2026-11-17T08:00", "2026-11-17T10:00"),
    time("break", `${day}T08:00`, `${day}T08:30`),
  ];
  const { value } = answers({ facts: { agentTime } });
  // 1 h + 3 h + 2 h.
  expect(value("logged_in_seconds", "week", day)).toBe(6 * 3600);
  expect(value("logged_in_seconds", "day", day, "agent", "Owen")).toBe(3 * 3600);
  expect(value("break_seconds", "week", day)).toBe(1800);
});

test("nothing of an agent who was neither busy nor idle", () => {
  const { value } = answers({ facts: { agentTime: [time("paid", `${day}T08:00`, `${day}T09:00`)] } });
  expect(value("occupancy_share", "day", day)).toBeUndefined();
  expect(value("utilisation_share", "day", day)).toBeUndefined();
});

test("who is paid was on no contact where a system tells those of the department, and only there", () => {
  const paid = (agent: string, department: string) => ({
    ...time("paid", `${day}T08:00`, `${day}T16:00`, agent),
    ...{ department, system: "roster" },
  });
  const onContact = {
    ...time("on_contact", `${day}T08:00`, `${day}T12:00`),
    department: null,
    system: "phone",
  };
  const ready = { ...time("available", `${day}T08:00`, `${day}T12:00`, "Owen"), system: "chat" };
  const agentTime = [
    ...[paid("Anna", "Phone"), paid("Cid", "Phone"), paid("Bo", "Letters"), onContact, ready],
  ];
  const { row, value } = answers({ facts: { agentTime } });
  // 4 of Anna's 8 hours, where her roster says she was, and none of Cid's.
  expect(row("utilisation_share", "day", day, "department", "Phone")).toMatchObject({
    numerator: 4 * 3600,
    denominator: 16 * 3600,
  });
  expect(value("utilisation_share", "day", day, "agent", "Cid")).toBe(0);
  expect(value("utilisation_share", "day", day, "department", "Letters")).toBeUndefined();
  // The chat tells nobody's contacts.
  expect(value("occupancy_share", "day", day, "agent", "Owen")).toBeUndefined();
});

const talked = (on: string, seconds: number, department: string) => {
  const one = contact(`${on}T10:00`, { places: { channel: "phone", department } });
  const answeredAt = at(`${on}T10:00`);
  const endedAt = answeredAt + seconds;
  return { contact: one, leg: leg(one, { answeredAt, endedAt, talkSeconds: seconds, outcome: "answered" }) };
};
const cost = (id: string, amount: number, rest: Partial<Cost> = {}): Cost => ({
  id,
  month: "2026-11",
  amount,
  basis: "loaded",
  department: null,
  channel: null,
  ...rest,
});

const calls = [
  talked("2026-11-16", 100, "Billing"),
  talked("2026-11-17", 300, "Billing"),
  talked("2026-11-17", 100, "Delivery"),
  talked("2026-12-01", 100, "Billing"),
];
const given = { contacts: calls.map((call) => call.contact), legs: calls.map((call) => call.leg) };
const sheet = [
  cost("wages", 40, { department: "Billing" }),
  cost("lines", 50, { channel: "phone" }),
  cost("direct", 7, { basis: "direct" }),
];

test("a month's cost is spread over its days by the seconds handled", () => {
  const { row, value } = answers({ facts: { ...given, costs: sheet } });
  // Wages: 40 * 100 / 400 = 10 and 30. Lines: 50 * 100 / 500 = 10, and 40 for 400 seconds.
  expect(row("cost_per_contact", "day", day)).toMatchObject({ numerator: 20, denominator: 1 });
  expect(row("cost_per_contact", "day", "2026-11-17")).toMatchObject({ numerator: 70, denominator: 2 });
  expect(row("cost_per_contact", "month", "2026-11-01")).toMatchObject({ numerator: 90, denominator: 3 });
  // Billing bears its wages and 50 * 400 / 500 of the lines.
  expect(row("cost_per_contact", "month", "2026-11-01", "department", "Billing")).toMatchObject({
    numerator: 80,
    denominator: 2,
  });
  // December's costs have not come: no value, not 0.
  expect(value("cost_per_contact", "day", "2026-12-01")).toBeUndefined();
});

test("a cost of one department is borne by it alone, and the others are not counted", () => {
  const { row, value } = answers({ facts: { ...given, costs: sheet.slice(0, 1) } });
  expect(row("cost_per_contact", "month", "2026-11-01")).toMatchObject({ numerator: 40, denominator: 2 });
  expect(value("cost_per_contact", "month", "2026-11-01", "department", "Delivery")).toBeUndefined();
});

test("or by contacts, or evenly over the days with any; or only the wages", () => {
  const facts = { ...given, costs: sheet };
  const byContacts = answers({ facts, parameters: { cost_allocation: "contacts" } });
  // 40 / 2 + 50 / 3 for the one contact of the 16th.
  expect(byContacts.value("cost_per_contact", "day", day)).toBeCloseTo(20 + 50 / 3, 12);
  const byDays = answers({ facts, parameters: { cost_allocation: "days" } });
  // Two days with a contact: half of the wages and half of the lines.
  expect(byDays.value("cost_per_contact", "day", day)).toBeCloseTo(45, 12);
  const direct = answers({ facts, parameters: { cost_basis: "direct" } });
  expect(direct.row("cost_per_contact", "month", "2026-11-01")?.numerator).toBeCloseTo(7, 12);
});
