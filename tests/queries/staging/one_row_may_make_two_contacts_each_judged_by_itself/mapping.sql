select row_id, key as contact_id, json_extract_scalar(body, '$.called_at') as opened_at
from raw
union all
select row_id, key || '-callback' as contact_id, json_extract_scalar(body, '$.called_back_at') as opened_at
from raw
