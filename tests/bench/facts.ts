/**
 * Facts of a large centre, made by DuckDB itself: the same rows every time, as many of each as the simulated centre has
 * to a contact, in members as many as a large organisation has. Everything is a function of the row's number.
 */

import { type FactName, factNames } from "../../functions/core/facts.ts";
import type { Query } from "../../functions/core/query.ts";
import { tables } from "../../queries/tables.ts";

/** A fraction in [0, 1) that is the row's own, another one for each salt. */
const drawn = (salt: string, row = "i") => `(hash(${row}, '${salt}') % 1000003 / 1000003.0)`;
/** A whole number below `count`, small ones more often: as departments and reasons are. */
const skewed = (salt: string, count: number, row = "i") =>
  `cast(floor(${count} * ${drawn(salt, row)} * ${drawn(`${salt} again`, row)}) as bigint)`;
const later = (from: string, seconds: string) => `${from} + cast(${seconds} as bigint) * interval 1 second`;
/** Seconds that spread over several powers of ten. */
const spread = (salt: string, from: number, to: number, row = "i") =>
  `floor(exp(ln(${from}) + ${drawn(salt, row)} * (ln(${to}) - ln(${from}))))`;
const onDay = (name: string) =>
  `cast(${name}_at as date) as ${name}_on, cast(extract('hour' from ${name}_at) as bigint) as ${name}_hour`;
const own = (id: string) => `${id}, '1' as version, 'bench' as row_id, false as is_deleted`;

/** One row per contact of every day, `perDay` each: who, when, where. */
const contacts = (days: readonly string[], perDay: number) => `select 'centre' as source,
    ${own("strftime(cohort, '%Y%m%d') || '-' || i as contact_id")},
    opened_at,
    case when is_resolved then resolved_at end as resolved_at,
    first_resolved_at,
    case when first_resolved_at < resolved_at then ${later("first_resolved_at", "1")} end as reopened_at,
    assigned_at,
    'customer ' || hash(i, cohort, 'customer') % ${perDay * 5} as customer_id,
    case when ${drawn("direction")} < 0.95 then 'inbound' else 'outbound' end as direction,
    case when ${drawn("outcome")} < 0.1 then 'sold' when ${drawn("outcome")} < 0.5 then 'advised' end as outcome,
    case when ${drawn("tags")} < 0.04 then 'complaint|urgent' when ${drawn("tags")} < 0.3 then 'known-answer' when ${drawn("tags")} < 0.9 then '' end as tags,
    began_with,
    case when began_with <> 'person' and ${drawn("handed over")} < 0.6 then ${later("opened_at", "90")} end as handed_over_at,
    'resolved|reopened|handed_over|began_with|tags|outcome|contact_legs|surveys|sla_verdicts' as tells,
    case when ${drawn("at once")} < 0.5 then ${drawn("solved")} < 0.7 end as is_solved_at_once,
    case when is_resolved then cast(seconds * 0.6 as bigint) end as requester_wait_seconds,
    case when is_resolved then cast(seconds * 0.3 as bigint) end as agent_wait_seconds,
    case when is_resolved then cast(seconds * 0.1 as bigint) end as on_hold_seconds,
    channel, department, reason, agent, location, product, queue,
    ${onDay("opened")},
    case when is_resolved then cast(resolved_at as date) end as resolved_on,
    case when is_resolved then cast(extract('hour' from resolved_at) as bigint) end as resolved_hour,
    cast(first_resolved_at as date) as first_resolved_on,
    cast(extract('hour' from first_resolved_at) as bigint) as first_resolved_hour,
    cast(assigned_at as date) as assigned_on,
    cast(extract('hour' from assigned_at) as bigint) as assigned_hour,
    cohort
  from (${placed(days, perDay)})`;

