-- What is the newest version of each SLA verdict in these cohorts, and which cohort is its contact's?
--
-- grain   one row per SLA verdict
-- reads   sla_verdicts by cohort in {cohorts}, staged_sla_verdicts by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows.

with versions as (
    select source, verdict_id, version, row_id, is_deleted, contact_source, contact_id, metric, due_at, achieved_at,
        policy, department, agent, decided_on, decided_hour
    from sla_verdicts
    where cohort in ({cohorts})
    union all
    select source, verdict_id, version, row_id, is_deleted, contact_source, contact_id, metric, due_at, achieved_at,
        policy, department, agent, decided_on, decided_hour
    from staged_sla_verdicts
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, verdict_id order by version desc, row_id desc) as newest
    from versions
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.verdict_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.metric, v.due_at,
    v.achieved_at, v.policy, v.department, v.agent, v.decided_on, v.decided_hour,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from ranked as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
where v.newest = 1
