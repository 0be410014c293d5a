/** What agents' time goes to, by local day. */

import type { Calendar } from "./calendar.ts";
import { type AgentTime, type Facts, nowhere, type Places, type Settings } from "./facts.ts";
import type { Sums } from "./sums.ts";

const by = ["all", "department", "agent", "location", "department_x_agent", "department_x_location"];

export function declareAgents(sums: Sums): void {
  sums.declare(
    { kpi: "occupancy_share", kind: "ratio", by },
    { kpi: "utilisation_share", kind: "ratio", by },
    { kpi: "logged_in_seconds", kind: "count", by },
    { kpi: "log_ins", kind: "count", by },
    { kpi: "break_seconds", kind: "count", by },
    { kpi: "break_share", kind: "ratio", by },
    { kpi: "adherence_share", kind: "ratio", by },
  );
}

type Span = readonly [from: number, to: number];
type Activity = AgentTime["activity"];

export function addAgents(sums: Sums, { agentTime }: Facts, settings: Settings): void {
  const { calendar } = sums;
  const known = toldBy(agentTime, calendar);
  const own = Map.groupBy(placed(agentTime, calendar), ({ agent, department, location }) =>
    JSON.stringify([agent, department, location]),
  );
  for (const [key, intervals] of own) {
    const [agent, department, location] = JSON.parse(key) as (string | null)[];
    const places: Places = {
      ...nowhere,
      agent: agent ?? null,
      department: department ?? null,
      location: location ?? null,
    };
    const spans = (activity: Activity) =>
      joined(
        intervals
          .filter((each) => each.activity === activity)
          .map(({ startedAt, endedAt }) => [startedAt, endedAt] as const),
      );
    const spent = new Map(activities.map((activity) => [activity, spans(activity)]));
    for (const [from] of spent.get("logged_in") ?? []) sums.addDay("log_ins", calendar.day(from), places, 1);
    for (const [day, at] of byDay(spent, calendar)) addDay(sums, day, at, places, known, settings);
  }
}

const activities: readonly Activity[] = [
  "logged_in",
  "available",
  "on_contact",
  "break",
  "other_productive",
  "paid",
  "scheduled",
];

type Spent = ReadonlyMap<Activity, readonly Span[]>;

function addDay(
  sums: Sums,
  day: number,
  spent: Spent,
  places: Places,
  known: Known,
  { parameters }: Settings,
): void {
  const of = (activity: Activity) => length(spent.get(activity) ?? []);
  const add = (kpi: string, numerator: number, denominator: number) => {
    if (denominator > 0) sums.addDay(kpi, day, places, numerator, denominator);
  };
  const onContact = of("on_contact");
  const isProductive = parameters.organisation.utilisation_numerator === "productive";
  const isBusyTold = known.ofColleagues("on_contact", day, places);
  const atHand = ["on_contact", "available"] as const;
  if (atHand.every((activity) => known.ofAgent(activity, day, places.agent)))
    add("occupancy_share", onContact, onContact + of("available"));
  if (isBusyTold)
    add("utilisation_share", onContact + (isProductive ? of("other_productive") : 0), of("paid"));
  const loggedIn = of("logged_in");
  if (loggedIn > 0) add("logged_in_seconds", loggedIn, 1);
  if (of("break") > 0) add("break_seconds", of("break"), 1);
  add("break_share", of("break"), loggedIn);
  const kept = overlap(spent.get("scheduled") ?? [], spent.get("logged_in") ?? []);
  if (known.ofColleagues("logged_in", day, places)) add("adherence_share", kept, of("scheduled"));
}

interface Known {
  /** Whether a system that knows of the agent that day tells this activity of anybody. */
  ofAgent(activity: Activity, day: number, agent: string | null): boolean;
  /** Or of anybody who is in the same department that day. */
  ofColleagues(activity: Activity, day: number, places: Places): boolean;
}

