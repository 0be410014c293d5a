-- On which days does a breakdown not add up to the total?
--
-- grain   one row per day, measure and grain that does not add up
-- reads   kpi_daily by family in {families} and period_start in {days}
-- params  {families} texts, {days} dates
-- windows none
-- traps   What is not stated is a member of its own, so each breakdown of a measure must add up to all of it.

with sums as (
    select
        period_start,
        kpi,
        grain,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        cast(sum(n) as bigint) as n,
        cast(sum(total) as bigint) as total
    from kpi_daily
    where family in ({families})
      and period_start in ({days})
    group by period_start, kpi, grain
)

select part.period_start, part.kpi, part.grain
from sums as part
join sums as whole on whole.period_start = part.period_start and whole.kpi = part.kpi
where whole.grain = 'all'
  and (part.numerator <> whole.numerator
    or part.denominator <> whole.denominator
    or part.n <> whole.n
    or part.total <> whole.total)
