/** Every number and choice a KPI's definition leaves to the organisation, with the default and where it may differ. */

export type ParameterValue = number | string | boolean | readonly string[];

export interface Parameter {
  readonly id: string;
  /** Durations are seconds; counts are whole numbers; days are whole days. */
  readonly kind: "duration" | "count" | "days" | "choice" | "flag" | "words";
  readonly default: ParameterValue;
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  /** May be set for one channel or department as well; the department's wins. */
  readonly perMember?: true;
  /** One sentence for the schema, the docs and the reader. */
  readonly says: string;
}

const choice = <const Id extends string, const Choices extends readonly [string, ...string[]]>(
  id: Id,
  choices: Choices,
  says: string,
) => ({ id, kind: "choice", default: choices[0] as Choices[0], choices, says }) as const;
const days = <const Id extends string>(id: Id, value: number, says: string) =>
  ({ id, kind: "days", default: value, least: 1, most: 30, says }) as const;
const count = <const Id extends string>(id: Id, value: number, least: number, most: number, says: string) =>
  ({ id, kind: "count", default: value, least, most, says }) as const;
const flag = <const Id extends string>(id: Id, value: boolean, says: string) =>
  ({ id, kind: "flag", default: value, says }) as const;
const words = <const Id extends string>(id: Id, value: readonly string[], says: string) =>
  ({ id, kind: "words", default: value, says }) as const;

export const parameters = [
  choice(
    "volume_day_basis",
    ["calendar", "operating"],
    "Which days contacts per day are divided by: all of them, or those with business hours.",
  ),
  {
    ...({
      id: "abandon_short_seconds",
      kind: "duration",
      default: 5,
      least: 0,
      most: 3600,
      perMember: true,
    } as const),
    says: "Who leaves the queue within this time did not want to wait, and is not counted as abandoned; 0 keeps all.",
  },
  {
    ...({
      id: "service_level_seconds",
      kind: "duration",
      default: 20,
      least: 0,
      most: 30 * 86_400,
      perMember: true,
    } as const),
    says: "How soon a contact must be answered to count as in time.",
  },
  {
    ...choice(
      "service_level_clock",
      ["calendar", "business"],
      "Whether the wait runs on the clock or in business hours only.",
    ),
    perMember: true as const,
  },
  choice(
    "service_level_formula",
    [
      "short_excluded",
      "answered_only",
      "abandons_negative",
      "abandons_ignored_in_time",
      "abandons_positive",
      "short_positive",
    ],
    "How abandoned contacts enter the service level.",
  ),
  flag(
    "service_level_include_flow_outs",
    false,
    "Whether contacts that flow out to another queue count as not answered in time.",
  ),
  choice(
    "service_level_legs",
    ["first", "each"],
    "Whether a contact counts at its first queue only, or at each.",
  ),
  choice(
    "schedule_rule",
    ["last_schedule", "all_schedules"],
    "Whose business hours count when a contact changed department: those of the last one, or of each in its turn.",
  ),
  days(
    "repeat_window_days",
    7,
    "A contact is a repeat when the same customer asked within so many days before.",
  ),
  days(
    "first_contact_window_days",
    7,
    "A first contact is solved when the same customer does not ask again within so many days.",
  ),
  choice(
    "first_contact_method",
    ["repeat", "survey", "agent_flag", "one_touch"],
    "What tells that a first contact was solved: no repeat, the customer's answer, the agent's mark, or a resolution with one reply.",
  ),
  choice(
    "first_contact_key",
    ["customer_and_reason", "customer"],
    "Whether only the same customer with the same reason asks again, or with any.",
  ),
  flag("first_contact_same_channel", false, "Whether only a repeat in the same channel counts."),
  {
    ...({
      id: "first_contact_transfer_grace_seconds",
      kind: "duration",
      default: 900,
      least: 0,
      most: 86_400,
    } as const),
    says: "Who comes again within this time was passed on: it is the same contact, no repeat.",
  },
  days(
    "reopen_window_days",
    7,
    "A resolution counts as reopened when the contact is opened again within so many days.",
  ),
  count("satisfaction_scale", 5, 2, 100, "The highest satisfaction score."),
  count("satisfaction_from", 4, 1, 100, "Scores from here on are satisfied."),
  count("effort_scale", 7, 2, 100, "The highest effort score."),
  count(
    "effort_from",
    5,
    1,
    100,
    "Scores from here on found it easy (on a scale where low is easy: scores up to here).",
  ),
  choice("effort_polarity", ["easy_high", "easy_low"], "Which end of the effort scale is easy."),
  count("promoter_from", 9, 1, 10, "Scores from here on are promoters."),
  count("detractor_to", 6, 0, 9, "Scores up to here are detractors."),
  choice(
    "survey_day",
    ["answer", "contact"],
    "Whether a survey counts on the day it was answered, or on the day its contact opened.",
  ),
  choice(
    "survey_response_of",
    ["invited", "resolved"],
    "What the response rate is a share of: surveys sent, or contacts resolved.",
  ),
  flag("handle_include_outbound", false, "Whether outbound contacts count in handle time."),
  choice(
    "utilisation_numerator",
    ["contact", "productive"],
    "Whether only time on contacts is used time, or other productive time too.",
  ),
  choice("messages_count", ["all_public", "agent_replies"], "Which messages of a contact are counted."),
  choice("transfer_unit", ["contact", "leg"], "Whether a contact passed on twice counts once or twice."),
  choice(
    "cost_allocation",
    ["handle_time", "contacts", "days"],
    "How a month's cost is spread over its days.",
  ),
  choice("cost_basis", ["loaded", "direct"], "Which costs count."),
  words("conversion_outcomes", ["sold"], "Outcomes that are a conversion."),
  choice("conversion_denominator", ["answered", "offered"], "What conversions are a share of."),
  words("complaint_tags", ["complaint"], "Tags that mark a complaint."),
  words("known_answer_tags", ["known-answer"], "Tags that mark a question the knowledge base answers."),
  count(
    "ranking_fewest",
    30,
    1,
    1_000_000,
    "An agent with fewer contacts than this is shown without a rank.",
  ),
] as const satisfies readonly Parameter[];

export type ParameterId = (typeof parameters)[number]["id"];

type ChoiceParameter = Extract<(typeof parameters)[number], { readonly kind: "choice" }>;
export type ChoiceId = ChoiceParameter["id"];
export type ChoiceOf<Id extends ChoiceId> = Extract<ChoiceParameter, { readonly id: Id }>["choices"][number];

/** Values in force: the organisation's, and what differs by channel or department. */
export interface Parameters {
  readonly organisation: Readonly<Record<ParameterId, ParameterValue>>;
  readonly byChannel: Readonly<Record<string, Readonly<Partial<Record<ParameterId, ParameterValue>>>>>;
  readonly byDepartment: Readonly<Record<string, Readonly<Partial<Record<ParameterId, ParameterValue>>>>>;
}

/** What a channel or department is known by: case makes no difference. */
export const nameKey = (name: string) => name.trim().toLowerCase();

/** How soon is soon differs by channel everywhere in the field: phone 20 s, chat 60 s, email 4 business hours. */
const usualByChannel: Parameters["byChannel"] = {
  chat: { service_level_seconds: 60 },
  email: { service_level_seconds: 4 * 3600, service_level_clock: "business" },
};

/** What holds for an organisation that says nothing. */
export const usualParameters: Parameters = {
  organisation: Object.fromEntries(
    parameters.map(({ id, default: value }) => [id, value]),
  ) as Parameters["organisation"],
  byChannel: usualByChannel,
  byDepartment: {},
};
