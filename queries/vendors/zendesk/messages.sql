-- What does each event of a ticket say about messages?
--
-- grain   one row per comment
-- reads   raw, members
-- params  {bots} text
-- windows none
-- traps   An event is one update of a ticket; its child events are what changed by it, a comment among them. The author is
--         a bot if the config says so, an agent if the directory has or had him or he ever had a ticket to answer, or if the
--         comment is a note, which only agents write; everybody else is a customer. Bodies do not land. A note of a call (VoiceComment) is no message.
--         Documented: event_type, author_id, public, created_at. Assumed: nothing.

with children as (
    select raw.row_id, raw.source, raw.version, raw.op,
        json_extract_scalar(raw.body, '$.ticket_id') as ticket_id,
        json_extract_scalar(raw.body, '$.created_at') as event_at,
        json_extract(raw.body, '$.child_events[' || cast(t.n - 1 as varchar) || ']') as child
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.child_events')), 1))) as t(n)
    where raw.stream = 'ticket_events'
),

comments as (
    select row_id, source, version, op, ticket_id,
        json_extract_scalar(child, '$.id') as message_id,
        coalesce(json_extract_scalar(child, '$.created_at'), event_at) as sent_at,
        json_extract_scalar(child, '$.author_id') as author_id,
        json_extract_scalar(child, '$.public') as is_public
    from children
    where coalesce(json_extract_scalar(child, '$.event_type'), json_extract_scalar(child, '$.type')) = 'Comment'
)

select
    c.row_id,
    c.message_id,
    c.ticket_id as contact_id,
    c.version,
    c.sent_at,
    case
        when contains(split(replace({bots}, ' ', ''), ','), c.author_id) then 'bot'
        when m.kind is not null or c.is_public = 'false' then 'agent'
        else 'customer'
    end as author,
    c.is_public,
    case when not contains(split(replace({bots}, ' ', ''), ','), c.author_id)
        and (m.kind is not null or c.is_public = 'false') then c.source || ':' || c.author_id end as agent,
    case when c.op = 'delete' then 'true' else 'false' end as is_deleted
from comments as c
left join members as m on m.kind = 'agent' and m.native_id = c.author_id
