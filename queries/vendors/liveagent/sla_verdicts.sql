-- What does each entry of the SLA log say about a target that was met?
--
-- grain   one row per entry
-- reads   raw, members
-- params  {zone_v3} text
-- windows none
-- traps   The log has only targets that were met, in time or late (documented): one that was never met is not in it, so
--         shares made from it are too good where tickets are resolved without an answer, or wait still. A chat's target
--         is its first reply; first assignments and calls have none here. Times have no zone. Assumed: how sla_type is
--         spelt (first_answer, next_answer, first_resolve, chat_answer, in any case, with a space or not).

with entries as (
    select row_id, version, op, body,
        regexp_replace(lower(json_extract_scalar(body, '$.sla_type')), '[^a-z]', '') as type,
        json_extract_scalar(body, '$.date_due') as due_at,
        json_extract_scalar(body, '$.date_closed') as closed_at
    from raw
    where stream in ('sla_tickets', 'sla_chats')
      and coalesce(regexp_replace(lower(json_extract_scalar(body, '$.sla_type')), '[^a-z]', ''), '') <> 'firstassign'
),

timed as (
    select entries.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(due_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as due_utc,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(closed_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as closed_utc
    from entries
)

select
    t.row_id,
    json_extract_scalar(t.body, '$.id') as verdict_id,
    json_extract_scalar(t.body, '$.conversationid') as contact_id,
    t.version,
    case t.type when 'firstanswer' then 'first_reply' when 'chatanswer' then 'first_reply' when 'nextanswer' then 'next_reply'
        when 'firstresolve' then 'resolution' else t.type end as metric,
    coalesce(cast(date(t.due_utc) as varchar) || ' ' || lpad(cast(hour(t.due_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.due_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.due_utc) as varchar), 2, '0') || 'Z', t.due_at) as due_at,
    coalesce(cast(date(t.closed_utc) as varchar) || ' ' || lpad(cast(hour(t.closed_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.closed_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.closed_utc) as varchar), 2, '0') || 'Z', t.closed_at) as achieved_at,
    json_extract_scalar(t.body, '$.sla_level_name') as policy,
    coalesce(d.name, json_extract_scalar(t.body, '$.departmentid')) as department,
    case when t.op = 'delete' then 'true' else 'false' end as is_deleted
from timed as t
left join members as d on d.kind = 'department' and d.native_id = json_extract_scalar(t.body, '$.departmentid')
