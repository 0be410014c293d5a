-- What do the contacts of these cohorts say once their status changes have told what happened to them?
--
-- grain   one row per contact
-- reads   contacts by cohort in {cohorts}, status_changes by cohort in {cohorts}
-- params  {cohorts} dates
-- windows none
-- traps   Runs after facts/contacts and facts/status_changes have written. What the contact's own row states is kept in the
--         columns stated_, so running again changes nothing, and stands where no change tells. A change before the opening
--         tells nothing. Reopened before any resolution that is known, the first one is not known; one the row
--         states is the first if it is earlier than those the changes tell, which may begin later; open tells nothing before
--         one, and is a reopening after it. Who asks, and how, a part tells where the contact's own row does not, also a part from
--         before the opening. Of a contact with parts (calls of several legs) the last part that ended is its end.

with own as (
    select source, contact_id, version, row_id, is_deleted, opened_at, is_reopened, direction, outcome, tags, began_with,
        handed_over_at, tells, is_solved_at_once, requester_wait_seconds, agent_wait_seconds, on_hold_seconds, reason, location,
        product, queue, opened_on, opened_hour, cohort,
        case when is_derived then stated_resolved_at else resolved_at end as own_resolved_at,
        case when is_derived then stated_resolved_on else resolved_on end as own_resolved_on, case when is_derived then stated_resolved_hour else resolved_hour end as own_resolved_hour,
        case when is_derived then stated_first_resolved_at else first_resolved_at end as own_first_resolved_at,
        case when is_derived then stated_first_resolved_on else first_resolved_on end as own_first_resolved_on, case when is_derived then stated_first_resolved_hour else first_resolved_hour end as own_first_resolved_hour,
        case when is_derived then stated_assigned_at else assigned_at end as own_assigned_at,
        case when is_derived then stated_assigned_on else assigned_on end as own_assigned_on, case when is_derived then stated_assigned_hour else assigned_hour end as own_assigned_hour,
        case when is_derived then stated_reopened_at else reopened_at end as own_reopened_at,
        case when is_derived then stated_customer_id else customer_id end as own_customer_id,
        case when is_derived then stated_channel else channel end as own_channel,
        case when is_derived then stated_department else department end as own_department,
        case when is_derived then stated_agent else agent end as own_agent
    from contacts
    where cohort in ({cohorts})
),

changes as (
    select c.source, c.change_id, c.contact_source, c.contact_id, c.changed_at, c.changed_on, c.changed_hour,
        c.customer_id, c.channel, c.department, c.agent,
        case when c.change <> 'open' then c.change
            when c.changed_at > min(case when c.change = 'resolved' then c.changed_at end)
                over (partition by c.contact_source, c.contact_id) then 'reopened' end as change
    from status_changes as c
    join own on own.source = c.contact_source and own.contact_id = c.contact_id
    where c.cohort in ({cohorts})
      and not c.is_deleted
      and (c.changed_at >= own.opened_at or c.change = 'identified')
),

ranked as (
    select c.contact_source, c.contact_id, c.change, c.changed_at, c.changed_on, c.changed_hour,
        c.customer_id, c.channel, c.department, c.agent,
        row_number() over (partition by c.contact_source, c.contact_id, c.change
            order by c.changed_at, c.source, c.change_id) as turn,
        row_number() over (partition by c.contact_source, c.contact_id, c.change
            order by c.changed_at desc, c.source, c.change_id) as last_turn,
        row_number() over (partition by c.contact_source, c.contact_id, c.change, case when c.department is null then 0 else 1 end
            order by c.changed_at desc, c.source, c.change_id) as last_department,
        row_number() over (partition by c.contact_source, c.contact_id, c.change, case when c.agent is null then 0 else 1 end
            order by c.changed_at desc, c.source, c.change_id) as last_agent
    from changes as c
),

