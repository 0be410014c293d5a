-- What does each new raw row say about a survey, and can it be believed?
--
-- grain   one row per raw row and surveys its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone, {contact_source} text, {keep_comments} integer, {satisfaction_scale} integer, {effort_scale} integer
-- windows none
-- traps   A score off its scale is left out whole: nobody can say what was meant. What customers wrote is kept only where the
--         config asks for it. When a survey was sent is never guessed from its answer: an export of answers alone would
--         have a response rate of 100 %.

with told as (
    select typed.*,
        lower(kind) as asked,
        case lower(kind) when 'promoter' then 0 when 'solved' then 0 else 1 end as lowest,
        case lower(kind) when 'promoter' then 10 when 'solved' then 1 when 'effort' then {effort_scale}
            else {satisfaction_scale} end as highest
    from typed
)

select
    source, survey_id, version, row_id, is_deleted,
    {contact_source} as contact_source,
    contact_id,
    asked as kind,
    invited_at, answered_at, score,
    case when {keep_comments} = 1 then comment end as comment,
    department, agent,
    date(at_timezone(with_timezone(invited_at, 'UTC'), {zone})) as invited_on,
    hour(at_timezone(with_timezone(invited_at, 'UTC'), {zone})) as invited_hour,
    date(at_timezone(with_timezone(answered_at, 'UTC'), {zone})) as answered_on,
    hour(at_timezone(with_timezone(answered_at, 'UTC'), {zone})) as answered_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when asked not in ('satisfaction', 'effort', 'promoter', 'solved') then 'kind is not satisfaction, effort, promoter or solved'
        when score is not null and answered_at is null then 'a score without the time of the answer'
        when score < lowest or score > highest then 'score lies off the scale'
        when answered_at < invited_at then 'answered before it was sent'
        when invited_at is null and answered_at is null and not is_deleted then 'neither invited_at nor answered_at is there'
    end) as problem,
    found,
    {run} as run
from told
