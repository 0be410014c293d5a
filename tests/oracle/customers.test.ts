import { expect, test } from "vitest";
import { answers, at, contact, message, survey, verdict } from "./small.ts";

const day = "2026-11-16";
const asks = (openedAt: string, rest: Parameters<typeof contact>[1] = {}) =>
  contact(openedAt, { customerId: "K", ...rest, places: { reason: "Invoice", ...rest.places } });

test("a call on Thursday changes Monday's first contact resolution", () => {
  const [monday, thursday] = [asks("2026-11-16T10:00"), asks("2026-11-19T10:00")];
  const fcr = "first_contact_resolution_share";
  expect(answers({ facts: { contacts: [monday] } }).value(fcr, "day", day)).toBe(1);
  const { row, value } = answers({ facts: { contacts: [monday, thursday] } });
  expect(value(fcr, "day", day)).toBe(0);
  // Thursday's is a repeat, and no first contact.
  expect(value(fcr, "day", "2026-11-19")).toBeUndefined();
  expect(row("repeat_contact_share", "week", day)).toMatchObject({ numerator: 1, denominator: 2 });
});

test("seven days to the second are within seven days; a second more begins anew", () => {
  const contacts = [asks("2026-11-09T10:00:00"), asks("2026-11-16T10:00:00"), asks("2026-11-23T10:00:01")];
  const { value } = answers({ facts: { contacts } });
  const days = ["2026-11-09", "2026-11-16", "2026-11-23"];
  expect(days.map((on) => value("repeat_contact_share", "day", on))).toEqual([0, 1, 0]);
  expect(days.map((on) => value("first_contact_resolution_share", "day", on))).toEqual([0, undefined, 1]);
});

test("who comes again within a quarter of an hour was passed on", () => {
  const { row } = answers({ facts: { contacts: [asks(`${day}T10:00`), asks(`${day}T10:15`)] } });
  expect(row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 0, denominator: 2 });
  expect(row("first_contact_resolution_share", "day", day)).toMatchObject({ numerator: 1, denominator: 1 });
  const later = answers({ facts: { contacts: [asks(`${day}T10:00`), asks(`${day}T10:15:01`)] } });
  expect(later.row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 1, denominator: 2 });
});

test("who is passed on twice is still the same contact, and no repeat of an older one", () => {
  const contacts = ["10:00", "10:10", "10:20"].map((time) => asks(`${day}T${time}`));
  const { row } = answers({ facts: { contacts } });
  // 20 minutes after the first, but 10 after the second.
  expect(row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 0, denominator: 3 });
  expect(row("first_contact_resolution_share", "day", day)).toMatchObject({ numerator: 1, denominator: 1 });
  const older = answers({ facts: { contacts: [asks("2026-11-14T10:00"), ...contacts] } });
  // The first of the three comes again after two days; the others were passed on.
  expect(older.row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 1, denominator: 3 });
});

test("a contact that states no reason may be about any", () => {
  const nothing = { places: { reason: null } };
  const contacts = [asks("2026-11-16T10:00"), asks("2026-11-17T10:00", nothing)];
  const { value } = answers({ facts: { contacts } });
  expect(value("repeat_contact_share", "day", "2026-11-17")).toBe(1);
  expect(value("first_contact_resolution_share", "day", "2026-11-16")).toBe(0);
});

test("another reason, another customer, nobody known and a call of the centre's are no repeats", () => {
  const contacts = [
    asks(`${day}T10:00`),
    asks(`${day}T11:00`, { places: { reason: "Delivery", channel: "chat" } }),
    asks(`${day}T12:00`, { customerId: null }),
    asks(`${day}T13:00`, { direction: "outbound" }),
  ];
  const { row } = answers({ facts: { contacts } });
  expect(row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 0, denominator: 2 });
  const any = answers({ facts: { contacts }, parameters: { first_contact_key: "customer" } });
  expect(any.row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 1, denominator: 2 });
  const parameters = { first_contact_key: "customer", first_contact_same_channel: true };
  const same = answers({ facts: { contacts }, parameters });
  expect(same.row("repeat_contact_share", "day", day)).toMatchObject({ numerator: 0, denominator: 2 });
});

