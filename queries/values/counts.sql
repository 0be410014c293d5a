-- What are the counts, shares and means of these periods?
--
-- grain   one row per KPI, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {periods}
-- params  {families} texts, {periods} dates
-- windows none
-- traps   Ratios are made here, last, from sums; a denominator of 0 gives NULL. A share of the mix is taken of all
--         contacts opened in the same period, so the shares of a period add up to one.

with sums as (
    select
        kpi,
        period_start,
        grain,
        channel,
        department,
        reason,
        min(fingerprint) as fingerprint,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        cast(sum(n) as bigint) as n,
        cast(sum(total) as bigint) as total
    from kpi_table
    where family in ({families})
      and period_start in ({periods})
    group by kpi, period_start, grain, channel, department, reason
),

parts as (
    select kpi, period_start, grain, channel, department, reason, fingerprint, numerator, cast(null as bigint) as denominator
    from sums
    where kpi in ('contacts_opened', 'contacts_resolved')
    union all
    select kpi, period_start, grain, channel, department, reason, fingerprint, numerator, denominator
    from sums
    where kpi in ('resolved_share', 'resolved_within_day_share')
    union all
    select kpi, period_start, grain, channel, department, reason, fingerprint, total as numerator, n as denominator
    from sums
    where kpi = 'resolution_seconds'
    union all
    select
        case part.grain when 'channel' then 'channel_share' else 'reason_share' end as kpi,
        part.period_start,
        part.grain,
        part.channel,
        part.department,
        part.reason,
        part.fingerprint,
        part.numerator,
        whole.numerator as denominator
    from sums as part
    join sums as whole on whole.period_start = part.period_start and whole.kpi = part.kpi
    where part.kpi = 'contacts_opened'
      and part.grain in ('channel', 'reason')
      and whole.grain = 'all'
)

select
    kpi,
    period_start,
    grain,
    channel,
    department,
    reason,
    fingerprint,
    numerator,
    denominator,
    case when kpi in ('contacts_opened', 'contacts_resolved') then cast(numerator as double)
        else cast(numerator as double) / nullif(denominator, 0) end as value
from parts
