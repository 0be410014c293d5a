import { describe, expect, test } from "vitest";
import type { Template } from "../../functions/core/config.ts";
import { type HoursInput, hourlyOf, hoursOf, hoursRead, openHours } from "../../functions/core/hours.ts";
import type { KpiId } from "../../functions/core/kpi.ts";
import { alsoRead } from "../../functions/core/parts.ts";
import { periodOf } from "../../functions/core/period.ts";
import { type Value, valuesOf } from "../../functions/core/values.ts";
import { figure, reportOf, week } from "./sample.ts";

const zone = "Europe/Budapest";
const dayOf = (day: string) => periodOf("day", day, zone);
const monday = "2026-11-16";
/** Monday is over in Budapest at 23:00Z. */
const coverage = { firstDay: "2026-01-01", dataUntil: "2026-11-16T23:00:00Z" };

const inHour = (kpi: KpiId, hour: string, value: number | null, denominator: number | null = null) =>
  figure(kpi, monday, { by: "hour", member: hour, value, denominator });
const opened = (hour: string, value: number, day = monday) =>
  figure("contacts_opened", day, { by: "hour", member: hour, value });

function hours(rows: readonly Value[], settings: Partial<HoursInput> = {}, day = monday, until = coverage) {
  const report = reportOf({ kpis: ["contacts_opened", "contacts_handled", "service_level_share"] });
  return hoursOf({
    report,
    period: dayOf(day),
    values: valuesOf(rows, until),
    coverage: until,
    ...settings,
  });
}

/** What came in the hours named; nothing in the others. */
const at = (found: Readonly<Record<number, number | null>>, usual: number | null = 0) =>
  Array.from({ length: 24 }, (_, hour) => (hour in found ? found[hour] : usual));

describe("the week of days", () => {
  test("is the day of the report after the six before it, so each weekday once", () => {
    const { days } = hours([opened("09", 4), opened("00", 1, "2026-11-10"), opened("23", 7, "2026-11-15")]);
    expect(days.map(({ day }) => day)).toEqual([
      "2026-11-10",
      "2026-11-11",
      "2026-11-12",
      "2026-11-13",
      "2026-11-14",
      "2026-11-15",
      "2026-11-16",
    ]);
    expect(days[0]?.contacts).toEqual(at({ 0: 1 }));
    expect(days[5]?.contacts).toEqual(at({ 23: 7 }));
    expect(days[6]?.contacts).toEqual(at({ 9: 4 }));
  });

  test("has gaps, not zeros, before the first contact there ever was", () => {
    const young = { ...coverage, firstDay: "2026-11-15" };
    const { days } = hours([opened("09", 4)], {}, monday, young);
    expect(days[4]?.contacts).toEqual(at({}, null));
    expect(days[5]?.contacts).toEqual(at({}));
  });

  test("says of each day how many came on all of it, and of one that is not over nothing", () => {
    const rows = [opened("09", 4), figure("contacts_opened", monday, { value: 4 })];
    const totals = (until = coverage.dataUntil) =>
      hours(rows, { coverage: { dataUntil: until } }).days.map(({ total }) => total);
    expect(totals()).toEqual([0, 0, 0, 0, 0, 0, 4]);
    expect(totals("2026-11-16T22:59:59Z")).toEqual([0, 0, 0, 0, 0, 0, null]);
  });

  test("is read for a report on the operations of a day, and for no other", () => {
    const asks = (template: Template, period = dayOf(monday)) =>
      alsoRead(reportOf({ template }), period).map(({ grains }) => grains);
    expect(asks("operations")).toEqual([["hour"]]);
    expect([...asks("digest"), ...asks("team"), ...asks("board")]).toEqual([]);
    expect(asks("operations", week(monday))).toEqual([]);
  });

  test("is all that is read, of contacts opened and of the KPIs kept by hour", () => {
    const read = hoursRead(reportOf({ kpis: ["contacts_opened", "open_backlog"] }), dayOf(monday));
    expect(read.kpis).toEqual(["contacts_opened"]);
    expect(read.periods.map(({ start }) => start)).toEqual(hours([]).days.map(({ day }) => day));
  });
});

describe("the clock", () => {
  test("that goes forward leaves an hour out: it is a gap, and the other 23 are counted", () => {
    // On 29 March 2026 Budapest goes from 02:00 to 03:00; the day ends at 22:00Z.
    const until = { ...coverage, dataUntil: "2026-03-29T22:00:00Z" };
    const rows = [opened("01", 2, "2026-03-29"), opened("03", 5, "2026-03-29")];
    const day = hours(rows, {}, "2026-03-29", until).days.at(-1);
    expect(day?.clock).toEqual({ hour: 2, change: "skipped" });
    expect(day?.contacts).toEqual(at({ 1: 2, 2: null, 3: 5 }));
    expect(day?.contacts.filter((one) => one !== null)).toHaveLength(23);
  });

  test("that goes back has an hour twice, and both are counted together", () => {
    // On 25 October 2026 Budapest goes from 03:00 to 02:00; the day ends at 23:00Z.
    const until = { ...coverage, dataUntil: "2026-10-25T23:00:00Z" };
    const day = hours([opened("02", 9, "2026-10-25")], {}, "2026-10-25", until).days.at(-1);
    expect(day?.clock).toEqual({ hour: 2, change: "repeated" });
    expect(day?.contacts).toEqual(at({ 2: 9 }));
  });

  test("of any other day is said nothing of", () => {
    expect(hours([]).days.every(({ clock }) => clock === undefined)).toBe(true);
  });

  test("goes forward at midnight where a zone does so", () => {
    // On 24 April 2026 Cairo goes from 00:00 to 01:00.
    const period = periodOf("day", "2026-04-24", "Africa/Cairo");
    const day = hours([], { period, coverage: { dataUntil: period.endsAt } }).days.at(-1);
    expect(day?.clock).toEqual({ hour: 0, change: "skipped" });
  });
});

