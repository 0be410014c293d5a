/** The nightly exports beside the contacts: what each says of one local day, in columns of text. */

import { agentTimeOn, type Interval } from "./agent-time.ts";
import type { Case } from "./cases.ts";
import { addDays, isoLocal, startOfDay } from "./clock.ts";
import { type Cost, costsOf } from "./costs.ts";
import { numberText, type Record } from "./csv.ts";
import type { Leg } from "./legs.ts";
import type { Message } from "./messages.ts";
import type { Span } from "./spans.ts";
import type { Survey } from "./surveys.ts";
import type { Verdict } from "./verdicts.ts";

export interface Day extends Span {
  readonly date: string;
  readonly seed: string;
  /** Those in which something may happen on the day. */
  readonly cases: readonly Case[];
}

/** A line that should not be there: it has an id of its own, and names no fact that exists. */
export interface Fault {
  readonly name: string;
  readonly spoil: (clean: Record) => Record;
}

export interface Export {
  readonly name: string;
  /** The column that names a record comes first. */
  readonly columns: readonly string[];
  /** Everything created or changed on the day, as it stood when the day ended. */
  readonly recordsOn: (day: Day) => readonly Record[];
  readonly faults: readonly Fault[];
}

export function dayOf(date: string, seed: string, cases: readonly Case[]): Day {
  return { date, seed, cases, from: startOfDay(date), to: startOfDay(addDays(date, 1)) };
}

const fault = (name: string, spoilt: Record): Fault => ({ name, spoil: () => spoilt });
const time = (at: number | null) => (at === null ? "" : isoLocal(at));
const isOn = (day: Day, at: number | null) => at !== null && day.from <= at && at < day.to;
/** What has not happened when the day ends is not known yet. */
const seen = (day: Day, at: number | null) => (at !== null && at < day.to ? at : null);

const legs: Export = {
  name: "legs",
  columns: [
    ...["leg_id", "contact_id", "direction", "outcome", "queued_at", "answered_at", "ended_at", "wrapped_at"],
    ...["wait_seconds", "talk_seconds", "hold_seconds", "after_work_seconds", "transferred"],
    ...["transfer_reason", "department", "agent", "queue"],
  ],
  recordsOn: (day) =>
    day.cases.flatMap((each) => each.legs.filter((leg) => isOn(day, leg.wrappedAt)).map(legRecord)),
  faults: [
    fault("negative seconds", { talk_seconds: "-30" }),
    {
      name: "ended before it began",
      spoil: ({ queued_at = "" }) => ({ ended_at: `2001${queued_at.slice(4)}` }),
    },
    fault("no contact", { contact_id: "" }),
    fault("unparsable time", { queued_at: "half past nine" }),
  ],
};

function legRecord(leg: Leg): Record {
  return {
    leg_id: leg.id,
    contact_id: leg.contactId,
    direction: leg.direction,
    outcome: leg.outcome,
    queued_at: time(leg.queuedAt),
    answered_at: time(leg.answeredAt),
    ended_at: time(leg.endedAt),
    wrapped_at: time(leg.wrappedAt),
    wait_seconds: numberText(leg.waitSeconds),
    talk_seconds: numberText(leg.talkSeconds),
    hold_seconds: numberText(leg.holdSeconds),
    after_work_seconds: numberText(leg.afterWorkSeconds),
    transferred: leg.isTransferred ? "yes" : "no",
    transfer_reason: leg.transferReason ?? "",
    department: leg.department,
    agent: leg.agent ?? "",
    queue: leg.queue,
  };
}

const messages: Export = {
  name: "messages",
  columns: ["message_id", "contact_id", "sent_at", "author", "public", "agent"],
  recordsOn: (day) =>
    day.cases.flatMap((each) => each.messages.filter((one) => isOn(day, one.sentAt)).map(messageRecord)),
  faults: [
    fault("unknown author", { author: "printer" }),
    fault("unparsable time", { sent_at: "31.12." }),
    fault("no contact", { contact_id: "" }),
  ],
};

