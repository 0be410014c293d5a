-- What does each message of a ticket say?
--
-- grain   one row per message that somebody wrote
-- reads   raw, members
-- params  {zone_v3} text
-- windows none
-- traps   The ticket and the kind of the group stand in the key: ticket/group/kind/message. Of a letter's parts only the text
--         counts (M, or N and I for notes): headings, quotes, files and what the system notes down are no messages. Incoming
--         letters and offline messages are customers', whoever signs them; in chats an agent is whom the directory has.
--         system00 is the system (seen by others). A chat line nobody signs has no author, and is put into quarantine.
--         Documented: all fields and letters. Assumed: that a letter has one text.

with lines as (
    select row_id, source, version, op,
        split_part(key, '/', 1) as ticket_id,
        split_part(key, '/', 2) as group_id,
        split_part(key, '/', 3) as kind,
        json_extract_scalar(body, '$.id') as own_id,
        json_extract_scalar(body, '$.type') as type,
        nullif(json_extract_scalar(body, '$.userid'), '') as user_id,
        json_extract_scalar(body, '$.datecreated') as sent_at
    from raw
    where stream = 'messages'
      and coalesce(json_extract_scalar(body, '$.type'), '') in ('M', 'Y', 'N', 'I')
),

timed as (
    select lines.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(sent_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as sent_utc
    from lines
)

select
    t.row_id,
    t.ticket_id || '/' || t.group_id || '/' || t.own_id as message_id,
    t.ticket_id as contact_id,
    t.version,
    coalesce(cast(date(t.sent_utc) as varchar) || ' ' || lpad(cast(hour(t.sent_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.sent_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.sent_utc) as varchar), 2, '0') || 'Z', t.sent_at) as sent_at,
    case
        when t.user_id = 'system00' or m.kind = 'bot' then 'bot'
        when t.type in ('N', 'I') or t.kind in ('I', 'U', 'Z') then 'agent'
        when t.kind in ('3', '5', 'M', '7') then 'customer'
        when t.kind in ('4', 'O') then 'agent'
        when t.user_id is not null then coalesce(m.kind, 'customer')
    end as author,
    case when t.type in ('N', 'I') or t.kind in ('I', 'U', 'Z') then 'false' else 'true' end as is_public,
    case when m.kind = 'agent' and t.kind not in ('3', '5', 'M', '7') then t.source || ':' || t.user_id end as agent,
    case when t.op = 'delete' then 'true' else 'false' end as is_deleted
from timed as t
left join members as m on m.kind in ('agent', 'bot') and m.native_id = t.user_id
