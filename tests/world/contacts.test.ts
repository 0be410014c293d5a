import { expect, test } from "vitest";
import { reasons } from "../../world/centre.ts";
import { addDays, isoLocal, localDay, startOfDay } from "../../world/clock.ts";
import { contactId, contactsOpenedOn, longestLife, standing } from "../../world/contacts.ts";
import { expectedContacts, storyOn } from "../../world/demand.ts";
import { random } from "../../world/random.ts";

function week(monday: string): string[] {
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

test("the same text gives the same numbers and another text gives others", () => {
  const draw = (text: string) => {
    const dice = random(text);
    return Array.from({ length: 5 }, () => dice.fraction());
  };
  expect(draw("a")).toEqual(draw("a"));
  expect(draw("a")).not.toEqual(draw("b"));
});

test("fractions are spread evenly over nought to one", () => {
  const dice = random("even");
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index += 1) {
    const tenth = Math.floor(dice.fraction() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // 1000 each; five deviations of a binomial (n 10000, p 0.1) are 5 * 30 = 150.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("a weight of nought is never chosen", () => {
  const dice = random("weights");
  const chosen = Array.from({ length: 200 }, () =>
    dice.weighted(["a", "b", "c"], (each) => (each === "b" ? 0 : 1)),
  );
  expect(new Set(chosen)).toEqual(new Set(["a", "c"]));
});

test("a day of the clock change is an hour short or long and still holds its contacts", () => {
  // Clocks in Budapest: 2026-03-29 has 23 hours, 2026-10-25 has 25.
  expect(startOfDay("2026-03-30") - startOfDay("2026-03-29")).toBe(23 * 3600);
  expect(startOfDay("2026-10-26") - startOfDay("2026-10-25")).toBe(25 * 3600);
  for (const date of ["2026-03-29", "2026-10-25", "2026-11-20"]) {
    // Many seeds, because few customers write in the hour before midnight.
    const contacts = Array.from({ length: 30 }, (_, seed) => contactsOpenedOn(date, `${seed}`)).flat();
    expect(new Set(contacts.map((contact) => localDay(contact.openedAt)))).toEqual(new Set([date]));
  }
});

test("times carry the offset of summer or winter", () => {
  expect(isoLocal(Date.parse("2026-11-20T08:15:02Z") / 1000)).toBe("2026-11-20T09:15:02+01:00");
  expect(isoLocal(Date.parse("2026-07-20T08:15:02Z") / 1000)).toBe("2026-07-20T10:15:02+02:00");
});

test("ids rise with the opening time, within a day and from day to day", () => {
  // 2000-01-01 is day 0; 2026-11-20 is 26 * 365 + 7 leap days (2000 to 2024) + 323 days later = 9820.
  expect(contactId("2026-11-20", 7)).toBe("C-098200007");
  const days = ["2026-11-19", "2026-11-20"].flatMap((date) => contactsOpenedOn(date));
  const ids = days.map((contact) => contact.id);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(days.every((contact, index) => contact.openedAt >= (days[index - 1]?.openedAt ?? 0))).toBe(true);
});

test("a day has the same contacts every time, and others with another seed", () => {
  expect(contactsOpenedOn("2026-05-13")).toEqual(contactsOpenedOn("2026-05-13"));
  expect(contactsOpenedOn("2026-05-13", "elsewhere")).not.toEqual(contactsOpenedOn("2026-05-13"));
});

test("a normal weekday has about 300 contacts and a Sunday few", () => {
  // Five weeks of October 2026, in which nothing is felt on a Wednesday of a normal week.
  expect(contactsOpenedOn("2026-10-07").length).toBeGreaterThan(240);
  expect(contactsOpenedOn("2026-10-07").length).toBeLessThan(360);
  expect(contactsOpenedOn("2026-10-11").length).toBeLessThan(100);
});

test("a year later there are about 8 % more", () => {
  // The same weekday 364 days later, in May: 1.08 ^ (364 / 365.25) = 1.0797.
  expect(expectedContacts("2026-05-13") / expectedContacts("2025-05-14")).toBeCloseTo(1.0797, 4);
});

test("the weeks before Christmas are the busiest", () => {
  const total = (monday: string) => week(monday).reduce((sum, date) => sum + expectedContacts(date), 0);
  expect(total("2025-12-15")).toBeGreaterThan(1.3 * total("2025-10-06"));
});

test("every seventh week brings a disturbance felt in one reason", () => {
  // 2026-11-09 is 147 weeks, 21 times seven, after the first one on 2024-01-15.
  const felt = storyOn("2026-11-12", "northwind");
  expect(felt?.strength).toBe(1);
  expect(storyOn("2026-11-06", "northwind")).toBeUndefined();
  expect(storyOn("2026-12-31", "northwind")?.story).not.toEqual(felt?.story);
  const asked = (monday: string) =>
    week(monday)
      .flatMap((date) => contactsOpenedOn(date))
      .filter((contact) => contact.reason === felt?.story.reason).length;
  expect(asked("2026-11-09")).toBeGreaterThan(1.5 * asked("2026-11-02"));
});

test("reasons make a hundred and each says how its customers come", () => {
  expect(reasons.reduce((sum, reason) => sum + reason.weight, 0)).toBe(100);
  for (const { by } of reasons) expect(by.phone + by.email + by.chat).toBe(100);
});

test("what happens to a contact comes in order and within its longest life", () => {
  const contacts = week("2026-03-23").flatMap((date) => contactsOpenedOn(date));
  for (const { openedAt, changes } of contacts) {
    expect(changes[0]).toEqual({ at: openedAt, status: "open", resolvedAt: null });
    const times = changes.map((change) => change.at);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect((times.at(-1) ?? 0) - openedAt).toBeLessThan(longestLife * 86400);
  }
  expect(contacts.some((contact) => contact.changes.length === 4)).toBe(true);
});

test("phone takes minutes and email hours", () => {
  const seconds = (channel: string) =>
    week("2026-10-05")
      .flatMap((date) => contactsOpenedOn(date))
      .filter((contact) => contact.channel === channel)
      .map((contact) => (contact.changes[1]?.at ?? Number.POSITIVE_INFINITY) - contact.openedAt)
      .sort((a, b) => a - b);
  const median = (values: number[]) => values[Math.floor(values.length / 2)] ?? 0;
  expect(median(seconds("phone"))).toBeLessThan(20 * 60);
  expect(median(seconds("chat"))).toBeLessThan(30 * 60);
  expect(median(seconds("email"))).toBeGreaterThan(6 * 3600);
});

test("a contact stands as its last change before the moment says", () => {
  const contact = contactsOpenedOn("2026-10-07").find((each) => each.changes.length === 2);
  if (contact === undefined) throw new Error("no contact of that day was resolved");
  const [opened, resolved] = contact.changes;
  expect(standing(contact, contact.openedAt)).toBeUndefined();
  expect(standing(contact, contact.openedAt + 1)).toEqual(opened);
  expect(standing(contact, (resolved?.at ?? 0) + 1)).toEqual(resolved);
});
