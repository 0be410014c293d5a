/** What a KPI cannot do without beside the facts of its family: each line one of several things that will do. */

import type { KpiId } from "../functions/core/kpi.ts";

/** `contacts.customer_id`, a word its text must hold: `surveys.kind=promoter`, or some of which `tells` says one: `contacts.tells=tags`. */
export type Need = readonly string[];

const resolved: Need = ["contacts.tells=resolved"];
const firstResolved: Need = [...resolved, "contacts.first_resolved_at"];
const tags: Need = ["contacts.tells=tags"];
const answered: Need = ["contact_legs.tells=answered"];
const abandoned: Need = ["contact_legs.tells=abandoned"];
const customer: Need = ["contacts.customer_id", "status_changes.change=identified"];
const loggedIn: Need = ["agent_time.activity=logged_in", "agent_time.activity=online"];
const onContact: Need = ["agent_time.activity=on_contact"];
const kind = (word: string): readonly Need[] => [[`surveys.kind=${word}`]];
const metric = (word: string): readonly Need[] => [[`sla_verdicts.metric=${word}`]];
const both: Need = ["messages.author=customer"];
const byAgents: Need = ["messages.author=agent"];

export const needs: Readonly<Partial<Record<KpiId, readonly Need[]>>> = {
  contacts_resolved: [resolved],
  open_backlog: [resolved],
  resolved_share: [resolved],
  channel_share: [["contacts.channel"]],
  reason_share: [["contacts.reason"]],
  contacts_assigned: [["contacts.assigned_at", "status_changes.change=assigned"]],
  contacts_completed: [["contacts.agent", "status_changes.agent"], resolved],
  open_older_than_1_day: [resolved],
  open_older_than_7_days: [resolved],
  open_older_than_30_days: [resolved],
  known_answer_open_share: [tags, resolved],
  complaints: [tags],
  complaint_share: [tags],
  self_service_share: [["contacts.tells=began_with"]],
  bot_containment_share: [["contacts.tells=began_with"], ["contacts.tells=handed_over"]],
  resolution_seconds: [resolved],
  resolution_seconds_p50: [resolved],
  resolution_seconds_p90: [resolved],
  resolved_within_day_share: [resolved],
  first_resolution_seconds: [firstResolved],
  first_resolution_seconds_p50: [firstResolved],
  first_resolution_seconds_p90: [firstResolved],
  resolution_business_seconds: [resolved],
  requester_wait_seconds: [["contacts.requester_wait_seconds"]],
  agent_wait_seconds: [["contacts.agent_wait_seconds"]],
  on_hold_seconds: [["contacts.on_hold_seconds"]],
  first_contact_resolution_share: [customer, ["contacts.tells=reopened|changes|final"]],
  repeat_contact_share: [customer],
  reopened_share: [resolved, ["contacts.tells=reopened|changes"]],
  occupancy_share: [onContact, ["agent_time.activity=available"]],
  utilisation_share: [onContact, ["agent_time.activity=paid"]],
  logged_in_seconds: [loggedIn],
  log_ins: [loggedIn],
  break_seconds: [["agent_time.activity=break"]],
  break_share: [["agent_time.activity=break"], ["agent_time.activity=logged_in"]],
  adherence_share: [["agent_time.activity=scheduled"], loggedIn],
  sla_first_reply_met_share: metric("first_reply"),
  sla_next_reply_met_share: metric("next_reply"),
  sla_resolution_met_share: metric("resolution"),
  queue_answered: [answered],
  answer_share: [answered],
  service_level_share: [answered, abandoned],
  answer_wait_seconds: [answered],
  answer_wait_seconds_p50: [answered],
  answer_wait_seconds_p90: [answered],
  answer_wait_seconds_largest: [answered],
  queue_abandoned: [abandoned],
  abandonment_share: [abandoned],
  abandon_wait_seconds: [abandoned],
  callback_share: [["contact_legs.tells=callback"]],
  flow_out_share: [["contact_legs.tells=flow_out"]],
  handle_seconds: [["contact_legs.talk_seconds"]],
  handle_seconds_p50: [["contact_legs.talk_seconds"]],
  handle_seconds_p90: [["contact_legs.talk_seconds"]],
  talk_seconds: [["contact_legs.talk_seconds"]],
  hold_seconds: [["contact_legs.hold_seconds"]],
  after_work_seconds: [["contact_legs.after_work_seconds"]],
  call_seconds: [["contact_legs.talk_seconds"]],
  transfer_share: [["contact_legs.is_transferred"]],
  transfers: [["contact_legs.is_transferred"]],
  transfer_reason_share: [["contact_legs.transfer_reason"]],
  conversion_share: [["contacts.tells=outcome"]],
  customer_satisfaction_share: kind("satisfaction"),
  customer_satisfaction_score: kind("satisfaction"),
  customer_effort_share: kind("effort"),
  customer_effort_score: kind("effort"),
  net_promoter_points: kind("promoter"),
  survey_response_share: [["surveys.invited_at"]],
  first_response_seconds: [byAgents],
  first_response_seconds_p50: [byAgents],
  first_response_seconds_p90: [byAgents],
  first_response_seconds_largest: [byAgents],
  first_response_business_seconds: [byAgents],
  first_response_business_seconds_p50: [byAgents],
  first_response_business_seconds_p90: [byAgents],
  first_response_business_seconds_largest: [byAgents],
  response_seconds: [both, byAgents],
  response_seconds_p50: [both, byAgents],
  response_seconds_p90: [both, byAgents],
  response_seconds_largest: [both, byAgents],
  response_business_seconds: [both, byAgents],
};
