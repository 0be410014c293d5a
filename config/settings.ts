/** The shape of what an organisation decides once: parameters, comparing, opening hours, and what happens to it. */

import * as z from "zod";
import { type ComparisonSettings, usualComparison } from "../functions/core/comparison.ts";
import {
  parameters as known,
  type Parameter,
  type ParameterId,
  type ParameterValue,
} from "../functions/core/parameters.ts";
import { says } from "./say.ts";
import {
  choice,
  day,
  duration,
  flag,
  id,
  listOf,
  oneOf,
  pattern,
  percentage,
  text,
  wholeNumber,
  zone,
} from "./shapes.ts";
import { durationText, hoursPattern, weekdays } from "./values.ts";

const every: readonly Parameter[] = known;

const valueShapes: Readonly<Record<Parameter["kind"], (parameter: Parameter) => z.ZodType<ParameterValue>>> =
  {
    duration: ({ least = 0, most = 365 * 86_400 }) => duration(least, most),
    count: ({ least = 0, most = 1_000_000 }) => wholeNumber(least, most),
    days: ({ least = 1, most = 365 }) => wholeNumber(least, most),
    choice: ({ choices = [] }) => oneOf("a choice here", choices),
    flag: () => flag,
    words: (parameter) => listOf(text("a word"), `[${usual(parameter)}]`),
  };

/** A parameter's default as it would be written in the file. */
export function usual({ kind, default: value }: Parameter): string {
  if (kind === "duration") return durationText(Number(value));
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** Made once: a parameter of one member is written as that of all. */
const values = Object.fromEntries(
  every.map((parameter) => [
    parameter.id,
    valueShapes[parameter.kind](parameter)
      .optional()
      .meta({ description: `${parameter.says} Usually ${usual(parameter)}.` }),
  ]),
) as Record<ParameterId, z.ZodOptional<z.ZodType<ParameterValue>>>;

const ofMember = Object.fromEntries(
  every.filter(({ perMember }) => perMember).map(({ id }) => [id, values[id as ParameterId]]),
);

const byMember = (what: string, example: string) =>
  z
    .record(
      text(`the name of a ${what}`),
      z.strictObject(
        ofMember,
        says("a group of parameters", `write the parameters of this ${what}, such as ${example}`),
      ),
      says("a group of keys", `write one ${what} per line, such as Name: ${example}`),
    )
    .optional();

export const parameters = z.strictObject(
  {
    ...values,
    by_channel: byMember("channel", "{ service_level_seconds: 20s }"),
    by_department: byMember("department", "{ service_level_seconds: 20s }"),
  },
  says("a group of parameters", "write one per line, such as repeat_window_days: 7"),
);

const points = says("a number of points from 0 to 100", "write one like 5");
const comparisonShapes: Readonly<Record<keyof ComparisonSettings, z.ZodType<number | string>>> = {
  fewest: wholeNumber(2, 1_000_000),
  fewestCell: wholeNumber(0, 1_000_000),
  standardError: choice("a way to reckon the error", ["max", "binomial", "day_cluster"]),
  significance: percentage(50),
  falseDiscovery: percentage(50),
  smallestShare: percentage(100),
  smallestRelative: percentage(100),
  smallestPoints: z.number(points).min(0, points).max(100, points),
  lastYear: choice("a way to find last year", ["364d", "iso", "calendar"]),
  previousDay: choice("a day to compare with", ["same_weekday", "day_before"]),
  trailing: wholeNumber(2, 52),
};

/** How a setting is called in the file: `fewestCell` is `fewest_cell`. */
export const writtenName = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const comparison = z.strictObject(
  Object.fromEntries(
    Object.keys(usualComparison).map((name) => [
      writtenName(name),
      comparisonShapes[name as keyof ComparisonSettings].optional(),
    ]),
  ),
  says("a group of keys", "write one setting per line, such as fewest: 30"),
);

const hours = pattern("opening hours", hoursPattern, "write 08:00-18:00, a list of such, or closed");
const open = z
  .union(
    [hours, z.literal("closed"), listOf(hours, "[08:00-12:00, 13:00-17:00]")],
    says("opening hours", "write 08:00-18:00, a list of such, or closed"),
  )
  .optional();

const schedule = z.strictObject(
  {
    zone: zone.optional(),
    monday_to_friday: open.meta({ description: "For each of these days that says nothing itself" }),
    ...(Object.fromEntries(weekdays.map((name) => [name, open])) as Record<
      (typeof weekdays)[number],
      typeof open
    >),
    holidays: z
      .array(day, says("a list", "write days as [2026-12-25]"))
      .optional()
      .meta({ description: "Days on which it is closed; without the line, the organisation's holidays" }),
  },
  says("a schedule", "write its days, such as monday_to_friday: 08:00-18:00"),
);

export const businessHours = z.strictObject(
  {
    schedules: z.record(
      text("the name of a schedule"),
      schedule,
      says("a group of schedules", "write one named default, and its days below it"),
    ),
    departments: z
      .record(
        text("the name of a department"),
        text("the name of a schedule"),
        says("a group of departments", "write one per line, such as Technical: night"),
      )
      .optional(),
  },
  says("a group of keys", "write schedules, and departments that keep another one than default"),
);

export const holidays = z.array(day, says("a list", "write days as [2026-12-25]"));

export const events = z.array(
  z.strictObject(
    {
      id,
      title: text("a title"),
      on: day,
      until: day.optional(),
      channels: listOf(text("the name of a channel"), "[phone]").optional(),
    },
    says("an event", "write a group of keys with id, title and on"),
  ),
  says("a list", "write one - { id: ..., title: ..., on: 2026-09-01 } per event"),
);
