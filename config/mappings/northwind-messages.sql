-- What does each row of Northwind's nightly export of emails and chat lines say about one message?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   The export has no bodies. Notes among agents are in it, and are not public.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.message_id')), '') as message_id,
    nullif(trim(json_extract_scalar(body, '$.contact_id')), '') as contact_id,
    version,
    nullif(trim(json_extract_scalar(body, '$.sent_at')), '') as sent_at,
    lower(nullif(trim(json_extract_scalar(body, '$.author')), '')) as author,
    nullif(trim(json_extract_scalar(body, '$.public')), '') as is_public,
    nullif(trim(json_extract_scalar(body, '$.agent')), '') as agent,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
