-- What does each row of Northwind's nightly export of surveys say about one survey?
--
-- grain   one row per row of raw
-- reads   raw
-- params  none
-- windows none
-- traps   A survey comes first when it is sent and again when it is answered; the newest version decides.
--         The comment is kept only where the source says keep_comments.

select
    row_id,
    nullif(trim(json_extract_scalar(body, '$.survey_id')), '') as survey_id,
    nullif(trim(json_extract_scalar(body, '$.contact_id')), '') as contact_id,
    version,
    lower(nullif(trim(json_extract_scalar(body, '$.kind')), '')) as kind,
    nullif(trim(json_extract_scalar(body, '$.invited_at')), '') as invited_at,
    nullif(trim(json_extract_scalar(body, '$.answered_at')), '') as answered_at,
    nullif(trim(json_extract_scalar(body, '$.score')), '') as score,
    nullif(trim(json_extract_scalar(body, '$.comment')), '') as comment,
    case when op = 'delete' then 'true' else 'false' end as is_deleted
from raw
