-- What does each new raw row say about an SLA target, and can it be believed?
--
-- grain   one row per raw row and sla_verdicts its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone, {contact_source} text
-- windows none
-- traps   A target is decided when it is met or when it is due, whichever comes first: a day still to come decides nothing yet.

select
    source, verdict_id, version, row_id, is_deleted,
    {contact_source} as contact_source,
    contact_id,
    lower(metric) as metric,
    due_at, achieved_at, policy, department, agent,
    date(at_timezone(with_timezone(least(due_at, coalesce(achieved_at, due_at)), 'UTC'), {zone})) as decided_on,
    hour(at_timezone(with_timezone(least(due_at, coalesce(achieved_at, due_at)), 'UTC'), {zone})) as decided_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when lower(metric) not in ('first_reply', 'next_reply', 'resolution') then 'metric is not first_reply, next_reply or resolution'
    end) as problem,
    found,
    {run} as run
from typed