told as (
    select contact_source, contact_id,
        max(case when change = 'assigned' and turn = 1 then changed_at end) as assigned_at,
        max(case when change = 'assigned' and turn = 1 then changed_on end) as assigned_on,
        max(case when change = 'assigned' and turn = 1 then changed_hour end) as assigned_hour,
        max(case when change = 'resolved' and turn = 1 then changed_at end) as first_resolved_at,
        max(case when change = 'resolved' and turn = 1 then changed_on end) as first_resolved_on,
        max(case when change = 'resolved' and turn = 1 then changed_hour end) as first_resolved_hour,
        max(case when change = 'reopened' and turn = 1 then changed_at end) as reopened_at,
        max(case when change = 'ended' and last_turn = 1 then changed_at end) as ended_at,
        max(case when change = 'ended' and last_turn = 1 then changed_on end) as ended_on,
        max(case when change = 'ended' and last_turn = 1 then changed_hour end) as ended_hour,
        max(case when change = 'identified' and turn = 1 then customer_id end) as customer_id,
        max(case when change = 'identified' and turn = 1 then channel end) as channel,
        max(case when change = 'ended' and last_department = 1 then department end) as department,
        max(case when change = 'ended' and last_agent = 1 then agent end) as agent
    from ranked
    group by contact_source, contact_id
),

firsts as (
    select told.*,
        case when told.reopened_at is null and coalesce(own.is_reopened, false) and own.own_first_resolved_at is null then 0
            when told.reopened_at is null or told.reopened_at >= coalesce(case when own.own_first_resolved_at < told.first_resolved_at
                then own.own_first_resolved_at else told.first_resolved_at end, told.ended_at, own.own_first_resolved_at)
            then 1 else 0 end as is_known,
        case when own.own_first_resolved_at < told.first_resolved_at then 1 else 0 end as is_earlier
    from told
    join own on own.source = told.contact_source and own.contact_id = told.contact_id
)

select
    own.source, own.contact_id, own.version, own.row_id, own.is_deleted, own.opened_at,
    coalesce(t.ended_at, own_resolved_at) as resolved_at,
    case when coalesce(is_known, 1) = 1 then coalesce(case when is_earlier = 0 then t.first_resolved_at end, t.ended_at, own_first_resolved_at) end as first_resolved_at,
    coalesce(t.reopened_at, own_reopened_at) as reopened_at, is_reopened,
    coalesce(t.assigned_at, own_assigned_at) as assigned_at,
    coalesce(own_customer_id, t.customer_id) as customer_id, direction, outcome, tags, began_with, handed_over_at,
    tells, is_solved_at_once, requester_wait_seconds, agent_wait_seconds, on_hold_seconds,
    coalesce(own_channel, t.channel) as channel,
    coalesce(t.department, own_department) as department,
    reason, coalesce(t.agent, own_agent) as agent, location, product, queue, opened_on, opened_hour,
    coalesce(t.ended_on, own_resolved_on) as resolved_on,
    coalesce(t.ended_hour, own_resolved_hour) as resolved_hour,
    case when coalesce(is_known, 1) = 1 then coalesce(case when is_earlier = 0 then t.first_resolved_on end, t.ended_on, own_first_resolved_on) end as first_resolved_on,
    case when coalesce(is_known, 1) = 1 then coalesce(case when is_earlier = 0 then t.first_resolved_hour end, t.ended_hour, own_first_resolved_hour) end as first_resolved_hour,
    coalesce(t.assigned_on, own_assigned_on) as assigned_on,
    coalesce(t.assigned_hour, own_assigned_hour) as assigned_hour,
    t.contact_id is not null as is_derived,
    case when t.contact_id is not null then own_resolved_at end as stated_resolved_at,
    case when t.contact_id is not null then own_resolved_on end as stated_resolved_on, case when t.contact_id is not null then own_resolved_hour end as stated_resolved_hour,
    case when t.contact_id is not null then own_first_resolved_at end as stated_first_resolved_at,
    case when t.contact_id is not null then own_first_resolved_on end as stated_first_resolved_on, case when t.contact_id is not null then own_first_resolved_hour end as stated_first_resolved_hour,
    case when t.contact_id is not null then own_assigned_at end as stated_assigned_at,
    case when t.contact_id is not null then own_assigned_on end as stated_assigned_on, case when t.contact_id is not null then own_assigned_hour end as stated_assigned_hour,
    case when t.contact_id is not null then own_reopened_at end as stated_reopened_at, case when t.contact_id is not null then own_customer_id end as stated_customer_id,
    case when t.contact_id is not null then own_channel end as stated_channel, case when t.contact_id is not null then own_department end as stated_department,
    case when t.contact_id is not null then own_agent end as stated_agent,
    cohort
from own
left join firsts as t on t.contact_source = own.source and t.contact_id = own.contact_id
