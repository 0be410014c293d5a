-- What is the newest version of each contact in these cohorts?
--
-- grain   one row per contact
-- reads   contacts by cohort in {cohorts}, staged_contacts by run in {runs}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold the cohort of every new row and every cohort its contact is in now. Then the result does
--         not depend on the order, the number or the repetition of the runs. Deletions stay as rows: an older version
--         that arrives late must not bring the contact back.

with versions as (
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, opened_on, resolved_on,
        channel, department, reason, agent
    from contacts
    where cohort in ({cohorts})
    union all
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, opened_on, resolved_on,
        channel, department, reason, agent
    from staged_contacts
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, contact_id order by version desc, row_id desc) as newest
    from versions
)

select
    source,
    contact_id,
    version,
    row_id,
    is_deleted,
    opened_at,
    resolved_at,
    opened_on,
    resolved_on,
    channel,
    department,
    reason,
    agent,
    coalesce(opened_on, date '1900-01-01') as cohort
from ranked
where newest = 1
