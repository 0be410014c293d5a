-- How many contacts were open at the end of these periods?
--
-- grain   one row per period, grain and member
-- reads   kpi_table by family in {families} and period_start in {history}
-- params  {families} texts, {history} dates, {periods} dates
-- windows none
-- traps   A running sum of what came and what went: {history} must be every period up to the last of {periods}. A period
--         in which nothing came or went still has its backlog.

with flows as (
    select period_start, grain, channel, department, reason, fingerprint, cast(sum(numerator) as bigint) as flow
    from kpi_table
    where family in ({families})
      and period_start in ({history})
      and kpi = 'open_backlog'
    group by period_start, grain, channel, department, reason, fingerprint
),

asked as (
    select t.period_start
    from unnest(array[{periods}]) as t(period_start)
)

select
    'open_backlog' as kpi,
    asked.period_start,
    flows.grain,
    flows.channel,
    flows.department,
    flows.reason,
    min(flows.fingerprint) as fingerprint,
    cast(sum(flows.flow) as bigint) as numerator,
    cast(null as bigint) as denominator,
    cast(sum(flows.flow) as double) as value
from asked
join flows on flows.period_start <= asked.period_start
group by asked.period_start, flows.grain, flows.channel, flows.department, flows.reason
