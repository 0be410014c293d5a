-- What does each call say about one leg of a contact?
--
-- grain   one row per version of a call
-- reads   raw
-- params  {zone_v3} text
-- windows none
-- traps   LiveAgent tells of a call, not of its stays in queues: who took it, where, and what a call that nobody answered
--         came to, a call-back for one, is not said, so every call that came in and was not answered counts as abandoned. A
--         call that went out unanswered came to nothing. Calls among agents are none. Talk is the call's duration, hold
--         included. Times have no zone. Documented: all fields. Assumed: that callDuration counts from the answer on.

with calls as (
    select row_id, version, op, body,
        json_extract_scalar(body, '$.id') as leg_id,
        nullif(json_extract_scalar(body, '$.ticketId'), '') as ticket_id,
        json_extract_scalar(body, '$.type') as type,
        nullif(json_extract_scalar(body, '$.dateCreated'), '0000-00-00 00:00:00') as created_at,
        nullif(json_extract_scalar(body, '$.dateAnswered'), '0000-00-00 00:00:00') as answered_at,
        nullif(json_extract_scalar(body, '$.dateFinished'), '0000-00-00 00:00:00') as ended_at
    from raw
    where stream = 'calls'
      and coalesce(json_extract_scalar(body, '$.type'), '') in ('I', 'O')
),

timed as (
    select calls.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(created_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as created_utc,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(answered_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as answered_utc,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(ended_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v3}, ''), 'UTC')), 'UTC') as timestamp) as ended_utc
    from calls
)

select
    row_id,
    leg_id,
    coalesce(ticket_id, 'call:' || leg_id) as contact_id,
    version,
    coalesce(cast(date(created_utc) as varchar) || ' ' || lpad(cast(hour(created_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(created_utc) as varchar), 2, '0') || ':' || lpad(cast(second(created_utc) as varchar), 2, '0') || 'Z', created_at) as queued_at,
    coalesce(cast(date(answered_utc) as varchar) || ' ' || lpad(cast(hour(answered_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(answered_utc) as varchar), 2, '0') || ':' || lpad(cast(second(answered_utc) as varchar), 2, '0') || 'Z', answered_at) as answered_at,
    coalesce(cast(date(ended_utc) as varchar) || ' ' || lpad(cast(hour(ended_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(ended_utc) as varchar), 2, '0') || ':' || lpad(cast(second(ended_utc) as varchar), 2, '0') || 'Z', ended_at) as ended_at,
    case when answered_at is not null then 'answered' when type = 'I' and ended_at is not null then 'abandoned' end as outcome,
    'answered|abandoned' as tells,
    case type when 'O' then 'outbound' else 'inbound' end as direction,
    case when answered_at is not null then json_extract_scalar(body, '$.callDuration') end as talk_seconds,
    'phone' as channel,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from timed
