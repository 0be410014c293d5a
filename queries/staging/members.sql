-- What does each new raw row say about an agent, department, reason or bot, and can it be believed?
--
-- grain   one row per raw row and members its mapping made of it
-- reads   typed
-- params  {run} text
-- windows none
-- traps   No column of it is read as anything but text or a flag, so found may be NULL throughout: it has a type all the same.

select
    source, member_id, version, row_id, is_deleted,
    lower(kind) as kind,
    native_id, name, team, is_active,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when lower(kind) not in ('agent', 'department', 'reason', 'bot') then 'kind is not agent, department, reason or bot'
    end) as problem,
    cast(found as varchar) as found,
    {run} as run
from typed
