-- What does each ticket, and each call without a ticket, say about a contact?
--
-- grain   one row per version of a ticket, and of a call that has none
-- reads   raw, members
-- params  {zone_v3} text, {reason_field} text, {reason_tags} text
-- windows none
-- traps   Times have no zone: the settings say which, UTC without one. A ticket that is answered waits for its customer, and
--         is not resolved: only R and L are. Spam (B) is no contact, and told as deleted like X; I has not begun. A ticket
--         says when it was resolved last; when first, and when it came back, its history tells (status_changes), where
--         the plan has one. A call without a ticket is over when it ends, and nobody tags or reopens it.
--         Documented: all fields and letters. Assumed: that B and I are chats.

with tickets as (
    select row_id, source, version, op, body, json_extract_scalar(body, '$.status') as status,
        nullif(json_extract_scalar(body, '$.date_created'), '0000-00-00 00:00:00') as opened_at, nullif(json_extract_scalar(body, '$.date_resolved'), '0000-00-00 00:00:00') as resolved_at, 'ticket' as kind
    from raw
    where stream = 'tickets'
      and coalesce(json_extract_scalar(body, '$.status'), '') <> 'I'
),

calls as (
    select row_id, source, version, op, body, cast(null as varchar) as status,
        nullif(json_extract_scalar(body, '$.dateCreated'), '0000-00-00 00:00:00') as opened_at, nullif(json_extract_scalar(body, '$.dateFinished'), '0000-00-00 00:00:00') as resolved_at, 'call' as kind
    from raw
    where stream = 'calls'
      and coalesce(json_extract_scalar(body, '$.ticketId'), '') = ''
      and coalesce(json_extract_scalar(body, '$.type'), '') in ('I', 'O')
),

timed as (
    select found.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(opened_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as opened_utc,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(resolved_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as resolved_utc
    from (select * from tickets union all select * from calls) as found
),

fields as (
    select tickets.row_id,
        max(case when json_extract_scalar(field, '$.code') = {reason_field} then json_extract_scalar(field, '$.value') end) as reason
    from (
        select tickets.row_id, json_extract(tickets.body, '$.custom_fields[' || cast(t.n - 1 as varchar) || ']') as field
        from tickets
        cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(tickets.body, '$.custom_fields')), 1), 1))) as t(n)
    ) as tickets
    group by tickets.row_id
),

tagged as (
    select listed.row_id,
        array_join(array_agg(replace(coalesce(m.name, listed.tag), '|', ' ') order by listed.n), '|') as tags,
        min_by(coalesce(m.name, listed.tag),
            case when {reason_tags} <> '' and starts_with(coalesce(m.name, listed.tag), {reason_tags}) then listed.n end) as reason
    from (
        select tickets.row_id, t.n, json_extract_scalar(tickets.body, '$.tags[' || cast(t.n - 1 as varchar) || ']') as tag -- lint:allow J1 (a place in a list)
        from tickets
        cross join unnest(sequence(1, greatest(coalesce(json_array_length(json_extract(tickets.body, '$.tags')), 1), 1))) as t(n)
    ) as listed
    left join members as m on m.kind = 'reason' and m.native_id = listed.tag
    where listed.tag is not null
    group by listed.row_id
)

select
    t.row_id,
    case t.kind when 'call' then 'call:' || json_extract_scalar(t.body, '$.id') else json_extract_scalar(t.body, '$.id') end as contact_id,
    t.version,
    coalesce(cast(date(t.opened_utc) as varchar) || ' ' || lpad(cast(hour(t.opened_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.opened_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.opened_utc) as varchar), 2, '0') || 'Z', t.opened_at) as opened_at,
    case when t.kind = 'call' or t.status in ('R', 'L') then coalesce(cast(date(t.resolved_utc) as varchar) || ' ' || lpad(cast(hour(t.resolved_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.resolved_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.resolved_utc) as varchar), 2, '0') || 'Z', t.resolved_at) end as resolved_at,
    case t.kind when 'ticket' then coalesce(json_extract_scalar(t.body, '$.owner_contactid'), json_extract_scalar(t.body, '$.owner_email'))
        else case json_extract_scalar(t.body, '$.type') when 'O' then json_extract_scalar(t.body, '$.toNumber') else json_extract_scalar(t.body, '$.fromNumber') end
        end as customer_id,
    case when json_extract_scalar(t.body, '$.type') = 'O' and t.kind = 'call' then 'outbound' end as direction,
    coalesce(tagged.tags, '') as tags,
    case t.kind when 'call' then 'resolved|final|-surveys' else 'resolved|changes|tags' end as tells,
    case when t.kind = 'call' then 'phone' else case json_extract_scalar(t.body, '$.channel_type')
        when 'E' then 'email' when 'B' then 'chat' when 'I' then 'chat' when 'M' then 'form' when 'C' then 'phone' when 'W' then 'phone'
        when 'F' then 'facebook' when 'A' then 'facebook' when 'T' then 'twitter' when 'Q' then 'forum' when 'S' then 'forum'
        else lower(json_extract_scalar(t.body, '$.channel_type')) end end as channel,
    coalesce(d.name, json_extract_scalar(t.body, '$.departmentid')) as department,
    coalesce(nullif(trim(fields.reason), ''), tagged.reason) as reason,
    t.source || ':' || nullif(json_extract_scalar(t.body, '$.agentid'), '') as agent,
    case when t.op = 'delete' or t.status in ('X', 'B') then 'true' else 'false' end as is_deleted
from timed as t
left join fields on fields.row_id = t.row_id
left join tagged on tagged.row_id = t.row_id
left join members as d on d.kind = 'department' and d.native_id = json_extract_scalar(t.body, '$.departmentid')
