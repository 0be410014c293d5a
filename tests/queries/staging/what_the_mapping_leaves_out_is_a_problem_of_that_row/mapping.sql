select
    row_id,
    json_extract_scalar(body, '$.number') as contact_id,
    json_extract_scalar(body, '$.opened_at') as opened_at
from raw
where json_extract_scalar(body, '$.kind') <> 'spam';