/** What the others are made of too, so that a leg knows its contact without a join. */
const placed = (days: readonly string[], perDay: number) => `select *,
    ${later("opened_at", "seconds")} as resolved_at,
    case when is_resolved and ${drawn("reopened")} < 0.05 then ${later("opened_at", "seconds / 2")}
      when is_resolved then ${later("opened_at", "seconds")} end as first_resolved_at,
    case when agent is not null then ${later("opened_at", spread("assigned", 5, 3600))} end as assigned_at
  from (select i, cohort,
      ${later("cast(cohort as timestamp)", `25200 + 46800 * (${drawn("hour")} + ${drawn("second")}) / 2`)} as opened_at,
      ${drawn("is resolved")} < 0.93 as is_resolved,
      ${spread("took", 60, 400_000)} as seconds,
      case when ${drawn("began")} < 0.7 then 'person' when ${drawn("began")} < 0.9 then 'bot' else 'self_service' end as began_with,
      ['phone', 'email', 'chat', 'web form', 'messenger', 'letter'][1 + ${skewed("channel", 6)}] as channel,
      'department ' || ${skewed("department", 20)} as department,
      'reason ' || ${skewed("reason", 60)} as reason,
      case when ${drawn("has agent")} < 0.97
        then 'agent ' || (20 * ${skewed("department", 20)} + cast(floor(20 * ${drawn("agent")}) as bigint)) end as agent,
      'location ' || ${skewed("location", 8)} as location,
      'product ' || ${skewed("product", 12)} as product,
      'queue ' || ${skewed("queue", 30)} as queue
    from (select i, unnest([${days.map((day) => `date '${day}'`).join(", ")}]) as cohort from range(${perDay}) as t(i)))`;

const ofContact = "'centre' as contact_source, strftime(cohort, '%Y%m%d') || '-' || i as contact_id";
/** A row's identity: its contact's, and which of the contact's it is. */
const ofTurn = (id: string) => own(`strftime(cohort, '%Y%m%d') || '-' || i || '-' || turn as ${id}`);
/** So many rows to each contact, numbered by `turn`; `when` says which contacts have that many. */
const turns = (days: readonly string[], perDay: number, most: number, when: string) =>
  `(select * from (${placed(days, perDay)}) cross join range(${most}) as u(turn) where ${when})`;
const row = "i, turn";

const legs = (
  days: readonly string[],
  perDay: number,
) => `select 'calls' as source, ${ofTurn("leg_id")}, ${ofContact},
    queued_at, case when outcome = 'answered' then answered_at end as answered_at, ended_at, wrapped_at, outcome,
    'answered|abandoned|callback|flow_out' as tells, 'inbound' as direction, wait_seconds,
    case when outcome = 'answered' then talk end as talk_seconds, case when outcome = 'answered' then hold end as hold_seconds,
    case when outcome = 'answered' then after_work end as after_work_seconds,
    turn = 0 and ${drawn("turns")} < 0.1 as is_transferred,
    case when turn = 0 and ${drawn("turns")} < 0.1 then 'transfer reason ' || ${skewed("transfer", 8)} end as transfer_reason,
    channel, department, reason, agent, location, product, queue,
    ${onDay("queued")}, cast(wrapped_at as date) as handled_on, cast(extract('hour' from wrapped_at) as bigint) as handled_hour, cohort
  from (select *, ${later("queued_at", "wait_seconds")} as answered_at, ${later("queued_at", "wait_seconds + talk + hold")} as ended_at,
      ${later("queued_at", "wait_seconds + talk + hold + after_work")} as wrapped_at
    from (select *, ${later("opened_at", "turn * 400")} as queued_at,
        cast(${spread("wait", 1, 600, row)} as bigint) as wait_seconds, cast(${spread("talk", 20, 1800, row)} as bigint) as talk,
        cast(${skewed("hold", 120, row)} as bigint) as hold, cast(${skewed("after", 180, row)} as bigint) as after_work,
        case when ${drawn("leg", row)} < 0.88 then 'answered' when ${drawn("leg", row)} < 0.95 then 'abandoned'
          when ${drawn("leg", row)} < 0.98 then 'callback' else 'flow_out' end as outcome
      from ${turns(days, perDay, 2, `${drawn("has legs")} < 0.7 and (turn = 0 or ${drawn("turns")} < 0.1)`)}))`;

const messages = (
  days: readonly string[],
  perDay: number,
) => `select 'messages' as source, ${ofTurn("message_id")}, ${ofContact},
    sent_at, case when turn % 2 = 0 then 'customer' when ${drawn("by a bot", row)} < 0.05 then 'bot' else 'agent' end as author,
    ${drawn("note", row)} < 0.95 as is_public, department, agent, ${onDay("sent")}, cohort
  from (select *, ${later("opened_at", `turn * ${spread("reply", 60, 20_000)} / 2`)} as sent_at
    from ${turns(days, perDay, 8, `${drawn("has messages")} < 0.6 and turn < 2 + ${skewed("messages", 12)}`)})`;

