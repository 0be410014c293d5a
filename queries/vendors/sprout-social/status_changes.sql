-- What does each new record of Sprout Social say about a change of a case's state?
--
-- grain   one row per last closing a case tells, and one per reading of a case that is open after one
-- reads   raw
-- params  none
-- windows none
-- traps   A case tells its last closing only. Read every hour, each is seen; of what was closed and opened again before
--         the first reading only the last closing is known. When it was opened again is not told: what it was updated
--         at, seen open again for the first time, is the latest it can be. When it was assigned is not told at all.

with closings as (
    select row_id, body,
        json_extract_scalar(body, '$.case_id') as case_id,
        upper(json_extract_scalar(body, '$.status')) as status,
        json_extract_scalar(body, '$.last_closed_time') as closed_at,
        json_extract_scalar(body, '$.updated_time') as updated_at
    from raw
    where op = 'upsert'
      and stream = 'cases'
      and json_extract_scalar(body, '$.last_closed_time') is not null
)

select row_id, case_id || ':resolved:' || closed_at as change_id, case_id as contact_id, closed_at as changed_at,
    'resolved' as change
from closings
union all
select row_id, case_id || ':reopened:' || updated_at, case_id, updated_at, 'reopened'
from closings
where status <> 'CLOSED'
  and updated_at is not null
