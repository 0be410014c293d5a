-- What does each call of Talk say about a stay in a queue and its handling?
--
-- grain   one row per version of a call that came to a queue or an agent
-- reads   raw, members
-- params  none
-- windows none
-- traps   A call is one leg with the seconds of all its agents; Talk's own legs are not counted beside it, or its talk would
--         be counted twice. A call lost in the menu or at the answering machine waited in no queue and is no leg. A call
--         with a ticket belongs to the ticket. Documented: all fields. Assumed: that time_to_answer and duration run from
--         created_at, and the values of completion_status.

with calls as (
    select row_id, source, version, op, body,
        try_cast(replace(replace(json_extract_scalar(body, '$.created_at'), 'T', ' '), 'Z', '') as timestamp) as began,
        coalesce(cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.ivr_time_spent'), '^\d{1,9}(\.\d+)?$') as double)) as bigint), 0) as menu,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.time_to_answer'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as to_answer,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.duration'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as duration,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.wrap_up_time'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as wrap_up,
        json_extract_scalar(body, '$.completion_status') as status,
        json_extract_scalar(body, '$.direction') as direction
    from raw
    where stream = 'calls'
),

told as (
    select calls.*,
        case
            when status in ('completed', 'abandoned_on_hold') and json_extract_scalar(body, '$.agent_id') is not null
                then 'answered'
            when json_extract_scalar(body, '$.callback') = 'true' then 'callback'
            when json_extract_scalar(body, '$.voicemail') = 'true'
                or json_extract_scalar(body, '$.overflowed') = 'true' then 'flow_out'
            when status = 'abandoned_in_queue' then 'abandoned'
        end as outcome
    from calls
),

timed as (
    select told.*,
        date_add('second', menu, began) as queued,
        case when outcome = 'answered' then date_add('second', to_answer, began) end as answered,
        date_add('second', duration, began) as ended,
        date_add('second', duration + wrap_up, began) as wrapped
    from told
    where outcome is not null
)

select
    c.row_id,
    'call:' || json_extract_scalar(c.body, '$.id') as leg_id,
    coalesce(json_extract_scalar(c.body, '$.ticket_id'), 'call:' || json_extract_scalar(c.body, '$.id')) as contact_id,
    c.version,
    cast(date(c.queued) as varchar) || ' ' || lpad(cast(hour(c.queued) as varchar), 2, '0') || ':'
        || lpad(cast(minute(c.queued) as varchar), 2, '0') || ':' || lpad(cast(second(c.queued) as varchar), 2, '0')
        || 'Z' as queued_at,
    cast(date(c.answered) as varchar) || ' ' || lpad(cast(hour(c.answered) as varchar), 2, '0') || ':'
        || lpad(cast(minute(c.answered) as varchar), 2, '0') || ':'
        || lpad(cast(second(c.answered) as varchar), 2, '0') || 'Z' as answered_at,
    cast(date(c.ended) as varchar) || ' ' || lpad(cast(hour(c.ended) as varchar), 2, '0') || ':'
        || lpad(cast(minute(c.ended) as varchar), 2, '0') || ':' || lpad(cast(second(c.ended) as varchar), 2, '0')
        || 'Z' as ended_at,
    cast(date(c.wrapped) as varchar) || ' ' || lpad(cast(hour(c.wrapped) as varchar), 2, '0') || ':'
        || lpad(cast(minute(c.wrapped) as varchar), 2, '0') || ':'
        || lpad(cast(second(c.wrapped) as varchar), 2, '0') || 'Z' as wrapped_at,
    c.outcome,
    c.direction,
    case when c.direction = 'inbound' then json_extract_scalar(c.body, '$.wait_time') end as wait_seconds,
    case when c.outcome = 'answered' then json_extract_scalar(c.body, '$.talk_time') end as talk_seconds,
    case when c.outcome = 'answered' then json_extract_scalar(c.body, '$.hold_time') end as hold_seconds,
    case when c.outcome = 'answered' then json_extract_scalar(c.body, '$.wrap_up_time') end as after_work_seconds,
    'phone' as channel,
    coalesce(m.name, json_extract_scalar(c.body, '$.call_group_id')) as department,
    case when c.outcome = 'answered' then c.source || ':' || json_extract_scalar(c.body, '$.agent_id') end as agent,
    case when c.op = 'delete' then 'true' else 'false' end as is_deleted
from timed as c
left join members as m on m.kind = 'department' and m.native_id = json_extract_scalar(c.body, '$.call_group_id')
