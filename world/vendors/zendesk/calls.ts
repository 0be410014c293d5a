/** Calls of Talk and their legs, told when the last work for one is done. */

import type { Leg } from "../../legs.ts";
import type { Matter } from "../centre.ts";
import { agentId, departmentId } from "../members.ts";
import type { Told } from "../vendor.ts";
import { digits, instant, jsonOf } from "./json.ts";
import { callId, hasTicket, requesterId } from "./names.ts";

export function* callsOf(matter: Matter): Generator<Told, void, void> {
  if (matter.contact.channel !== "phone") return;
  for (const happening of matter.happenings) {
    if (happening.kind !== "leg") continue;
    const { at, leg } = happening;
    const id = callId(matter, leg);
    const common = { at: at * 1000, version: String(at).padStart(12, "0"), op: "upsert" } as const;
    yield { ...common, stream: "calls", key: id, body: jsonOf(call(matter, leg, id, at)) };
    if (leg.answeredAt !== null)
      yield { ...common, stream: "legs", key: `${id}1`, body: jsonOf(part(leg, id, at)) };
  }
}

const statuses = { answered: "completed", abandoned: "abandoned_in_queue", callback: null, flow_out: null };

function call(matter: Matter, leg: Leg, id: string, at: number) {
  const { queuedAt, answeredAt, endedAt, outcome } = leg;
  return {
    id: digits(id),
    ticket_id: hasTicket(matter) ? matter.number : null,
    agent_id: leg.agent === null ? null : digits(agentId(leg.agent)),
    customer_id: requesterId(matter),
    from_number: matter.customer?.phone ?? "anonymous",
    phone_number: "+36 1 555 0100",
    direction: leg.direction,
    created_at: instant(queuedAt),
    updated_at: instant(at),
    completion_status: statuses[outcome],
    callback: outcome === "callback",
    overflowed: outcome === "flow_out",
    voicemail: false,
    duration: endedAt - queuedAt,
    ivr_time_spent: 0,
    ivr_hops: 0,
    wait_time: leg.waitSeconds,
    time_to_answer: answeredAt === null ? null : answeredAt - queuedAt,
    talk_time: leg.talkSeconds ?? 0,
    hold_time: leg.holdSeconds ?? 0,
    wrap_up_time: leg.afterWorkSeconds ?? 0,
    call_group_id: digits(departmentId(leg.department)),
    call_charge: (0.013 * Math.ceil((endedAt - queuedAt) / 60)).toFixed(3),
  };
}

const part = (leg: Leg, id: string, at: number) => ({
  id: digits(`${id}1`),
  call_id: digits(id),
  agent_id: leg.agent === null ? null : digits(agentId(leg.agent)),
  type: "agent",
  talk_time: leg.talkSeconds,
  hold_time: leg.holdSeconds,
  wrap_up_time: leg.afterWorkSeconds,
  completion_status: "completed",
  updated_at: instant(at),
});
