/** What the agents' time went to, cut at local midnight. Time on contacts is where their legs are, to the second. */

import type { Case } from "./cases.ts";
import { agents, type Department } from "./centre.ts";
import { addDays, startOfDay } from "./clock.ts";
import type { Leg } from "./legs.ts";
import { random } from "./random.ts";
import { departments, type Shift, shiftsOn } from "./shifts.ts";
import { joined, type Span, within, without } from "./spans.ts";

export interface Interval extends Span {
  readonly id: string;
  readonly agent: string;
  readonly department: Department;
  readonly location: string;
  readonly activity: Activity;
}

export type Activity =
  | "logged_in"
  | "available"
  | "on_contact"
  | "break"
  | "other_productive"
  | "paid"
  | "scheduled";

const hour = 3600;

/**
 * The part of their shifts, 0 to 1, for which agents of a department are logged in at one of several systems; beside it
 * only while they are on a contact there.
 */
export type Presence = (department: Department) => number;

/** The intervals of one local day; `cases` are those alive on it. */
export function agentTimeOn(
  date: string,
  seed: string,
  cases: readonly Case[],
  presence: Presence = () => 1,
): readonly Interval[] {
  const day: Span = { from: startOfDay(date), to: startOfDay(addDays(date, 1)) };
  const legs = Map.groupBy(
    cases.flatMap((each) => each.legs.filter((leg) => leg.agent !== null && leg.wrappedAt > day.from)),
    (leg) => leg.agent,
  );
  const shifts = [...shiftsOn(addDays(date, -1)), ...shiftsOn(date)];
  return departments.flatMap((department, row) =>
    agents[department].flatMap((agent, index) => {
      const own = shifts.filter((shift) => shift.agent === agent);
      const spent = timeOf(own, legs.get(agent) ?? [], seed, presence(department));
      const prefix = `T-${date.replaceAll("-", "")}-${row}${index}`;
      const place = { agent, department, location: index % 2 === 0 ? "Budapest" : "Szeged" };
      return [...spent].flatMap(([activity, spans]) =>
        within(spans, day).map((span, number) => ({
          id: `${prefix}-${activity}-${number + 1}`,
          activity,
          ...place,
          ...span,
        })),
      );
    }),
  );
}

function timeOf(
  shifts: readonly Shift[],
  legs: readonly Leg[],
  seed: string,
  part: number,
): ReadonlyMap<Activity, readonly Span[]> {
  const onContact = joined(legs.map((leg) => ({ from: leg.answeredAt ?? leg.queuedAt, to: leg.wrappedAt })));
  const kept = shifts.map((shift) => onDuty(keeping(shift, seed), part, shift, seed));
  const all = (what: (each: Kept) => readonly Span[]) => kept.flatMap(what);
  const loggedIn = joined([...all((each) => each.present), ...onContact]);
  const rest = without(
    all((each) => each.rest),
    onContact,
  );
  const breaks = without(rest, without(rest, loggedIn));
  const other = without(
    all((each) => each.other),
    [...onContact, ...breaks],
  );
  return new Map<Activity, readonly Span[]>([
    ["scheduled", shifts],
    ["paid", shifts],
    ["logged_in", loggedIn],
    ["break", breaks],
    ["other_productive", other],
    ["on_contact", onContact],
    ["available", without(loggedIn, [...onContact, ...breaks, ...other])],
  ]);
}

interface Kept {
  readonly present: readonly Span[];
  readonly rest: readonly Span[];
  readonly other: readonly Span[];
}

/** One stretch of the shift, at any hour of it. */
function onDuty(kept: Kept, part: number, { agent, from, to }: Shift, seed: string): Kept {
  if (part >= 1) return kept;
  const length = Math.round((to - from) * part);
  const start = from + random(`${seed} duty ${agent} ${from}`).whole(to - from - length + 1);
  const cut = (spans: readonly Span[]) => within(spans, { from: start, to: start + length });
  return { present: cut(kept.present), rest: cut(kept.rest), other: cut(kept.other) };
}

/** How the agent kept the shift: a little late or early, lunch and a short break, sometimes a training. */
function keeping({ agent, from, to }: Shift, seed: string): Kept {
  const dice = random(`${seed} shift ${agent} ${from}`);
  const whole = { from: from - 240 + dice.whole(600), to: to - 180 + dice.whole(420) };
  const noon = from + 3.5 * hour + dice.whole(hour);
  const lunch = { from: noon, to: noon + 1500 + dice.whole(600) };
  const coffee = { from: noon + 2.5 * hour, to: noon + 2.5 * hour + 500 + dice.whole(400) };
  const isAway = dice.fraction() < 0.15;
  const training = { from: from + 1.5 * hour, to: from + 2.25 * hour };
  return {
    present: isAway ? without([whole], [lunch]) : [whole],
    rest: isAway ? [coffee] : [lunch, coffee],
    other: dice.fraction() < 0.2 ? [training] : [],
  };
}
