import { expect, test } from "vitest";
import { agentTimeOn } from "../../world/agent-time.ts";
import { caseOf, casesAliveOn, remembering } from "../../world/cases.ts";
import { addDays, startOfDay } from "../../world/clock.ts";
import { contactsOpenedOn } from "../../world/contacts.ts";
import { costsOf } from "../../world/costs.ts";
import { spoiltOn, textOf } from "../../world/dirt.ts";
import { dayOf, nightly } from "../../world/exports.ts";
import { rowsOn } from "../../world/rows.ts";
import { shiftsOn } from "../../world/shifts.ts";
import { joined, within, without } from "../../world/spans.ts";
import { toldOf } from "../../world/told.ts";

const seed = "northwind";
const openedOn = remembering();
const days = Array.from({ length: 21 }, (_, index) => addDays("2026-10-05", index));
const cases = days.flatMap((date) => openedOn(date, seed).map(caseOf));
const alive = new Map(days.map((date) => [date, casesAliveOn(date, seed, openedOn)]));

const length = (spans: readonly { from: number; to: number }[]) =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0);

test("spans are joined, cut and taken away", () => {
  const span = (from: number, to: number) => ({ from, to });
  expect(joined([span(5, 8), span(0, 3), span(3, 4), span(6, 7)])).toEqual([span(0, 4), span(5, 8)]);
  expect(within([span(0, 10), span(20, 30)], span(5, 25))).toEqual([span(5, 10), span(20, 25)]);
  expect(without([span(0, 10)], [span(2, 3), span(8, 12)])).toEqual([span(0, 2), span(3, 8)]);
});

test("a case is the same every time it is made", () => {
  const [contact] = contactsOpenedOn("2026-10-07", seed);
  const [again] = contactsOpenedOn("2026-10-07", seed);
  if (contact === undefined || again === undefined) throw new Error("nobody asked on that day");
  expect(caseOf(again)).toEqual(caseOf(contact));
});

test("legs lie in order inside their contact and their seconds add up", () => {
  for (const { contact, legs } of cases) {
    const last = contact.changes.at(-1)?.resolvedAt ?? Number.POSITIVE_INFINITY;
    let before = contact.openedAt;
    for (const leg of legs) {
      expect(leg.queuedAt).toBeGreaterThanOrEqual(before);
      expect(leg.endedAt).toBeGreaterThanOrEqual(leg.answeredAt ?? leg.queuedAt);
      expect(leg.endedAt).toBeLessThanOrEqual(last);
      if (leg.answeredAt !== null) {
        expect((leg.talkSeconds ?? 0) + (leg.holdSeconds ?? 0)).toBe(leg.endedAt - leg.answeredAt);
        expect(leg.wrappedAt - leg.endedAt).toBe(leg.afterWorkSeconds);
      }
      if (leg.waitSeconds !== null)
        expect(leg.waitSeconds).toBe((leg.answeredAt ?? leg.endedAt) - leg.queuedAt);
      expect(leg.agent === null).toBe(leg.answeredAt === null);
      before = leg.endedAt;
    }
  }
});

test("every way a leg can go is there, and somebody hangs up within five seconds", () => {
  const legs = cases.flatMap((each) => each.legs);
  expect(new Set(legs.map((leg) => leg.outcome))).toEqual(
    new Set(["answered", "abandoned", "callback", "flow_out"]),
  );
  expect(new Set(legs.map((leg) => leg.direction))).toEqual(new Set(["inbound", "outbound"]));
  expect(new Set(legs.map((leg) => leg.transferReason)).size).toBe(5);
  const lost = legs.filter((leg) => leg.outcome === "abandoned");
  const short = lost.filter((leg) => (leg.waitSeconds ?? 0) <= 5);
  expect(short.length).toBeGreaterThan(0.15 * lost.length);
  expect(short.length).toBeLessThan(0.5 * lost.length);
  const passed = Map.groupBy(
    legs.filter((leg) => leg.isTransferred),
    (leg) => leg.contactId,
  );
  expect([...passed.values()].some((all) => all.length === 2)).toBe(true);
});

