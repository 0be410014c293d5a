-- How long did half, and nine in ten, take at most?
--
-- grain   one row per percentile, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {periods}, wanted
-- params  {families} texts, {periods} dates, {grains} texts
-- windows none
-- traps   Nearest rank over the histogram: the first bucket whose running count reaches p of all. Its value is the middle of
--         the whole seconds it can hold, at most 1 % from any of them, and exact below a minute.

with buckets as (
    select kpi as measure, period_start, grain, member, member_2, min(fingerprint) as fingerprint, bucket,
        cast(sum(n) as bigint) as n
    from kpi_table
    where family in ({families})
      and period_start in ({periods})
      and grain in ({grains})
      and bucket is not null
    group by kpi, period_start, grain, member, member_2, bucket
),

running as (
    select buckets.*,
        sum(n) over (partition by measure, period_start, grain, member, member_2 order by bucket
            rows between unbounded preceding and current row) as so_far,
        sum(n) over (partition by measure, period_start, grain, member, member_2) as everything
    from buckets
),

ranked as (
    select wanted.kpi, running.period_start, running.grain, running.member, running.member_2,
        min(running.fingerprint) as fingerprint, min(running.bucket) as bucket, max(running.everything) as everything
    from running
    join wanted on wanted.measure = running.measure and wanted.grain = running.grain
    where running.so_far * 100 >= running.everything * case wanted.kind when 'median' then 50 else 90 end
    group by wanted.kpi, running.period_start, running.grain, running.member, running.member_2
)

select
    kpi,
    period_start,
    grain,
    member,
    member_2,
    fingerprint,
    cast(null as double) as numerator,
    cast(everything as double) as denominator,
    cast(null as double) as sum_of_squares,
    (ceil(power(1.019E0, bucket) - 1) + ceil(power(1.019E0, bucket + 1) - 1) - 1) / 2E0 as value
from ranked
