/** What the simulated centre's exchange writes down of its calls and agents: lines of queue_log and rows of its CDR. */

import { isoLocal } from "../../clock.ts";
import type { Leg } from "../../legs.ts";
import { joined } from "../../spans.ts";
import { chainsOf } from "../amazon-connect/contacts.ts";
import type { Centre, Matter } from "../centre.ts";
import { agentId } from "../members.ts";

export interface Written {
  readonly log: "queue_log" | "Master.csv";
  /** Seconds since 1970 at which it is written. */
  readonly at: number;
  readonly text: string;
}

export const peerOf = (agent: string): string => `PJSIP/${agentId(agent)}`;

/** The unique id of a call's first channel: when it was made, and a number that no other has. */
export function callId(matter: Matter, chain: readonly Leg[], index: number): string {
  const isInbound = chain[0]?.direction !== "outbound";
  const at =
    index === 0 && isInbound ? matter.contact.openedAt : (chain[0]?.queuedAt ?? matter.contact.openedAt);
  return `${at}.${matter.number * 10 + index}`;
}

/** With what is still to come. */
export function* writtenOf(centre: Centre): Iterable<Written> {
  for (const matter of centre.matters) {
    if (matter.contact.channel !== "phone") continue;
    const chains = chainsOf({ happenings: matter.story }, false);
    if (chains.length === 0) yield* menuCall(matter);
    for (const [index, chain] of chains.entries()) yield* callOf(matter, chain, callId(matter, chain, index));
  }
  yield* agentsOf(centre);
}

/** Nobody but the phone menu took this call. */
function* menuCall(matter: Matter): Iterable<Written> {
  const end = matter.story.find(({ kind }) => kind === "resolved")?.at;
  if (end === undefined || end - matter.contact.openedAt > 7200) return;
  const id = `${matter.contact.openedAt}.${matter.number * 10}`;
  yield rowOf({
    matter,
    id,
    unique: id,
    start: matter.contact.openedAt,
    answer: matter.contact.openedAt + 1,
    end,
    sequence: 1,
  });
}

function* callOf(matter: Matter, chain: readonly Leg[], id: string): Iterable<Written> {
  const isOutbound = chain[0]?.direction === "outbound";
  const start = Number(id.split(".")[0]);
  let sequence = 1;
  for (const leg of chain) {
    if (!isOutbound) yield* queueLines(matter, leg, id);
    if (leg.agent === null || leg.answeredAt === null || isOutbound) continue;
    // The channel of each agent who is rung has a row of its own.
    const rung = leg.answeredAt - Math.min(5, leg.answeredAt - leg.queuedAt);
    sequence += 1;
    const unique = `${rung}.${id.split(".")[1]}0${sequence}`;
    yield rowOf({
      matter,
      id,
      unique,
      start: rung,
      answer: leg.answeredAt,
      end: leg.endedAt,
      sequence,
      agent: leg.agent,
    });
  }
  const end = chain.at(-1)?.endedAt ?? start;
  const answer = isOutbound ? (chain[0]?.answeredAt ?? null) : start + 1;
  const own = { matter, id, unique: id, start, answer, end, sequence: 1 };
  yield rowOf(isOutbound ? { ...own, agent: chain[0]?.agent ?? "", isOutbound } : own);
}

