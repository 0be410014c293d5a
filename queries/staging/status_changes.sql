-- What does each new raw row say about a change of a contact's state, and can it be believed?
--
-- grain   one row per raw row and status_changes its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone, {contact_source} text
-- windows none
-- traps   none

select
    source, change_id, version, row_id, is_deleted,
    {contact_source} as contact_source,
    contact_id, changed_at,
    lower(change) as change,
    customer_id, channel, department, agent,
    date(at_timezone(with_timezone(changed_at, 'UTC'), {zone})) as changed_on,
    hour(at_timezone(with_timezone(changed_at, 'UTC'), {zone})) as changed_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when lower(change) not in ('assigned', 'resolved', 'reopened', 'open', 'ended', 'identified') then 'change is not assigned, resolved, reopened, open, ended or identified'
    end) as problem,
    found,
    {run} as run
from typed
