-- How long did resolutions take?
--
-- grain   one row per cohort, day of resolution, measure, place and histogram bucket
-- reads   contacts by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   Time on the clock, whole seconds, from opening to the last resolution the source states. The bucket is
--         floor(ln(seconds + 1) / ln(1.019)): values/percentiles reads it back within 1 %. The 24 hours are counted
--         exactly and include the 24th hour's last second. A resolution counts on its own day, however old the contact.

with resolved as (
    select
        cohort,
        resolved_on as day,
        resolved_hour as hour,
        channel,
        department,
        agent,
        reason,
        location,
        product,
        queue,
        date_diff('second', opened_at, resolved_at) as seconds
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_at is not null
      and resolved_at is not null
)

select
    cohort,
    day,
    'resolution_seconds' as kpi,
    hour,
    channel,
    department,
    agent,
    reason,
    location,
    product,
    queue,
    cast(floor(ln(cast(seconds + 1 as double)) / ln(1.019E0)) as bigint) as bucket,
    0 as numerator,
    0 as denominator,
    1 as n,
    seconds as total,
    cast(seconds as double) * cast(seconds as double) as sum_of_squares,
    seconds as largest
from resolved
union all
select
    cohort,
    day,
    'resolved_within_day_share' as kpi,
    hour,
    channel,
    department,
    agent,
    reason,
    location,
    product,
    queue,
    cast(null as bigint) as bucket,
    case when seconds <= 86400 then 1 else 0 end as numerator,
    1 as denominator,
    0 as n,
    0 as total,
    0E0 as sum_of_squares,
    cast(null as bigint) as largest
from resolved
