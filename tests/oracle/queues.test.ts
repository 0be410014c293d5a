import { expect, test } from "vitest";
import type { Leg } from "./facts.ts";
import { answers, at, contact, leg } from "./small.ts";

const day = "2026-11-16";
const phone = { channel: "phone", department: "Billing" };

/** So many contacts with one leg each, of this outcome, that waited so long. */
function waited(count: number, outcome: Leg["outcome"], seconds: number, channel = "phone") {
  return Array.from({ length: count }, () => {
    const one = contact(`${day}T10:00`, { places: { ...phone, channel } });
    const until = one.openedAt + seconds;
    const times = outcome === "answered" ? { answeredAt: until, endedAt: until + 60 } : { endedAt: until };
    return { contact: one, leg: leg(one, { outcome, ...times }) };
  });
}

const factsOf = (all: ReturnType<typeof waited>) => ({
  contacts: all.map((each) => each.contact),
  legs: all.map((each) => each.leg),
});

/** ICMI: 1000 answered, 860 of them in time; 60 abandoned, 20 in time, 10 of those at once. */
const icmi = factsOf([
  ...waited(860, "answered", 20),
  ...waited(140, "answered", 21),
  ...waited(10, "abandoned", 5),
  ...waited(10, "abandoned", 20),
  ...waited(40, "abandoned", 21),
]);

test.each([
  ["short_excluded", 860 / 1050],
  ["answered_only", 0.86],
  ["abandons_negative", 860 / 1060],
  ["abandons_ignored_in_time", 860 / 1040],
  ["abandons_positive", 880 / 1060],
  ["short_positive", 870 / 1060],
])("the service level of ICMI's example by %s", (service_level_formula, expected) => {
  const { value } = answers({ facts: icmi, parameters: { service_level_formula } });
  expect(value("service_level_share", "day", day)).toBeCloseTo(expected, 12);
});

test("who leaves within five seconds is offered, but neither abandoned nor counted in its share", () => {
  const { row, value } = answers({ facts: icmi });
  expect(value("queue_offered", "day", day)).toBe(1060);
  expect(value("queue_answered", "day", day)).toBe(1000);
  expect(value("queue_abandoned", "day", day)).toBe(50);
  expect(row("answer_share", "day", day)).toMatchObject({ numerator: 1000, denominator: 1060 });
  expect(row("abandonment_share", "day", day)).toMatchObject({ numerator: 50, denominator: 1050 });
  // 10 * 20 + 40 * 21 = 1040 seconds of 50 who gave up.
  expect(row("abandon_wait_seconds", "day", day)).toMatchObject({ numerator: 1040, denominator: 50 });
  // 860 * 20 + 140 * 21 = 20140.
  expect(row("answer_wait_seconds", "day", day)).toMatchObject({ numerator: 20_140, denominator: 1000 });
  expect(value("answer_wait_seconds_largest", "day", day)).toBe(21);
});

test("with no short time, everybody who leaves is abandoned, even at once", () => {
  const given = { facts: factsOf(waited(3, "abandoned", 0)), parameters: { abandon_short_seconds: 0 } };
  expect(answers(given).value("queue_abandoned", "day", day)).toBe(3);
});

test("a threshold of the department wins over the channel's, and that over the organisation's", () => {
  const facts = factsOf(waited(1, "answered", 50, "chat"));
  const level = (given: object) => answers({ facts, ...given }).value("service_level_share", "day", day);
  expect(level({})).toBe(1);
  expect(level({ byChannel: {} })).toBe(0);
  expect(level({ byDepartment: { Billing: { service_level_seconds: 49 } } })).toBe(0);
});

test("callbacks and flow-outs are offered, and flow-outs spoil the level only where it is said", () => {
  const facts = factsOf([
    ...waited(1, "answered", 10),
    ...waited(1, "callback", 90),
    ...waited(2, "flow_out", 90),
  ]);
  const { row, value } = answers({ facts });
  expect(row("callback_share", "day", day)).toMatchObject({ numerator: 1, denominator: 4 });
  expect(row("flow_out_share", "day", day)).toMatchObject({ numerator: 2, denominator: 4 });
  expect(row("abandonment_share", "day", day)).toMatchObject({ numerator: 0, denominator: 4 });
  expect(value("service_level_share", "day", day)).toBe(1);
  const spoilt = answers({ facts, parameters: { service_level_include_flow_outs: true } });
  expect(spoilt.row("service_level_share", "day", day)).toMatchObject({ numerator: 1, denominator: 3 });
});

