-- How many contacts came to a queue, how many were answered, gave up or went elsewhere, and how soon?
--
-- grain   one row per leg and measure that has something to say of it
-- reads   contacts by cohort in {cohorts}, contact_legs by cohort in {cohorts}, limits, schedules, open_hours
-- params  {cohorts} dates, {abandon_short_seconds} integer, {service_level_seconds} integer, {service_level_clock} text,
--         {service_level_formula} text, {service_level_include_flow_outs} text, {service_level_legs} text
-- windows none
-- traps   Everything counts on the day of queueing. A wait of exactly the limit is within it; a limit of 0 makes nobody
--         short. Short is always on the clock: it says whether somebody meant to wait. A leg whose wait nobody states, or
--         that counts in business hours where none are known, is in no service level, nor is one queued days before its
--         contact opened: open_hours begin a day before the cohorts at hand. Who says outbound, contact or leg, is right. What
--         a source does not tell apart is in no share of it, and a count that is no number: NULL, which other sources' sum passes
--         over; so is a contact whose source tells no legs, on the day it opened.

with set_for as (
    select scope, member, max(case when parameter = 'abandon_short_seconds' then amount end) as short_seconds,
        max(case when parameter = 'service_level_seconds' then amount end) as in_time_seconds,
        max(case when parameter = 'service_level_clock' then word end) as clock
    from limits group by scope, member
),

keeping as (
    select lower(department) as department, min(schedule) as schedule from schedules group by lower(department)
),

placed as (
    select contacts.cohort, leg.queued_on as day, leg.queued_hour as hour, leg.queued_at, split(leg.tells, '|') as told,
        coalesce(leg.outcome, 'none') as outcome, leg.wait_seconds,
        case when leg.outcome = 'answered' then leg.answered_at else leg.ended_at end as waited_to,
        coalesce(leg.channel, contacts.channel) as channel, coalesce(leg.department, contacts.department) as department,
        coalesce(leg.agent, contacts.agent) as agent, coalesce(leg.reason, contacts.reason) as reason,
        coalesce(leg.location, contacts.location) as location, coalesce(leg.product, contacts.product) as product,
        coalesce(leg.queue, contacts.queue) as queue,
        row_number() over (partition by leg.contact_source, leg.contact_id order by leg.queued_at, leg.leg_id, leg.source) as turn
    from contact_legs as leg
    join contacts
        on contacts.cohort = leg.cohort and contacts.source = leg.contact_source and contacts.contact_id = leg.contact_id
    where leg.cohort in ({cohorts}) and contacts.cohort in ({cohorts})
      and not leg.is_deleted and not contacts.is_deleted
      and leg.direction = 'inbound' and contacts.direction = 'inbound'
),

limited as (
    select placed.*, coalesce(keeping.schedule, 'default') as schedule,
        coalesce(by_department.short_seconds, by_channel.short_seconds, {abandon_short_seconds}) as short_seconds,
        coalesce(by_department.in_time_seconds, by_channel.in_time_seconds, {service_level_seconds}) as in_time_seconds,
        coalesce(by_department.clock, by_channel.clock, {service_level_clock}) as clock
    from placed
    left join set_for as by_department on by_department.scope = 'department' and by_department.member = lower(placed.department)
    left join set_for as by_channel on by_channel.scope = 'channel' and by_channel.member = lower(placed.channel)
    left join keeping on keeping.department = lower(placed.department)
    where placed.turn = 1 or {service_level_legs} = 'each'
),

timed as (
    select limited.*,
        outcome = 'abandoned' and short_seconds > 0 and coalesce(wait_seconds <= short_seconds, false) as is_short,
        case when clock = 'calendar' then wait_seconds
            when queued_at >= date_add('hour', -14, cast(cohort as timestamp))
            then upto.before_seconds + case when upto.is_open then date_diff('second', upto.from_at, waited_to) else 0 end
                - since.before_seconds - case when since.is_open then date_diff('second', since.from_at, queued_at) else 0 end
        end as judged_seconds
    from limited
    left join open_hours as since on limited.clock = 'business' and since.schedule = limited.schedule
        and since.utc_day = date(queued_at) and since.from_at <= queued_at and queued_at < since.to_at
    left join open_hours as upto on limited.clock = 'business' and upto.schedule = limited.schedule
        and upto.utc_day = date(waited_to) and upto.from_at <= waited_to and waited_to < upto.to_at
),

judged as (
    select timed.*,
        case when judged_seconds is null then false
            when outcome = 'flow_out' then {service_level_include_flow_outs} = 'true'
            when outcome = 'abandoned' then case {service_level_formula} when 'answered_only' then false
                when 'short_excluded' then not is_short
                when 'abandons_ignored_in_time' then judged_seconds > in_time_seconds
                else true end
            else outcome = 'answered' end as is_judged,
        case when outcome = 'abandoned' and {service_level_formula} = 'short_positive' then is_short
            when outcome = 'answered' or outcome = 'abandoned' and {service_level_formula} = 'abandons_positive'
            then judged_seconds <= in_time_seconds else false end as is_in_time
    from timed
),

measured as (
    select judged.*, measures.kpi,
        case measures.kpi when 'queue_answered' then outcome = 'answered' when 'queue_abandoned' then outcome = 'abandoned'
            when 'service_level_share' then is_judged and is_in_time
            when 'callback_share' then outcome = 'callback' when 'flow_out_share' then outcome = 'flow_out' else true end as is_counted,
        case measures.kpi when 'queue_abandoned' then not is_short when 'service_level_share' then is_judged else true end as is_one_of,
        case measures.kpi when 'queue_offered' then true when 'queue_answered' then contains(told, 'answered')
            when 'queue_abandoned' then contains(told, 'abandoned')
            when 'service_level_share' then contains(told, 'answered') and ({service_level_formula} = 'answered_only' or contains(told, 'abandoned'))
            when 'callback_share' then contains(told, 'callback') else contains(told, 'flow_out') end as is_told
    from judged
    cross join (values ('queue_offered'), ('queue_answered'), ('queue_abandoned'), ('service_level_share'), ('callback_share'), ('flow_out_share')) as measures(kpi)
),

waited as (
    select measured.*, case when kpi in ('queue_answered', 'queue_abandoned') and is_told and is_counted then wait_seconds end as seconds
    from measured
    where is_one_of and (is_told or kpi in ('queue_answered', 'queue_abandoned'))
)

select cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue,
    cast(floor(ln(cast(seconds + 1 as double)) / ln(1.019E0)) as bigint) as bucket,
    case when not is_told then null when is_counted then 1 else 0 end as numerator,
    case when kpi = 'queue_offered' or not is_told then 0 else 1 end as denominator,
    case when seconds is not null then 1 else 0 end as n,
    coalesce(seconds, 0) as total,
    coalesce(cast(seconds as double) * cast(seconds as double), 0E0) as sum_of_squares,
    seconds as largest
from waited
union all
select distinct c.cohort, c.opened_on, t.kpi, c.opened_hour, c.channel, c.department, c.agent, c.reason, c.location, c.product, c.queue,
    cast(null as bigint), cast(null as integer), 0, 0, cast(0 as bigint), 0E0, cast(null as bigint)
from contacts as c
cross join (values ('queue_offered'), ('queue_answered'), ('queue_abandoned')) as t(kpi)
where c.cohort in ({cohorts}) and not c.is_deleted and c.opened_on is not null and c.direction = 'inbound'
  and not contains(split(c.tells, '|'), 'contact_legs')
