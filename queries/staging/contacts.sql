-- What does each new raw row say about a contact, and can it be believed?
--
-- grain   one row per raw row and contact its mapping made of it; a row the mapping left out appears with a problem
-- reads   raw_rows, mapped
-- params  {run} text, {row_zone} zone, {zone} zone
-- windows none
-- traps   Times arrive as text: ISO 8601 with T or space, with Z, UTC, an offset, or none (then {row_zone}). Text that
--         is not a time is a problem, never a NULL. A date alone is refused: midnight would be a guess. So is what
--         systems write where they have no date (year 1, 1900, 1970-01-01): one such day would reach the calendar.
--         Only here are zones converted: {zone} is the organisation's, its local days go into the facts.

with texts as (
    select
        r.row_id,
        r.source,
        r.key,
        r.page,
        r.op,
        r.fetched_at,
        r.reject_reason,
        m.row_id as mapped_row_id,
        nullif(trim(m.contact_id), '') as contact_id,
        coalesce(nullif(trim(m.version), ''), r.version) as version,
        lower(coalesce(nullif(trim(m.is_deleted), ''), case when r.op = 'delete' then 'true' else 'false' end)) as deleted_text,
        nullif(trim(m.opened_at), '') as opened_text,
        nullif(trim(m.resolved_at), '') as resolved_text,
        nullif(trim(m.channel), '') as channel,
        nullif(trim(m.department), '') as department,
        nullif(trim(m.reason), '') as reason,
        nullif(trim(m.agent), '') as agent
    from raw_rows as r
    left join mapped as m on m.row_id = r.row_id
),

walls as (
    select
        texts.*,
        case when regexp_like(opened_text, '^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?( ?(Z|UTC|[+-]([01]\d|2[0-3]):?[0-5]\d))?$')
            then try_cast(substr(opened_text, 1, 10) || ' ' || substr(opened_text, 12, 5)
                || case when substr(opened_text, 17, 1) = ':' then substr(opened_text, 17, 3) else ':00' end as timestamp)
        end as opened_wall,
        case when regexp_like(resolved_text, '^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?( ?(Z|UTC|[+-]([01]\d|2[0-3]):?[0-5]\d))?$')
            then try_cast(substr(resolved_text, 1, 10) || ' ' || substr(resolved_text, 12, 5)
                || case when substr(resolved_text, 17, 1) = ':' then substr(resolved_text, 17, 3) else ':00' end as timestamp)
        end as resolved_wall,
        case when substr(opened_text, -1) in ('Z', 'C') then '+0000'
            when substr(opened_text, -6, 1) in ('+', '-') then substr(opened_text, -6, 3) || substr(opened_text, -2)
            when substr(opened_text, -5, 1) in ('+', '-') then substr(opened_text, -5) end as opened_offset,
        case when substr(resolved_text, -1) in ('Z', 'C') then '+0000'
            when substr(resolved_text, -6, 1) in ('+', '-') then substr(resolved_text, -6, 3) || substr(resolved_text, -2)
            when substr(resolved_text, -5, 1) in ('+', '-') then substr(resolved_text, -5) end as resolved_offset
    from texts
),

instants as (
    select
        walls.*,
        case when opened_wall is null then null -- and the offset may be anything
            when opened_offset is null then cast(at_timezone(with_timezone(opened_wall, {row_zone}), 'UTC') as timestamp)
            else date_add('minute',
                (case when substr(opened_offset, 1, 1) = '-' then 1 else -1 end)
                    * (cast(substr(opened_offset, 2, 2) as integer) * 60 + cast(substr(opened_offset, 4, 2) as integer)), -- lint:allow C2 (digits, by the pattern above)
                opened_wall)
        end as opened_at,
        case when resolved_wall is null then null
            when resolved_offset is null then cast(at_timezone(with_timezone(resolved_wall, {row_zone}), 'UTC') as timestamp)
            else date_add('minute',
                (case when substr(resolved_offset, 1, 1) = '-' then 1 else -1 end)
                    * (cast(substr(resolved_offset, 2, 2) as integer) * 60 + cast(substr(resolved_offset, 4, 2) as integer)), -- lint:allow C2 (digits, by the pattern above)
                resolved_wall)
        end as resolved_at,
        cast(at_timezone(from_iso8601_timestamp(walls.fetched_at), 'UTC') as timestamp) as landed_at
    from walls
)

select
    source,
    contact_id,
    version,
    row_id,
    deleted_text in ('true', 't', 'yes', 'y', '1') as is_deleted,
    opened_at,
    resolved_at,
    date(at_timezone(with_timezone(opened_at, 'UTC'), {zone})) as opened_on,
    date(at_timezone(with_timezone(resolved_at, 'UTC'), {zone})) as resolved_on,
    channel,
    department,
    reason,
    agent,
    key,
    page,
    case when strpos(page, ':') > 0 then substr(page, 1, length(page) - strpos(reverse(page), ':')) end as file,
    landed_at as fetched_at,
    case
        when op = 'reject' then coalesce(reject_reason, 'not a record')
        when mapped_row_id is null then 'the mapping leaves this row out'
        when contact_id is null then 'contact_id is empty'
        when deleted_text not in ('true', 't', 'yes', 'y', '1', 'false', 'f', 'no', 'n', '0') then 'is_deleted is neither true nor false'
        when opened_text is null and deleted_text in ('false', 'f', 'no', 'n', '0') then 'opened_at is empty'
        when opened_text is not null and opened_at is null then 'opened_at is not a time'
        when resolved_text is not null and resolved_at is null then 'resolved_at is not a time'
        when opened_at < timestamp '1970-01-02 00:00:00' then 'opened_at lies before 1970-01-02'
        when resolved_at < opened_at then 'resolved before it was opened'
        when opened_at > date_add('day', 1, landed_at) then 'opened_at lies after the day it landed'
        when resolved_at > date_add('day', 1, landed_at) then 'resolved_at lies after the day it landed'
    end as problem,
    case
        when op = 'reject' or mapped_row_id is null or contact_id is null then null
        when deleted_text not in ('true', 't', 'yes', 'y', '1', 'false', 'f', 'no', 'n', '0') then substr(deleted_text, 1, 40)
        when opened_text is not null and opened_at is null then substr(opened_text, 1, 40)
        when resolved_text is not null and resolved_at is null then substr(resolved_text, 1, 40)
        when opened_at < timestamp '1970-01-02 00:00:00' then substr(opened_text, 1, 40)
        when resolved_at < opened_at then substr(opened_text, 1, 40) || ' > ' || substr(resolved_text, 1, 40)
        when opened_at > date_add('day', 1, landed_at) then substr(opened_text, 1, 40)
        when resolved_at > date_add('day', 1, landed_at) then substr(resolved_text, 1, 40)
    end as found,
    {run} as run
from instants
