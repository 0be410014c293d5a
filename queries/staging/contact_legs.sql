-- What does each new raw row say about a leg of a contact, and can it be believed?
--
-- grain   one row per raw row and contact_legs its mapping made of it
-- reads   typed
-- params  {run} text, {zone} zone, {contact_source} text
-- windows none
-- traps   A leg that says nothing of its outcome was answered if it says when. The wait is the source's own where it says it,
--         else the time to the answer, or to the end where there was none; of an answer at a time nobody states it is not
--         known, or talk would be waiting.

with told as (
    select typed.*,
        coalesce(lower(outcome), case when answered_at is not null then 'answered' end) as came_to,
        coalesce(wait_seconds, date_diff('second', queued_at, case when answered_at is not null then answered_at
            when coalesce(lower(outcome), '') <> 'answered' then ended_at end)) as waited,
        coalesce(wrapped_at, ended_at) as handled_at
    from typed
)

select
    source, leg_id, version, row_id, is_deleted,
    {contact_source} as contact_source,
    contact_id, part_of, queued_at, answered_at, ended_at, wrapped_at,
    came_to as outcome,
    tells,
    coalesce(lower(direction), 'inbound') as direction,
    waited as wait_seconds,
    talk_seconds, hold_seconds, after_work_seconds,
    is_transferred,
    transfer_reason, channel, department, reason, agent, location, product, queue,
    date(at_timezone(with_timezone(queued_at, 'UTC'), {zone})) as queued_on,
    hour(at_timezone(with_timezone(queued_at, 'UTC'), {zone})) as queued_hour,
    date(at_timezone(with_timezone(handled_at, 'UTC'), {zone})) as handled_on,
    hour(at_timezone(with_timezone(handled_at, 'UTC'), {zone})) as handled_hour,
    key, page, file, fetched_at, event_at,
    coalesce(problem, case
        when answered_at < queued_at then 'answered before it was queued'
        when ended_at < coalesce(answered_at, queued_at) then 'ended before it began'
        when wrapped_at < ended_at then 'wrapped up before it ended'
        when came_to not in ('answered', 'abandoned', 'callback', 'flow_out') then 'outcome is not answered, abandoned, callback or flow_out'
        when not regexp_like('|' || tells, '^(\|(answered|abandoned|callback|flow_out))*\|?$') then 'tells is not answered, abandoned, callback or flow_out'
        when came_to = 'abandoned' and answered_at is not null then 'abandoned, yet answered'
        when lower(direction) not in ('inbound', 'outbound') then 'direction is neither inbound nor outbound'
    end) as problem,
    found,
    {run} as run
from told
