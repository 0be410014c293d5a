-- What do all cohorts together add to these days?
--
-- grain   one row per day, measure, grain, member and histogram bucket
-- reads   components by family = {family} and cohort in {cohorts}
-- params  {family} text, {cohorts} dates, {days} dates, {fingerprint} text
-- windows none
-- traps   {cohorts} must be every cohort whose components name one of {days}; the catalog knows them.

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
    {fingerprint} as fingerprint,
    family,
    day as period_start
from components
where family = {family}
  and cohort in ({cohorts})
  and day in ({days})
group by family, day, kpi, grain, member, member_2, bucket
