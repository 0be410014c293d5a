-- What stood open at the end of these periods?
--
-- grain   one row per KPI, period, grain and member
-- reads   kpi_table by family in {families} and period_start in {history}, wanted
-- params  {families} texts, {history} dates, {periods} dates, {grains} texts
-- windows none
-- traps   A running sum of what came and what went: {history} must be every period up to the last of {periods}. A period
--         in which nothing came or went still has its backlog.

with flows as (
    select wanted.kpi, wanted.kind, t.period_start, t.grain, t.member, t.member_2, t.fingerprint,
        cast(sum(t.numerator) as bigint) as numerator, cast(sum(t.denominator) as bigint) as denominator
    from kpi_table as t
    join wanted on wanted.measure = t.kpi and wanted.grain = t.grain
    where t.family in ({families})
      and t.period_start in ({history})
      and t.grain in ({grains})
    group by wanted.kpi, wanted.kind, t.period_start, t.grain, t.member, t.member_2, t.fingerprint
),

asked as (
    select t.period_start
    from unnest(array[{periods}]) as t(period_start)
),

stood as (
    select
        flows.kpi,
        flows.kind,
        asked.period_start,
        flows.grain,
        flows.member,
        flows.member_2,
        min(flows.fingerprint) as fingerprint,
        cast(sum(flows.numerator) as double) as numerator,
        cast(sum(flows.denominator) as double) as denominator
    from asked
    join flows on flows.period_start <= asked.period_start
    group by flows.kpi, flows.kind, asked.period_start, flows.grain, flows.member, flows.member_2
)

select
    kpi,
    period_start,
    grain,
    member,
    member_2,
    fingerprint,
    numerator,
    case kind when 'running_share' then denominator end as denominator,
    cast(null as double) as sum_of_squares,
    case kind when 'running_share' then numerator / nullif(denominator, 0) else numerator end as value
from stood