function* queueLines(matter: Matter, leg: Leg, id: string): Iterable<Written> {
  const line = (at: number, agent: string, ...rest: readonly (string | number)[]): Written => ({
    log: "queue_log",
    at,
    text: [at, id, leg.department, agent, ...rest].join("|"),
  });
  const caller = matter.customer?.phone ?? "anonymous";
  yield line(leg.queuedAt, "NONE", "ENTERQUEUE", "", caller, 1);
  const end = leg.endedAt;
  const wait = (leg.answeredAt ?? end) - leg.queuedAt;
  if (leg.agent === null || leg.answeredAt === null) {
    if (leg.outcome === "abandoned") yield line(end, "NONE", "ABANDON", 1, 1, wait);
    else if (leg.outcome === "callback") yield line(end, "NONE", "EXITWITHKEY", 7, 1, 1, wait);
    else yield line(end, "NONE", "EXITWITHTIMEOUT", 1, 1, wait);
    return;
  }
  const peer = peerOf(leg.agent);
  if (wait > 18) yield line(leg.queuedAt + 16, "PJSIP/nobody", "RINGNOANSWER", 15000);
  yield line(leg.answeredAt, peer, "CONNECT", wait, `${leg.answeredAt}.${matter.number}`, Math.min(5, wait));
  const talked = end - leg.answeredAt;
  if (leg.isTransferred) yield line(end, peer, "BLINDTRANSFER", "200", "queues", wait, talked, 1);
  else yield line(end, peer, matter.number % 2 === 0 ? "COMPLETEAGENT" : "COMPLETECALLER", wait, talked, 1);
}

interface Row {
  readonly matter: Matter;
  readonly id: string;
  readonly unique: string;
  readonly start: number;
  readonly answer: number | null;
  readonly end: number;
  readonly sequence: number;
  readonly agent?: string;
  readonly isOutbound?: boolean;
}

/** Rows are written some minutes after the end where the exchange gathers them. */
function rowOf({ matter, id, unique, start, answer, end, sequence, agent, isOutbound }: Row): Written {
  const local = (seconds: number) => isoLocal(seconds).slice(0, 19).replace("T", " ");
  const customer = matter.customer?.phone ?? "anonymous";
  const channel =
    agent !== undefined ? `${peerOf(agent)}-0000${unique.slice(-4)}` : `PJSIP/trunk-0000${unique.slice(-4)}`;
  const [src, dst] = isOutbound ? ["3100", customer] : [customer, "100"];
  const texts = [
    "",
    src,
    dst,
    isOutbound ? "outgoing" : "incoming",
    `"${matter.customer?.name ?? ""}" <${customer}>`,
    channel,
    "",
  ];
  const app = [
    "Queue",
    matter.contact.department,
    local(start),
    answer === null ? "" : local(answer),
    local(end),
  ];
  const quoted = (all: readonly string[]) => all.map((text) => `"${text.replaceAll('"', '""')}"`);
  const numbers = [end - start, answer === null ? 0 : end - answer];
  const rest = [answer === null ? "NO ANSWER" : "ANSWERED", "DOCUMENTATION", unique, matter.reason, "", id];
  const at = end + (matter.number % 4) * 60;
  const text = [...quoted([...texts, ...app]), ...numbers, ...quoted(rest), sequence].join(",");
  return { log: "Master.csv", at, text };
}

/** Members of queues: in from the log-in to the log-out, paused in between. Half of them are paused everywhere at once. */
function* agentsOf(centre: Centre): Iterable<Written> {
  const all = centre.days.flatMap((day) => centre.agentDay(day));
  for (const [agent, own] of Map.groupBy(all, (each) => each.agent)) {
    const queue = own[0]?.department ?? "Billing";
    const peer = peerOf(agent);
    const isEverywhere = peer < "PJSIP/42";
    const spans = (activity: string) => joined(own.filter((each) => each.activity === activity));
    const line = (at: number, event: string, reason?: string): Written => {
      const place = event.endsWith("ALL") ? "NONE" : queue;
      const text = [at, "NONE", place, peer, event, ...(reason === undefined ? [] : [reason])].join("|");
      return { log: "queue_log", at, text };
    };
    for (const { from, to } of spans("logged_in")) yield* [line(from, "ADDMEMBER"), line(to, "REMOVEMEMBER")];
    const pauses = [
      ...spans("break").map((one) => [one, "Lunch"] as const),
      ...spans("other_productive").map((one) => [one, "Training"] as const),
    ];
    for (const [{ from, to }, reason] of pauses) {
      if (isEverywhere) yield* [line(from, "PAUSEALL", reason), line(to, "UNPAUSEALL", reason)];
      yield* [line(from, "PAUSE", reason), line(to, "UNPAUSE", reason)];
    }
  }
}
