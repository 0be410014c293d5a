-- What does each new record of Sprout Social say about a change of a case's state, or about who it is of?
--
-- grain   one row per last closing a case tells, one per reading of a case that is open after one, and one per message of a
--         customer that says its case
-- reads   raw
-- params  none
-- windows none
-- traps   A case tells its last closing only. Read every hour, each is seen; of what was closed and opened again before
--         the first reading only the last closing is known. When it was opened again is not told: what it was updated
--         at, seen open again for the first time, is the latest it can be. When it was assigned is not told at all. A case
--         names neither its customer nor its network: the first message of a customer that names the case does, and one that
--         was read before it was put into the case, and is not told again, does not. See contacts.sql for what is assumed.

with told as (
    select row_id, stream, body,
        nullif(json_extract_scalar(body, '$.case_id'), '') as case_id,
        upper(json_extract_scalar(body, '$.status')) as status,
        json_extract_scalar(body, '$.last_closed_time') as closed_at,
        json_extract_scalar(body, '$.updated_time') as updated_at,
        upper(json_extract_scalar(body, '$.post_type')) as post_type,
        coalesce(json_extract_scalar(body, '$.from.guid') = json_extract_scalar(body, '$.profile_guid'), false) as is_own
    from raw
    where op = 'upsert'
      and stream in ('cases', 'messages')
)

select row_id, case_id || ':resolved:' || closed_at as change_id, case_id as contact_id, closed_at as changed_at,
    'resolved' as change, cast(null as varchar) as customer_id, cast(null as varchar) as channel
from told
where stream = 'cases'
  and closed_at is not null
union all
select row_id, case_id || ':reopened:' || updated_at, case_id, updated_at, 'reopened',
    cast(null as varchar), cast(null as varchar)
from told
where stream = 'cases'
  and closed_at is not null
  and status <> 'CLOSED'
  and updated_at is not null
union all
select row_id, json_extract_scalar(body, '$.guid') || ':identified', case_id, json_extract_scalar(body, '$.created_time'),
    'identified', json_extract_scalar(body, '$.from.guid'),
    case
        when coalesce(json_array_length(json_extract(body, '$.review_ratings')), 0) > 0 or strpos(post_type, 'REVIEW') > 0 then 'review'
        when strpos(post_type, 'DIRECT_MESSAGE') > 0 or upper(json_extract_scalar(body, '$.network')) = 'WHATSAPP' then 'social_dm'
        when post_type is not null then 'social_public'
    end
from told
where stream = 'messages'
  and case_id is not null
  and json_extract_scalar(body, '$.from.guid') is not null
  and not is_own
