/** How busy a day is: growth, season, weekday, and the weeks in which something goes wrong. */

import { type Reason, reasons, type Story, stories } from "./centre.ts";
import { dayNumber } from "./clock.ts";
import { random } from "./random.ts";

/** Contacts of an average working day at the turn of 2025 to 2026. */
const usual = 282;
const yearlyGrowth = 1.08;
/** Monday first. */
const weekdays = [1.18, 1.05, 1, 0.97, 0.92, 0.45, 0.2] as const;
/** Every seventh week from this Monday on, and before it, has a story. */
const storyMonday = dayNumber("2024-01-15");
/** How much of the story is felt, from the Monday of its week to the Wednesday after. */
const course = [0.3, 0.8, 1, 1, 1, 1, 1, 0.7, 0.5, 0.3] as const;

/** Contacts to expect on a day on which nothing goes wrong. */
export function expectedContacts(date: string): number {
  const number = dayNumber(date);
  const years = (number - dayNumber("2026-01-01")) / 365.25;
  return usual * yearlyGrowth ** years * season(date) * (weekdays[weekday(number)] ?? 1);
}

/** The story felt on a day and how strongly (0 to 1). It depends on the date and the seed, never on today. */
export function storyOn(
  date: string,
  seed: string,
): { readonly story: Story; readonly strength: number } | undefined {
  const since = dayNumber(date) - storyMonday;
  const cycle = Math.floor(since / 49);
  const strength = course[since - cycle * 49];
  if (strength === undefined) return undefined;
  const turn = cycle + random(`${seed} stories`).whole(stories.length);
  const story = stories[((turn % stories.length) + stories.length) % stories.length];
  return story && { story, strength };
}

/** Weight of a reason on a day, in parts of a normal day's 100. */
export function reasonWeight(reason: Reason, felt: ReturnType<typeof storyOn>): number {
  if (felt?.story.reason !== reason.name) return reason.weight;
  return reason.weight * (1 + (felt.story.demand - 1) * felt.strength);
}

/** Contacts a day's story adds to or leaves as a normal day, as a factor. */
export function storyDemand(felt: ReturnType<typeof storyOn>): number {
  return reasons.reduce((sum, reason) => sum + reasonWeight(reason, felt), 0) / 100;
}

/** A peak before Christmas and a calm high summer. */
function season(date: string): number {
  return 1 + bump(date, "12-16", 12, 0.4) - bump(date, "07-28", 25, 0.08);
}

function bump(date: string, top: string, width: number, height: number): number {
  const year = Number(date.slice(0, 4));
  const distances = [year - 1, year, year + 1].map((near) =>
    Math.abs(dayNumber(date) - dayNumber(`${near}-${top}`)),
  );
  return height * Math.exp(-((Math.min(...distances) / width) ** 2));
}

/** Monday is 0; 1970-01-01, day 0, was a Thursday. */
function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}
