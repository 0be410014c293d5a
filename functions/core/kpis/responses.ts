/** How long customers wait for a reply, and how many messages a contact takes. */

import { grains, histogramGrains, type Kpi } from "./entry.ts";

const seconds = { unit: "seconds", direction: "down", family: "responses", grains } as const;
const business = { parameters: ["schedule_rule"] } as const;

const firstReplies =
  "Of the contacts first answered in the period, by a message of an agent that the customer can see,";
const replies =
  "Of the customers' messages answered in the period (of several in a row the first), by a message of an agent that the customer can see,";

export const responses = [
  {
    ...seconds,
    id: "first_response_seconds",
    name: "First response time, mean",
    kind: "mean",
    definition: `${firstReplies} the mean time from opening to that answer, on the clock.`,
  },
  {
    ...seconds,
    id: "first_response_seconds_p50",
    name: "First response time, median",
    kind: "median",
    grains: histogramGrains,
    measure: "first_response_seconds",
    definition: `${firstReplies} half waited at most this long since opening, on the clock (nearest rank, within 2 % as written).`,
    headline: true,
  },
  {
    ...seconds,
    id: "first_response_seconds_p90",
    name: "First response time, 90th percentile",
    kind: "ninetieth",
    grains: histogramGrains,
    measure: "first_response_seconds",
    definition: `${firstReplies} nine in ten waited at most this long since opening, on the clock (nearest rank, within 2 % as written).`,
  },
  {
    ...seconds,
    id: "first_response_seconds_largest",
    name: "First response time, slowest",
    kind: "largest",
    measure: "first_response_seconds",
    definition: `${firstReplies} the longest time from opening to that answer, on the clock.`,
  },
  {
    ...seconds,
    ...business,
    id: "first_response_business_seconds",
    name: "First response time in business hours, mean",
    kind: "mean",
    definition: `${firstReplies} the mean time from opening to that answer in which its department was open.`,
  },
  {
    ...seconds,
    ...business,
    id: "first_response_business_seconds_p50",
    name: "First response time in business hours, median",
    kind: "median",
    grains: histogramGrains,
    measure: "first_response_business_seconds",
    definition: `${firstReplies} half waited at most this long while its department was open (nearest rank, within 2 % as written).`,
  },
  {
    ...seconds,
    ...business,
    id: "first_response_business_seconds_p90",
    name: "First response time in business hours, 90th percentile",
    kind: "ninetieth",
    grains: histogramGrains,
    measure: "first_response_business_seconds",
    definition: `${firstReplies} nine in ten waited at most this long while its department was open (nearest rank, within 2 % as written).`,
  },
  {
    ...seconds,
    ...business,
    id: "first_response_business_seconds_largest",
    name: "First response time in business hours, slowest",
    kind: "largest",
    measure: "first_response_business_seconds",
    definition: `${firstReplies} the longest time from opening to that answer in which its department was open.`,
  },
  {
    ...seconds,
    id: "response_seconds",
    name: "Response time, mean",
    kind: "mean",
    definition: `${replies} the mean time until the answer, on the clock.`,
  },
  {
    ...seconds,
    id: "response_seconds_p50",
    name: "Response time, median",
    kind: "median",
    grains: histogramGrains,
    measure: "response_seconds",
    definition: `${replies} half were answered within this time, on the clock (nearest rank, within 2 % as written).`,
  },
  {
    ...seconds,
    id: "response_seconds_p90",
    name: "Response time, 90th percentile",
    kind: "ninetieth",
    grains: histogramGrains,
    measure: "response_seconds",
    definition: `${replies} nine in ten were answered within this time, on the clock (nearest rank, within 2 % as written).`,
  },
  {
    ...seconds,
    id: "response_seconds_largest",
    name: "Response time, slowest",
    kind: "largest",
    measure: "response_seconds",
    definition: `${replies} the longest time until the answer, on the clock.`,
  },
  {
    ...seconds,
    ...business,
    id: "response_business_seconds",
    name: "Response time in business hours, mean",
    kind: "mean",
    definition: `${replies} the mean time until the answer in which the contact's department was open.`,
  },
  {
    id: "messages_per_contact",
    name: "Messages per contact",
    unit: "number",
    direction: "down",
    family: "responses",
    grains,
    kind: "mean",
    parameters: ["messages_count"],
    definition:
      "Of the contacts resolved in the period that have messages, how many messages customer and agents wrote to each other, on average (or only the agents', where the organisation counts so).",
  },
] as const satisfies readonly Kpi[];
