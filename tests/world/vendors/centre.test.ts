import { describe, expect, test } from "vitest";
import { startOfDay } from "../../../world/clock.ts";
import { contactsOpenedOn } from "../../../world/contacts.ts";
import { type CentreOptions, centreOf } from "../../../world/vendors/centre.ts";
import { type Happening, inOrder, standings } from "../../../world/vendors/happenings.ts";
import {
  agentId,
  agentMembers,
  departmentId,
  departmentMembers,
  reasonId,
} from "../../../world/vendors/members.ts";
import { presenceAtConnect } from "../../../world/vendors/northwind.ts";
import { personalOf } from "../../../world/vendors/texts.ts";

const from = "2026-11-03";
const since = startOfDay(from);
const day = 86_400;
const options: CentreOptions = { from, until: since + 2 * day, seed: "centre" };
const still = { bursts: [], restless: [], deleted: 0, reopened: 0 };

describe("the centre over a window of days", () => {
  const centre = centreOf(options);

  test("has every contact of its days, and nothing that comes later", () => {
    const contacts = ["2026-11-03", "2026-11-04"].flatMap((date) => contactsOpenedOn(date, "centre"));
    expect(centre.days).toEqual(["2026-11-03", "2026-11-04"]);
    expect(centre.matters.map(({ id }) => id)).toEqual(contacts.map(({ id }) => id));
    const instants = centre.matters.flatMap(({ happenings }) => happenings.map(({ at }) => at));
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(since);
    expect(Math.max(...instants)).toBeLessThan(since + 2 * day);
  });

  test("is the same centre with a longer window, as far as both go", () => {
    const longer = centreOf({ ...options, until: since + 3 * day });
    for (const [index, matter] of centre.matters.entries()) {
      const other = longer.matters[index]!;
      expect(other.happenings.slice(0, matter.happenings.length)).toEqual(matter.happenings);
      expect(other.customer).toEqual(matter.customer);
    }
  });

  test("tells of each contact what its changes say", () => {
    for (const { contact, happenings } of centre.matters) {
      const changes = contact.changes.slice(1).filter(({ at }) => at < since + 2 * day);
      const told = happenings.filter(({ kind }) => kind === "resolved" || kind === "reopened");
      expect(told.map(({ at, kind }) => [at, kind])).toEqual(changes.map(({ at, status }) => [at, status]));
      expect(happenings[0]).toEqual({ at: contact.openedAt, kind: "opened" });
    }
  });

  test("knows customers by what nobody has: no two share an address or a number", () => {
    const customers = new Map(
      centre.matters.flatMap(({ customer }) => (customer ? [[customer.id, customer]] : [])),
    );
    expect(customers.size).toBeGreaterThan(100);
    const all = [...customers.values()];
    for (const what of ["name", "email", "phone", "number"] as const)
      expect(new Set(all.map((each) => each[what])).size).toBe(all.length);
    for (const { phone, email, name } of all) {
      expect(phone).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
      expect(email).toMatch(/^nobody\.\d+@example\.org$/);
      expect(name).toMatch(/ Nobody-\d{5}$/);
    }
    expect([...new Set(all.map(({ language }) => language))].sort()).toEqual(["en", "fi", "hu", "ro", "ru"]);
  });

  test("writes what must be redacted: names, addresses and numbers in the middle of a text", () => {
    const texts = centre.matters.flatMap((matter) =>
      matter.happenings.flatMap((each) =>
        each.kind === "message" && matter.customer
          ? personalOf(matter.customer).filter((piece) => centre.text(matter, each.message).includes(piece))
          : [],
      ),
    );
    expect(texts.length).toBeGreaterThan(20);
  });

  test("may be a small one", () => {
    const few = centreOf({ ...options, share: 0.1 });
    expect(few.matters.length).toBeGreaterThan(centre.matters.length * 0.05);
    expect(few.matters.length).toBeLessThan(centre.matters.length * 0.2);
  });
});