function messageRecord(message: Message): Record {
  return {
    message_id: message.id,
    contact_id: message.contactId,
    sent_at: time(message.sentAt),
    author: message.author,
    public: message.isPublic ? "yes" : "no",
    agent: message.agent ?? "",
  };
}

const surveys: Export = {
  name: "surveys",
  columns: ["survey_id", "contact_id", "kind", "invited_at", "answered_at", "score", "comment", "updated_at"],
  recordsOn: (day) =>
    day.cases.flatMap((each) =>
      each.surveys
        .filter((one) => isOn(day, one.invitedAt) || isOn(day, one.answeredAt))
        .map((one) => surveyRecord(one, seen(day, one.answeredAt))),
    ),
  faults: [
    fault("score off the scale", { kind: "satisfaction", score: "55" }),
    fault("no contact", { contact_id: "" }),
    fault("unknown kind", { kind: "mood" }),
  ],
};

function surveyRecord(survey: Survey, answeredAt: number | null): Record {
  return {
    survey_id: survey.id,
    contact_id: survey.contactId,
    kind: survey.kind,
    invited_at: time(survey.invitedAt),
    answered_at: time(answeredAt),
    score: answeredAt === null ? "" : numberText(survey.score),
    comment: answeredAt === null ? "" : (survey.comment ?? ""),
    updated_at: time(answeredAt ?? survey.invitedAt),
  };
}

const sla: Export = {
  name: "sla",
  columns: ["verdict_id", "contact_id", "metric", "policy", "due_at", "achieved_at", "updated_at"],
  recordsOn: (day) =>
    day.cases.flatMap((each) =>
      each.verdicts
        .filter((one) => isOn(day, one.appliedAt) || isOn(day, one.achievedAt))
        .map((one) => verdictRecord(one, seen(day, one.achievedAt))),
    ),
  faults: [fault("unknown metric", { metric: "mood" }), fault("no due time", { due_at: "" })],
};

function verdictRecord(verdict: Verdict, achievedAt: number | null): Record {
  return {
    verdict_id: verdict.id,
    contact_id: verdict.contactId,
    metric: verdict.metric,
    policy: verdict.policy,
    due_at: time(verdict.dueAt),
    achieved_at: time(achievedAt),
    updated_at: time(achievedAt ?? verdict.appliedAt),
  };
}

const agentTime: Export = {
  name: "agent-time",
  columns: ["interval_id", "agent", "activity", "started_at", "ended_at", "department", "location"],
  recordsOn: ({ date, seed, cases }) => agentTimeOn(date, seed, cases).map(intervalRecord),
  faults: [
    fault("unknown activity", { activity: "fishing" }),
    {
      name: "ended before it began",
      spoil: ({ started_at = "" }) => ({ ended_at: `2001${started_at.slice(4)}` }),
    },
    fault("no agent", { agent: "" }),
  ],
};

function intervalRecord(interval: Interval): Record {
  return {
    interval_id: interval.id,
    agent: interval.agent,
    activity: interval.activity,
    started_at: time(interval.from),
    ended_at: time(interval.to),
    department: interval.department,
    location: interval.location,
  };
}

/** A sheet every night, so that none can be missing unseen; it has rows on the last day of a month, for all of it. */
const costs: Export = {
  name: "costs",
  columns: ["cost_id", "month", "amount", "currency", "basis", "channel", "department"],
  recordsOn: ({ date, seed }) =>
    addDays(date, 1).endsWith("-01") ? costsOf(date.slice(0, 7), seed).map(costRecord) : [],
  faults: [fault("wrong currency", { currency: "USD" }), fault("unreadable amount", { amount: "a lot" })],
};

function costRecord(cost: Cost): Record {
  return {
    cost_id: cost.id,
    month: cost.month,
    amount: (cost.cents / 100).toFixed(2),
    currency: cost.currency,
    basis: cost.basis,
    channel: cost.channel ?? "",
    department: cost.department ?? "",
  };
}

export const nightly: readonly Export[] = [legs, messages, surveys, sla, agentTime, costs];