function toldBy(agentTime: readonly AgentTime[], calendar: Calendar): Known {
  const told = new Set<string>();
  const systems = new Map<string, Set<string>>();
  const colleagues = new Map<string, Set<string>>();
  const put = (sets: Map<string, Set<string>>, key: string, one: string) =>
    sets.set(key, (sets.get(key) ?? new Set()).add(one));
  for (const { agent, activity, system = "", ...interval } of agentTime)
    for (const day of daysOf(interval, calendar)) {
      told.add(`${day} ${activity} ${system}`);
      put(systems, `${day} ${agent}`, system);
    }
  for (const { agent, department, ...interval } of placed(agentTime, calendar))
    for (const day of daysOf(interval, calendar)) put(colleagues, `${day} ${department}`, agent);
  const ofAgent = (activity: Activity, day: number, agent: string | null) =>
    [...(systems.get(`${day} ${agent}`) ?? [])].some((system) => told.has(`${day} ${activity} ${system}`));
  return {
    ofAgent,
    ofColleagues: (activity, day, { department }) =>
      [...(colleagues.get(`${day} ${department}`) ?? [])].some((agent) => ofAgent(activity, day, agent)),
  };
}

type Interval = Pick<AgentTime, "startedAt" | "endedAt">;

function daysOf({ startedAt, endedAt }: Interval, calendar: Calendar): readonly number[] {
  const first = calendar.day(startedAt);
  return Array.from({ length: calendar.day(endedAt - 1) - first + 1 }, (_, index) => first + index);
}

/** What does not say where it was spent was where the rest of the agent's day was, if that is one place. */
function placed(agentTime: readonly AgentTime[], calendar: Calendar): readonly AgentTime[] {
  const ofDay = new Map<string, Map<string, Set<string>>>();
  const key = (day: number, agent: string) => `${day} ${agent}`;
  for (const one of agentTime)
    for (const day of daysOf(one, calendar)) {
      const own = ofDay.get(key(day, one.agent)) ?? new Map<string, Set<string>>();
      ofDay.set(key(day, one.agent), own);
      for (const where of ["department", "location"] as const)
        if (one[where] !== null) own.set(where, (own.get(where) ?? new Set()).add(one[where]));
    }
  return agentTime.flatMap((one) => {
    if (one.department !== null && one.location !== null) return [one];
    return daysOf(one, calendar).map((day) => {
      const only = (where: "department" | "location") => {
        const own = ofDay.get(key(day, one.agent))?.get(where);
        return one[where] ?? (own?.size === 1 ? ([...own][0] ?? null) : null);
      };
      return {
        ...one,
        startedAt: Math.max(one.startedAt, calendar.start(day)),
        endedAt: Math.min(one.endedAt, calendar.start(day + 1)),
        department: only("department"),
        location: only("location"),
      };
    });
  });
}

/** The spans cut at local midnight. */
function byDay(spent: Spent, calendar: Calendar): ReadonlyMap<number, Spent> {
  const days = new Map<number, Map<Activity, Span[]>>();
  for (const [activity, spans] of spent) {
    for (const [from, to] of spans) {
      for (let day = calendar.day(from); calendar.start(day) < to; day += 1) {
        const piece = [Math.max(from, calendar.start(day)), Math.min(to, calendar.start(day + 1))] as const;
        const at = days.get(day) ?? new Map<Activity, Span[]>();
        days.set(day, at);
        at.set(activity, [...(at.get(activity) ?? []), piece]);
      }
    }
  }
  return days;
}

/** Without overlaps, in order; what touches, as at midnight, is one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans.filter((span) => span[1] > span[0]).toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

const length = (spans: readonly Span[]) => spans.reduce((sum, [from, to]) => sum + to - from, 0);

function overlap(one: readonly Span[], other: readonly Span[]): number {
  return one.reduce(
    (sum, [from, to]) =>
      sum + other.reduce((part, [a, b]) => part + Math.max(0, Math.min(to, b) - Math.max(from, a)), 0),
    0,
  );
}
