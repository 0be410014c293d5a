-- What does each row of availability say about one stretch of an agent's time?
--
-- grain   one row per row of a report
-- reads   raw, members
-- params  {zone_v1} text
-- windows none
-- traps   An agent who is available for tickets, chats or calls is logged in; the same time in several reports or departments
--         counts once, as all time does. Whether somebody was ready, busy or on a break is not said. A stretch whose hours_online are not
--         its length would be a sum of several: its end is told as no time, which puts it into quarantine. Times are of
--         the zone the settings name, Los Angeles without one. Assumed: that from_date and to_date are one stretch.

with stretches as (
    select row_id, source, stream, version, op, body,
        json_extract_scalar(body, '$.from_date') as started_at,
        json_extract_scalar(body, '$.to_date') as ended_at,
        json_extract_scalar(body, '$.hours_online') as hours_online
    from raw
    where stream in ('availability_tickets', 'availability_chats', 'availability_calls')
),

timed as (
    select stretches.*,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(started_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v1}, ''), 'America/Los_Angeles')), 'UTC') as timestamp) as started_utc,
        cast(at_timezone(with_timezone(try_cast(regexp_extract(ended_at, '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$') as timestamp),
            coalesce(nullif({zone_v1}, ''), 'America/Los_Angeles')), 'UTC') as timestamp) as ended_utc
    from stretches
)

select
    t.row_id,
    t.stream || '/' || json_extract_scalar(t.body, '$.id') || '/' || json_extract_scalar(t.body, '$.userid') as interval_id,
    t.version,
    t.source || ':' || json_extract_scalar(t.body, '$.userid') as agent,
    'online' as activity,
    coalesce(cast(date(t.started_utc) as varchar) || ' ' || lpad(cast(hour(t.started_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.started_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.started_utc) as varchar), 2, '0') || 'Z', t.started_at) as started_at,
    case when abs(try_cast(t.hours_online as double) * 3600E0 - date_diff('second', t.started_utc, t.ended_utc)) > 60E0 + try_cast(t.hours_online as double) * 180E0
        then 'hours_online of ' || t.hours_online || ' is not the time from ' || t.started_at || ' to ' || t.ended_at
        else coalesce(cast(date(t.ended_utc) as varchar) || ' ' || lpad(cast(hour(t.ended_utc) as varchar), 2, '0') || ':'
        || lpad(cast(minute(t.ended_utc) as varchar), 2, '0') || ':' || lpad(cast(second(t.ended_utc) as varchar), 2, '0') || 'Z', t.ended_at) end as ended_at,
    coalesce(d.name, json_extract_scalar(t.body, '$.departmentid')) as department
from timed as t
left join members as d on d.kind = 'department' and d.native_id = json_extract_scalar(t.body, '$.departmentid')
