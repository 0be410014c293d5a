/**
 * What of Zendesk's records lands. Fields are an organisation's own, and hold whatever it asks its customers, so that
 * everything is personal but what is named here; of a customer only a mark that is the same for one of them.
 */

import type { PersonalPaths } from "./connector.ts";

/** Any member but these. */
const but = (...names: readonly string[]) => `!(${names.join("|")})`;

export const none: PersonalPaths = { hashed: [], dropped: [] };

const times = ["id", "created_at", "updated_at"];

/** Agents and admins keep their names, by which reports call them. */
export const people: PersonalPaths = {
  hashed: [],
  dropped: [but(...times, "name", "role", "role_type", "custom_role_id", "active", "suspended")],
};

export const tickets: PersonalPaths = {
  hashed: ["requester_id"],
  dropped: [
    but(
      ...[...times, "generated_timestamp", "status", "custom_status_id", "type", "priority", "via", "tags"],
      ...["requester_id", "assignee_id", "group_id", "brand_id", "ticket_form_id", "organization_id"],
      ...["metric_set", "metric_events", "satisfaction_rating", "has_incidents", "is_public", "due_at"],
    ),
    `via.${but("channel", "source")}`,
    `via.source.${but("rel")}`,
    `satisfaction_rating.${but("id", "score")}`,
  ],
};

/** Neither bodies nor what a field held before: a subject had one too. */
export const ticketEvents = (keepsComments: boolean): PersonalPaths => ({
  hashed: [],
  dropped: [
    but("id", "ticket_id", "created_at", "timestamp", "updater_id", "via", "event_type", "child_events"),
    `child_events.${but(
      ...["id", "audit_id", "event_type", "type", "field_name", "created_at", "author_id", "public", "via"],
      ...["status", "priority", "assignee_id", "group_id", "comment_present", "comment_public"],
      ...["survey_id", "survey_response_id", "rating", ...(keepsComments ? ["comment"] : [])],
    )}`,
    "child_events.via.source",
  ],
});

export const ratings = (keepsComments: boolean): PersonalPaths => ({
  hashed: ["requester_id"],
  dropped: [
    but(
      ...[
        ...times,
        "ticket_id",
        "score",
        "assignee_id",
        "group_id",
        "requester_id",
        "reason_id",
        "reason_code",
      ],
      ...(keepsComments ? ["comment"] : []),
    ),
  ],
});

/** The rest of a call is numbers of seconds, and who of the organisation had to do with it. */
export const talk: PersonalPaths = {
  hashed: ["customer_id"],
  dropped: [
    but(
      ...[...times, "call_id", "ticket_id", "agent_id", "customer_id", "direction", "type", "available_via"],
      ...["completion_status", "duration", "talk_time", "hold_time", "wait_time", "time_to_answer"],
      ...[
        "wrap_up_time",
        "consultation_time",
        "consultation_from",
        "consultation_to",
        "conference_time",
        "conference_from",
        "conference_to",
        "ivr_time_spent",
        "ivr_hops",
        "ivr_routed_to",
      ],
      ...["ivr_destination_group_name", "exceeded_queue_time", "overflowed", "callback", "callback_source"],
      ...["voicemail", "outside_business_hours", "call_group_id", "phone_number_id", "default_group"],
      ...["call_charge", "minutes_billed", "quality_issues", "transferred_from", "transferred_to"],
    ),
  ],
};
