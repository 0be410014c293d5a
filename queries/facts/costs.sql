-- What is the newest version of each cost in these cohorts?
--
-- grain   one row per cost
-- reads   costs by cohort in {cohorts}, staged_costs by run in {runs}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold the cohort of every new row and every cohort an older version is in. Deletions stay as rows.

with versions as (
    select source, cost_id, version, row_id, is_deleted, month, amount, currency, basis, channel, department, cohort
    from costs
    where cohort in ({cohorts})
    union all
    select source, cost_id, version, row_id, is_deleted, month, amount, currency, basis, channel, department,
        coalesce(month, date '1900-01-01') as cohort
    from staged_costs
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, cost_id order by version desc, row_id desc) as newest
    from versions
)

select
    source, cost_id, version, row_id, is_deleted, month, amount, currency, basis, channel, department, cohort
from ranked
where newest = 1
