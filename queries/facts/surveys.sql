-- What is the newest version of each survey in these cohorts, and which cohort is its contact's?
--
-- grain   one row per survey
-- reads   surveys by cohort in {cohorts}, staged_surveys by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows.

with versions as (
    select source, survey_id, version, row_id, is_deleted, contact_source, contact_id, kind, invited_at, answered_at,
        score, comment, department, agent, invited_on, invited_hour, answered_on, answered_hour
    from surveys
    where cohort in ({cohorts})
    union all
    select source, survey_id, version, row_id, is_deleted, contact_source, contact_id, kind, invited_at, answered_at,
        score, comment, department, agent, invited_on, invited_hour, answered_on, answered_hour
    from staged_surveys
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, survey_id order by version desc, row_id desc) as newest
    from versions
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.survey_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.kind, v.invited_at,
    v.answered_at, v.score, v.comment, v.department, v.agent, v.invited_on, v.invited_hour, v.answered_on,
    v.answered_hour,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from ranked as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
where v.newest = 1
