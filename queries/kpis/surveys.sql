-- What did customers answer when they were asked, and how many answered?
--
-- grain   one row per cohort, survey or resolved contact, and measure
-- reads   contacts by cohort in {cohorts}, surveys by cohort in {cohorts}
-- params  {cohorts} dates, {satisfaction_from} integer, {effort_from} integer, {effort_polarity} text,
--         {promoter_from} integer, {detractor_to} integer, {survey_day} text, {survey_response_of} text
-- windows none
-- traps   An answer without a score answers, but rates nothing. Each survey counts for itself, so a contact asked twice
--         has two; of the contacts resolved, a contact counts once however often it was asked. Who does not say when a
--         survey was sent has no part in how many of those sent were answered: it would be all of them; contacts of which no
--         answer could be told have no part in how many of those resolved did: it would be none. The bucket of a score is
--         the score itself, so that how many gave each is kept.

with told as (
    select s.cohort, s.contact_source, s.contact_id, s.kind, s.score, s.invited_on, s.invited_hour, s.answered_on,
        s.answered_hour, c.opened_on, c.opened_hour, c.channel, coalesce(s.department, c.department) as department,
        coalesce(s.agent, c.agent) as agent, c.reason, c.location, c.product, c.queue
    from surveys as s
    join contacts as c on c.cohort = s.cohort and c.source = s.contact_source and c.contact_id = s.contact_id
    where s.cohort in ({cohorts})
      and c.cohort in ({cohorts})
      and not s.is_deleted
      and not c.is_deleted
),

rated as (
    select cohort, case when {survey_day} = 'contact' then opened_on else answered_on end as day,
        case when {survey_day} = 'contact' then opened_hour else answered_hour end as hour,
        channel, department, agent, reason, location, product, queue, kind, score,
        case
            when kind = 'satisfaction' then score >= {satisfaction_from}
            when {effort_polarity} = 'easy_low' then score <= {effort_from}
            else score >= {effort_from}
        end as is_good,
        case when score >= {promoter_from} then 1 when score <= {detractor_to} then -1 else 0 end as promotes
    from told
    where score is not null
),

answering as (
    select distinct cohort, contact_source, contact_id
    from told
    where answered_on is not null
),

events as (
    select cohort, day, 'customer_' || kind || '_share' as kpi, hour, channel, department, agent, reason, location,
        product, queue, cast(null as bigint) as bucket, case when is_good then 1 else 0 end as numerator,
        1 as denominator, 0 as n, cast(0 as bigint) as total
    from rated
    where kind in ('satisfaction', 'effort')
    union all
    select cohort, day, 'customer_' || kind || '_score' as kpi, hour, channel, department, agent, reason, location,
        product, queue, score as bucket, 0 as numerator, 0 as denominator, 1 as n, score as total
    from rated
    where kind in ('satisfaction', 'effort')
    union all
    select cohort, day, 'net_promoter_points' as kpi, hour, channel, department, agent, reason, location,
        product, queue, cast(null as bigint) as bucket, 0 as numerator, 0 as denominator, 1 as n, promotes as total
    from rated
    where kind = 'promoter'
    union all
    select cohort, invited_on as day, 'survey_response_share' as kpi, invited_hour as hour, channel, department, agent,
        reason, location, product, queue, cast(null as bigint) as bucket,
        case when answered_on is not null then 1 else 0 end as numerator, 1 as denominator, 0 as n, 0 as total
    from told
    where {survey_response_of} = 'invited'
      and invited_on is not null
    union all
    select c.cohort, c.resolved_on as day, 'survey_response_share' as kpi, c.resolved_hour as hour, c.channel,
        c.department, c.agent, c.reason, c.location, c.product, c.queue, cast(null as bigint) as bucket,
        case when a.contact_id is not null then 1 else 0 end as numerator, 1 as denominator, 0 as n, 0 as total
    from contacts as c
    left join answering as a on a.cohort = c.cohort and a.contact_source = c.source and a.contact_id = c.contact_id
    where {survey_response_of} = 'resolved'
      and c.cohort in ({cohorts})
      and not c.is_deleted
      and c.resolved_on is not null
      and contains(split(c.tells, '|'), 'resolved')
      and contains(split(c.tells, '|'), 'surveys')
)

select
    cohort,
    day,
    kpi,
    hour,
    channel,
    department,
    agent,
    reason,
    location,
    product,
    queue,
    bucket,
    numerator,
    denominator,
    n,
    total,
    cast(total as double) * cast(total as double) as sum_of_squares,
    cast(null as bigint) as largest
from events
