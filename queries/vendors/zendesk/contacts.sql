-- What does each ticket, and each call without a ticket, say about a contact?
--
-- grain   one row per version of a ticket, and of a call that has none
-- reads   raw, members
-- params  {reason_field} text, {reason_tags} text
-- windows none
-- traps   A ticket's clocks are whole minutes, and mean something only once it is solved. First solved, and reopened, it was
--         when the clock of the requester's wait says so, which comes with it; without clocks, one that was reopened has
--         no first resolution that is known, so nobody knows how many were, nor which targets were met. Fields of tickets
--         do not land, but of a list of options the one chosen is a tag too: the reason is the first tag that is an option
--         of the reason's field, by its name, or that the config calls one. A call with a ticket is a leg of it, and who calls
--         again makes a new one. Documented: all fields. Assumed: that via.channel has the values listed (others are told as they are), and metric_events come.

with tickets as (
    select row_id, source, version, op, body, json_extract_scalar(body, '$.status') as status,
        json_array_length(json_extract(body, '$.tags')) as tag_count, json_array_length(json_extract(body, '$.metric_events.requester_wait_time')) as event_count
    from raw
    where stream = 'tickets'
),

tags as (
    select t.row_id, s.n, json_extract_scalar(t.body, '$.tags[' || cast(s.n - 1 as varchar) || ']') as tag -- lint:allow J1 (a place in a list)
    from tickets as t
    cross join unnest(sequence(1, greatest(t.tag_count, 1))) as s(n)
),

tagged as (
    select tags.row_id,
        array_join(array_agg(replace(tag, '|', ' ') order by n), '|') as tags,
        min_by(coalesce(m.name, tag), case when m.native_id is not null
            or contains(split(replace({reason_tags}, ' ', ''), ','), tag) then n end) as reason
    from tags
    left join members as m on m.kind = 'reason' and m.native_id = tag and {reason_field} <> ''
    where tag is not null
    group by tags.row_id
),

events as (
    select t.row_id,
        json_extract(t.body, '$.metric_events.requester_wait_time[' || cast(s.n - 1 as varchar) || ']') as event
    from tickets as t
    cross join unnest(sequence(1, greatest(t.event_count, 1))) as s(n)
),

clocks as (
    select row_id, json_extract_scalar(event, '$.type') as type, json_extract_scalar(event, '$.time') as happened,
        min(case when json_extract_scalar(event, '$.type') = 'fulfill' then json_extract_scalar(event, '$.time') end)
            over (partition by row_id) as solved_at
    from events
    where coalesce(json_extract_scalar(event, '$.deleted'), 'false') = 'false'
),

solved as (
    select row_id, min(solved_at) as first_at,
        min(case when type = 'activate' and happened > solved_at then happened end) as reopened_at
    from clocks
    group by row_id
),

calls as (
    select row_id, source, version, op, body,
        try_cast(replace(replace(json_extract_scalar(body, '$.created_at'), 'T', ' '), 'Z', '') as timestamp) as began,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.duration'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as duration
    from raw
    where stream = 'calls'
      and json_extract_scalar(body, '$.ticket_id') is null
),

ended as (select calls.*, date_add('second', duration, began) as at from calls)

select
    t.row_id,
    json_extract_scalar(t.body, '$.id') as contact_id,
    t.version,
    json_extract_scalar(t.body, '$.created_at') as opened_at,
    case when t.status in ('solved', 'closed') then json_extract_scalar(t.body, '$.metric_set.solved_at') end as resolved_at,
    solved.first_at as first_resolved_at, solved.reopened_at,
    case when coalesce(t.event_count, json_array_length(json_extract(t.body, '$.metric_events.reply_time'))) is null then 'resolved|tags|-sla_verdicts' else 'resolved|reopened|tags' end as tells,
    case when solved.first_at is null and coalesce(json_extract_scalar(t.body, '$.metric_set.reopens'), '0') <> '0' then 'true' end as is_reopened,
    json_extract_scalar(t.body, '$.metric_set.initially_assigned_at') as assigned_at,
    json_extract_scalar(t.body, '$.requester_id') as customer_id,
    case when json_extract_scalar(t.body, '$.via.source.rel') = 'outbound' then 'outbound' end as direction,
    coalesce(tagged.tags, '') as tags,
    case when t.status in ('solved', 'closed') then cast(60 * cast(round(try_cast(regexp_extract(json_extract_scalar(t.body,
        '$.metric_set.requester_wait_time_in_minutes.calendar'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as varchar) end as requester_wait_seconds,
    case when t.status in ('solved', 'closed') then cast(60 * cast(round(try_cast(regexp_extract(json_extract_scalar(t.body,
        '$.metric_set.agent_wait_time_in_minutes.calendar'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as varchar) end as agent_wait_seconds,
    case when t.status in ('solved', 'closed') then cast(60 * cast(round(try_cast(regexp_extract(json_extract_scalar(t.body,
        '$.metric_set.on_hold_time_in_minutes.calendar'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as varchar) end as on_hold_seconds,
    case json_extract_scalar(t.body, '$.via.channel') when 'voice' then 'phone' when 'web' then 'form'
        when 'mobile' then 'form' when 'native_messaging' then 'messaging' when 'whatsapp' then 'messaging' else json_extract_scalar(t.body, '$.via.channel') end as channel,
    coalesce(g.name, json_extract_scalar(t.body, '$.group_id')) as department,
    tagged.reason,
    t.source || ':' || json_extract_scalar(t.body, '$.assignee_id') as agent,
    case when t.op = 'delete' or t.status = 'deleted' then 'true' else 'false' end as is_deleted
from tickets as t
left join tagged on tagged.row_id = t.row_id
left join members as g on g.kind = 'department' and g.native_id = json_extract_scalar(t.body, '$.group_id')
left join solved on solved.row_id = t.row_id
union all
select
    c.row_id,
    'call:' || json_extract_scalar(c.body, '$.id') as contact_id,
    c.version,
    json_extract_scalar(c.body, '$.created_at') as opened_at,
    cast(date(c.at) as varchar) || ' ' || lpad(cast(hour(c.at) as varchar), 2, '0') || ':'
        || lpad(cast(minute(c.at) as varchar), 2, '0') || ':' || lpad(cast(second(c.at) as varchar), 2, '0') || 'Z' as resolved_at,
    cast(null as varchar) as first_resolved_at, cast(null as varchar) as reopened_at, 'resolved|final|-surveys' as tells, cast(null as varchar) as is_reopened,
    cast(null as varchar) as assigned_at, json_extract_scalar(c.body, '$.customer_id') as customer_id,
    json_extract_scalar(c.body, '$.direction') as direction,
    cast(null as varchar) as tags,
    cast(null as varchar) as requester_wait_seconds, cast(null as varchar) as agent_wait_seconds,
    cast(null as varchar) as on_hold_seconds,
    'phone' as channel,
    coalesce(g.name, json_extract_scalar(c.body, '$.call_group_id')) as department,
    cast(null as varchar) as reason,
    c.source || ':' || json_extract_scalar(c.body, '$.agent_id') as agent,
    case when c.op = 'delete' then 'true' else 'false' end as is_deleted
from ended as c
left join members as g on g.kind = 'department' and g.native_id = json_extract_scalar(c.body, '$.call_group_id')
