-- What do the days of these months add up to?
--
-- grain   one row per month, measure, grain, member and histogram bucket
-- reads   kpi_daily by family = {family} and period_start in {days}
-- params  {family} text, {days} dates
-- windows none
-- traps   {days} must be all days of every month asked for. Sums of days, never means of days. Days of several
--         definitions make a fingerprint that is like no other: nothing is compared with it.

select
    kpi,
    grain,
    member,
    member_2,
    bucket,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator,
    cast(sum(n) as bigint) as n,
    cast(sum(total) as bigint) as total,
    sum(sum_of_squares) as sum_of_squares,
    max(largest) as largest,
    case when min(fingerprint) = max(fingerprint) then min(fingerprint) else min(fingerprint) || '+' || max(fingerprint) end as fingerprint,
    family,
    date_trunc('month', period_start) as period_start
from kpi_daily
where family = {family}
  and period_start in ({days})
group by family, date_trunc('month', period_start), kpi, grain, member, member_2, bucket
