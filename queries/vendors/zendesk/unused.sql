-- Which of Zendesk's records say nothing that is counted?
--
-- grain   one row per such record
-- reads   raw
-- params  {reason_field} text, {call_charge_currency} text
-- windows none
-- traps   The rest of what the other mappings take: what one of them leaves out and this does not is put into quarantine.

with events as (
    select raw.row_id,
        json_extract(raw.body, '$.child_events[' || cast(t.n - 1 as varchar) || ']') as child
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.child_events')), 1))) as t(n)
    where raw.stream = 'ticket_events'
),

read as (
    select row_id,
        coalesce(json_extract_scalar(child, '$.event_type'), json_extract_scalar(child, '$.type')) as type,
        coalesce(json_extract_scalar(child, '$.status'), case json_extract_scalar(child, '$.field_name')
            when 'status' then json_extract_scalar(child, '$.value') end) as status,
        coalesce(json_extract_scalar(child, '$.assignee_id'), case json_extract_scalar(child, '$.field_name')
            when 'assignee_id' then json_extract_scalar(child, '$.value') end) as assignee_id,
        coalesce(json_extract_scalar(child, '$.previous_value'), '') as previous_value
    from events
),

telling as (
    select distinct row_id
    from read
    where type in ('Comment', 'SurveyResponseSubmitted')
       or regexp_like(assignee_id, '^[1-9][0-9]*$')
       or (type in ('Create', 'Change') and (
            status = 'solved'
            or (status = 'closed' and previous_value not in ('', 'solved'))
            or (status not in ('closed', 'deleted') and previous_value = 'solved')))
)

select raw.row_id
from raw
left join telling on telling.row_id = raw.row_id
where (raw.stream = 'legs' and not (
        coalesce(json_extract_scalar(raw.body, '$.type'), '') = 'agent'
        and coalesce(json_extract_scalar(raw.body, '$.completion_status'), '') = 'completed'
        and json_extract_scalar(raw.body, '$.agent_id') is not null
        and (coalesce(json_extract_scalar(raw.body, '$.transferred_from'), '0') <> '0'
            or coalesce(json_extract_scalar(raw.body, '$.consultation_from'), '0') = '0'
                and coalesce(json_extract_scalar(raw.body, '$.conference_from'), '0') = '0')))
   or (raw.stream = 'ticket_events' and telling.row_id is null)
   or (raw.stream = 'ticket_fields' and json_extract_scalar(raw.body, '$.id') <> {reason_field})
   or (raw.stream = 'ticket_fields'
        and json_extract_scalar(raw.body, '$.custom_field_options[0].value') is null)
   or (raw.stream = 'satisfaction_ratings'
        and coalesce(json_extract_scalar(raw.body, '$.score'), '') not in ('offered', 'good', 'bad'))
   or (raw.stream = 'metric_events' and not (
        coalesce(json_extract_scalar(raw.body, '$.type'), '') = 'breach'
        and coalesce(json_extract_scalar(raw.body, '$.metric'), '')
            in ('reply_time', 'resolution_time', 'requester_wait_time', 'agent_work_time')))
   or (raw.stream = 'calls'
        and json_extract_scalar(raw.body, '$.ticket_id') is not null
        and ({call_charge_currency} = '' or json_extract_scalar(raw.body, '$.call_charge') is null)
        and not (coalesce(json_extract_scalar(raw.body, '$.completion_status'), '')
                in ('completed', 'abandoned_on_hold') and json_extract_scalar(raw.body, '$.agent_id') is not null)
        and coalesce(json_extract_scalar(raw.body, '$.callback'), 'false') <> 'true'
        and coalesce(json_extract_scalar(raw.body, '$.voicemail'), 'false') <> 'true'
        and coalesce(json_extract_scalar(raw.body, '$.overflowed'), 'false') <> 'true'
        and coalesce(json_extract_scalar(raw.body, '$.completion_status'), '') <> 'abandoned_in_queue')
