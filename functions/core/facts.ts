/** What a mapping may tell Raport: every kind of fact, every column of it, and how its text is read. */

import {
  contactTells,
  day,
  every,
  flag,
  instant,
  legTells,
  type MappedColumn,
  mapped,
  needed,
  ofContact,
  place,
  places,
  planned,
  seconds,
  text,
  years,
} from "./columns.ts";
import { members, statusChanges } from "./vendor-facts.ts";

export type { ColumnKind, MappedColumn } from "./columns.ts";

export const factNames = [
  "contacts",
  "contact_legs",
  "messages",
  "surveys",
  "sla_verdicts",
  "agent_time",
  "costs",
  "status_changes",
  "members",
] as const;

export type FactName = (typeof factNames)[number];

export interface Fact {
  /** The column that names a row; rows of one name are versions of one fact. */
  readonly id: string;
  /** Whether a row belongs to a contact and lies where its contact does, or stands for itself. */
  readonly belongsTo: "contact" | "itself";
  readonly comment: string;
  readonly columns: readonly MappedColumn[];
}

export const facts: Readonly<Record<FactName, Fact>> = {
  contacts: {
    id: "contact_id",
    belongsTo: "itself",
    comment:
      "One row per contact (ticket, call, chat, thread): the newest version of each, deletions kept as marks.",
    columns: [
      ...every("contact_id"),
      needed(instant("opened_at", "UTC instant of opening; NULL only for a deletion that does not say.")),
      instant("resolved_at", "UTC instant of the last resolution; NULL while open."),
      instant(
        "first_resolved_at",
        "UTC instant of the first resolution; without it the last one, if the contact was never reopened.",
      ),
      instant(
        "reopened_at",
        "UTC instant of the first reopening after a resolution; NULL when never reopened.",
      ),
      flag(
        "is_reopened",
        "It was reopened after a resolution, at a time that is not stated: then its first resolution is not the last one.",
      ),
      instant("assigned_at", "UTC instant of the assignment to its agent; NULL when not stated."),
      text("customer_id", "Who asks, as a key that is the same in every source; NULL when not identified."),
      text("direction", "inbound or outbound; without it inbound."),
      text("outcome", "What came of it in the organisation's words (sold, cancelled); NULL when not stated."),
      { name: "tags", kind: "words", comment: "Tags, separated by |, empty for none; NULL when not stated." },
      text("began_with", "person, bot or self_service; empty is person, NULL when not stated."),
      instant(
        "handed_over_at",
        "UTC instant a bot or self-service gave it to a person; NULL when it never did.",
      ),
      contactTells,
      flag(
        "is_solved_at_once",
        "The agent's own mark that it was solved at the first contact; NULL when not stated.",
      ),
      seconds(
        "requester_wait_seconds",
        years,
        "Time the requester waited (new, open, on hold), from opening to resolution.",
      ),
      seconds("agent_wait_seconds", years, "Time the agent waited for the requester (pending)."),
      seconds("on_hold_seconds", years, "Time on hold."),
      ...places,
    ],
  },
  contact_legs: {
    id: "leg_id",
    belongsTo: "contact",
    comment: "One row per stay in a queue, or per agent who handled the contact.",
    columns: [
      ...every("leg_id"),
      ofContact,
      text(
        "part_of",
        "The leg of the same source it is an agent's share of; then it belongs to that leg's contact, whatever contact_id says. The first of them gives its work to that leg. One whose outcome is callback says that the customer was called back; it is no leg.",
      ),
      needed(instant("queued_at", "UTC instant it entered the queue, or began where there is none.")),
      instant("answered_at", "UTC instant an agent answered; NULL when nobody did."),
      instant("ended_at", "UTC instant the customer's part of the leg ended; NULL while it lasts."),
      instant("wrapped_at", "UTC instant the agent's work after it ended; without it the end of the leg."),
      text(
        "outcome",
        "answered, abandoned, callback or flow_out; without it answered where answered_at is stated.",
      ),
      legTells,
      text("direction", "inbound or outbound; without it inbound."),
      seconds(
        "wait_seconds",
        30 * day,
        "Seconds from queueing to the answer or the end; without it the difference of the instants.",
      ),
      seconds("talk_seconds", day, "Seconds of talk; NULL when not stated."),
      seconds("hold_seconds", day, "Seconds on hold; NULL when not stated."),
      seconds("after_work_seconds", day, "Seconds of work after the contact; NULL when not stated."),
      {
        ...flag(
          "is_transferred",
          "It ended by a transfer to another queue or agent of the organisation; empty is no, - is not stated, and so is a mapping without the column.",
        ),
        emptyIsNo: true,
      },
      text("transfer_reason", "Why it was transferred; NULL when not stated."),
      ...places,
    ],
  },
  messages: {
    id: "message_id",
    belongsTo: "contact",
    comment: "One row per message of a contact. Bodies are never kept.",
    columns: [
      ...every("message_id"),
      ofContact,
      needed(instant("sent_at", "UTC instant of sending.")),
      needed(text("author", "customer, agent or bot.")),
      flag("is_public", "The customer can see it; without it true."),
      place("department"),
      place("agent"),
    ],
  },
  surveys: {
    id: "survey_id",
    belongsTo: "contact",
    comment: "One row per survey sent for a contact, answered or not.",
    columns: [
      ...every("survey_id"),
      ofContact,
      needed(
        text(
          "kind",
          "satisfaction, effort, promoter or solved (was it solved at the first contact: 1 or 0).",
        ),
      ),
      instant(
        "invited_at",
        "UTC instant the survey was sent; NULL when not stated, then it has no part in the response rate.",
      ),
      mapped(instant("answered_at", "UTC instant of the answer; NULL while there is none.")),
      { name: "score", kind: "whole", comment: "The score given; NULL while there is none." },
      text("comment", "What the customer wrote; kept only where the config asks for it."),
      place("department"),
      place("agent"),
    ],
  },
  sla_verdicts: {
    id: "verdict_id",
    belongsTo: "contact",
    comment: "One row per SLA target that applied to a contact.",
    columns: [
      ...every("verdict_id"),
      ofContact,
      needed(text("metric", "first_reply, next_reply or resolution.")),
      needed(
        planned(
          instant(
            "due_at",
            "UTC instant the target had to be met by, as it was when the policy was applied.",
          ),
        ),
      ),
      mapped(instant("achieved_at", "UTC instant it was met, in time or late; NULL while it is not.")),
      text("policy", "Name of the policy; NULL when not stated."),
      place("department"),
      place("agent"),
    ],
  },
  agent_time: {
    id: "interval_id",
    belongsTo: "itself",
    comment: "One row per agent, activity and local day: intervals cut at local midnight.",
    columns: [
      ...every("interval_id"),
      needed(text("agent", "Whose time it is.")),
      needed(
        text(
          "activity",
          "logged_in, online (logged in, and nobody tells of breaks), available (ready and idle), on_contact, break, other_productive (training, meetings), paid or scheduled.",
        ),
      ),
      needed(planned(instant("started_at", "UTC instant it began."))),
      needed(planned(instant("ended_at", "UTC instant it ended."))),
      place("department"),
      place("location"),
    ],
  },
  costs: {
    id: "cost_id",
    belongsTo: "itself",
    comment: "One row per cost of a month.",
    columns: [
      ...every("cost_id"),
      needed({ name: "month", kind: "month", comment: "The month it was spent in, as 2026-11." }),
      needed({ name: "amount", kind: "amount", comment: "Millionths of the currency." }),
      needed(text("currency", "ISO 4217 code; must be the organisation's.")),
      text("basis", "direct (wages) or loaded (everything); without it loaded."),
      place("channel"),
      place("department"),
    ],
  },
  status_changes: statusChanges,
  members,
};

/** Whether rows of a fact say when something happened: plans and months do not tell how far the data reach. */
export function tellsTime(fact: FactName): boolean {
  return facts[fact].columns.some(({ kind, mayLieAhead }) => kind === "instant" && !mayLieAhead);
}
