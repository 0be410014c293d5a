-- What is the newest version of each interval of agent time in these cohorts?
--
-- grain   one row per interval and local day
-- reads   agent_time by cohort in {cohorts}, staged_agent_time by run in {runs}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold the cohort of every new row and every cohort an older version is in. An interval cut at
--         midnight has several rows of one version: they stay and go together. Deletions stay as rows.

with versions as (
    select source, interval_id, version, row_id, is_deleted, agent, activity, started_at, ended_at, department, location,
        cohort
    from agent_time
    where cohort in ({cohorts})
    union all
    select source, interval_id, version, row_id, is_deleted, agent, activity, started_at, ended_at, department, location,
        coalesce(spent_on, date '1900-01-01') as cohort
    from staged_agent_time
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        rank() over (partition by source, interval_id order by version desc, row_id desc) as newest,
        row_number() over (partition by source, interval_id, cohort order by version desc, row_id desc) as copy
    from versions
)

select
    source, interval_id, version, row_id, is_deleted, agent, activity, started_at, ended_at, department, location,
    cohort
from ranked
where newest = 1
  and copy = 1
