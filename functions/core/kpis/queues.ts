/** What happens to contacts in queues: how many come, are answered or give up, and how soon. */

import { grains, grainsWithout, histogramGrains, type Kpi } from "./entry.ts";

// Who gave up waiting was nobody's yet: an agent is asked only about what was answered.
const beforeAnAgent = grainsWithout("agent");

const short = ["abandon_short_seconds", "service_level_legs"] as const;
const legs = ["service_level_legs"] as const;

export const queues = [
  {
    id: "queue_offered",
    name: "Offered to queues",
    unit: "count",
    direction: "none",
    family: "queues",
    grains: beforeAnAgent,
    definition: "Inbound contacts that entered a queue in the period, whatever came of them.",
    kind: "count",
    parameters: legs,
  },
  {
    id: "queue_answered",
    name: "Answered from queues",
    unit: "count",
    direction: "none",
    family: "queues",
    grains,
    definition: "Of the contacts offered in the period, those an agent answered.",
    kind: "count",
    parameters: legs,
  },
  {
    id: "queue_abandoned",
    name: "Abandoned in queues",
    unit: "count",
    direction: "down",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period, those that gave up waiting, but not within the first seconds.",
    kind: "count",
    parameters: short,
  },
  {
    id: "answer_share",
    name: "Answer rate",
    unit: "share",
    direction: "up",
    family: "queues",
    grains: beforeAnAgent,
    definition: "Of the contacts offered in the period, the share an agent answered.",
    kind: "share",
    measure: "queue_answered",
    parameters: legs,
  },
  {
    id: "abandonment_share",
    name: "Abandonment rate",
    unit: "share",
    direction: "down",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period but for those that left within the first seconds, the share that gave up waiting.",
    kind: "share",
    measure: "queue_abandoned",
    parameters: short,
  },
  {
    id: "service_level_share",
    name: "Service level",
    unit: "share",
    direction: "up",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period and answered or abandoned since, the share answered in time; how the abandoned enter it is the formula's to say.",
    kind: "share",
    parameters: [
      "service_level_seconds",
      "service_level_clock",
      "service_level_formula",
      "service_level_include_flow_outs",
      "service_level_legs",
      "abandon_short_seconds",
    ],
    headline: true,
  },
  {
    id: "answer_wait_seconds",
    name: "Speed of answer, mean",
    unit: "seconds",
    direction: "down",
    family: "queues",
    grains,
    definition:
      "Of the contacts offered in the period and answered since, the mean wait in the queue, on the clock.",
    kind: "mean",
    measure: "queue_answered",
    parameters: legs,
  },
  {
    id: "answer_wait_seconds_p50",
    name: "Speed of answer, median",
    unit: "seconds",
    direction: "down",
    family: "queues",
    grains: histogramGrains,
    definition:
      "Of the contacts offered in the period and answered since, half waited at most this long (nearest rank, within 2 % as written).",
    kind: "median",
    measure: "queue_answered",
    parameters: legs,
  },
  {
    id: "answer_wait_seconds_p90",
    name: "Speed of answer, 90th percentile",
    unit: "seconds",
    direction: "down",
    family: "queues",
    grains: histogramGrains,
    definition:
      "Of the contacts offered in the period and answered since, nine in ten waited at most this long (nearest rank, within 2 % as written).",
    kind: "ninetieth",
    measure: "queue_answered",
    parameters: legs,
  },
  {
    id: "answer_wait_seconds_largest",
    name: "Speed of answer, slowest",
    unit: "seconds",
    direction: "down",
    family: "queues",
    grains,
    definition: "Of the contacts offered in the period and answered since, the longest wait in the queue.",
    kind: "largest",
    measure: "queue_answered",
    parameters: legs,
  },
  {
    id: "abandon_wait_seconds",
    name: "Wait of the abandoned, mean",
    unit: "seconds",
    direction: "none",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period that gave up waiting, but not within the first seconds, the mean wait until they did.",
    kind: "mean",
    measure: "queue_abandoned",
    parameters: short,
  },
  {
    id: "callback_share",
    name: "Callback rate",
    unit: "share",
    direction: "none",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period, where the source tells it, the share that asked to be called back instead of waiting.",
    kind: "share",
    parameters: legs,
  },
  {
    id: "flow_out_share",
    name: "Flow-out rate",
    unit: "share",
    direction: "none",
    family: "queues",
    grains: beforeAnAgent,
    definition:
      "Of the contacts offered in the period, where the source tells it, the share that left the queue for another one unanswered.",
    kind: "share",
    parameters: legs,
  },
] as const satisfies readonly Kpi[];
