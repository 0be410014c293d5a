-- What does each call of Talk, and each agent's leg of one, say about a stay in a queue and its handling?
--
-- grain   one row per version of a call that came to a queue or an agent, and of a leg of an agent who handled one
-- reads   raw, members
-- params  none
-- windows none
-- traps   A call has the seconds of all its agents; each one's own, and that he passed it on, stand in his leg, which is a part
--         of the call. Without legs nobody knows of transfers. A call lost in the menu or at the answering machine waited in
--         no queue and is no leg. A call with a ticket belongs to the ticket. Who missed or declined a call, was only asked
--         for advice or joined in, has not handled it. Documented: all fields, and that an agent's leg begins as his phone
--         rings. Assumed: that duration and time_to_answer run from created_at; the values of completion_status and type;
--         that transferred_to stands in the leg that ended by a transfer; that 0 there, and in the fields of consultations and
--         conferences, is nobody.

with talk as (
    select row_id, source, stream, version, op, body,
        try_cast(replace(replace(json_extract_scalar(body, '$.created_at'), 'T', ' '), 'Z', '') as timestamp) as began,
        coalesce(cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.ivr_time_spent'), '^\d{1,9}(\.\d+)?$') as double)) as bigint), 0) as menu,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.time_to_answer'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as to_answer,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.duration'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as duration,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.talk_time'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as talk,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.hold_time'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as hold,
        cast(round(try_cast(regexp_extract(json_extract_scalar(body, '$.wrap_up_time'), '^\d{1,9}(\.\d+)?$') as double)) as bigint) as wrap_up,
        json_extract_scalar(body, '$.completion_status') as status,
        json_extract_scalar(body, '$.direction') as direction
    from raw
    where stream in ('calls', 'legs')
),

told as (
    select talk.*, 'call:' || json_extract_scalar(body, '$.id') as leg_id, cast(null as varchar) as part_of,
        coalesce(json_extract_scalar(body, '$.ticket_id'), 'call:' || json_extract_scalar(body, '$.id')) as contact_id,
        date_add('second', menu, began) as queued, to_answer as until_answer,
        case
            when status in ('completed', 'abandoned_on_hold') and json_extract_scalar(body, '$.agent_id') is not null
                then 'answered'
            when json_extract_scalar(body, '$.callback') = 'true' then 'callback'
            when json_extract_scalar(body, '$.voicemail') = 'true'
                or json_extract_scalar(body, '$.overflowed') = 'true' then 'flow_out'
            when status = 'abandoned_in_queue' then 'abandoned'
        end as outcome
    from talk
    where stream = 'calls'
    union all
    select talk.*, 'leg:' || json_extract_scalar(body, '$.id'), 'call:' || json_extract_scalar(body, '$.call_id'),
        'call:' || json_extract_scalar(body, '$.call_id'), began,
        greatest(duration - coalesce(talk, 0) - coalesce(hold, 0), 0), 'answered'
    from talk
    where stream = 'legs'
      and json_extract_scalar(body, '$.type') = 'agent'
      and status = 'completed'
      and json_extract_scalar(body, '$.agent_id') is not null
      and (coalesce(json_extract_scalar(body, '$.transferred_from'), '0') <> '0'
        or coalesce(json_extract_scalar(body, '$.consultation_from'), '0') = '0'
            and coalesce(json_extract_scalar(body, '$.conference_from'), '0') = '0')
),

timed as (
    select told.*,
        case when outcome = 'answered' then date_add('second', until_answer, began) end as answered,
        date_add('second', duration, began) as ended,
        date_add('second', duration + case when stream = 'legs' then coalesce(wrap_up, 0) else wrap_up end, began) as wrapped
    from told
    where outcome is not null
)

select
    c.row_id, c.leg_id, c.contact_id, c.part_of, c.version,
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
    case when c.stream = 'legs' and coalesce(json_extract_scalar(c.body, '$.transferred_to'), '0') <> '0' then 'true'
        when c.stream = 'legs' then 'false' else '-' end as is_transferred,
    'phone' as channel,
    coalesce(m.name, json_extract_scalar(c.body, '$.call_group_id')) as department,
    case when c.outcome = 'answered' then c.source || ':' || json_extract_scalar(c.body, '$.agent_id') end as agent,
    case when c.op = 'delete' then 'true' else 'false' end as is_deleted
from timed as c
left join members as m on m.kind = 'department' and m.native_id = json_extract_scalar(c.body, '$.call_group_id')
