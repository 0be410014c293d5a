/** Who works when: five days of seven, early, late, in the middle, and one in Technical past midnight. */

import { agents, type Department } from "./centre.ts";
import { addDays, dayNumber, localDay, startOfDay } from "./clock.ts";
import type { Random } from "./random.ts";
import type { Span } from "./spans.ts";

export interface Shift extends Span {
  readonly agent: string;
  readonly department: Department;
}

export const departments = Object.keys(agents) as Department[];

/** Hours after local midnight. Together they cover 06:45 to 22:15, whoever is away. */
const early = [6.75, 15.25] as const;
const late = [13.5, 22.25] as const;
const middle = [9.5, 18] as const;
const night = [17.5, 25.5] as const;

const known = new Map<string, readonly Shift[]>();

/** The shifts that begin on a local day. */
export function shiftsOn(date: string): readonly Shift[] {
  let shifts = known.get(date);
  if (shifts === undefined) {
    shifts = departments.flatMap((department) => shiftsOf(department, date));
    known.set(date, shifts);
  }
  return shifts;
}

/** Somebody of the department who is at work: the one preferred, else a colleague, else the one preferred all the same. */
export function onDuty(department: Department, at: number, preferred: string, dice: Random): string {
  const date = localDay(at);
  const present = [...shiftsOn(addDays(date, -1)), ...shiftsOn(date)].filter(
    (shift) => shift.department === department && shift.from <= at && at < shift.to,
  );
  const colleague = present[dice.whole(present.length)]?.agent;
  return present.some(({ agent }) => agent === preferred) ? preferred : (colleague ?? preferred);
}

function shiftsOf(department: Department, date: string): readonly Shift[] {
  const start = startOfDay(date);
  const week = Math.floor((dayNumber(date) + 3) / 7);
  const weekday = (dayNumber(date) + 3) % 7;
  const working = agents[department].filter((_, index) => {
    const free = (2 * index + week) % 7;
    return weekday !== free && weekday !== (free + 1) % 7;
  });
  return working.map((agent, index) => {
    const turn = (index + week) % working.length;
    const hours = [early, late, department === "Technical" ? night : middle, early, late][turn] ?? middle;
    return { agent, department, from: start + hours[0] * 3600, to: start + hours[1] * 3600 };
  });
}
