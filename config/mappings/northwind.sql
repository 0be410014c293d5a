-- What does each row of Northwind's nightly export say about a contact?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   Times stay text here: Raport reads them, and puts what is not a time into quarantine with its file and row.
--         A reopened contact has an empty resolved_at again, so the newest version of a row decides, not the first one.
--         Empty tags say that there are none, so they stay empty text.
--         The export has no rows for deleted contacts; op says delete only where a source can tell.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.contact_id')), '') as contact_id,
    version,
    nullif(trim(json_extract_scalar(body, '$.opened_at')), '') as opened_at,
    nullif(trim(json_extract_scalar(body, '$.resolved_at')), '') as resolved_at,
    lower(nullif(trim(json_extract_scalar(body, '$.channel')), '')) as channel,
    nullif(trim(json_extract_scalar(body, '$.department')), '') as department,
    nullif(trim(json_extract_scalar(body, '$.reason')), '') as reason,
    nullif(trim(json_extract_scalar(body, '$.agent')), '') as agent,
    nullif(trim(json_extract_scalar(body, '$.first_resolved_at')), '') as first_resolved_at,
    nullif(trim(json_extract_scalar(body, '$.reopened_at')), '') as reopened_at,
    nullif(trim(json_extract_scalar(body, '$.assigned_at')), '') as assigned_at,
    nullif(trim(json_extract_scalar(body, '$.handed_over_at')), '') as handed_over_at,
    nullif(trim(json_extract_scalar(body, '$.customer_id')), '') as customer_id,
    lower(nullif(trim(json_extract_scalar(body, '$.direction')), '')) as direction,
    nullif(trim(json_extract_scalar(body, '$.outcome')), '') as outcome,
    trim(json_extract_scalar(body, '$.tags')) as tags,
    lower(nullif(trim(json_extract_scalar(body, '$.began_with')), '')) as began_with,
    nullif(trim(json_extract_scalar(body, '$.solved_at_once')), '') as is_solved_at_once,
    nullif(trim(json_extract_scalar(body, '$.requester_wait_seconds')), '') as requester_wait_seconds,
    nullif(trim(json_extract_scalar(body, '$.agent_wait_seconds')), '') as agent_wait_seconds,
    nullif(trim(json_extract_scalar(body, '$.on_hold_seconds')), '') as on_hold_seconds,
    nullif(trim(json_extract_scalar(body, '$.location')), '') as location,
    nullif(trim(json_extract_scalar(body, '$.product')), '') as product,
    nullif(trim(json_extract_scalar(body, '$.queue')), '') as queue,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