test("messages lie inside their contact, the customer's first, and a reply comes after it", () => {
  for (const { contact, messages } of cases) {
    const last = contact.changes.at(-1)?.resolvedAt ?? Number.POSITIVE_INFINITY;
    const times = messages.map((message) => message.sentAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    if (contact.channel === "phone") expect(messages).toEqual([]);
    else expect(messages[0]).toMatchObject({ author: "customer", sentAt: contact.openedAt });
    expect(times.at(-1) ?? 0).toBeLessThanOrEqual(last);
    const reply = messages.find((message) => message.author === "agent");
    if (reply) expect(reply.sentAt).toBeGreaterThan(contact.openedAt);
  }
  const all = cases.flatMap((each) => each.messages);
  expect(new Set(all.map((message) => message.author))).toEqual(new Set(["customer", "agent", "bot"]));
  expect(all.some((message) => !message.isPublic)).toBe(true);
});

test("what a bot solves has no agent, no leg and was never handed over", () => {
  const solved = cases.filter((each) => each.course.way === "contained");
  expect(new Set(solved.map((each) => each.course.beganWith))).toEqual(new Set(["bot", "self_service"]));
  for (const { course, legs } of solved) {
    expect(course).toMatchObject({ agent: null, handedOverAt: null });
    expect(legs).toEqual([]);
  }
});

test("surveys come after the resolution, answers after the survey, scores on their scale", () => {
  const most = { satisfaction: 5, effort: 7, promoter: 10, solved: 1 };
  const surveys = cases.flatMap((each) => each.surveys.map((survey) => ({ ...survey, of: each.contact })));
  expect(new Set(surveys.map((survey) => survey.kind)).size).toBe(4);
  for (const { of, kind, invitedAt, answeredAt, score } of surveys) {
    expect(invitedAt).toBeGreaterThan(of.changes[1]?.at ?? Number.POSITIVE_INFINITY);
    expect(answeredAt === null).toBe(score === null);
    expect(answeredAt ?? invitedAt).toBeGreaterThanOrEqual(invitedAt);
    expect(score ?? 0).toBeLessThanOrEqual(most[kind]);
  }
  const rate = surveys.filter((survey) => survey.score !== null).length / surveys.length;
  expect(rate).toBeGreaterThan(0.3);
  expect(rate).toBeLessThan(0.42);
});

test("a first reply's verdict is achieved by the first public reply of an agent", () => {
  for (const { messages, verdicts } of cases) {
    const verdict = verdicts.find((each) => each.metric === "first_reply");
    const reply = messages.find((message) => message.author === "agent" && message.isPublic);
    if (verdict) expect(verdict.achievedAt).toBe(reply?.sentAt ?? null);
  }
  const metrics = cases.flatMap((each) => each.verdicts.map((verdict) => verdict.metric));
  expect(new Set(metrics)).toEqual(new Set(["first_reply", "next_reply", "resolution"]));
});

test("one in ten identified contacts repeats another of its customer and reason within a week", () => {
  const week = 7 * 86_400;
  const asked = Map.groupBy(
    cases.filter((each) => each.course.customer !== null),
    ({ contact, course }) => `${course.customer} ${contact.reason}`,
  );
  const times = [...asked.values()].map((all) => all.map((each) => each.contact.openedAt));
  const repeats = times.flatMap((all) => all.slice(1).filter((at, index) => at - (all[index] ?? 0) <= week));
  const share = repeats.length / times.flat().length;
  expect(share).toBeGreaterThan(0.05);
  expect(share).toBeLessThan(0.2);
});

test("somebody of every department is at work from 07:00 to 22:00, some past midnight", () => {
  for (const date of days) {
    const shifts = shiftsOn(date);
    for (let at = startOfDay(date) + 7 * 3600; at < startOfDay(date) + 22 * 3600; at += 900) {
      const present = shifts.filter((shift) => shift.from <= at && at < shift.to);
      expect(new Set(present.map((shift) => shift.department)).size).toBe(4);
    }
    const end = startOfDay(addDays(date, 1));
    expect(shifts.filter((shift) => shift.to > end)).toHaveLength(1);
  }
});

test("an agent's day has no time twice, none outside it, and all legs are time on contacts", () => {
  for (const [date, its] of alive) {
    const day = { from: startOfDay(date), to: startOfDay(addDays(date, 1)) };
    const intervals = agentTimeOn(date, seed, its);
    expect(new Set(intervals.map((each) => each.id)).size).toBe(intervals.length);
    for (const [agent, own] of Map.groupBy(intervals, (each) => each.agent)) {
      const of = (activity: string) => own.filter((each) => each.activity === activity);
      const parts = ["available", "on_contact", "break", "other_productive"].flatMap(of);
      expect(within(own, day)).toHaveLength(own.length);
      // Logged in is idle, on contacts, on a break or in training, and never two of them at once.
      expect(length(parts)).toBe(length(of("logged_in")));
      expect(length(joined(parts))).toBe(length(parts));
      const legs = its.flatMap((each) => each.legs.filter((leg) => leg.agent === agent));
      const worked = within(
        legs.map((leg) => ({ from: leg.answeredAt ?? 0, to: leg.wrappedAt })),
        day,
      );
      expect(length(without(worked, of("on_contact")))).toBe(0);
      expect(length(joined(worked))).toBe(length(of("on_contact")));
    }
  }
});

test("a month's loaded costs are more than its wages", () => {
  const sum = (basis: string) =>
    costsOf("2026-10", seed).reduce((total, cost) => total + (cost.basis === basis ? cost.cents : 0), 0);
  expect(sum("loaded")).toBeGreaterThan(1.6 * sum("direct"));
  expect(sum("direct")).toBeGreaterThan(40_000_00);
});

test("a contact's waits fill the time to its resolution", () => {
  for (const row of rowsOn("2026-10-07", seed, openedOn)) {
    const { openedAt, resolvedAt, requesterWaitSeconds, agentWaitSeconds, channel } = toldOf(row);
    if (requesterWaitSeconds === null || agentWaitSeconds === null) {
      expect(channel === "email" && resolvedAt !== null).toBe(false);
    } else expect(requesterWaitSeconds + agentWaitSeconds).toBe((resolvedAt ?? 0) - openedAt);
  }
});

test("dirty records are few, of every kind, and have ids of their own", () => {
  const year = Array.from({ length: 365 }, (_, index) => addDays("2025-11-01", index));
  for (const each of nightly.filter(({ name }) => name !== "costs")) {
    const clean = [{ [each.columns[0] ?? ""]: "real", queued_at: "2026-01-01", started_at: "2026-01-01" }];
    const dirt = year.flatMap((date) => spoiltOn(each, dayOf(date, seed, []), clean));
    // 365 days at 0.13 make 47; 25 to 70 is more than three deviations around it.
    expect(dirt.length).toBeGreaterThan(25);
    expect(dirt.length).toBeLessThan(70);
    expect(new Set(dirt.map(({ fault }) => fault)).size).toBe(each.faults.length);
    for (const { record } of dirt) expect(record[each.columns[0] ?? ""]).toMatch(/^X-/);
  }
});

test("the cost sheet has rows on the last day of a month, for all of it, and on no other", () => {
  const sheet = nightly.find(({ name }) => name === "costs");
  const rows = (date: string) => sheet?.recordsOn(dayOf(date, seed, [])) ?? [];
  expect(rows("2026-10-30")).toEqual([]);
  expect(rows("2026-11-01")).toEqual([]);
  // Four departments, wages and everything, and the telephone lines.
  expect(rows("2026-10-31")).toHaveLength(9);
  expect(new Set(rows("2026-10-31").map(({ month }) => month))).toEqual(new Set(["2026-10"]));
});

test("a file has a line for each record and its dirt", () => {
  for (const [date, its] of alive) {
    const day = dayOf(date, seed, its);
    for (const each of nightly) {
      const clean = each.recordsOn(day);
      const { rows } = textOf(each, day);
      expect(rows).toBe(clean.length + spoiltOn(each, day, clean).length);
      const ids = clean.map((record) => record[each.columns[0] ?? ""]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  }
});
