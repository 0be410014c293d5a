-- What does each state of a ticket say about its assignment, its resolution and its coming back?
--
-- grain   one row per state, and one more where it names an agent
-- reads   raw, members
-- params  {zone_v3} text
-- windows none
-- traps   A state says from when on it was, not what was before: open tells a return only after a resolution, and an agent
--         counts from the first state that names one. Documented: all fields. Assumed: that a state is told when it begins.

with states as (
    select row_id, source, version,
        json_extract_scalar(body, '$.id') as state_id,
        json_extract_scalar(body, '$.conversation_id') as ticket_id,
        json_extract_scalar(body, '$.status') as status,
        nullif(json_extract_scalar(body, '$.agent_id'), '') as agent_id,
        json_extract_scalar(body, '$.department_id') as department_id,
        json_extract_scalar(body, '$.department_name') as department_name,
        json_extract_scalar(body, '$.date_from') as changed_at
    from raw
    where stream = 'ticket_history'
),

timed as (
    select states.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(changed_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as changed_utc
    from states
)

select
    t.row_id,
    t.state_id || ':' || changes.change as change_id,
    t.ticket_id as contact_id,
    coalesce(cast(date(t.changed_utc) as varchar) || ' ' || lpad(cast(hour(t.changed_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.changed_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.changed_utc) as varchar), 2, '0') || 'Z', t.changed_at) as changed_at,
    case changes.change when 'assigned' then 'assigned' when 'resolved' then 'resolved' else 'open' end as change,
    coalesce(d.name, t.department_name, t.department_id) as department,
    case when changes.change = 'assigned' then t.source || ':' || t.agent_id end as agent,
    t.version
from timed as t
join (values ('assigned'), ('resolved'), ('open')) as changes(change)
    on (changes.change = 'assigned' and t.agent_id is not null)
    or (changes.change = 'resolved' and t.status in ('R', 'L'))
    or (changes.change = 'open' and t.status in ('N', 'C', 'T', 'P', 'A', 'W'))
left join members as d on d.kind = 'department' and d.native_id = t.department_id
