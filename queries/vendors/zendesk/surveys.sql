-- What does each rating, and each answer to a survey, say about how satisfied a customer was?
--
-- grain   one row per version of a rating, and per answer to a survey
-- reads   raw, members
-- params  {good_score} text, {bad_score} text
-- windows none
-- traps   Good and bad are no numbers: without good_score and bad_score a rating is an answer without a score, which counts
--         as answered and rates nothing, because a five for good and a one for bad would make an average nobody gave.
--         Of surveys of the newer kind only answers are told: the offer is another event, perhaps of another landing, and
--         offers whose answers stand elsewhere would count as never answered. Documented: ratings, and that both events
--         exist. Assumed: that a rating stays the same record from its offer on, and the names of the events' fields.

with children as (
    select raw.row_id, raw.source, raw.version,
        json_extract_scalar(raw.body, '$.id') as event_id,
        json_extract_scalar(raw.body, '$.ticket_id') as ticket_id,
        json_extract_scalar(raw.body, '$.created_at') as answered_at,
        json_extract(raw.body, '$.child_events[' || cast(t.n - 1 as varchar) || ']') as child
    from raw
    cross join unnest(sequence(1, greatest(json_array_length(json_extract(raw.body, '$.child_events')), 1))) as t(n)
    where raw.stream = 'ticket_events'
),

ratings as (
    select row_id, source, version, op, body,
        json_extract_scalar(body, '$.score') as score,
        json_extract_scalar(body, '$.created_at') as created_at,
        json_extract_scalar(body, '$.updated_at') as updated_at
    from raw
    where stream = 'satisfaction_ratings'
)

select
    r.row_id,
    'rating:' || json_extract_scalar(r.body, '$.id') as survey_id,
    json_extract_scalar(r.body, '$.ticket_id') as contact_id,
    r.version,
    'satisfaction' as kind,
    case when r.score = 'offered' or r.created_at < r.updated_at then r.created_at end as invited_at,
    case when r.score in ('good', 'bad') then coalesce(r.updated_at, r.created_at) end as answered_at,
    case r.score when 'good' then nullif({good_score}, '') when 'bad' then nullif({bad_score}, '') end as score,
    json_extract_scalar(r.body, '$.comment') as comment,
    coalesce(m.name, json_extract_scalar(r.body, '$.group_id')) as department,
    r.source || ':' || json_extract_scalar(r.body, '$.assignee_id') as agent,
    case when r.op = 'delete' then 'true' else 'false' end as is_deleted
from ratings as r
left join members as m on m.kind = 'department' and m.native_id = json_extract_scalar(r.body, '$.group_id')
where r.score in ('offered', 'good', 'bad')
union all
select
    row_id,
    'survey:' || coalesce(json_extract_scalar(child, '$.survey_response_id'), event_id) as survey_id,
    ticket_id as contact_id,
    version,
    'satisfaction' as kind,
    cast(null as varchar) as invited_at,
    answered_at,
    json_extract_scalar(child, '$.rating') as score,
    json_extract_scalar(child, '$.comment') as comment,
    cast(null as varchar) as department,
    source || ':' || json_extract_scalar(child, '$.assignee_id') as agent,
    'false' as is_deleted
from children
where coalesce(json_extract_scalar(child, '$.event_type'), json_extract_scalar(child, '$.type'))
    = 'SurveyResponseSubmitted'