test("a first contact that is reopened was not solved", () => {
  const contacts = [asks(`${day}T10:00`, { reopenedAt: at("2026-11-18T10:00") })];
  expect(answers({ facts: { contacts } }).value("first_contact_resolution_share", "day", day)).toBe(0);
});

test("of one that nobody would say came back it is not known whether it was enough", () => {
  const contacts = [
    asks(`${day}T10:00`, { customerId: "x", isReopeningTold: false }),
    asks(`${day}T10:00`, { customerId: "y", isReopeningTold: false, isFinal: true }),
  ];
  const { row } = answers({ facts: { contacts } });
  expect(row("first_contact_resolution_share", "day", day)).toMatchObject({ numerator: 1, denominator: 1 });
});

test("who could not be asked has not been silent, and what only its source's misses tell was not missed", () => {
  const resolvedAt = at(`${day}T11:00`);
  const told = contact(`${day}T10:00`, { resolvedAt });
  const untold = contact(`${day}T10:00`, { resolvedAt, areSurveysTold: false, areTargetsTold: false });
  const verdicts = [told, untold].map((each) => verdict(each, "resolution", `${day}T12:00`, null));
  const parameters = { survey_response_of: "resolved" };
  const { row } = answers({ facts: { contacts: [told, untold], verdicts }, parameters });
  expect(row("survey_response_share", "day", day)).toMatchObject({ numerator: 0, denominator: 1 });
  expect(row("sla_met_share", "day", day)).toMatchObject({ numerator: 0, denominator: 1 });
});

test("the customer's answer, the agent's mark or one reply tell it too", () => {
  const resolved = { resolvedAt: at("2026-11-17T10:00") };
  const one = contact(`${day}T10:00`, { ...resolved, isSolvedAtOnce: true });
  const two = contact(`${day}T10:00`, { ...resolved, isSolvedAtOnce: false });
  const three = contact(`${day}T10:00`);
  const answeredAt = at("2026-11-18T10:00");
  const facts = {
    contacts: [one, two, three],
    surveys: [survey(one, "solved", { answeredAt, score: 0 }), survey(two, "solved")],
    messages: [
      message(two, "agent", two.openedAt + 60),
      message(two, "agent", two.openedAt + 90),
      message(one, "agent", one.openedAt + 60),
      message(one, "agent", one.openedAt + 90, false),
    ],
  };
  const share = (first_contact_method: string) => {
    const row = answers({ facts, parameters: { first_contact_method } });
    return row.row("first_contact_resolution_share", "day", day);
  };
  expect(share("survey")).toMatchObject({ numerator: 0, denominator: 1 });
  expect(share("agent_flag")).toMatchObject({ numerator: 1, denominator: 2 });
  expect(share("one_touch")).toMatchObject({ numerator: 1, denominator: 2 });
});

test("replies after 6 and 8 minutes take 7 on average", () => {
  const one = contact(`${day}T10:00`, { resolvedAt: at("2026-11-17T10:00") });
  const write = (author: "customer" | "agent" | "bot", minutes: number, isPublic = true) =>
    message(one, author, one.openedAt + minutes * 60, isPublic);
  const messages = [
    write("customer", 0),
    write("bot", 1),
    write("agent", 2, false),
    write("agent", 6),
    write("agent", 7),
    write("customer", 10),
    write("customer", 15),
    write("agent", 18),
    write("customer", 30),
  ];
  const { row, value } = answers({ facts: { contacts: [one], messages } });
  // From the first of two questions in a row: 18 - 10 = 8. The last question has no reply.
  expect(row("response_seconds", "day", day)).toMatchObject({
    numerator: 14 * 60,
    denominator: 2,
    value: 420,
  });
  expect(value("response_seconds_largest", "day", day)).toBe(480);
  // Neither the bot nor the note among agents is a reply.
  expect(value("first_response_seconds", "day", day)).toBe(360);
  // Four of the customer's and three of the agent's.
  expect(value("messages_per_contact", "day", "2026-11-17")).toBe(7);
  const replies = answers({
    facts: { contacts: [one], messages },
    parameters: { messages_count: "agent_replies" },
  });
  expect(replies.value("messages_per_contact", "day", "2026-11-17")).toBe(3);
});

