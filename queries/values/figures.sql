-- What are the counts, shares and means of these periods?
--
-- grain   one row per KPI, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {periods}, wanted, period_days
-- params  {families} texts, {periods} dates, {grains} texts
-- windows none
-- traps   Ratios are made here, last, from sums; a denominator of 0 gives NULL. wanted says which KPI is made of which
--         measure, and how. A share of the mix is taken of all of the same period, so the shares of a period add up to one.
--         (none) is where kpis/handling counts what was not passed on: nobody's reason, and no member.

with sums as (
    select
        kpi as measure,
        period_start,
        grain,
        member,
        member_2,
        min(fingerprint) as fingerprint,
        cast(sum(numerator) as double) as numerator,
        cast(sum(denominator) as double) as denominator,
        cast(sum(n) as double) as n,
        cast(sum(total) as double) as total,
        sum(sum_of_squares) as sum_of_squares,
        cast(max(largest) as double) as largest
    from kpi_table
    where family in ({families})
      and period_start in ({periods})
      and grain in ({grains})
      and coalesce(member, '') <> '(none)'
      and coalesce(member_2, '') <> '(none)'
    group by kpi, period_start, grain, member, member_2
),

wholes as (
    select kpi as measure, period_start, cast(sum(numerator) as double) as numerator
    from kpi_table
    where family in ({families})
      and period_start in ({periods})
      and grain = 'all'
    group by kpi, period_start
),

parts as (
    select
        wanted.kpi,
        wanted.kind,
        sums.period_start,
        sums.grain,
        sums.member,
        sums.member_2,
        sums.fingerprint,
        case when wanted.kind in ('mean', 'points') then sums.total / nullif(wanted.scale, 0)
            when wanted.kind = 'largest' then null
            else sums.numerator end as numerator,
        case wanted.kind when 'mean' then sums.n
            when 'points' then sums.n
            when 'largest' then sums.n
            when 'share' then sums.denominator
            when 'mix' then wholes.numerator
            when 'per_day' then cast(period_days.days as double) end as denominator,
        sums.sum_of_squares / nullif(wanted.scale * wanted.scale, 0) as sum_of_squares,
        sums.largest
    from sums
    join wanted on wanted.measure = sums.measure and wanted.grain = sums.grain
    left join wholes on wholes.measure = sums.measure and wholes.period_start = sums.period_start
    left join period_days on period_days.period_start = sums.period_start
)

select
    kpi,
    period_start,
    grain,
    member,
    member_2,
    fingerprint,
    numerator,
    denominator,
    sum_of_squares,
    case kind when 'count' then numerator
        when 'largest' then largest
        when 'points' then 100E0 * numerator / nullif(denominator, 0)
        else numerator / nullif(denominator, 0) end as value
from parts
