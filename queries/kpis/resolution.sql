-- How long did resolutions take, and who waited for whom?
--
-- grain   one row per cohort, day of resolution, measure, place and histogram bucket
-- reads   contacts by cohort in {cohorts}, open_hours, schedules
-- params  {cohorts} dates
-- windows none
-- traps   Whole seconds from opening to the last resolution the source states, or to the first, each on its own day,
--         however old the contact. Business time is what was open on the schedule of its department; without business
--         hours there is none. The bucket is floor(ln(seconds + 1) / ln(1.019)): values/percentiles reads it back within
--         1 %. The 24 hours are counted exactly and include the 24th hour's last second. A wait nobody states is no 0.

with live as (
    select
        c.cohort, c.opened_at, c.resolved_at, c.resolved_on, c.resolved_hour,
        c.first_resolved_on, c.first_resolved_hour,
        c.requester_wait_seconds, c.agent_wait_seconds, c.on_hold_seconds,
        c.channel, c.department, c.agent, c.reason, c.location, c.product, c.queue,
        date_diff('second', c.opened_at, c.resolved_at) as seconds,
        date_diff('second', c.opened_at, c.first_resolved_at) as first_seconds,
        coalesce(s.schedule, 'default') as schedule
    from contacts as c
    left join schedules as s on s.department = c.department
    where c.cohort in ({cohorts})
      and not c.is_deleted
      and c.opened_at is not null
      and (c.resolved_at is not null or c.first_resolved_at is not null)
),

clocked as (
    select live.*,
        ended.before_seconds + case when ended.is_open then date_diff('second', ended.from_at, live.resolved_at) else 0 end
            - began.before_seconds - case when began.is_open then date_diff('second', began.from_at, live.opened_at) else 0 end
            as business_seconds
    from live
    left join open_hours as began on began.schedule = live.schedule and began.utc_day = date(live.opened_at)
        and live.opened_at >= began.from_at and live.opened_at < began.to_at
    left join open_hours as ended on ended.schedule = live.schedule and ended.utc_day = date(live.resolved_at)
        and live.resolved_at >= ended.from_at and live.resolved_at < ended.to_at
),

measured as (
    select clocked.*, measures.kpi,
        case when measures.kpi = 'first_resolution_seconds' then first_resolved_on else resolved_on end as day,
        case when measures.kpi = 'first_resolution_seconds' then first_resolved_hour else resolved_hour end as hour,
        case measures.kpi
            when 'resolution_seconds' then seconds
            when 'resolved_within_day_share' then seconds
            when 'first_resolution_seconds' then first_seconds
            when 'resolution_business_seconds' then business_seconds
            when 'requester_wait_seconds' then requester_wait_seconds
            when 'agent_wait_seconds' then agent_wait_seconds
            when 'on_hold_seconds' then on_hold_seconds
        end as took
    from clocked
    cross join (values ('resolution_seconds'), ('resolved_within_day_share'), ('first_resolution_seconds'),
        ('resolution_business_seconds'), ('requester_wait_seconds'), ('agent_wait_seconds'), ('on_hold_seconds')) as measures(kpi)
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
    case when kpi in ('resolution_seconds', 'first_resolution_seconds')
        then cast(floor(ln(cast(took + 1 as double)) / ln(1.019E0)) as bigint) end as bucket,
    case when kpi = 'resolved_within_day_share' and took <= 86400 then 1 else 0 end as numerator,
    case when kpi = 'resolved_within_day_share' then 1 else 0 end as denominator,
    case when kpi = 'resolved_within_day_share' then 0 else 1 end as n,
    case when kpi = 'resolved_within_day_share' then 0 else took end as total,
    case when kpi = 'resolved_within_day_share' then 0E0 else cast(took as double) * cast(took as double) end as sum_of_squares,
    case when kpi = 'resolved_within_day_share' then null else took end as largest
from measured
where day is not null
  and took is not null
