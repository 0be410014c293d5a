-- What does each row of Northwind's nightly export of working hours say about one stretch of an agent's time?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   The export cuts stretches at local midnight already.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.interval_id')), '') as interval_id,
    version,
    nullif(trim(json_extract_scalar(body, '$.agent')), '') as agent,
    lower(nullif(trim(json_extract_scalar(body, '$.activity')), '')) as activity,
    nullif(trim(json_extract_scalar(body, '$.started_at')), '') as started_at,
    nullif(trim(json_extract_scalar(body, '$.ended_at')), '') as ended_at,
    nullif(trim(json_extract_scalar(body, '$.department')), '') as department,
    nullif(trim(json_extract_scalar(body, '$.location')), '') as location,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
