/** The English words on what an organisation decided of a definition, and on rows that were left out. */

import { type KnownProblem, knownProblems } from "../problems.ts";
import type { SettingsWords } from "./words.ts";

export const settings: SettingsWords = {
  rounding:
    "Changes are worked out from unrounded figures: the last digit may differ from what the rounded figures give.",
  title: "Set to",
  yes: "yes",
  no: "no",
  days: (count, n) => `${count} ${n === 1 ? "day" : "days"}`,
  parameters: {
    volume_day_basis: "days counted",
    abandon_short_seconds: "short waits not counted as abandoned",
    service_level_seconds: "answered in time within",
    service_level_clock: "wait measured",
    service_level_formula: "abandoned contacts",
    service_level_include_flow_outs: "contacts that flowed out count",
    service_level_legs: "queues counted",
    schedule_rule: "business hours of",
    repeat_window_days: "a repeat is within",
    first_contact_window_days: "no further contact within",
    first_contact_method: "solved is told by",
    first_contact_key: "the same contact is",
    first_contact_same_channel: "only repeats in the same channel count",
    first_contact_transfer_grace_seconds: "no repeat within",
    reopen_window_days: "reopened within",
    satisfaction_scale: "highest score",
    satisfaction_from: "satisfied from",
    effort_scale: "highest score",
    effort_from: "easy from",
    effort_polarity: "easy end of the scale",
    promoter_from: "promoters from",
    detractor_to: "detractors up to",
    survey_day: "counted on",
    survey_response_of: "share of",
    handle_include_outbound: "outbound contacts count",
    utilisation_numerator: "time counted",
    messages_count: "messages counted",
    transfer_unit: "counted by",
    cost_allocation: "cost spread by",
    cost_basis: "costs counted",
    conversion_outcomes: "outcomes counted",
    conversion_denominator: "share of",
    complaint_tags: "tags of a complaint",
    known_answer_tags: "tags of a known answer",
    ranking_fewest: "ranked from contacts",
  },
  choices: {
    volume_day_basis: { calendar: "all days", operating: "days with business hours" },
    service_level_clock: { calendar: "on the clock", business: "in business hours" },
    service_level_formula: {
      short_excluded: "not in time, short waits left out",
      answered_only: "left out",
      abandons_negative: "not in time",
      abandons_ignored_in_time: "left out within the time, not in time after it",
      abandons_positive: "in time within the time, not in time after it",
      short_positive: "short waits in time, others not",
    },
    service_level_legs: { first: "the first", each: "each" },
    schedule_rule: { last_schedule: "the last department", all_schedules: "each department in its turn" },
    first_contact_method: {
      repeat: "no repeat",
      survey: "the customer's answer",
      agent_flag: "the agent's mark",
      one_touch: "a resolution with one reply",
    },
    first_contact_key: {
      customer_and_reason: "same customer and reason",
      customer: "same customer",
    },
    effort_polarity: { easy_high: "high", easy_low: "low" },
    survey_day: { answer: "the day of the answer", contact: "the day the contact opened" },
    survey_response_of: { invited: "surveys sent", resolved: "contacts resolved" },
    utilisation_numerator: {
      contact: "on contacts",
      productive: "on contacts and other productive time",
    },
    messages_count: { all_public: "of customer and agents", agent_replies: "of agents" },
    transfer_unit: { contact: "contact", leg: "transfer" },
    cost_allocation: { handle_time: "handle time", contacts: "contacts", days: "days" },
    cost_basis: { loaded: "all", direct: "direct ones" },
    conversion_denominator: { answered: "contacts answered", offered: "contacts offered" },
  },
};

export const problems = {
  /** Columns keep the names they have in the data. */
  empty: (column: string) => `${column} is empty`,
  unreadable: (column: string) => `${column} cannot be read`,
  implausible: (column: string) => `${column} cannot be so`,
  unexpected: (column: string) => `${column} has an unknown value`,
  /** A row that cannot be read, and whatever has no words of its own. */
  other: (text: string) => text,
  known: Object.fromEntries(knownProblems.map((one) => [one, one])) as Readonly<Record<KnownProblem, string>>,
};