describe("a contact as it stands", () => {
  const message = {
    id: "M-1",
    contactId: "C",
    sentAt: 0,
    author: "customer",
    isPublic: true,
    agent: null,
  } as const;
  const happenings = inOrder([
    { at: 0, kind: "message", message },
    { at: 0, kind: "opened" },
    { at: 60, kind: "assigned" },
    { at: 100, kind: "resolved" },
    { at: 100, kind: "touched", number: 1 },
    { at: 200, kind: "reopened" },
    { at: 300, kind: "resolved" },
    { at: 400, kind: "deleted" },
  ] satisfies Happening[]);

  test("is told after every instant, with everything until then", () => {
    const told = standings(happenings, "Anna");
    expect(
      told.map(({ at, number, status, agent, touches }) => [at, number, status, agent, touches]),
    ).toEqual([
      [0, 1, "new", null, 0],
      [60, 2, "open", "Anna", 0],
      [100, 3, "resolved", "Anna", 1],
      [200, 4, "reopened", "Anna", 1],
      [300, 5, "resolved", "Anna", 1],
      [400, 6, "deleted", "Anna", 1],
    ]);
    const last = told.at(-1)!;
    expect([last.firstResolvedAt, last.resolvedAt, last.reopenedAt, last.reopens]).toEqual([
      100, 300, 200, 1,
    ]);
    expect(told[3]?.resolvedAt).toBeNull();
    expect(last.messages).toEqual([message]);
    expect(told[0]?.news.map(({ kind }) => kind)).toEqual(["opened", "message"]);
  });
});

describe("what chaos adds", () => {
  const small = { ...options, share: 0.1 };

  test("touches so many contacts in one second; those that lack are imported in it", () => {
    const at = since + day;
    for (const count of [5, 200]) {
      const { matters } = centreOf({ ...small, stir: { ...still, bursts: [{ at, count }] } });
      const then = matters.filter(({ happenings }) =>
        happenings.some((each) => each.at === at && (each.kind === "touched" || each.kind === "opened")),
      );
      expect(then.length).toBe(count);
      expect(new Set(matters.map(({ id }) => id)).size).toBe(matters.length);
    }
  });

  test("touches some contact every few seconds where it is restless", () => {
    const restless = [{ from: since + day, to: since + day + 60, everySeconds: 5 }];
    const { matters } = centreOf({ ...small, stir: { ...still, restless } });
    const touched = matters.flatMap(({ happenings }) => happenings.filter(({ kind }) => kind === "touched"));
    expect(touched.map(({ at }) => at - since - day).sort((a, b) => a - b)).toEqual([
      0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55,
    ]);
  });

  test("deletes and reopens, and nothing happens after a deletion", () => {
    const { matters } = centreOf({ ...small, stir: { ...still, deleted: 1, reopened: 1 } });
    const deleted = matters.filter(({ happenings }) => happenings.some(({ kind }) => kind === "deleted"));
    expect(deleted.length).toBeGreaterThan(0);
    for (const { happenings, standings: told } of deleted) {
      expect(happenings.at(-1)?.kind).toBe("deleted");
      expect(told.at(-1)?.status).toBe("deleted");
    }
    expect(matters.some(({ happenings }) => happenings.some(({ kind }) => kind === "reopened"))).toBe(true);
  });
});

test("departments, agents and reasons have numbers; those of some agents no double holds", () => {
  expect(departmentMembers.map(({ name }) => departmentId(name))).toEqual([
    "360000001",
    "360000002",
    "360000003",
    "360000004",
  ]);
  const ids = agentMembers.map(({ name }) => agentId(name));
  expect(new Set(ids).size).toBe(21);
  const large = ids.filter((id) => String(Number(id)) !== id);
  expect(large.length).toBeGreaterThan(3);
  expect(reasonId("Late delivery")).toBe("77000001");
  expect(() => agentId("Nobody")).toThrow("nobody and nothing is called Nobody");
});

test("who is at Amazon Connect is occupied there as people are who take calls", () => {
  const share = 0.3;
  const centre = centreOf({
    ...{ from: "2026-10-19", until: startOfDay("2026-11-16"), seed: "northwind", share },
    hears: ({ channel, department }) => channel === "phone" && department === "Accounts",
    presence: presenceAtConnect(share),
  });
  const weeks = [0, 1, 2, 3].map((week) => {
    const intervals = centre.days.slice(7 * week, 7 * week + 7).flatMap((day) => centre.agentDay(day));
    const spent = (activity: string) =>
      intervals.reduce((sum, one) => sum + (one.activity === activity ? one.to - one.from : 0), 0);
    return spent("on_contact") / (spent("on_contact") + spent("available"));
  });
  for (const occupancy of weeks) {
    expect(occupancy).toBeGreaterThan(0.6);
    expect(occupancy).toBeLessThan(0.85);
  }
  // Others only while a call was passed on to them.
  const waiting = centre.days
    .flatMap((day) => centre.agentDay(day))
    .filter(({ activity }) => activity === "available");
  expect(new Set(waiting.map(({ department }) => department))).toEqual(new Set(["Accounts"]));
});