test("a reply counts on its own day; what the centre writes first is no reply", () => {
  const one = contact(`${day}T23:59`, { direction: "outbound" });
  const messages = [message(one, "agent", one.openedAt), message(one, "agent", at("2026-11-17T00:00"))];
  const { value } = answers({ facts: { contacts: [one], messages } });
  expect(value("first_response_seconds", "day", day)).toBeUndefined();
  expect(value("first_response_seconds", "day", "2026-11-17")).toBe(60);
});

test("answers count where the scale says, and not where they are off it", () => {
  const one = contact(`${day}T10:00`);
  const answeredAt = at("2026-11-17T10:00");
  const answer = (kind: Parameters<typeof survey>[1], score: number) =>
    survey(one, kind, { answeredAt, score });
  const surveys = [
    ...[5, 4, 3, 0, 6].map((score) => answer("satisfaction", score)),
    ...[7, 5, 4, 8].map((score) => answer("effort", score)),
    ...[10, 9, 8, 7, 6, 11].map((score) => answer("promoter", score)),
  ];
  const { row, value } = answers({ facts: { contacts: [one], surveys } });
  const on = "2026-11-17";
  expect(row("customer_satisfaction_share", "day", on)).toMatchObject({ numerator: 2, denominator: 3 });
  expect(value("customer_satisfaction_score", "day", on)).toBe(4);
  expect(row("customer_effort_share", "day", on)).toMatchObject({ numerator: 2, denominator: 3 });
  expect(row("customer_effort_score", "day", on)).toMatchObject({ numerator: 16, denominator: 3 });
  // Two promoters, two in between, and a 6, which detracts: 100 * (2 - 1) / 5.
  expect(value("net_promoter_points", "day", on)).toBe(20);
  const low = answers({
    facts: { contacts: [one], surveys },
    parameters: { effort_polarity: "easy_low", effort_from: 4, survey_day: "contact" },
  });
  expect(low.row("customer_effort_share", "day", day)).toMatchObject({ numerator: 1, denominator: 3 });
});

test("the response rate is of the surveys sent that day, or of the contacts resolved", () => {
  const one = contact(`${day}T10:00`, { resolvedAt: at(`${day}T11:00`) });
  const two = contact(`${day}T10:00`, { resolvedAt: at(`${day}T11:00`) });
  const invitedAt = at("2026-11-17T10:00");
  const surveys = [
    survey(one, "effort", { invitedAt, answeredAt: at("2026-11-19T10:00"), score: 3 }),
    survey(one, "promoter", { invitedAt }),
    survey(one, "solved", { invitedAt }),
  ];
  const facts = { contacts: [one, two], surveys };
  const { row } = answers({ facts });
  expect(row("survey_response_share", "day", "2026-11-17")).toMatchObject({ numerator: 1, denominator: 3 });
  const resolved = answers({ facts, parameters: { survey_response_of: "resolved" } });
  expect(resolved.row("survey_response_share", "day", day)).toMatchObject({ numerator: 1, denominator: 2 });
});

test("a promise is decided when it is kept or due, whichever comes first", () => {
  const one = contact(`${day}T10:00`);
  const verdicts = [
    verdict(one, "first_reply", "2026-11-17T10:00:00", "2026-11-17T10:00:00"),
    verdict(one, "first_reply", "2026-11-17T10:00:00", "2026-11-19T10:00:01"),
    verdict(one, "next_reply", "2026-11-19T10:00", "2026-11-16T12:00"),
    verdict(one, "resolution", "2026-11-18T10:00", null),
  ];
  const { row } = answers({ facts: { contacts: [one], verdicts } });
  expect(row("sla_first_reply_met_share", "day", "2026-11-17")).toMatchObject({
    numerator: 1,
    denominator: 2,
  });
  expect(row("sla_next_reply_met_share", "day", "2026-11-16")).toMatchObject({
    numerator: 1,
    denominator: 1,
  });
  expect(row("sla_resolution_met_share", "day", "2026-11-18")).toMatchObject({
    numerator: 0,
    denominator: 1,
  });
  expect(row("sla_met_share", "week", "2026-11-16")).toMatchObject({ numerator: 2, denominator: 4 });
});
