-- How long did resolutions take?
--
-- grain   one row per cohort, day of resolution, measure, grain, member and histogram bucket
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
        coalesce(channel, '(not stated)') as channel,
        coalesce(department, '(not stated)') as department,
        coalesce(reason, '(not stated)') as reason,
        date_diff('second', opened_at, resolved_at) as seconds
    from contacts
    where cohort in ({cohorts})
      and not is_deleted
      and opened_at is not null
      and resolved_at is not null
),

counted as (
    select
        cohort,
        day,
        channel,
        department,
        reason,
        cast(floor(ln(cast(seconds + 1 as double)) / ln(1.019E0)) as integer) as bucket,
        count(*) as n,
        sum(seconds) as total,
        sum(cast(seconds as double) * cast(seconds as double)) as sum_of_squares,
        count_if(seconds <= 86400) as within_day
    from resolved
    group by 1, 2, 3, 4, 5, 6
),

measures as (
    select cohort, day, 'resolution_seconds' as kpi, channel, department, reason, bucket,
        cast(0 as bigint) as numerator, cast(0 as bigint) as denominator, n, total, sum_of_squares
    from counted
    union all
    select cohort, day, 'resolved_within_day_share' as kpi, channel, department, reason, cast(null as integer) as bucket,
        cast(sum(within_day) as bigint) as numerator, cast(sum(n) as bigint) as denominator,
        cast(0 as bigint) as n, cast(0 as bigint) as total, cast(0 as double) as sum_of_squares
    from counted
    group by cohort, day, channel, department, reason
)

select
    day,
    kpi,
    case grouping(channel, department, reason)
        when 7 then 'all'
        when 3 then 'channel'
        when 5 then 'department'
        when 6 then 'reason'
        when 2 then 'channel_x_reason'
    end as grain,
    channel,
    department,
    reason,
    bucket,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator,
    cast(sum(n) as bigint) as n,
    cast(sum(total) as bigint) as total,
    sum(sum_of_squares) as sum_of_squares,
    'resolution' as family,
    cohort
from measures
group by grouping sets (
    (cohort, day, kpi, bucket),
    (cohort, day, kpi, bucket, channel),
    (cohort, day, kpi, bucket, department),
    (cohort, day, kpi, bucket, reason),
    (cohort, day, kpi, bucket, channel, reason)
)
