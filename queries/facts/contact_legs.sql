-- What is the newest version of each leg in these cohorts, and which cohort is its contact's?
--
-- grain   one row per leg
-- reads   contact_legs by cohort in {cohorts}, staged_contact_legs by run in {runs}, contacts by cohort in {cohorts}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold every cohort its contact or an older version of it is in, and 1900-01-01: what waits for
--         its contact waits there, and is looked at again with every run. Deletions stay as rows.

with versions as (
    select source, leg_id, version, row_id, is_deleted, contact_source, contact_id, queued_at, answered_at, ended_at,
        wrapped_at, outcome, direction, wait_seconds, talk_seconds, hold_seconds, after_work_seconds, is_transferred,
        transfer_reason, channel, department, reason, agent, location, product, queue, queued_on, queued_hour,
        handled_on, handled_hour
    from contact_legs
    where cohort in ({cohorts})
    union all
    select source, leg_id, version, row_id, is_deleted, contact_source, contact_id, queued_at, answered_at, ended_at,
        wrapped_at, outcome, direction, wait_seconds, talk_seconds, hold_seconds, after_work_seconds, is_transferred,
        transfer_reason, channel, department, reason, agent, location, product, queue, queued_on, queued_hour,
        handled_on, handled_hour
    from staged_contact_legs
    where run in ({runs})
      and problem is null
),

ranked as (
    select versions.*,
        row_number() over (partition by source, leg_id order by version desc, row_id desc) as newest
    from versions
),

homes as (
    select source, contact_id, cohort
    from contacts
    where cohort in ({cohorts})
)

select
    v.source, v.leg_id, v.version, v.row_id, v.is_deleted, v.contact_source, v.contact_id, v.queued_at, v.answered_at,
    v.ended_at, v.wrapped_at, v.outcome, v.direction, v.wait_seconds, v.talk_seconds, v.hold_seconds,
    v.after_work_seconds, v.is_transferred, v.transfer_reason, v.channel, v.department, v.reason, v.agent, v.location,
    v.product, v.queue, v.queued_on, v.queued_hour, v.handled_on, v.handled_hour,
    coalesce(homes.cohort, date '1900-01-01') as cohort
from ranked as v
left join homes on homes.source = v.contact_source and homes.contact_id = v.contact_id
where v.newest = 1
