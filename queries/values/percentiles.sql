-- How long did half, and nine in ten, take at most?
--
-- grain   one row per percentile, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {periods}, wanted
-- params  {families} texts, {periods} dates, {grains} texts
-- windows none
-- traps   Nearest rank over the histogram: the first bucket whose running count reaches p of all. Its value is the middle of
--         the whole seconds it can hold, at most 1 % from any of them, exact below a minute, and never above the largest there is. The error is a quarter of the
--         distance of the two ranks beside it, as if contacts were independent: an approximation that needs a few dozen.

with buckets as (
    select kpi as measure, period_start, grain, member, member_2, min(fingerprint) as fingerprint, bucket,
        cast(sum(n) as bigint) as n, max(largest) as largest
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
        sum(n) over (partition by measure, period_start, grain, member, member_2) as everything,
        max(largest) over (partition by measure, period_start, grain, member, member_2) as most
    from buckets
),

-- The rank itself, and those between which it lies in 95 of 100 samples: n q plus or minus 1.96 sqrt(n q (1 - q)).
places as (
    select running.*, wanted.kpi, t.side,
        case wanted.kind when 'median' then 50 else 90 end as per_cent
    from running
    join wanted on wanted.measure = running.measure and wanted.grain = running.grain
    cross join (values (-1), (0), (1)) as t(side)
),

ranked as (
    select kpi, period_start, grain, member, member_2, side, min(fingerprint) as fingerprint, min(bucket) as bucket,
        max(everything) as everything, max(most) as most
    from places
    where case when side = 0 then so_far * 100 >= everything * per_cent
        else so_far >= least(cast(everything as double), greatest(1E0, everything * per_cent / 100E0
            + side * 1.96E0 * sqrt(cast(everything * per_cent * (100 - per_cent) as double)) / 100E0)) end
    group by kpi, period_start, grain, member, member_2, side
),

middles as (
    select ranked.*, (ceil(power(1.019E0, bucket) - 1) + ceil(power(1.019E0, bucket + 1) - 1) - 1) / 2E0 as middle
    from ranked
),

valued as (
    select middles.*, least(middle, coalesce(cast(most as double), middle)) as seconds
    from middles
)

select
    kpi,
    period_start,
    grain,
    member,
    member_2,
    min(fingerprint) as fingerprint,
    cast(null as double) as numerator,
    cast(max(everything) as double) as denominator,
    cast(null as double) as sum_of_squares,
    max(case when side = 0 then seconds end) as value,
    (max(case when side = 1 then seconds end) - max(case when side = -1 then seconds end)) / 3.92E0 as standard_error
from valued
group by kpi, period_start, grain, member, member_2
