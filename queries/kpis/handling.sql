-- How much do agents handle, how long does it take them, what do they pass on, and what comes of it?
--
-- grain   one row per leg and measure that has something to say of it
-- reads   contacts by cohort in {cohorts}, contact_legs by cohort in {cohorts}
-- params  {cohorts} dates, {handle_include_outbound} text, {transfer_unit} text, {conversion_outcomes} texts,
--         {conversion_denominator} text
-- windows none
-- traps   A leg is handled when it was answered and its after-work is over, and counts on that day; whoever passes a
--         contact on and whoever takes it have each handled it. Handle time needs the talk: hold or after-work that is not
--         stated is none, but they alone are no handle time. A contact that is asked once for its transfers stands where it
--         was taken first, or the transfer would be blamed on who received it; it counts on the day of its last leg. A
--         contact whose source does not tell outcomes is no conversion and no miss, nor is one that is open and has none yet.
--         Who says outbound, contact or leg, is right. An answered leg of which no end is stated is no number, NULL, on the day
--         it was queued, and a contact whose source tells no legs on the day it opened: where there is no other, nobody knows
--         how many were handled. A handled leg that was not passed on is no transfer, 0,
--         and (none) is no reason: values/figures leaves that member out.

with placed as (
    select contacts.cohort, leg.contact_source, leg.contact_id, leg.leg_id, leg.source, leg.queued_at, leg.queued_on,
        leg.queued_hour, leg.handled_on, leg.handled_hour, leg.is_transferred, leg.transfer_reason, leg.talk_seconds,
        leg.hold_seconds, leg.after_work_seconds, contacts.outcome,
        contains(split(contacts.tells, '|'), 'outcome') and (contacts.outcome is not null or contacts.resolved_at is not null
            or not contains(split(contacts.tells, '|'), 'resolved')) as is_outcome_told,
        coalesce(leg.outcome = 'answered', false) as is_answered,
        coalesce(leg.outcome = 'answered', false) and leg.handled_on is not null as is_handled,
        leg.direction = 'inbound' and contacts.direction = 'inbound' as is_inbound,
        coalesce(leg.channel, contacts.channel) as channel, coalesce(leg.department, contacts.department) as department,
        coalesce(leg.agent, contacts.agent) as agent, coalesce(leg.reason, contacts.reason) as reason,
        coalesce(leg.location, contacts.location) as location, coalesce(leg.product, contacts.product) as product,
        coalesce(leg.queue, contacts.queue) as queue
    from contact_legs as leg
    join contacts
        on contacts.cohort = leg.cohort and contacts.source = leg.contact_source
        and contacts.contact_id = leg.contact_id
    where leg.cohort in ({cohorts})
      and contacts.cohort in ({cohorts})
      and not leg.is_deleted
      and not contacts.is_deleted
      and (leg.direction = 'inbound' and contacts.direction = 'inbound' or {handle_include_outbound} = 'true')
),

turns as (
    select placed.*,
        row_number() over (partition by contact_source, contact_id, is_inbound
            order by queued_at, leg_id, source) as arrival,
        row_number() over (partition by contact_source, contact_id, is_handled
            order by queued_at, leg_id, source) as turn,
        count(*) over (partition by contact_source, contact_id, is_handled) as turns,
        max(case when is_transferred then 1 when not is_transferred then 0 end)
            over (partition by contact_source, contact_id, is_handled) as is_passed_on,
        last_value(handled_on) over (partition by contact_source, contact_id, is_handled
            order by queued_at, leg_id, source rows between unbounded preceding and unbounded following) as last_on,
        last_value(handled_hour) over (partition by contact_source, contact_id, is_handled
            order by queued_at, leg_id, source rows between unbounded preceding and unbounded following) as last_hour
    from placed
),

measured as (
    select turns.*, measures.kpi,
        case measures.kpi
            when 'conversion_share' then is_outcome_told and case {conversion_denominator}
                when 'offered' then is_inbound and arrival = 1 else is_handled and turn = turns end
            when 'transfers' then is_handled and is_transferred is not null
            when 'transfer_share' then is_handled and (turn = 1 and is_passed_on is not null and {transfer_unit} = 'contact'
                or is_transferred is not null and {transfer_unit} = 'leg')
            when 'handle_seconds' then is_answered
            else is_handled end as is_asked,
        case measures.kpi
            when 'handle_seconds' then case when is_handled then talk_seconds + coalesce(hold_seconds, 0) + coalesce(after_work_seconds, 0) end
            when 'talk_seconds' then talk_seconds
            when 'hold_seconds' then hold_seconds
            when 'after_work_seconds' then after_work_seconds
            when 'call_seconds' then talk_seconds + coalesce(hold_seconds, 0) end as seconds,
        case measures.kpi
            when 'handle_seconds' then case when is_handled then 1 end
            when 'transfers' then case when is_transferred then 1 else 0 end
            when 'transfer_share' then case when {transfer_unit} = 'contact' then is_passed_on when is_transferred then 1 else 0 end
            when 'conversion_share' then case when outcome in ({conversion_outcomes})
                or lower(outcome) in ({conversion_outcomes}) then 1 else 0 end
            else 0 end as numerator
    from turns
    cross join (values ('handle_seconds'), ('talk_seconds'), ('hold_seconds'), ('after_work_seconds'),
        ('call_seconds'), ('transfers'), ('transfer_share'), ('conversion_share')) as measures(kpi)
)

select
    cohort,
    case when kpi = 'transfer_share' and {transfer_unit} = 'contact' then last_on
        when kpi = 'conversion_share' and {conversion_denominator} = 'offered' then queued_on
        else coalesce(handled_on, queued_on) end as day,
    kpi,
    case when kpi = 'transfer_share' and {transfer_unit} = 'contact' then last_hour
        when kpi = 'conversion_share' and {conversion_denominator} = 'offered' then queued_hour
        else coalesce(handled_hour, queued_hour) end as hour,
    channel, department, agent,
    case when kpi = 'transfers' and numerator = 0 then '(none)' when kpi = 'transfers' then transfer_reason else reason end as reason,
    location, product, queue,
    case when kpi = 'handle_seconds'
        then cast(floor(ln(cast(seconds + 1 as double)) / ln(1.019E0)) as bigint) end as bucket,
    numerator,
    case when kpi in ('transfer_share', 'conversion_share') then 1 else 0 end as denominator,
    case when seconds is not null then 1 else 0 end as n,
    coalesce(seconds, 0) as total,
    coalesce(cast(seconds as double) * cast(seconds as double), 0E0) as sum_of_squares,
    seconds as largest
from measured
where is_asked
  and (seconds is not null or numerator > 0 or numerator is null or kpi in ('transfers', 'transfer_share', 'conversion_share'))
union all
select distinct cohort, opened_on, 'handle_seconds', opened_hour, channel, department, agent, reason, location, product, queue,
    cast(null as bigint), cast(null as integer), 0, 0, cast(0 as bigint), 0E0, cast(null as bigint)
from contacts
where cohort in ({cohorts})
  and not is_deleted
  and opened_on is not null
  and (direction = 'inbound' or {handle_include_outbound} = 'true')
  and not contains(split(tells, '|'), 'contact_legs')
