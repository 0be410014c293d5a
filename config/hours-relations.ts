/** What must hold between opening hours: days that end after they begin, and departments that keep hours there are. */

import { nearest } from "../functions/core/spelling.ts";
import { entries, type Found, get, repeated } from "./found.ts";
import { instead, shown } from "./say.ts";
import { hoursOf, hoursPattern, weekdays } from "./values.ts";

const days: readonly string[] = ["monday_to_friday", ...weekdays];

export function hoursRelations(hours: unknown): Found[] {
  const schedules = get(hours, "schedules");
  const at = ["business_hours", "schedules"];
  return [
    ...withoutDefault(schedules, at),
    ...entries(schedules).flatMap(([name, schedule]) => scheduleRelations(schedule, [...at, name])),
    ...departmentRelations(hours, entries(schedules)),
  ];
}

function withoutDefault(schedules: unknown, path: Found["path"]): Found[] {
  const names = entries(schedules).map(([name]) => name);
  if (typeof schedules !== "object" || schedules === null || Array.isArray(schedules)) return [];
  if (names.includes("default")) return [];
  const message = "none is named default, which every department without its own keeps; name one so";
  return [{ path, message }];
}

function scheduleRelations(schedule: unknown, at: Found["path"]): Found[] {
  const given = days.filter((day) => get(schedule, day) !== undefined);
  const isSpeltRight = entries(schedule).every(([key]) => ["zone", "holidays", ...days].includes(key));
  const found = [
    ...given.flatMap((day) => dayRelations(get(schedule, day), [...at, day])),
    ...repeated(schedule, "holidays", at),
  ];
  if (isSchedule(schedule) && isSpeltRight && given.every((day) => get(schedule, day) === "closed"))
    found.push({
      path: at,
      message: "is never open; write its hours, such as monday_to_friday: 08:00-18:00",
    });
  return found;
}

const isSchedule = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Hours of one day: each ends after it begins, and none begins before the one before it has ended. */
function dayRelations(written: unknown, at: Found["path"]): Found[] {
  const members = Array.isArray(written) ? written : [written];
  const pathOf = (index: number) => (Array.isArray(written) ? [...at, index] : at);
  let openUntil = 0;
  return members.flatMap((member, index): Found[] => {
    if (typeof member !== "string" || !hoursPattern.test(member)) return [];
    const { from, to } = hoursOf(member);
    const path = pathOf(index);
    if (to <= from) {
      const message = `${shown(member)} ends before it begins; end the day at 24:00, and open the next at 00:00`;
      return [{ path, message }];
    }
    if (from < openUntil) {
      const message = `${shown(member)} begins before the hours in front of it have ended; sort them, and let none overlap`;
      return [{ path, message }];
    }
    openUntil = to;
    return [];
  });
}

function departmentRelations(hours: unknown, schedules: readonly (readonly [string, unknown])[]): Found[] {
  const names = schedules.map(([name]) => name);
  return entries(get(hours, "departments")).flatMap(([department, name]) => {
    if (typeof name !== "string" || name === "" || names.length === 0 || names.includes(name)) return [];
    const guess = nearest(name, names);
    const todo = instead(guess, names.map(shown));
    const message = `${shown(name)} is not a schedule; ${todo}`;
    return [{ path: ["business_hours", "departments", department], message }];
  });
}
