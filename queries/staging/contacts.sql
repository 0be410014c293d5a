-- What does each new raw row say about a contact, and can it be believed?
--
-- grain   one row per raw row and contacts its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone
-- windows none
-- traps   Only in staging are zones converted: {zone} is the organisation's, its local days go into the facts.
--         A contact that was never reopened has one resolution only; of one that was, the first is not known unless said.
--         What is empty says no where its source tells it, and nothing where it does not.

with told as (
    select typed.*,
        coalesce(first_resolved_at, case when reopened_at is null and not coalesce(is_reopened, false) then resolved_at end) as first_solved_at
    from typed
)

select
    source, contact_id, version, row_id, is_deleted, opened_at, resolved_at,
    first_solved_at as first_resolved_at,
    reopened_at, is_reopened, assigned_at, customer_id,
    coalesce(lower(direction), 'inbound') as direction,
    outcome,
    case when contains(split(tells, '|'), 'tags') then tags end as tags,
    case when contains(split(tells, '|'), 'began_with') then coalesce(lower(began_with), 'person') end as began_with,
    handed_over_at, tells, is_solved_at_once, requester_wait_seconds, agent_wait_seconds, on_hold_seconds, channel,
    department, reason, agent, location, product, queue,
    date(at_timezone(with_timezone(opened_at, 'UTC'), {zone})) as opened_on,
    hour(at_timezone(with_timezone(opened_at, 'UTC'), {zone})) as opened_hour,
    date(at_timezone(with_timezone(resolved_at, 'UTC'), {zone})) as resolved_on,
    hour(at_timezone(with_timezone(resolved_at, 'UTC'), {zone})) as resolved_hour,
    date(at_timezone(with_timezone(first_solved_at, 'UTC'), {zone})) as first_resolved_on,
    hour(at_timezone(with_timezone(first_solved_at, 'UTC'), {zone})) as first_resolved_hour,
    date(at_timezone(with_timezone(assigned_at, 'UTC'), {zone})) as assigned_on,
    hour(at_timezone(with_timezone(assigned_at, 'UTC'), {zone})) as assigned_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when resolved_at < opened_at then 'resolved before it was opened'
        when first_resolved_at < opened_at then 'first resolved before it was opened'
        when first_resolved_at > resolved_at then 'first resolved after its last resolution'
        when reopened_at < first_resolved_at then 'reopened before it was resolved'
        when assigned_at < opened_at then 'assigned before it was opened'
        when handed_over_at < opened_at then 'handed over before it was opened'
        when lower(direction) not in ('inbound', 'outbound') then 'direction is neither inbound nor outbound'
        when lower(began_with) not in ('person', 'bot', 'self_service') then 'began_with is not person, bot or self_service'
        when not regexp_like('|' || tells, '^(\|(resolved|reopened|changes|final|handed_over|began_with|tags|outcome|-?contact_legs|-?surveys|-?sla_verdicts))*\|?$')
            then 'tells is not resolved, reopened, changes, final, handed_over, began_with, tags, outcome, contact_legs, surveys or sla_verdicts'
    end) as problem,
    coalesce(found, case
        when resolved_at < opened_at then substr(opened_at_text, 1, 40) || ' > ' || substr(resolved_at_text, 1, 40)
    end) as found,
    {run} as run
from told
