-- What is the newest version of each contact in these cohorts?
--
-- grain   one row per contact
-- reads   contacts by cohort in {cohorts}, staged_contacts by run in {runs}
-- params  {runs} texts, {cohorts} dates
-- windows none
-- traps   {cohorts} must hold the cohort of every new row and every cohort its contact is in now. Then the result does
--         not depend on the order, the number or the repetition of the runs. Deletions stay as rows: an older version
--         that arrives late must not bring the contact back. What facts/derived put into a contact is taken out again
--         here: only what its own row states has versions.

with versions as (
    select source, contact_id, version, row_id, is_deleted, opened_at,
        case when is_derived then stated_resolved_at else resolved_at end as resolved_at,
        case when is_derived then stated_first_resolved_at else first_resolved_at end as first_resolved_at,
        case when is_derived then stated_reopened_at else reopened_at end as reopened_at,
        is_reopened,
        case when is_derived then stated_assigned_at else assigned_at end as assigned_at,
        case when is_derived then stated_customer_id else customer_id end as customer_id,
        direction, outcome, tags, began_with, handed_over_at, tells, is_solved_at_once,
        requester_wait_seconds, agent_wait_seconds, on_hold_seconds,
        case when is_derived then stated_channel else channel end as channel,
        case when is_derived then stated_department else department end as department,
        reason,
        case when is_derived then stated_agent else agent end as agent,
        location, product, queue, opened_on, opened_hour,
        case when is_derived then stated_resolved_on else resolved_on end as resolved_on,
        case when is_derived then stated_resolved_hour else resolved_hour end as resolved_hour,
        case when is_derived then stated_first_resolved_on else first_resolved_on end as first_resolved_on,
        case when is_derived then stated_first_resolved_hour else first_resolved_hour end as first_resolved_hour,
        case when is_derived then stated_assigned_on else assigned_on end as assigned_on,
        case when is_derived then stated_assigned_hour else assigned_hour end as assigned_hour
    from contacts
    where cohort in ({cohorts})
    union all
    select source, contact_id, version, row_id, is_deleted, opened_at, resolved_at, first_resolved_at, reopened_at,
        is_reopened, assigned_at, customer_id, direction, outcome, tags, began_with, handed_over_at, tells, is_solved_at_once,
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
    is_reopened, assigned_at, customer_id, direction, outcome, tags, began_with, handed_over_at, tells, is_solved_at_once,
    requester_wait_seconds, agent_wait_seconds, on_hold_seconds, channel, department, reason, agent, location,
    product, queue, opened_on, opened_hour, resolved_on, resolved_hour, first_resolved_on, first_resolved_hour,
    assigned_on, assigned_hour,
    false as is_derived,
    cast(null as timestamp) as stated_resolved_at, cast(null as date) as stated_resolved_on,
    cast(null as bigint) as stated_resolved_hour,
    cast(null as timestamp) as stated_first_resolved_at, cast(null as date) as stated_first_resolved_on,
    cast(null as bigint) as stated_first_resolved_hour,
    cast(null as timestamp) as stated_assigned_at, cast(null as date) as stated_assigned_on,
    cast(null as bigint) as stated_assigned_hour,
    cast(null as timestamp) as stated_reopened_at,
    cast(null as varchar) as stated_customer_id, cast(null as varchar) as stated_channel,
    cast(null as varchar) as stated_department, cast(null as varchar) as stated_agent,
    coalesce(opened_on, date '1900-01-01') as cohort
from ranked
where newest = 1