describe("data that end before the day does", () => {
  const cut = (dataUntil: string | null, day = monday) =>
    hours([opened("09", 4, day)], { coverage: { dataUntil } }, day).days.at(-1)?.contacts;

  test("leave the hours they do not reach unknown, and the one they end in", () => {
    // 12:30 in Budapest: 12:00 is not over.
    expect(cut("2026-11-16T11:30:00Z")).toEqual(
      at(Object.fromEntries(Array.from({ length: 12 }, (_, hour) => [12 + hour, null]))).map((one, hour) =>
        hour === 9 ? 4 : one,
      ),
    );
    expect(cut("2026-11-16T11:30:00Z")?.filter((one) => one !== null)).toHaveLength(12);
    // 13:00 exactly: now it is.
    expect(cut("2026-11-16T12:00:00Z")?.filter((one) => one !== null)).toHaveLength(13);
    expect(cut(null)).toEqual(at({}, null));
  });

  test("have not reached the end of an hour that comes twice until it was there twice", () => {
    // 02:00 begins at 00:00Z, and again at 01:00Z; it is over at 02:00Z.
    expect(cut("2026-10-25T01:00:00Z", "2026-10-25")?.filter((one) => one !== null)).toHaveLength(2);
    expect(cut("2026-10-25T02:00:00Z", "2026-10-25")?.filter((one) => one !== null)).toHaveLength(3);
    // 24 hours after it began the day of 25 is not over: its 23:00 is not known.
    expect(cut("2026-10-25T22:00:00Z", "2026-10-25")?.[23]).toBeNull();
  });

  test("allow no word on when most came, or on when nobody was there", () => {
    const whole = hours([opened("09", 4), inHour("contacts_handled", "09", 4)]);
    expect(whole.peak).not.toBeNull();
    expect(whole.idle).not.toBeNull();
    expect(openHours(whole)).toMatchObject({ peak: null, idle: null, days: whole.days, kpis: whole.kpis });
  });
});

describe("the hours of the day", () => {
  test("in which most contacts came are named, all of them where as many came", () => {
    const rows = [opened("09", 4), opened("10", 7), opened("15", 7), opened("10", 99, "2026-11-15")];
    expect(hours(rows).peak).toEqual({ hours: [10, 15], contacts: 7 });
  });

  test("of a day without contacts have no busiest among them", () => {
    expect(hours([]).peak).toBeNull();
    expect(hours([]).days.at(-1)?.contacts).toEqual(at({}));
  });

  test("in which nobody did anything are named, with the contacts that came in them", () => {
    const handled = Array.from({ length: 20 }, (_, hour) =>
      inHour("contacts_handled", String(hour + 2).padStart(2, "0"), 3),
    );
    // Hours 2 to 21 are handled; in the other four came 1 + 0 + 2 + 5 = 8.
    const rows = [...handled, opened("00", 1), opened("22", 2), opened("23", 5), opened("10", 30)];
    expect(hours(rows).idle).toEqual({ by: ["handled"], hours: [0, 1, 22, 23], contacts: 8 });
  });

  test("in which a message was answered or a contact resolved are none of them", () => {
    const report = reportOf({
      kpis: ["contacts_opened", "contacts_handled", "contacts_resolved", "first_response_seconds_p50"],
    });
    const every = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) =>
        inHour("contacts_handled", String(from + at).padStart(2, "0"), 3),
      );
    // Handled from 8 to 20; at 7 two messages were answered, at 21 a contact was resolved.
    const rows = [
      ...every(8, 21),
      inHour("first_response_seconds_p50", "07", 300, 2),
      inHour("contacts_resolved", "21", 1),
      ...[opened("06", 4), opened("07", 9), opened("21", 9), opened("22", 1)],
    ];
    expect(hours(rows, { report }).idle).toEqual({
      by: ["replied", "handled", "resolved"],
      hours: [0, 1, 2, 3, 4, 5, 6, 22, 23],
      contacts: 5, // 4 at six, 1 at 22
    });
  });

  test("are none without activity where every one of them has some", () => {
    const rows = Array.from({ length: 24 }, (_, hour) =>
      inHour("contacts_handled", String(hour).padStart(2, "0"), 1),
    );
    expect(hours(rows).idle).toEqual({ by: ["handled"], hours: [], contacts: 0 });
  });

  test("are not judged where nothing says what anybody did", () => {
    expect(hours([opened("09", 4)]).idle).toBeNull();
  });

  test("have the service KPIs the report names, each with what it is made of", () => {
    const { kpis } = hours([opened("09", 4), inHour("service_level_share", "09", 0.75, 4)]);
    const share = kpis.find(({ id }) => id === "service_level_share");
    expect(share?.values).toEqual(at({ 9: 0.75 }, null));
    expect(share?.counted).toEqual(at({ 9: 4 }, null));
  });

  test("have none of those that tell nothing of an hour", () => {
    const asked = [
      "contacts_opened", // the heat map is of these
      "contacts_handled",
      "open_backlog", // what stands open at the end of the day
      "resolved_share", // of the day's contacts, and may still rise
      "customer_satisfaction_share", // what customers say afterwards
      "occupancy_share", // not kept by hour
      "first_response_seconds_p50",
      "abandonment_share",
    ] as const;
    expect(hourlyOf(asked)).toEqual(["contacts_handled", "first_response_seconds_p50", "abandonment_share"]);
  });
});
