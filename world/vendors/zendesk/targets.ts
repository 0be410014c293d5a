/** The clocks of a ticket and its targets, as metric events. */

import type { Matter } from "../centre.ts";
import { instant } from "./json.ts";

export interface MetricEvent {
  readonly id: number;
  readonly at: number;
  readonly told: Readonly<Record<string, unknown>> & { readonly metric: string };
}

/** All that happened up to an instant, as the ticket shows them then; each keeps its number. */
export function metricEventsOf(matter: Matter, until: number): readonly MetricEvent[] {
  const made: { at: number; metric: string; instance: number; type: string; rest?: object }[] = [];
  let replies = 0;
  const instances = new Map<string, number>();
  for (const each of matter.happenings) {
    const { at } = each;
    if (each.kind === "opened" || each.kind === "reopened")
      made.push({ at, metric: "requester_wait_time", instance: 1, type: "activate" });
    if (each.kind === "resolved")
      made.push({ at, metric: "requester_wait_time", instance: 1, type: "fulfill" });
    if (each.kind === "target-applied") {
      const { verdict } = each;
      const isReply = verdict.metric !== "resolution";
      replies += isReply ? 1 : 0;
      instances.set(verdict.id, isReply ? replies : 1);
      const sla = {
        target: (verdict.dueAt - verdict.appliedAt) / 60,
        business_hours: false,
        policy: { id: 36, title: verdict.policy },
      };
      const clock = { metric: metricOf(isReply), instance: instances.get(verdict.id) ?? 1 };
      made.push({ at, ...clock, type: "activate" }, { at, ...clock, type: "apply_sla", rest: { sla } });
    }
    if (each.kind === "target-met" || each.kind === "target-missed")
      made.push({
        at,
        metric: metricOf(each.verdict.metric !== "resolution"),
        instance: instances.get(each.verdict.id) ?? 1,
        type: each.kind === "target-met" ? "fulfill" : "breach",
      });
  }
  return made
    .map(({ at, metric, instance, type, rest }, index) => {
      const id = matter.number * 1000 + index;
      return { id, at, told: { id, metric, instance_id: instance, type, time: instant(at), ...rest } };
    })
    .filter(({ at }) => at <= until);
}

const metricOf = (isReply: boolean) => (isReply ? "reply_time" : "resolution_time");