test("a contact counts at its first queue, or at each; calls the centre makes at none", () => {
  const one = contact(`${day}T23:59`, { places: phone });
  const legs = [
    leg(one, { queuedAt: at("2026-11-17T00:01"), answeredAt: at("2026-11-17T00:02"), outcome: "answered" }),
    leg(one, { endedAt: at("2026-11-17T00:00"), outcome: "flow_out" }),
    leg(one, { direction: "outbound", outcome: "answered", answeredAt: at("2026-11-17T09:00") }),
  ];
  const facts = { contacts: [one], legs };
  expect(answers({ facts }).value("queue_offered", "week", day)).toBe(1);
  expect(answers({ facts }).value("queue_offered", "day", day)).toBe(1);
  const each = answers({ facts, parameters: { service_level_legs: "each" } });
  expect(each.value("queue_offered", "week", day)).toBe(2);
});

test("a leg of no known contact is in no number", () => {
  const one = contact(`${day}T10:00`);
  expect(answers({ facts: { legs: [leg(one, { outcome: "answered" })] } }).rows).toEqual([]);
});

const handled = (from: string, talk: number, hold: number, after: number, rest: Partial<Leg> = {}) => {
  const answeredAt = at(from);
  const endedAt = answeredAt + talk + hold;
  return {
    answeredAt,
    endedAt,
    wrappedAt: endedAt + after,
    talkSeconds: talk,
    holdSeconds: hold,
    afterWorkSeconds: after,
    ...rest,
  };
};

test("a leg is handled when the work after it ends, for as long as talk, hold and that work took", () => {
  const one = contact(`${day}T23:58`, { places: phone });
  const legs = [
    leg(one, handled(`${day}T23:58`, 90, 10, 30)),
    leg(one, handled("2026-11-17T10:00", 200, 0, 0, { direction: "outbound" })),
  ];
  const { row, value } = answers({ facts: { contacts: [one], legs } });
  // 23:58:00 + 100 s + 30 s = 00:00:10 of the next day.
  expect(value("contacts_handled", "day", day)).toBeUndefined();
  expect(row("handle_seconds", "day", "2026-11-17")).toMatchObject({ numerator: 130, denominator: 1 });
  expect(value("call_seconds", "day", "2026-11-17")).toBe(100);
  expect(value("after_work_seconds", "day", "2026-11-17")).toBe(30);
  const both = answers({ facts: { contacts: [one], legs }, parameters: { handle_include_outbound: true } });
  // 130 and 200 of two legs.
  expect(both.value("handle_seconds", "day", "2026-11-17")).toBe(165);
});

test("a contact passed on twice counts once, where its last leg ends; its reasons are counted each", () => {
  const one = contact(`${day}T10:00`, { places: { ...phone, reason: "Invoice" } });
  const other = contact(`${day}T10:00`, { places: phone });
  const passed = { isTransferred: true };
  const legs = [
    leg(one, handled(`${day}T10:00`, 10, 0, 0, { ...passed, transferReason: "language" })),
    leg(one, handled(`${day}T10:01`, 10, 0, 0, passed)),
    leg(one, handled("2026-11-17T10:00", 10, 0, 0)),
    leg(other, handled("2026-11-17T10:00", 10, 0, 0)),
  ];
  const facts = { contacts: [one, other], legs };
  const { row, value } = answers({ facts });
  expect(row("transfer_share", "day", "2026-11-17")).toMatchObject({ numerator: 1, denominator: 2 });
  expect(value("transfer_share", "day", day)).toBeUndefined();
  expect(value("transfers", "day", day)).toBe(2);
  expect(value("transfers", "day", day, "reason", "language")).toBe(1);
  expect(value("transfer_reason_share", "day", day, "reason", "language")).toBe(0.5);
  expect(value("transfers", "day", day, "reason", "(not stated)")).toBe(1);
  const byLeg = answers({ facts, parameters: { transfer_unit: "leg" } });
  expect(byLeg.row("transfer_share", "week", day)).toMatchObject({ numerator: 2, denominator: 4 });
});

test("conversions are a share of contacts answered, or of all that were offered", () => {
  const sold = contact(`${day}T10:00`, { outcome: "Sold" });
  const lost = contact(`${day}T10:00`, { outcome: "gave up" });
  const open = contact(`${day}T10:00`);
  const unsold = contact(`${day}T10:00`, { resolvedAt: at(`${day}T10:10`) });
  const untold = contact(`${day}T10:00`, { outcome: "sold", isOutcomeTold: false });
  const legs = [
    leg(sold, handled(`${day}T10:00`, 10, 0, 0)),
    leg(lost, { outcome: "abandoned", endedAt: at(`${day}T10:01`) }),
    ...[open, unsold, untold].map((each) => leg(each, handled(`${day}T10:00`, 10, 0, 0))),
  ];
  const facts = { contacts: [sold, lost, open, unsold, untold], legs };
  // Of one that is open nobody knows yet, of untold its source never says; unsold came to nothing.
  expect(answers({ facts }).row("conversion_share", "day", day)).toMatchObject({
    numerator: 1,
    denominator: 2,
  });
  const offered = answers({ facts, parameters: { conversion_denominator: "offered" } });
  expect(offered.row("conversion_share", "day", day)).toMatchObject({ numerator: 1, denominator: 3 });
});
