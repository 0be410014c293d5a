-- How long did half, and nine in ten, of the resolutions take at most?
--
-- grain   one row per percentile, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {periods}
-- params  {families} texts, {periods} dates
-- windows none
-- traps   Nearest rank over the histogram: the first bucket whose running count reaches p of all. Its value is the middle of
--         the whole seconds it can hold, at most 1 % from any of them, and exact below a minute.

with buckets as (
    select kpi, period_start, grain, channel, department, reason, fingerprint, bucket, cast(sum(n) as bigint) as n
    from kpi_table
    where family in ({families})
      and period_start in ({periods})
      and bucket is not null
    group by kpi, period_start, grain, channel, department, reason, fingerprint, bucket
),

running as (
    select buckets.*,
        sum(n) over (partition by kpi, period_start, grain, channel, department, reason order by bucket
            rows between unbounded preceding and current row) as so_far,
        sum(n) over (partition by kpi, period_start, grain, channel, department, reason) as everything
    from buckets
),

ranked as (
    select kpi, period_start, grain, channel, department, reason, min(fingerprint) as fingerprint,
        50 as percentile, min(bucket) as bucket, max(everything) as everything
    from running
    where so_far * 100 >= everything * 50
    group by kpi, period_start, grain, channel, department, reason
    union all
    select kpi, period_start, grain, channel, department, reason, min(fingerprint) as fingerprint,
        90 as percentile, min(bucket) as bucket, max(everything) as everything
    from running
    where so_far * 100 >= everything * 90
    group by kpi, period_start, grain, channel, department, reason
)

select
    case percentile when 50 then kpi || '_p50' else kpi || '_p90' end as kpi,
    period_start,
    grain,
    channel,
    department,
    reason,
    fingerprint,
    cast(null as bigint) as numerator,
    cast(everything as bigint) as denominator,
    (ceil(power(1.019E0, bucket) - 1) + ceil(power(1.019E0, bucket + 1) - 1) - 1) / 2E0 as value
from ranked
