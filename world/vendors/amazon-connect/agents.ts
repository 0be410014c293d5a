/** The agent events of the simulated centre: one whenever an agent's status changes, heartbeats between and after them. */

import type { Interval } from "../../agent-time.ts";
import { joined, type Span } from "../../spans.ts";
import type { Centre } from "../centre.ts";
import type { Told } from "../vendor.ts";
import { arnOf, idOf, timeOf } from "./arns.ts";

interface Status {
  readonly from: number;
  readonly name: string;
  readonly type: "ROUTABLE" | "CUSTOM" | "OFFLINE";
}

const heartbeatSeconds = 3600;

/** With those that are still to come. */
export function* eventsOf(centre: Centre): Iterable<Told> {
  const intervals = centre.days.flatMap((day) => centre.agentDay(day));
  for (const [agent, own] of Map.groupBy(intervals, (each) => each.agent)) {
    const statuses = statusesOf(own);
    for (const [index, status] of statuses.entries()) {
      const before = statuses[index - 1] ?? offline(status.from - 40_000);
      yield eventOf(agent, kindOf(before, status), status.from, before, status);
      const end = statuses[index + 1]?.from ?? status.from + heartbeatSeconds + 1;
      if (end - status.from > heartbeatSeconds)
        yield eventOf(agent, "HEART_BEAT", status.from + heartbeatSeconds, status, status);
    }
  }
}

const offline = (from: number): Status => ({ from, name: "Offline", type: "OFFLINE" });

/** The agent's statuses in their order, each until the next one begins. */
export function statusesOf(own: readonly Interval[]): readonly Status[] {
  const spans = (activity: Interval["activity"]): readonly Span[] =>
    joined(own.filter((each) => each.activity === activity));
  const lunch = spans("break");
  const training = spans("other_productive");
  const cuts = [...spans("logged_in"), ...lunch, ...training].flatMap(({ from, to }) => [from, to]);
  const within = (all: readonly Span[], at: number) => all.some(({ from, to }) => from <= at && at < to);
  const present = spans("logged_in");
  const statuses: Status[] = [];
  for (const from of [...new Set(cuts)].sort((a, b) => a - b)) {
    const status: Status = within(lunch, from)
      ? { from, name: "Lunch", type: "CUSTOM" }
      : within(training, from)
        ? { from, name: "Training", type: "CUSTOM" }
        : within(present, from)
          ? { from, name: "Available", type: "ROUTABLE" }
          : offline(from);
    if (statuses.at(-1)?.name !== status.name) statuses.push(status);
  }
  return statuses;
}

function kindOf(before: Status, after: Status): string {
  if (before.type === "OFFLINE") return "LOGIN";
  return after.type === "OFFLINE" ? "LOGOUT" : "STATE_CHANGE";
}

function eventOf(agent: string, kind: string, at: number, before: Status, after: Status): Told {
  const key = idOf(`${agent} ${kind} ${at}`);
  // Whoever logs out is told of without a state afterwards, now and then.
  const isGone = kind === "LOGOUT" && key < "8";
  const event = {
    AWSAccountId: "111122223333",
    AgentARN: arnOf("agent", agent),
    CurrentAgentSnapshot: isGone ? null : snapshotOf(agent, after),
    EventId: key,
    EventTimestamp: `${timeOf(at).slice(0, 19)}.000Z`,
    EventType: kind,
    PreviousAgentSnapshot: snapshotOf(agent, before),
    Version: "2017-10-01",
  };
  const version = new Date(at * 1000).toISOString();
  return { stream: "agent_events", key, version, at: at * 1000, op: "upsert", body: JSON.stringify(event) };
}

function snapshotOf(agent: string, status: Status): object {
  const [first, ...last] = agent.split(" ");
  return {
    AgentStatus: {
      ARN: arnOf("agent-state", status.name),
      Name: status.name,
      StartTimestamp: `${timeOf(status.from).slice(0, 19)}.000Z`,
      Type: status.type,
    },
    Configuration: {
      FirstName: first,
      LastName: last.join(" "),
      Username: idOf(agent).slice(0, 8),
      RoutingProfile: { Name: "Basic" },
    },
    Contacts: [],
  };
}