const surveys = (
  days: readonly string[],
  perDay: number,
) => `select 'surveys' as source, ${ofTurn("survey_id")}, ${ofContact},
    ['satisfaction', 'effort', 'promoter', 'solved'][1 + cast(floor(4 * ${drawn("kind")}) as bigint)] as kind, invited_at,
    case when is_answered then answered_at end as answered_at,
    case when is_answered then case cast(floor(4 * ${drawn("kind")}) as bigint) when 2 then 10 - ${skewed("score", 11)}
      when 3 then cast(${drawn("score")} < 0.7 as bigint) else 5 - ${skewed("score", 5)} end end as score,
    cast(null as varchar) as comment, department, agent, ${onDay("invited")},
    case when is_answered then cast(answered_at as date) end as answered_on,
    case when is_answered then cast(extract('hour' from answered_at) as bigint) end as answered_hour, cohort
  from (select *, ${later("resolved_at", "3600")} as invited_at, ${later("resolved_at", `3600 + ${spread("answer", 60, 90_000)}`)} as answered_at,
      ${drawn("is answered")} < 0.35 as is_answered
    from ${turns(days, perDay, 1, `is_resolved and ${drawn("survey")} < 0.3`)})`;

const verdicts = (
  days: readonly string[],
  perDay: number,
) => `select 'sla' as source, ${ofTurn("verdict_id")}, ${ofContact},
    metric, due_at, achieved_at, 'standard' as policy, department, agent,
    cast(least(due_at, achieved_at) as date) as decided_on,
    cast(extract('hour' from least(due_at, achieved_at)) as bigint) as decided_hour, cohort
  from (select *, ['first_reply', 'next_reply', 'resolution'][turn + 1] as metric,
      ${later("opened_at", "[3600, 14400, 172800][turn + 1]")} as due_at,
      ${later("opened_at", spread("achieved", 60, 300_000, row))} as achieved_at
    from ${turns(days, perDay, 3, `turn = 0 or ${drawn("more targets", row)} < 0.13`)})`;

/** 400 agents, each with one log-in, paid and planned time, breaks, and a stretch of work and of waiting each quarter of an hour. */
const agentTime = (days: readonly string[]) => `select 'time' as source, ${ofTurn("interval_id")},
    'agent ' || i as agent, activity, started_at, ${later("started_at", "seconds")} as ended_at,
    'department ' || i // 20 as department, 'location ' || i % 8 as location, cohort
  from (select *, case turn when 0 then 'logged_in' when 1 then 'paid' when 2 then 'scheduled' when 3 then 'break' when 4 then 'other_productive'
        else case when turn % 2 = 0 then 'available' else 'on_contact' end end as activity,
      case when turn < 3 then 28800 when turn < 5 then 1200 else cast(${spread("span", 200, 880, row)} as bigint) end as seconds,
      ${later("cast(cohort as timestamp)", "25200 + case when turn < 3 then 60 * (i % 60) else 60 * (i % 60) + 900 * (turn - 3) // 2 end")} as started_at
    from (select i, turn, unnest([${days.map((day) => `date '${day}'`).join(", ")}]) as cohort from range(400) as t(i) cross join range(67) as u(turn)))`;

const costs = (months: readonly string[]) => `select 'costs' as source,
    ${own("strftime(cohort, '%Y%m') || '-' || i as cost_id")}, cohort as month,
    1000000 * (50000 + i * 1000) as amount, 'EUR' as currency, 'loaded' as basis, cast(null as varchar) as channel,
    'department ' || i as department, cohort
  from (select i, unnest([${months.map((day) => `date '${day}'`).join(", ")}]) as cohort from range(20) as t(i))`;

/** The facts the centre tells; its contacts say themselves what became of them. */
export const factsMade = factNames.filter((fact) => fact !== "status_changes" && fact !== "members");

/** The select that makes a fact's rows of these days (of costs: of these months), so many contacts a day. */
export function factRows(fact: FactName, days: readonly string[], perDay: number): Query {
  const months = [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))];
  const texts: Readonly<Partial<Record<FactName, () => string>>> = {
    contacts: () => contacts(days, perDay),
    contact_legs: () => legs(days, perDay),
    messages: () => messages(days, perDay),
    surveys: () => surveys(days, perDay),
    sla_verdicts: () => verdicts(days, perDay),
    agent_time: () => agentTime(days),
    costs: () => costs(months),
  };
  const columns = tables[fact].columns.map(({ name, type }) =>
    !name.startsWith("stated_") && name !== "is_derived"
      ? `cast(${name} as ${type}) as ${name}`
      : `cast(null as ${type}) as ${name}`,
  );
  const text = `select ${columns.join(", ")} from (${texts[fact]?.()})`;
  return { name: `bench/${fact}`, text, question: "", params: {}, reads: [] };
}
