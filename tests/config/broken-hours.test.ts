import { describe, expect, test } from "vitest";
import { expectOneProblem, type Mistake, problemsOf } from "./problems.ts";
import { sample } from "./sample.ts";

const at = "business_hours.schedules";
const table: Mistake[] = [
  [
    "monday_to_friday: 08:00-18:00",
    "monday_to_friday: 8-18",
    "72:25",
    `${at}.default.monday_to_friday`,
    '"8-18" is not opening hours; write 08:00-18:00, a list of such, or closed',
  ],
  [
    "monday_to_friday: 08:00-18:00",
    "monday_to_friday: 18:00-08:00",
    "72:25",
    `${at}.default.monday_to_friday`,
    '"18:00-08:00" ends before it begins; end the day at 24:00',
  ],
  [
    "monday_to_friday: 08:00-18:00",
    "monday_to_friday: 08:00-08:00",
    "72:25",
    `${at}.default.monday_to_friday`,
    '"08:00-08:00" ends before it begins',
  ],
  [
    "monday_to_friday: 08:00-18:00",
    "mondy: 08:00-18:00",
    "72:7",
    `${at}.default.mondy`,
    'did you mean "monday"?',
  ],
  ["monday_to_friday: 08:00-18:00", "monday: 10", "72:15", `${at}.default.monday`, "10 is not opening hours"],
  [
    "[08:00-12:00, 12:30",
    "[08:00-12:00, 11:59",
    "73:29",
    `${at}.default.friday[1]`,
    "begins before the hours",
  ],
  ["[08:00-12:00, 12:30-16:00]", "[08:00-25:00]", "73:16", `${at}.default.friday[0]`, '"08:00-25:00" is not'],
  ["[08:00-12:00, 12:30-16:00]", "[]", "73:15", `${at}.default.friday`, "the list is empty; write it as"],
  [
    "saturday: 20:00-24:00",
    "saturday: closed",
    "75:7",
    `${at}.night`,
    "is never open; write its hours, such as monday_to_friday: 08:00-18:00",
  ],
  // Not also "is never open": the one mistake explains the other.
  ["saturday: 20:00", "saterday: 20:00", "76:7", `${at}.night.saterday`, 'did you mean "saturday"?'],
  [
    "zone: Europe/London\n      sat",
    "zone: London\n      sat",
    "75:13",
    `${at}.night.zone`,
    '"Europe/London"?',
  ],
  ["2026-12-26, ", "2026-12-25, ", "78:30", `${at}.night.holidays[1]`, '"2026-12-25" is listed twice'],
  [
    "    default:\n",
    "    day:\n",
    "71:5",
    at,
    "none is named default, which every department without its own keeps; name one so",
  ],
  [
    "{ Technical: night }",
    "{ Technical: nigth }",
    "79:29",
    "business_hours.departments.Technical",
    '"nigth" is not a schedule; did you mean "night"?',
  ],
  [
    "{ Technical: night }",
    "[night]",
    "79:16",
    "business_hours.departments",
    "a list is not a group of departments; write one per line, such as Technical: night",
  ],
  ["  schedules:\n", "  scheduls:\n", "70:3", "business_hours.scheduls", 'did you mean "schedules"?'],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each(table)("%j -> %j", expectOneProblem);
});

test.each([
  ["hours that meet", "[08:00-12:00, 12:00-16:00]"],
  ["a whole day", "00:00-24:00"],
  ["spaces around the dash", "08:00 - 16:00"],
])("%s are opening hours", async (_, hours) => {
  expect(await problemsOf(sample.replace("[08:00-12:00, 12:30-16:00]", hours))).toEqual([]);
});

test("every mistake in the hours is told at once", async () => {
  const text = sample
    .replace("monday_to_friday: 08:00-18:00", "monday_to_friday: 18:00-08:00")
    .replace("saturday: 20:00-24:00", "saturday: late")
    .replace("{ Technical: night }", "{ Technical: dusk }");
  const places = (await problemsOf(text)).map((line) => line.split(": ").slice(0, 2).join(" "));
  expect(places).toEqual([
    "conf/raport.yaml:72:25 business_hours.schedules.default.monday_to_friday",
    "conf/raport.yaml:76:17 business_hours.schedules.night.saturday",
    "conf/raport.yaml:79:29 business_hours.departments.Technical",
  ]);
});
