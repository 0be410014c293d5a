-- What does each row of Northwind's monthly cost sheet say?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   Direct costs are wages; loaded ones are everything, wages included. They are never added.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.cost_id')), '') as cost_id,
    version,
    nullif(trim(json_extract_scalar(body, '$.month')), '') as month,
    nullif(trim(json_extract_scalar(body, '$.amount')), '') as amount,
    upper(nullif(trim(json_extract_scalar(body, '$.currency')), '')) as currency,
    lower(nullif(trim(json_extract_scalar(body, '$.basis')), '')) as basis,
    lower(nullif(trim(json_extract_scalar(body, '$.channel')), '')) as channel,
    nullif(trim(json_extract_scalar(body, '$.department')), '') as department,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
