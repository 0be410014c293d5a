/** What people write for a notation, and what they are asked whether they meant. */

import { expect, test } from "vitest";
import { tidied } from "../../config/tidy.ts";
import {
  durationPattern,
  expectsPattern,
  hoursPattern,
  schedulePattern,
  waitPattern,
} from "../../config/values.ts";
import { isDate } from "../../functions/core/period.ts";

const fits = {
  at: (text: string) => schedulePattern.test(text),
  expects: (text: string) => expectsPattern.test(text),
  hours: (text: string) => hoursPattern.test(text),
  wait: (text: string) => waitPattern.test(text),
  duration: (text: string) => durationPattern.test(text),
  day: isDate,
  id: (text: string) => /^[a-z0-9-]{1,40}$/.test(text),
};

test.each([
  ["at", "Monday 8:00", "monday 08:00"],
  ["at", "mon 08:00", "monday 08:00"],
  ["at", "on Mondays at 8.30", "monday 08:30"],
  ["at", "tuesday 9am", "tuesday 09:00"],
  ["at", "Friday, 4:30 PM", "friday 16:30"],
  ["at", "sunday 12am", "sunday 00:00"],
  ["at", "sunday 12 pm", "sunday 12:00"],
  ["at", "08:00 wednesday", "wednesday 08:00"],
  ["at", "8:00", "08:00"],
  ["at", "Day 2  8:00", "day 2 08:00"],
  ["at", "Last Working Day 08:00:00", "last working day 08:00"],
  ["expects", "Daily, by 6:00", "daily, by 06:00"],
  ["expects", "daily by 06:00", "daily, by 06:00"],
  ["expects", "Latest Row", "latest row"],
  ["hours", "8.00\u201318.00", "08:00-18:00"],
  ["hours", "9am - 5pm", "09:00 - 17:00"],
  ["wait", "Until 9:00", "until 09:00"],
  ["wait", "6 hours", "6h"],
  ["duration", "20 sec", "20s"],
  ["duration", "1.5 hrs", "1.5h"],
  ["duration", "5 Minutes", "5m"],
  ["day", "31.12.2026", "2026-12-31"],
  ["day", "12/25/2026", "2026-12-25"],
  ["day", "5.5.2026", "2026-05-05"],
  ["day", 20261225, "2026-12-25"],
  ["day", "2026-12-31T00:00:00Z", "2026-12-31"],
  ["day", "2026/12/31", "2026-12-31"],
  ["id", "My Desk", "my-desk"],
  ["id", "Weekly_Report", "weekly-report"],
] as const)("%s: %j is %j", (form, written, meant) => {
  expect(tidied(written, fits[form])).toBe(meant);
});

test.each([
  ["at", "monday 24:00"],
  ["at", "monday 25:99"],
  ["at", "0 8 * * 1"],
  ["at", 800],
  ["day", "2026-02-31"],
  ["day", "05.06.2026"], // May or June
  ["day", "13.13.2026"],
  ["duration", "-5s"],
  ["duration", "20ms"],
  ["wait", "-6h"],
  ["id", "../etc"],
  ["id", "x".repeat(500)],
  ["id", null],
  ["id", ["a"]],
] as const)("%s: nothing is guessed of %j", (form, written) => {
  expect(tidied(written, fits[form])).toBeUndefined();
});
