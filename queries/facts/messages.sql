-- What is the newest version of each message in these cohorts, and which cohort is its contact's?
--
-- grain   one row per message
-- reads   messages by cohort in {cohorts}, staged_messages by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows.

with versions as (
    select source, message_id, version, row_id, is_deleted, contact_source, contact_id, sent_at, author, is_public,
        department, agent, sent_on, sent_hour
    from messages
    where cohort in ({cohorts})
    union all
    select source, message_id, version, row_id, is_deleted, contact_source, contact_id, sent_at, author, is_public,
        department, agent, sent_on, sent_hour
    from staged_messages
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, message_id order by version desc, row_id desc) as newest
    from versions
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.message_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.sent_at, v.author,
    v.is_public, v.department, v.agent, v.sent_on, v.sent_hour,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from ranked as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
where v.newest = 1
