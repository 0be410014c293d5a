-- How many contacts were opened, assigned and resolved, how many are open, and for how long?
--
-- grain   one row per cohort, day, measure and place
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates, {known_answer_tags_pattern} text
-- windows none
-- traps   What is open is a flow here, +1 on the day it begins to count and -1 on the day of resolution: its value is the
--         running sum (values/running). At the end of the day k days after its opening day a contact is older than k
--         days; one resolved by then never was. resolved_share counts on the day of opening, so it may rise for as long as
--         contacts are open. Where no tags are stated nobody knows whether the answer was known: such contacts are left
--         out of both parts of that share. Of a source that does not tell resolutions nobody knows what is open: such
--         contacts are in no share of it, and no number, NULL, where they opened, which the sum of the others passes over.

with live as (
    select cohort, opened_on, opened_hour, resolved_on, resolved_hour, assigned_on, assigned_hour,
        channel, department, agent, reason, location, product, queue,
        case when contains(split(tells, '|'), 'resolved') then 1 end as is_told,
        case when regexp_like('|' || lower(tags) || '|', {known_answer_tags_pattern}) then 1 when tags is not null then 0 end as is_known_answer
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_on is not null
),

counted as (
    select live.*, count(*) as contacts
    from live
    group by cohort, opened_on, opened_hour, resolved_on, resolved_hour, assigned_on, assigned_hour,
        channel, department, agent, reason, location, product, queue, is_told, is_known_answer
),

measures as (
    select t.kpi, t.age
    from (values ('contacts_opened', 0), ('contacts_resolved', 0), ('contacts_completed', 0), ('contacts_assigned', 0),
        ('resolved_share', 0), ('open_backlog', 0), ('known_answer_open_share', 0), ('open_older_than_1_day', 1),
        ('open_older_than_7_days', 7), ('open_older_than_30_days', 30)) as t(kpi, age)
),

-- What counts on the day it happened, and what begins to stand open.
came as (
    select counted.*, measures.kpi,
        case measures.kpi
            when 'contacts_resolved' then case when is_told = 1 then resolved_on else opened_on end
            when 'contacts_completed' then case when agent is not null then resolved_on end
            when 'contacts_assigned' then assigned_on
            else case when age = 0 or coalesce(date_diff('day', opened_on, resolved_on) > age, true)
                then date_add('day', age, opened_on) end
        end as day,
        case measures.kpi
            when 'contacts_resolved' then case when is_told = 1 then resolved_hour else opened_hour end
            when 'contacts_completed' then resolved_hour
            when 'contacts_assigned' then assigned_hour
            else opened_hour
        end as hour,
        case measures.kpi
            when 'resolved_share' then case when resolved_on is not null then contacts else 0 end
            when 'known_answer_open_share' then contacts * is_known_answer
            when 'contacts_opened' then contacts
            when 'contacts_assigned' then contacts
            else contacts * is_told
        end as numerator,
        case measures.kpi
            when 'resolved_share' then contacts * is_told
            when 'known_answer_open_share' then case when is_known_answer is not null then contacts * is_told end
            else 0
        end as denominator
    from counted
    cross join measures
),

-- What no longer stands open.
went as (
    select counted.*, measures.kpi, resolved_on as day, opened_hour as hour,
        case measures.kpi when 'known_answer_open_share' then -contacts * is_known_answer else -contacts * is_told end as numerator,
        case when measures.kpi = 'known_answer_open_share' and is_known_answer is not null then -contacts else 0 end as denominator
    from counted
    cross join measures
    where measures.kpi in ('open_backlog', 'known_answer_open_share', 'open_older_than_1_day', 'open_older_than_7_days',
        'open_older_than_30_days')
      and resolved_on is not null
      and is_told = 1
      and (age = 0 or date_diff('day', opened_on, resolved_on) > age)
),

events as (
    select came.*
    from came
    where day is not null
      and denominator is not null
    union all
    select went.*
    from went
    where numerator is not null
)

select
    cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue,
    cast(null as bigint) as bucket,
    numerator,
    denominator,
    0 as n,
    0 as total,
    0E0 as sum_of_squares,
    cast(null as bigint) as largest
from events
