-- What is the newest version of each status change in these cohorts, and which cohort is its contact's?
--
-- grain   one row per status change
-- reads   status_changes by cohort in {cohorts}, staged_status_changes by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows.

with versions as (
    select source, change_id, version, row_id, is_deleted, contact_source, contact_id, changed_at, change,
        customer_id, channel, department, agent, changed_on, changed_hour
    from status_changes
    where cohort in ({cohorts})
    union all
    select source, change_id, version, row_id, is_deleted, contact_source, contact_id, changed_at, change,
        customer_id, channel, department, agent, changed_on, changed_hour
    from staged_status_changes
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, change_id order by version desc, row_id desc) as newest
    from versions
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.change_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.changed_at,
    v.change, v.customer_id, v.channel, v.department, v.agent, v.changed_on, v.changed_hour,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from ranked as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
where v.newest = 1
