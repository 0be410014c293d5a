/** Calls of Talk and their legs, told when the last work for one is done. */

import type { Leg } from "../../legs.ts";
import type { Matter } from "../centre.ts";
import { agentId, departmentId } from "../members.ts";
import type { Told } from "../vendor.ts";
import { digits, instant, jsonOf } from "./json.ts";
import { callId, hasTicket, requesterId } from "./names.ts";

/** A call and all who took it, one after the other: who is passed on stays in the call. */
export type Call = readonly [Leg, ...Leg[]];

export function callsIn(legs: readonly Leg[]): readonly Call[] {
  const calls: [Leg, ...Leg[]][] = [];
  for (const leg of legs.toSorted((a, b) => a.queuedAt - b.queuedAt)) {
    const open = calls.at(-1);
    if (open?.at(-1)?.isTransferred) open.push(leg);
    else calls.push([leg]);
  }
  return calls;
}

export function* callsOf(matter: Matter): Generator<Told, void, void> {
  if (matter.contact.channel !== "phone") return;
  const legs = matter.happenings.flatMap((each) => (each.kind === "leg" ? [each.leg] : []));
  for (const taken of callsIn(legs)) {
    const at = Math.max(...taken.map(({ wrappedAt }) => wrappedAt));
    const id = callId(matter, taken[0]);
    yield toldOf("calls", id, at, call(matter, taken, id, at));
    if (taken[0].answeredAt === null) continue;
    for (const [index, leg] of taken.entries())
      yield toldOf("legs", `${id}${index + 1}`, leg.wrappedAt, agentsLeg(taken, index, id));
    yield* others(taken, id, at);
  }
}

function toldOf(stream: string, key: string, at: number, body: object): Told {
  const told = { at: at * 1000, version: String(at).padStart(12, "0"), op: "upsert" } as const;
  return { ...told, stream, key, body: jsonOf(body) };
}

/** Legs nobody handled anything in: the customer's own, and of each third call that of an agent who let it ring. */
function* others([first]: Call, id: string, at: number): Generator<Told, void, void> {
  const common = { call_id: digits(id), created_at: instant(first.queuedAt), updated_at: instant(at) };
  const customer = { type: "customer", agent_id: null, completion_status: "completed" };
  const spoken = { duration: at - first.queuedAt, talk_time: at - first.queuedAt, hold_time: 0 };
  yield toldOf("legs", `${id}8`, at, { id: digits(`${id}8`), ...common, ...customer, ...spoken });
  if (Number(id) % 3 !== 0) return;
  const missed = { type: "agent", agent_id: digits(agentId(first.agent ?? "")) };
  const rang = { completion_status: "agent_missed", duration: 5, talk_time: 0, hold_time: 0 };
  yield toldOf("legs", `${id}9`, at, { id: digits(`${id}9`), ...common, ...missed, ...rang });
}

const statuses = { answered: "completed", abandoned: "abandoned_in_queue", callback: null, flow_out: null };
const sum = (taken: Call, seconds: (leg: Leg) => number | null) =>
  taken.reduce((all, leg) => all + (seconds(leg) ?? 0), 0);

function call(matter: Matter, taken: Call, id: string, at: number) {
  const [first] = taken;
  const { queuedAt, answeredAt, outcome } = first;
  const duration = Math.max(...taken.map(({ endedAt }) => endedAt)) - queuedAt;
  return {
    id: digits(id),
    ticket_id: hasTicket(matter) ? matter.number : null,
    agent_id: first.agent === null ? null : digits(agentId(first.agent)),
    customer_id: requesterId(matter),
    from_number: matter.customer?.phone ?? "anonymous",
    phone_number: "+36 1 555 0100",
    direction: first.direction,
    created_at: instant(queuedAt),
    updated_at: instant(at),
    completion_status: statuses[outcome],
    callback: outcome === "callback",
    overflowed: outcome === "flow_out",
    voicemail: false,
    duration,
    ivr_time_spent: 0,
    ivr_hops: 0,
    wait_time: first.waitSeconds,
    time_to_answer: answeredAt === null ? null : answeredAt - queuedAt,
    talk_time: sum(taken, (leg) => leg.talkSeconds),
    hold_time: sum(taken, (leg) => leg.holdSeconds),
    wrap_up_time: sum(taken, (leg) => leg.afterWorkSeconds),
    call_group_id: digits(departmentId(first.department)),
    call_charge: (0.013 * Math.ceil(duration / 60)).toFixed(3),
  };
}

function agentsLeg(taken: Call, index: number, id: string) {
  const leg = taken[index] ?? taken[0];
  const idOf = (one: Leg | undefined) => (one?.agent ? digits(agentId(one.agent)) : null);
  return {
    id: digits(`${id}${index + 1}`),
    call_id: digits(id),
    agent_id: idOf(leg),
    type: "agent",
    created_at: instant(leg.queuedAt),
    duration: leg.endedAt - leg.queuedAt,
    talk_time: leg.talkSeconds,
    hold_time: leg.holdSeconds,
    wrap_up_time: leg.afterWorkSeconds,
    completion_status: "completed",
    transferred_from: idOf(taken[index - 1]),
    transferred_to: leg.isTransferred ? (idOf(taken[index + 1]) ?? 1) : null,
    // Whoever is passed a call was asked first; nobody is written in both ways.
    consultation_from: index === 0 ? 0 : idOf(taken[index - 1]),
    updated_at: instant(leg.wrappedAt),
  };
}
