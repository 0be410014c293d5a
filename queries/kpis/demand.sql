-- Of the contacts that came: complaints, out of hours, in self-service, kept by a bot?
--
-- grain   one row per cohort, day of opening, measure and place
-- reads   contacts by cohort in {cohorts}, open_hours, schedules
-- params  {cohorts} dates, {complaint_tags_pattern} text
-- windows none
-- traps   Inbound contacts only: nobody outside asked for the others. Without tags nobody knows what was a complaint, without
--         business hours nothing is out of them, who does not tell what began contacts says nothing of self-service, and who
--         does not tell what bots handed over nothing of what they kept: such contacts are in no denominator. A bot has
--         contained a contact that was never handed over to a person, resolved or not.

with came as (
    select c.cohort, c.opened_on as day, c.opened_hour as hour, c.opened_at, c.channel, c.department, c.agent, c.reason, c.location,
        c.product, c.queue, c.began_with, c.handed_over_at, contains(split(c.tells, '|'), 'handed_over') as is_handover_told,
        case when regexp_like('|' || lower(c.tags) || '|', {complaint_tags_pattern}) then 1 when c.tags is not null then 0 end as is_complaint,
        coalesce(s.schedule, 'default') as schedule
    from contacts as c
    left join schedules as s on s.department = c.department
    where c.cohort in ({cohorts})
      and not c.is_deleted
      and c.opened_on is not null
      and c.direction = 'inbound'
),

judged as (
    select came.*, case when o.is_open then 0 when o.schedule is not null then 1 end as is_out_of_hours
    from came
    left join open_hours as o on o.schedule = came.schedule
        and o.utc_day = date(came.opened_at)
        and came.opened_at >= o.from_at
        and came.opened_at < o.to_at
),

measures as (
    select t.kpi
    from (values ('complaints'), ('complaint_share'), ('out_of_hours_share'), ('self_service_share'), ('bot_containment_share')) as t(kpi)
),

shares as (
    select judged.*, measures.kpi,
        case measures.kpi
            when 'complaints' then is_complaint
            when 'complaint_share' then is_complaint
            when 'out_of_hours_share' then is_out_of_hours
            when 'self_service_share' then case when began_with in ('bot', 'self_service') then 1 when began_with is not null then 0 end
            when 'bot_containment_share' then case when began_with = 'bot' and is_handover_told then case when handed_over_at is null then 1 else 0 end end
        end as part
    from judged
    cross join measures
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
    cast(null as bigint) as bucket,
    cast(sum(part) as bigint) as numerator,
    case when kpi = 'complaints' then 0 else count(*) end as denominator,
    0 as n,
    0 as total,
    0E0 as sum_of_squares,
    cast(null as bigint) as largest
from shares
where part is not null
group by cohort, day, kpi, hour, channel, department, agent, reason, location, product, queue
