-- What does each event of a ticket say about its resolution and its reopening?
--
-- grain   one row per change of a ticket's status that matters
-- reads   raw
-- params  none
-- windows none
-- traps   A ticket that is closed after it was solved is not resolved twice: what it was before lands only where customers'
--         data do, and closed from what nobody knows tells nothing. Solved tickets that go back to any other
--         status but closed are reopened. Who has it is the ticket's own to say, which knows of the time before the first reading.
--         Documented: Create and Change events and their previous_value, as the audits of
--         a ticket have them (field_name, value). Assumed: that the export spells them {"status": "open"}, as seen in
--         other people's connectors; both spellings are read.

with children as (
    select raw.row_id, raw.version, t.n,
        json_extract_scalar(raw.body, '$.id') as event_id,
        json_extract_scalar(raw.body, '$.ticket_id') as ticket_id,
        json_extract_scalar(raw.body, '$.created_at') as changed_at,
        json_extract(raw.body, '$.child_events[' || cast(t.n - 1 as varchar) || ']') as child
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.child_events')), 1))) as t(n)
    where raw.stream = 'ticket_events'
),

changes as (
    select row_id, version, n, event_id, ticket_id, changed_at,
        coalesce(json_extract_scalar(child, '$.status'), case json_extract_scalar(child, '$.field_name')
            when 'status' then json_extract_scalar(child, '$.value') end) as status,
        json_extract_scalar(child, '$.previous_value') as previous_value
    from children
    where coalesce(json_extract_scalar(child, '$.event_type'), json_extract_scalar(child, '$.type'))
        in ('Create', 'Change')
),

told as (
    select changes.*,
        case
            when status = 'solved' then 'resolved'
            when status = 'closed' and previous_value <> 'solved' then 'resolved'
            when status not in ('closed', 'deleted') and previous_value = 'solved' then 'reopened'
        end as change
    from changes
)

select
    row_id,
    event_id || ':' || cast(n as varchar) as change_id,
    ticket_id as contact_id,
    changed_at,
    change,
    cast(null as varchar) as department,
    cast(null as varchar) as agent,
    version
from told
where change is not null
