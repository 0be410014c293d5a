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
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, first_resolved_at, reopened_at,
        assigned_at, customer_id, direction, outcome, tags, began_with, handed_over_at, is_solved_at_once,
        requester_wait_seconds, agent_wait_seconds, on_hold_seconds, channel, department, reason, agent, location,
        product, queue, opened_on, opened_hour, resolved_on, resolved_hour, first_resolved_on, first_resolved_hour,
        assigned_on, assigned_hour
    from contacts
    where cohort in ({cohorts})
    union all
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, first_resolved_at, reopened_at,
        assigned_at, customer_id, direction, outcome, tags, began_with, handed_over_at, is_solved_at_once,
        requester_wait_seconds, agent_wait_seconds, on_hold_seconds, channel, department, reason, agent, location,
        product, queue, opened_on, opened_hour, resolved_on, resolved_hour, first_resolved_on, first_resolved_hour,
        assigned_on, assigned_hour
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
    source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, first_resolved_at, reopened_at,
    assigned_at, customer_id, direction, outcome, tags, began_with, handed_over_at, is_solved_at_once,
    requester_wait_seconds, agent_wait_seconds, on_hold_seconds, channel, department, reason, agent, location,
    product, queue, opened_on, opened_hour, resolved_on, resolved_hour, first_resolved_on, first_resolved_hour,
    assigned_on, assigned_hour,
    coalesce(opened_on, date '1900-01-01') as cohort
from ranked
where newest = 1
