/** The English names of KPIs: those of the catalogue. */

import { kpis as catalogue } from "../../functions/core/kpi.ts";
import type { KpisWords, ShortNames } from "./words.ts";

/** Names that are too long for a subject line, said shorter. */
export const shortNames: ShortNames = {
  contacts_opened: "Contacts opened",
  contacts_resolved: "Contacts resolved",
  open_backlog: "Open backlog",
  resolution_seconds: "Mean resolution time",
  resolution_seconds_p50: "Median resolution time",
  resolution_seconds_p90: "90th pct. resolution time",
  resolved_within_day_share: "Resolved within 24 h",
  resolution_business_seconds: "Mean resolution, business h",
  first_resolution_seconds: "Mean first resolution time",
  first_resolution_seconds_p50: "Median first resolution time",
  first_resolution_seconds_p90: "90th pct. first resolution",
  first_response_seconds: "Mean first response time",
  first_response_seconds_p50: "Median first response time",
  first_response_seconds_p90: "90th pct. first response",
  first_response_seconds_largest: "Slowest first response",
  first_response_business_seconds: "Mean first response, business h",
  first_response_business_seconds_p50: "Median first response, business h",
  first_response_business_seconds_p90: "90th pct. first response, business h",
  first_response_business_seconds_largest: "Slowest first response, business h",
  response_seconds_p90: "90th pct. response time",
  response_business_seconds: "Mean response, business h",
  answer_wait_seconds_p90: "90th pct. speed of answer",
  handle_seconds_p90: "90th pct. handle time",
  known_answer_open_share: "Open with a known answer",
  customer_satisfaction_score: "Mean satisfaction score",
  customer_effort_score: "Mean effort score",
  resolved_share: "Resolved share",
  channel_share: "Channel mix",
  reason_share: "Contact reasons",
};

export const kpis = Object.fromEntries(
  catalogue.map(({ id, name }) => [id, { name }]),
) as unknown as KpisWords;
