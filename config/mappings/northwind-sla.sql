-- What does each row of Northwind's nightly export of targets say about one target of a contact?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   A target comes first when it begins to apply and again when it is achieved, in time or late.
--         due_at may lie ahead of the export.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.verdict_id')), '') as verdict_id,
    nullif(trim(json_extract_scalar(body, '$.contact_id')), '') as contact_id,
    version,
    lower(nullif(trim(json_extract_scalar(body, '$.metric')), '')) as metric,
    nullif(trim(json_extract_scalar(body, '$.due_at')), '') as due_at,
    nullif(trim(json_extract_scalar(body, '$.achieved_at')), '') as achieved_at,
    nullif(trim(json_extract_scalar(body, '$.policy')), '') as policy,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
