-- Who and what does Zendesk name by an id: agents, groups, and the options of the field that holds the reason?
--
-- grain   one row per version of an agent, a group, or an option of the reason's field, and per mention of an assignee
-- reads   raw
-- params  {bots} text, {reason_field} text
-- windows none
-- traps   Whoever has, or had, a ticket to answer is an agent, also one who left before the first reading and is listed no more; a
--         mention names nobody, and its version is older than any entry's. Customers are users too, but never land: agents, admins and users hold nobody else. Which of them is a bot
--         Zendesk does not say, so the config does. An option's native_id is the value a ticket holds, which is also the
--         tag Zendesk puts on it. Documented: every field read here. Assumed: none.

with children as (
    select raw.row_id, json_extract(raw.body, '$.child_events[' || cast(t.n - 1 as varchar) || ']') as child
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.child_events')), 1))) as t(n)
    where raw.stream = 'ticket_events'
),

people as (
    select row_id, version, op, body,
        json_extract_scalar(body, '$.id') as native_id,
        case when contains(split(replace({bots}, ' ', ''), ','), json_extract_scalar(body, '$.id')) then 'bot'
            else 'agent' end as kind
    from raw
    where stream in ('agents', 'admins', 'users')
),

mentions as (
    select raw.row_id, coalesce(json_extract_scalar(raw.body, '$.assignee_id'), json_extract_scalar(e.child, '$.assignee_id'),
            case json_extract_scalar(e.child, '$.field_name') when 'assignee_id' then json_extract_scalar(e.child, '$.value') end) as native_id
    from raw
    left join children as e on e.row_id = raw.row_id
    where raw.stream in ('tickets', 'ticket_events')
),

assignees as (
    select distinct row_id, native_id,
        case when contains(split(replace({bots}, ' ', ''), ','), native_id) then 'bot' else 'agent' end as kind
    from mentions
    where regexp_like(native_id, '^[1-9][0-9]*$')
),

options as (
    select raw.row_id, raw.version,
        json_extract(raw.body, '$.custom_field_options[' || cast(t.n - 1 as varchar) || ']') as option,
        json_extract_scalar(raw.body, '$.active') as is_active
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.custom_field_options')), 1)))
        as t(n)
    where raw.stream = 'ticket_fields'
      and json_extract_scalar(raw.body, '$.id') = {reason_field}
)

select
    row_id,
    kind || ':' || native_id as member_id,
    kind,
    native_id,
    json_extract_scalar(body, '$.name') as name,
    cast(null as varchar) as team,
    case when json_extract_scalar(body, '$.active') = 'false' or json_extract_scalar(body, '$.suspended') = 'true'
        then 'false' else json_extract_scalar(body, '$.active') end as is_active,
    version,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from people
union all
select
    row_id,
    'department:' || json_extract_scalar(body, '$.id') as member_id,
    'department' as kind,
    json_extract_scalar(body, '$.id') as native_id,
    json_extract_scalar(body, '$.name') as name,
    cast(null as varchar) as team,
    case json_extract_scalar(body, '$.deleted') when 'true' then 'false' when 'false' then 'true' end as is_active,
    version,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
where stream = 'groups'
union all
select
    row_id,
    'reason:' || json_extract_scalar(option, '$.value') as member_id,
    'reason' as kind,
    json_extract_scalar(option, '$.value') as native_id,
    json_extract_scalar(option, '$.name') as name,
    cast(null as varchar) as team,
    is_active,
    version,
    'false' as is_deleted
from options
where json_extract_scalar(option, '$.value') is not null
union all
select row_id, kind || ':' || native_id as member_id, kind, native_id, cast(null as varchar) as name, cast(null as varchar) as team,
    cast(null as varchar) as is_active, '0' as version, 'false' as is_deleted
from assignees
