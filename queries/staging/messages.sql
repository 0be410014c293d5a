-- What does each new raw row say about a message, and can it be believed?
--
-- grain   one row per raw row and messages its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone, {contact_source} text
-- windows none
-- traps   A message is public unless it says otherwise: internal notes answer nobody.

select
    source, message_id, version, row_id, is_deleted,
    {contact_source} as contact_source,
    contact_id, sent_at,
    lower(author) as author,
    coalesce(is_public, true) as is_public,
    department, agent,
    date(at_timezone(with_timezone(sent_at, 'UTC'), {zone})) as sent_on,
    hour(at_timezone(with_timezone(sent_at, 'UTC'), {zone})) as sent_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when lower(author) not in ('customer', 'agent', 'bot') then 'author is not customer, agent or bot'
    end) as problem,
    found,
    {run} as run
from typed
